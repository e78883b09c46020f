"""Fictional articles with analyses of fixed shape, for the tests of stores."""

from dateline.ports import EventRecord
from dateline.similarity.identity import digest
from dateline.types import (
    AnalysedArticle,
    Article,
    Citation,
    CitedSentence,
    DateRange,
    Disagreement,
    Event,
    EventTelling,
    GroupDecision,
    Mention,
    NearMiss,
    Quantity,
    Reason,
    Sentence,
    Side,
    Statement,
    Storyline,
)

ARRIVED = "2031-05-01T00:00:00Z"


def make_article(
    name: str = "dam",
    text: str | None = None,
    *,
    published: str | None = "2031-03-04",
    **rest: object,
) -> Article:
    text = (
        f"The {name} in Ostrevan broke. Mayor Ilda Korr said 12 were missing."
        if text is None
        else text
    )
    title = str(rest.pop("title", f"News of the {name}"))
    key = f"https://{name}.example/1"
    fields = {
        "url": key,
        "outlet": "The Ostrevan Post",
        "language": "en",
        "source": f"{name}.jsonl#1",
    }
    return Article(
        id=digest(key), key=key, version=digest(title, text), text=text, title=title,
        published=published, **{**fields, **rest},  # type: ignore[arg-type]
    )  # fmt: skip


def analyse(article: Article, day: str | None = "2031-03-04") -> AnalysedArticle:
    date = DateRange(day, day, "day", inferred=False) if day else DateRange()
    end = len(article.text)
    mentions = (
        Mention("place", "", "Ostrevan", (0, min(8, end))),
        Mention("person", "", "Ilda Korr", (1, min(9, end))),
        Mention("date", "DATE", "2031-03-04", (0, 1), "title", date),
    )
    key = (article.id, article.version)
    statement = Statement(
        "q" + digest(*key, "q"), *key, "Mayor Ilda Korr", ((1, 9),), "said", ((9, 13),),
        "12 were missing.", ((13, end),), direct=False, condition="if found", said_at=date,
    )  # fmt: skip
    quantity = Quantity(
        "n" + digest(*key, "n"), *key, 12.0, 12.0, None, "person", "missing", "at least", (3, 5)
    )
    return AnalysedArticle(
        article, "fiction/1", date, (Sentence(0, end),), mentions, (statement,), (quantity,),
        bytes(range(16)), b"signature",
    )  # fmt: skip


def decide(article: str, event: str | None = None) -> GroupDecision:
    reasons = (Reason("names", 0.5, 1.25),)
    event = event or article
    return GroupDecision(
        article, event, event, ("f" * 16,), 0.75, reasons, (NearMiss("x", 0.25, reasons),)
    )


def record(event: str, articles: tuple[str, ...], first: str = "2031-03-04") -> EventRecord:
    return EventRecord(event, "s" + event[1:], first, first, articles, b"\x00f", "two names")


def make_telling(
    article: Article, headline: str = "Dam breaks", *, day: str | None = "2031-03-04",
    same_as: tuple[tuple[str, str], ...] = (), disagreements: tuple[Disagreement, ...] = (),
) -> EventTelling:  # fmt: skip
    cited = (Citation(article.id, article.version, 0, 5),)
    date = DateRange(day, day, "day") if day else DateRange()
    return EventTelling(
        date, headline, cited, (CitedSentence(headline + ".", cited, "en", 0.5),), same_as=same_as,
        disagreements=disagreements, people=("Ilda Korr",),
    )  # fmt: skip


def make_event(id: str, telling: EventTelling, articles: tuple[str, ...]) -> Event:
    return Event(id, "s" + id[1:], telling, articles, 1, ("The Ostrevan Post",), "two names")


def make_storyline(id: str, events: tuple[str, ...], last: str) -> Storyline:
    return Storyline(id, "The dam", (), events, last, last, ("Ilda Korr",))


def disagree(id: str, event: str, article: Article) -> Disagreement:
    side = Side("12", (Citation(article.id, article.version, 0, 2),), ("A",), 1)
    return Disagreement(id, event, "quantity", "missing", (side, side))
