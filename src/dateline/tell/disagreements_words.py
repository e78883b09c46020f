"""One utterance worded differently, given to different speakers, or told with another scope."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dateline.similarity import texts
from dateline.similarity.names import same_name
from dateline.similarity.slots_text import content_stems
from dateline.tell.disagreements_sides import Account, Dispute
from dateline.types import Report, Statement

Told = tuple[Report, Statement]

# "Even after a deal": the statement holds whether or not the condition comes true.
_CONCESSIVE = re.compile(
    r"\b(?:even (?:after|if|when|once|in the event of)|regardless of|whether or not"
    r"|incluso (?:después|si|tras|cuando)|aun(?:que| si)|même (?:après|si|en cas)"
    r"|(?:auch|selbst) (?:nach|wenn|bei)|даже (?:после|если|в случае)|навіть (?:після|якщо))\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|once|when|after|in the event of|provided|as long as|si|cuando|tras|en caso de"
    r"|une fois|en cas de|wenn|falls|sobald|nach|если|когда|після|якщо|коли)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 4
_MOST = 200


def words(reports: Sequence[Report], same_as: Mapping[str, str]) -> Iterator[Dispute]:
    """Disputes over statements, in no order that matters."""
    told = [(report, item) for report in reports for item in report.analysed.statements]
    yield from _wordings(told, same_as)
    yield from _attributions(told)
    yield from _scopes(told)


def _account(told: Told) -> Account:
    report, statement = told
    return Account(statement.id, report, statement.content, statement.content_span, statement.field)


def _stems(told: Told) -> frozenset[str]:
    return content_stems(told[1].content, told[0].analysed.article.language)


def _language(told: Told) -> str:
    return texts.base_language(told[0].analysed.article.language)


def _wordings(told: Sequence[Told], same_as: Mapping[str, str]) -> Iterator[Dispute]:
    """Direct quotations of one utterance that differ in more than their length."""
    utterances: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for item in told:
        if item[1].direct and item[1].id in same_as:
            utterances[same_as[item[1].id], _language(item)].append(item)
    for key in sorted(utterances):
        groups: list[list[Told]] = []
        for item in sorted(utterances[key], key=lambda one: one[1].id):
            alike = next((g for g in groups if not _reworded(item, g[0])), None)
            if alike is None:
                groups.append([item])
            else:
                alike.append(item)
        if len(groups) > 1 and len({item[0].origin for group in groups for item in group}) > 1:
            speaker = groups[0][0][1].speaker or ""
            made = tuple(tuple(_account(item) for item in group) for group in groups)
            yield Dispute("wording", speaker, made)


def _reworded(one: Told, other: Told) -> bool:
    """Whether each has words of its own beside those they share."""
    mine, theirs = _stems(one), _stems(other)
    return len(mine - theirs) >= 2 and len(theirs - mine) >= 2


def _attributions(told: Sequence[Told]) -> Iterator[Dispute]:
    """The same quoted words given to two speakers."""
    quoted: defaultdict[tuple[str, ...], list[Told]] = defaultdict(list)
    for item in told:
        said = tuple(texts.words(item[1].content))
        if item[1].direct and item[1].speaker and len(said) >= 2 * _LEAST_WORDS:
            quoted[said].append(item)
    for said in sorted(quoted):
        for one, other in combinations(quoted[said], 2):
            speakers = one[1].speaker or "", other[1].speaker or ""
            named = all(speaker[:1].isupper() and " " in speaker for speaker in speakers)
            if one[0].origin != other[0].origin and named and not same_name(*speakers):
                groups = ((_credited(one),), (_credited(other),))
                yield Dispute("attribution", one[1].content, groups)
                break


def _credited(told: Told) -> Account:
    report, statement = told
    spans = tuple(sorted((*statement.speaker_span, *statement.content_span)))
    return Account(statement.id, report, statement.speaker or "", spans, statement.field)


def _scopes(told: Sequence[Told]) -> Iterator[Dispute]:
    """One speaker's stand under a condition, told as holding even without it.

    Both statements must name the same condition and the same subject: one outlet has the speaker
    see no need of troops *if* a peace is agreed, the other a threat in them *even after* it.
    """
    even = [item for item in told[:_MOST] if _CONCESSIVE.search(item[1].content)]
    plain = [item for item in told[:_MOST] if _conditioned(item) and item not in even]
    for item in even:
        for other in plain:
            if item[0].origin != other[0].origin and _one_scope(item, other):
                about = ", ".join(sorted(_shared_words(item, other)))
                yield Dispute("scope", about, ((_account(other),), (_account(item),)))
                break


def _conditioned(told: Told) -> bool:
    return bool(told[1].condition) or bool(_CONDITIONAL.match(told[1].content))


def _one_scope(even: Told, plain: Told) -> bool:
    mine, theirs = even[1], plain[1]
    if not mine.speaker or not theirs.speaker or not same_name(mine.speaker, theirs.speaker):
        return False
    if _language(even) != _language(plain):
        return False
    language = even[0].analysed.article.language
    match = _CONCESSIVE.search(mine.content)
    assert match is not None
    scope = content_stems(" ".join(mine.content[match.end() :].split()[:6]), language)
    condition = theirs.condition or theirs.content.split(",")[0]
    if not scope & content_stems(condition, language):
        return False
    rest = content_stems(mine.content[: match.start()], language)
    held = content_stems(theirs.content.replace(condition, " "), language)
    return len(rest & held) >= 2


def _shared_words(one: Told, other: Told) -> frozenset[str]:
    """Words of the first statement whose stems both have, in their own form."""
    language = one[0].analysed.article.language
    shared = _stems(one) & _stems(other)
    return frozenset(
        word for word in texts.words(one[1].content) if content_stems(word, language) & shared
    )
