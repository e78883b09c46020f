from hypothesis import given
from hypothesis import strategies as st

from dateline.tell.event import tell_event
from dateline.tell.verify import supported
from dateline.types import UNDATED, CitedSentence
from tests.tell.making import reader, report

STORM = (
    "LARA (Reuters) - A storm flooded the harbour of Lara on Monday, killing 12 people. "
    "He said the town was cut off. The mayor of Lara asked the army of Varnia for boats. "
    "“Nobody expected such a wave.” Schools in Lara stay closed until Friday."
)
OTHER = (
    "The harbour of Lara was flooded by a storm on Monday and 12 people were killed. "
    "Insurers in Varnia put the damage at 40 million crowns."
)
DATES = {"on Monday": "2031-05-03"}


def storm():
    return [
        report(STORM, "2031-05-04", "Live: what we know", dates=DATES),
        report(OTHER, "2031-05-04", "Storm floods Lara harbour, killing 12 | Gazette",
               outlet="gazette.example", dates=DATES),
    ]  # fmt: skip


def test_an_event_is_dated_by_the_day_its_leads_name() -> None:
    telling = tell_event("e1", storm(), None)
    assert telling.date.start == "2031-05-03"
    assert telling.date.precision == "day"
    assert telling.confidence == 1.0


def test_what_is_announced_has_not_happened() -> None:
    meeting = report(
        "The kings of Varnia and Ostrel will meet in Lara next Friday.",
        "2031-05-04",
        dates={"next Friday": "2031-05-09"},
    )
    assert tell_event("e1", [meeting], None).date.start == "2031-05-04"


def test_the_headline_states_the_happening_without_the_outlet() -> None:
    telling = tell_event("e1", storm(), None)
    assert telling.headline == "Storm floods Lara harbour, killing 12"
    assert telling.headline_citations[0].field == "title"


def test_the_summary_says_things_once_and_alone() -> None:
    telling = tell_event("e1", storm(), None)
    texts = [sentence.text for sentence in telling.sentences]
    assert sum("harbour of Lara" in text for text in texts) == 1
    assert not any(text.startswith(("He ", "LARA", "“")) for text in texts)
    flood = next(s for s in telling.sentences if "harbour" in s.text)
    assert {c.role for c in flood.citations} == {"source", "support"}


def test_every_shown_sentence_is_supported() -> None:
    reports = storm()
    telling = tell_event("e1", reports, None)
    text_of = reader(reports)
    for sentence in [*telling.sentences, *telling.summary]:
        assert supported(sentence, text_of) is None
    assert supported(CitedSentence(telling.headline, telling.headline_citations), text_of) is None


def test_a_reprint_has_no_second_voice() -> None:
    reports = storm()
    again = report(OTHER, "2031-05-04", outlet="mirror.example", origin=reports[1].origin)
    assert tell_event("e1", [*reports, again], None) == tell_event("e1", reports, None)


def test_undated_reports_leave_an_undated_event() -> None:
    telling = tell_event("e1", [report(OTHER, None)], None)
    assert telling.date == UNDATED
    assert telling.confidence == 0.0


def test_nothing_to_show_is_no_fault() -> None:
    telling = tell_event("e1", [report("", "2031-05-04")], None)
    assert telling.headline == ""
    assert telling.summary == ()


@given(st.lists(st.text(max_size=120), max_size=4), st.sampled_from(["en", "uk", "zh", "und"]))
def test_any_reports_give_supported_sentences(texts: list[str], language: str) -> None:
    reports = [
        report(text, f"2031-05-0{at + 1}", language=language, outlet=f"{at}.example")
        for at, text in enumerate(texts)
    ]
    text_of = reader(reports)
    telling = tell_event("e1", reports, None)
    assert [supported(s, text_of) for s in telling.sentences] == [None] * len(telling.sentences)
