"""The frozen types of the domain, named by their moment in life.

``RawDocument`` → ``Article`` → ``AnalysedArticle`` → ``Event`` → ``Storyline`` → ``Timeline``.

Offsets are Unicode code points of the stored text (or title), half open. Times are ISO 8601
strings. Nothing here does any work beyond naming: see the rooms for what makes and reads these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]
Field = Literal["text", "title"]
Precision = Literal["minute", "day", "month", "year", "unknown"]
MentionKind = Literal["person", "organization", "place", "date"]
Mode = Literal["speech", "belief", "intention"]
Act = Literal[
    "pledge", "threat", "warning", "demand", "denial", "accusation",
    "refusal", "announcement", "claim", "concession", "question",
]  # fmt: skip
DisagreementKind = Literal["quantity", "wording", "scope", "date", "place", "attribution"]


# Read and extract ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as it came: ``text`` or ``html``, and what its container said about it.

    ``source`` names where it was found (path or address, with ``#n`` for record n) and is what a
    rejection is reported under. Dates are still as the source wrote them. ``partial`` marks what
    its container says is not the whole article, such as a feed's summary.
    """

    source: str
    text: str | None = None
    html: str | bytes | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    section: str | None = None
    source_id: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """Input that gave no article: a short ``reason`` to count by, and a ``detail`` to act on."""

    source: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one text that one outlet published.

    ``id`` is a hash of ``key`` (canonical address; else outlet and given id; else a hash of title
    and text), ``version`` a hash of title and text. ``published`` and ``updated`` are ISO 8601
    with the offset they were given, else UTC, or None. ``language`` is BCP 47, ``und`` if unknown.
    ``partial`` marks a paywall stub or a feed's summary that is not the whole article.
    ``origins_of_fields`` names, for each metadata field, where its value came from.
    """

    id: str
    key: str
    version: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str = "und"
    section: str | None = None
    source: str = ""
    source_id: str | None = None
    partial: bool = False
    origins_of_fields: tuple[tuple[str, str], ...] = ()


# Analyse ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateRange:
    """A time with its precision: ``start`` and ``end`` are full days ``YYYY-MM-DD`` or minutes
    ``YYYY-MM-DDTHH:MM``, both included, also for a month or a year; both None when unknown.

    ``inferred`` says that it was concluded from evidence and not given.
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    inferred: bool = False


UNDATED = DateRange()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its place; ``paragraph`` counts from 0; ``furniture`` is never chosen."""

    start: int
    end: int
    field: Field = "text"
    paragraph: int = 0
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, organization, place or date named in the text.

    ``value`` is the canonical name inside the article (the fullest form), or the TIMEX3 value;
    ``type`` is DATE, TIME, DURATION or SET for dates, else empty. ``when`` is the calendar range
    of a date that has one.
    """

    kind: MentionKind
    type: str
    value: str
    span: Span
    field: Field = "text"
    when: DateRange | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, under which condition. Spans may be discontinuous, and empty where absent.

    ``speaker`` is the resolved name, or the text's own words; None when the text names nobody.
    ``said_at`` is when it was said, where the text or the article's date tells.
    """

    id: str
    article: str
    version: str
    speaker: str | None
    speaker_span: Spans
    cue: str | None
    cue_span: Spans
    content: str
    content_span: Spans
    direct: bool
    mixed: bool = False
    quoted_spans: Spans = ()
    mode: Mode = "speech"
    act: Act = "claim"
    condition: str | None = None
    condition_span: Spans = ()
    addressee: str | None = None
    said_at: DateRange | None = None
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an interval ``[low, high]`` (None: unbounded) around ``value``.

    ``unit`` is a canonical unit (``person``, ``percent``, ``EUR``, ``km`` …, empty for a bare
    count), ``counted`` the head noun of what is counted in the text's words, ``qualifier`` the
    bounding words ("at least"), ``when`` and ``where`` the time and place of counting.
    """

    id: str
    article: str
    version: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    counted: str
    qualifier: str
    span: Span
    field: Field = "text"
    when: DateRange | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """An article with all that one text alone can tell.

    ``analysis`` names the versions of what made it; ``date`` is the article's date by its own
    evidence; ``vector`` is the quantised embedding of title and lead (int8, see
    ``similarity.vectors``), empty where none was made; ``signature`` is the MinHash of its
    shingles (uint32, see ``similarity.reprints``).
    """

    article: Article
    analysis: str
    date: DateRange
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    vector: bytes = b""
    signature: bytes = b""


# Group and weave ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's part in a decision: its value and what it added to the score."""

    feature: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A candidate that was weighed: its id, its score as a probability, and why."""

    id: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupDecision:
    """Where one article went: ``event`` is the id of the event's founding article.

    ``origin`` is the first article that has its text (its own id where it is independent),
    ``also`` further events that it tells, ``nearly`` what it nearly joined.
    """

    article: str
    event: str
    origin: str
    also: tuple[str, ...] = ()
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    nearly: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class WeaveDecision:
    """The storyline of one event: the id of the storyline's founding event, and the reason."""

    event: str
    storyline: str
    link: str | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraints:
    """A person's decisions as grouping must obey them, all on article ids.

    Links between events stand on their founding articles' ids, those between storylines on the
    founding articles of their founding events.
    """

    must_link: tuple[tuple[str, str], ...] = ()
    cannot_link: tuple[tuple[str, str], ...] = ()
    must_weave: tuple[tuple[str, str], ...] = ()
    cannot_weave: tuple[tuple[str, str], ...] = ()


# Tell ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage: ``role`` is source, insertion or support."""

    article: str
    version: str
    start: int
    end: int
    field: Field = "text"
    role: Literal["source", "insertion", "support"] = "source"


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence that Dateline shows and the passages it rests on; ``score`` ranks it."""

    text: str
    citations: tuple[Citation, ...]
    language: str = "und"
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """One article of an event, with the origin that it shares."""

    analysed: AnalysedArticle
    origin: str


@dataclass(frozen=True, slots=True)
class Side:
    """One account in a disagreement."""

    says: str
    citations: tuple[Citation, ...]
    outlets: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Accounts of one thing that cannot all hold (cause conflict), or its course (later_update)."""

    id: str
    event: str
    kind: DisagreementKind
    about: str
    sides: tuple[Side, ...]
    cause: Literal["conflict", "later_update"] = "conflict"


@dataclass(frozen=True, slots=True)
class EventTelling:
    """What an event's articles say together, computed when they change and stored.

    ``sentences`` are ranked candidates for timelines, the ``summary`` the ones shown with the
    event. ``same_as`` maps a statement's id to the id of its utterance. ``confidence`` is that
    of the date, from 0 to 1.
    """

    date: DateRange
    headline: str
    headline_citations: tuple[Citation, ...]
    summary: tuple[CitedSentence, ...]
    sentences: tuple[CitedSentence, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    confidence: float = 1.0
    same_as: tuple[tuple[str, str], ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    developments: tuple[Disagreement, ...] = ()
    withheld: tuple[CitedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at one time and place, as exported.

    ``articles`` is empty for a told event; ``mentioned_by`` then lists the articles whose dated
    sentences tell it. ``references`` counts later articles that refer back to it, ``mentions``
    their sentences that name its day, and ``retold`` are the best of those sentences.
    """

    id: str
    storyline: str | None
    telling: EventTelling
    articles: tuple[str, ...]
    origins: int
    outlets: tuple[str, ...]
    why: str = ""
    mentioned_by: tuple[str, ...] = ()
    references: int = 0
    mentions: int = 0
    retold: tuple[CitedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Storyline:
    """Events of one developing story, newest first."""

    id: str
    title: str
    title_citations: tuple[Citation, ...]
    events: tuple[str, ...]
    first: str | None
    last: str | None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry: an event told for a timeline, ``why`` it was chosen.

    ``also`` names further events of its day that its sentences tell.
    """

    date: DateRange
    event: str
    headline: str
    headline_citations: tuple[Citation, ...]
    summary: tuple[CitedSentence, ...]
    outlets: tuple[str, ...] = ()
    origins: int = 0
    articles: int = 0
    disagreements: tuple[str, ...] = ()
    told: bool = False
    mentioned_by: tuple[str, ...] = ()
    importance: float = 0.0
    why: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A storyline or the answer to a query, told newest first."""

    title: str
    storyline: str | None
    entries: tuple[TimelineEntry, ...]
    background: tuple[TimelineEntry, ...] = ()
    why: str = ""
