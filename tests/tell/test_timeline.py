from dateline.tell.event import tell_event
from dateline.tell.storyline import tell_storyline
from dateline.tell.timeline import Candidate, tell_timeline
from dateline.tell.told import tell_past
from dateline.tell.verify import supported
from tests.tell.making import event, reader, report

FLOOD = report("A storm flooded the harbour of Lara and killed 12 people.", "2031-05-03",
               "Storm floods Lara harbour")  # fmt: skip
ARMY = report("The army of Varnia brought boats and bread to Lara.", "2031-05-05",
              "Army brings boats to Lara", outlet="gazette.example")  # fmt: skip
LOOKING_BACK = report(
    "Parliament debated the harbour wall of Lara. "
    "A storm flooded the harbour on 3 May and killed 12 people. "
    "The government of Varnia cut the money for sea walls on 12 March.",
    "2031-05-20",
    "Parliament debates sea walls",
    outlet="third.example",
    dates={"on 3 May": "2031-05-03", "on 12 March": "2031-03-12"},
)
REPORTS = [FLOOD, ARMY, LOOKING_BACK]


def reported():
    return [event(f"e{at}", tell_event(f"e{at}", [r], None), [r]) for at, r in enumerate(REPORTS)]


def test_a_past_happening_is_told_and_a_known_one_referred_to() -> None:
    past = tell_past("s1", REPORTS, reported())
    assert [told.telling.date.start for told in past.events] == ["2031-03-12"]
    assert past.events[0].articles == ()
    assert past.events[0].mentioned_by == (LOOKING_BACK.analysed.article.id,)
    assert past.events[0].id.startswith("t")
    assert dict(past.references) == {"e0": 1}
    text_of = reader(REPORTS)
    assert all(supported(s, text_of) is None for s in past.events[0].telling.sentences)


def candidates():
    past = tell_past("s1", REPORTS, reported())
    return [Candidate(e) for e in [*reported(), *past.events]]


def test_entries_are_newest_first_and_one_a_day() -> None:
    timeline = tell_timeline("Lara", "s1", candidates())
    days = [entry.date.start for entry in timeline.entries]
    assert days == sorted(set(days), reverse=True)
    assert timeline.entries[-1].told
    assert timeline.entries[-1].mentioned_by


def test_length_span_and_sentences_are_obeyed() -> None:
    timeline = tell_timeline("Lara", "s1", candidates(), 2, 1, "2031-05-01", "2031-05-05")
    assert {e.date.start for e in timeline.entries} == {"2031-05-05", "2031-05-03"}
    assert all(len(entry.summary) == 1 for entry in timeline.entries)
    assert tell_timeline("Lara", "s1", candidates(), 0).entries == ()
    assert tell_timeline("Lara", None, []).entries == ()


def test_oldest_first_turns_the_order_only() -> None:
    newest, oldest = (
        tell_timeline("Lara", "s1", candidates(), oldest_first=turned) for turned in (False, True)
    )
    assert newest.entries == oldest.entries[::-1]


def test_a_storyline_has_a_cited_title_and_its_events_newest_first() -> None:
    events = reported()
    told = tell_storyline("s1", events)
    assert told.events == ("e2", "e1", "e0")
    assert (told.first, told.last) == ("2031-05-03", "2031-05-20")
    assert told.title in {e.telling.headline for e in events}
    assert told.title_citations
    assert tell_storyline("s2", []).events == ()


def test_what_nothing_dates_is_shown_behind_all_others() -> None:
    lost = report(
        "The lighthouse of Lara was painted green by its keeper.", None, "Green lighthouse"
    )
    undated = event("e9", tell_event("e9", [lost], None), [lost])
    timeline = tell_timeline("Lara", "s1", [Candidate(undated), *candidates()])
    assert [entry.event for entry in timeline.entries][-1] == "e9"
    assert timeline.entries[-1].date.start is None
    assert "e9" not in {
        entry.event
        for entry in tell_timeline("Lara", "s1", [Candidate(undated)], start="2031-01-01").entries
    }
