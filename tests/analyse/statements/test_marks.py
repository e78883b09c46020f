"""Quotation marks of many kinds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.analyse.statements.marks import find_quotations


def inner(text: str) -> list[str]:
    return [text[q.inner[0] : q.inner[1]] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Ms Orla said: "The dam will hold."', ["The dam will hold."]),
        ("“It holds,” she said. “For now.”", ["It holds,", "For now."]),
        ("„Der Damm hält“, sagte Vrana.", ["Der Damm hält"]),
        ("»Der Damm hält«, sagte Vrana.", ["Der Damm hält"]),
        ("« Le barrage tient », dit-elle.", ["Le barrage tient"]),
        ("«La presa aguanta», dijo.", ["La presa aguanta"]),
        ("«Дамба тримається», — сказала вона.", ["Дамба тримається"]),
        ("「堤防は持つ」と言った。", ["堤防は持つ"]),
        ("He heard “a man cry ‘help’ twice” there.", ["a man cry ‘help’ twice"]),
        ("The mayor's and the Democrats' plan isn't new.", []),
        ("Orla: ‘The dam will hold’, she says", ["The dam will hold"]),
        ('two days ago in Brack"I have no doubt," Orla said.', ["I have no doubt,"]),
        ('a 12" pipe and a 9" pipe', []),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_left_open_over_paragraphs() -> None:
    text = "“The dam is old.\n\n“It leaks,” Orla said."
    (found,) = find_quotations(text)
    assert [text[a:b] for a, b in found.pieces] == ["The dam is old.", "It leaks,"]


def test_never_closed_ends_with_its_paragraph() -> None:
    text = "“The dam is old.\nIt rained all day."
    (found,) = find_quotations(text)
    assert not found.closed
    assert text[slice(*found.inner)] == "The dam is old."


@given(st.text(alphabet="a \"“”„«»‹›‘’'\n.,「」", max_size=60) | st.text(max_size=60))
def test_spans_are_valid_and_apart(text: str) -> None:
    last = 0
    for found in find_quotations(text):
        assert last <= found.span[0] <= found.inner[0] < found.inner[1] <= found.span[1]
        assert found.span[1] <= len(text)
        assert all(found.inner[0] <= a < b <= found.inner[1] for a, b in found.pieces)
        last = found.span[1]


@pytest.mark.parametrize("pattern", ['"', "“", "”", "' ", '"a ', "„“«", "“a”\n"])
def test_linear_on_a_megabyte_of_marks(pattern: str) -> None:
    text = pattern * (1_000_000 // len(pattern))
    start = time.process_time()
    find_quotations(text)
    assert time.process_time() - start < 8
