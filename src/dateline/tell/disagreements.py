"""Where the reports of one event disagree, and what changed over time without contradiction.

Only accounts of different origins are set against each other, and only when both plainly speak of
the same thing: unsure means unsaid. Dateline never says who is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.similarity.identity import digest
from dateline.tell.disagreements_facts import facts
from dateline.tell.disagreements_figures import figures
from dateline.tell.disagreements_sides import Account, Dispute, sides
from dateline.tell.disagreements_words import words
from dateline.types import Disagreement, Report

Found = tuple[tuple[Disagreement, ...], tuple[Disagreement, ...]]


def find_disagreements(
    event: str, reports: Sequence[Report], same_as: Sequence[tuple[str, str]]
) -> Found:
    """(conflicts, developments) among the reports of ``event``, each ordered by id.

    ``same_as`` maps statements to utterances (``tell.utterances``). A side lists its outlets, the
    number of independent origins and citations of the passages, as spans of the newest text. The
    id is that of the smallest account and moves only with it.
    """
    disputes = [*figures(reports), *facts(reports), *words(reports, dict(same_as))]
    made = [_disagreement(event, dispute) for dispute in disputes]
    unique: Mapping[str, Disagreement] = {item.id: item for item in sorted(made, key=_order)}
    ordered = [item for _, item in sorted(unique.items())]
    return (
        tuple(item for item in ordered if item.cause == "conflict"),
        tuple(item for item in ordered if item.cause == "later_update"),
    )


def _order(item: Disagreement) -> tuple[str, str]:
    return item.id, item.about


def _smallest(accounts: Sequence[Account]) -> str:
    return min(account.id for account in accounts)


def _disagreement(event: str, dispute: Dispute) -> Disagreement:
    every = [account for group in dispute.groups for account in group]
    return Disagreement(
        id="d" + digest(dispute.kind, dispute.cause, _smallest(every)),
        event=event,
        kind=dispute.kind,
        about=dispute.about,
        sides=sides(dispute.groups),
        cause=dispute.cause,
    )
