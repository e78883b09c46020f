"""The fictional timeline behind tests/golden/formats; run as a module to write the files anew."""

from __future__ import annotations

from pathlib import Path

from dateline.show.formats import TIMELINE_FORMATS, render_timeline
from dateline.show.formats.cite import CITATION_FORMATS, render_citations
from dateline.types import (
    UNDATED,
    Article,
    Citation,
    CitedSentence,
    DateRange,
    Timeline,
    TimelineEntry,
)

FOLDER = Path(__file__).parent.parent / "golden" / "formats"
HOSTILE = '</title><script>alert("1")</script> ]]> & \\;,: =SUM(A1) [x](javascript:y) *b* \u202e'

ARTICLES = {
    "a1": Article(
        "a1", "k1", "v1",
        "Rebels took the harbour of Lara on Tuesday. The army of Varnia left the town.",
        "Rebels take Lara harbour", "https://adriatic.example/lara?a=1&b=2", "Adriatic",
        "Ada Lund", "2031-03-05T17:00:00+02:00", None, "en",
    ),
    "a2": Article(
        "a2", "k2", "v2", "Los rebeldes tomaron el puerto de Lara, dijo el alcalde.",
        "=HYPERLINK(\"https://x.example\")", "javascript:alert(1)", "@Diario {50%}", None,
        "2031-03-06", "2031-03-07T08:30:00Z", "es",
    ),
    "a3": Article("a3", "k3", "v3", "-1 + 1 = 0, said the bank. " + HOSTILE, HOSTILE),
}  # fmt: skip


def _cite(article: str, start: int, end: int, field: str = "text", role: str = "source"):
    return Citation(article, "v" + article[1:], start, end, field, role)


FIRST = CitedSentence(
    "Rebels took the harbour of Lara on Tuesday.",
    (_cite("a1", 0, 43), _cite("a2", 0, 39, role="support")),
    "en",
)
SECOND = CitedSentence("The army of Varnia left the town.", (_cite("a1", 44, 77),), "en")
SPANISH = CitedSentence(ARTICLES["a2"].text, (_cite("a2", 0, 56),), "es")

TIMELINE = Timeline(
    "Lara: the harbour war",
    "s0123456789abcdef",
    (
        TimelineEntry(
            DateRange("2031-03-04", "2031-03-04", "day"), "e1", "Rebels take Lara harbour",
            (_cite("a1", 0, 24, "title"),), (FIRST, SECOND, SPANISH), ("Adriatic", "Diario"),
            2, 3, ("d1",), importance=2.5, why="2 independent reports",
        ),
        TimelineEntry(
            DateRange("2031-02-01", "2031-02-28", "month", True), "e2", HOSTILE,
            (_cite("a3", 0, len(HOSTILE), "title"),),
            (CitedSentence("-1 + 1 = 0, said the bank.", (_cite("a3", 0, 26),), "en"),),
        ),
        TimelineEntry(
            DateRange("2030-12-24", "2030-12-26", "day"), "t1", "Talks failed in Ostrel.",
            (_cite("gone", 0, 23),), (), told=True, mentioned_by=("a1", "a2"),
        ),
        TimelineEntry(UNDATED, "e3", "Somebody said something", (), ()),
    ),
    (
        TimelineEntry(
            DateRange("2029-01-01", "2029-12-31", "year"), "e4", "Varnia bought Lara",
            (_cite("a1", 0, 6),), (SECOND,), ("Adriatic",), 1, 1,
        ),
    ),
    why="4 of 9 days",
)  # fmt: skip


def rendered() -> dict[str, str]:
    """File name → text of every shape."""
    files = {
        f"timeline.{name}": render_timeline(TIMELINE, name, ARTICLES) for name in TIMELINE_FORMATS
    }
    files |= {
        f"citations.{name}": render_citations(list(ARTICLES.values()), name)
        for name in CITATION_FORMATS
    }
    return files


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in rendered().items():
        (FOLDER / name).write_bytes(text.encode())
