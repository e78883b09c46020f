import pytest

from dateline.tell.verify import supported
from dateline.types import Citation, CitedSentence

SOURCE = "He said, after a pause, that Varnia was “ready  to talk” with [all] sides."
NAME = "Ada Orlo"


def check(text: str, insertion: bool = False) -> str | None:
    citations = [Citation("a", "v", 0, len(SOURCE))]
    if insertion:
        citations.append(Citation("a", "v", 0, 1, "title", "insertion"))
    return supported(
        CitedSentence(text, tuple(citations)), lambda c: NAME if c.role == "insertion" else SOURCE
    )


@pytest.mark.parametrize(
    "text",
    [
        SOURCE,
        "He said, after a pause, that Varnia was “ready to talk” with [all] sides.",
        "He said […] that Varnia was “ready to talk” with [all] sides.",
        "that Varnia was “ready to talk”",
    ],
)
def test_word_for_word_and_marked_cuts_stand(text: str) -> None:
    assert check(text) is None


def test_an_insertion_needs_its_own_citation() -> None:
    assert check("He [Ada Orlo] said, after a pause, that Varnia", insertion=True) is None
    assert check("[Ada Orlo] said, after a pause, that Varnia", insertion=True) is None
    assert check("He [Ada Orlo] said, after a pause, that Varnia") is not None


@pytest.mark.parametrize(
    "text",
    [
        "He said that Varnia was “ready to talk” with [all] sides.",
        "He said, after a pause, that Ostrel was ready.",
        "He said, after a pause, that Varnia was “ready […] talk” with [all] sides.",
        "He said, after a pause, that Varnia was “ready to talk",
        "that Varnia was […] He said, after a pause",
        "",
    ],
)
def test_what_the_source_does_not_say_is_a_fault(text: str) -> None:
    assert check(text) is not None


def test_unreadable_and_missing_citations_are_faults() -> None:
    def missing(citation: Citation) -> str:
        raise KeyError(citation.article)

    assert supported(CitedSentence("x", ()), lambda _: "x") == "no source is cited"
    fault = supported(CitedSentence("x", (Citation("a", "v", 0, 1),)), missing)
    assert fault is not None
    assert "cannot be read" in fault
