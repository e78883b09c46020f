from dataclasses import replace

from dateline.tell.background import tell_background
from dateline.tell.event import tell_event
from dateline.tell.timeline import Candidate
from tests.tell.making import event, report

LATEST = report(
    "Parliament of Varnia voted for a sea wall at Lara harbour.", "2031-06-01", outlet="a.example"
)


def other(text: str, day: str, mentions: int = 0):
    made = report(text, day, outlet="b.example")
    told = event("e" + day, tell_event("e" + day, [made], None), [made])
    return replace(told, mentions=mentions)


def latest():
    return event("elatest", tell_event("elatest", [LATEST], None), [LATEST])


def candidates():
    texts = [
        ("A storm flooded Lara harbour and broke its old wall.", "2031-05-01", 9),
        ("Engineers of Varnia drew a plan for a sea wall at Lara.", "2031-05-10", 3),
        ("The football club of Ostrel won the cup of the south.", "2031-05-12", 0),
        ("Varnia borrowed money abroad to pay for the wall at Lara.", "2031-05-20", 2),
        ("Voters of Varnia chose a new parliament in the spring.", "2031-03-03", 4),
        ("Parliament of Varnia met again after the vote on Lara.", "2031-06-02", 5),
    ]
    return [Candidate(other(*row)) for row in texts]


def test_background_is_earlier_and_about_the_same() -> None:
    told = tell_background(latest(), candidates())
    days = [entry.date.start for entry in told]
    assert len(told) == 3
    assert days == sorted(days, reverse=True)
    assert max(days) < "2031-06-01"
    assert "2031-05-12" not in days
    assert "2031-05-01" in days


def test_what_the_latest_refers_to_comes_first() -> None:
    cup = candidates()[2].event
    referred = replace(cup, mentioned_by=(LATEST.analysed.article.id,))
    told = tell_background(latest(), [*candidates(), Candidate(replace(referred, id="t1"))])
    assert "t1" in {entry.event for entry in told}


def test_what_is_shown_is_no_background() -> None:
    told = tell_background(latest(), candidates(), shown=["e2031-05-01"])
    assert "e2031-05-01" not in {entry.event for entry in told}
    assert tell_background(latest(), []) == ()
