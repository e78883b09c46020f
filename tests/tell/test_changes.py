from dataclasses import replace

from dateline.tell.changes import statement_changes, telling_changes, version_changes
from dateline.tell.event import tell_event
from dateline.tell.verify import supported
from dateline.types import Citation, Disagreement, Sentence, Side, Statement
from tests.tell.making import article, reader, report

FIRST = report("A storm flooded the harbour of Lara and killed 12 people.", "2031-05-03")
SECOND = report(
    "The army of Varnia brought boats and bread to the town.", "2031-05-03", outlet="b.example"
)


def test_an_unknown_event_is_new() -> None:
    told = tell_event("e1", [FIRST], None)
    (change,) = telling_changes("e1", None, told)
    assert change.kind == "event"
    assert change.after == told.summary
    assert telling_changes("e1", told, told) == ()


def test_another_report_and_another_date_are_told() -> None:
    before = tell_event("e1", [FIRST], None)
    after = replace(
        tell_event("e1", [FIRST, SECOND], None), date=replace(before.date, start="2031-05-02")
    )
    changes = {change.kind: change for change in telling_changes("e1", before, after)}
    assert changes["date"].says == "dated 2031-05-02, before 2031-05-03"
    assert changes["reports"].says == "1 more report"
    text_of = reader([FIRST, SECOND])
    assert all(supported(s, text_of) is None for s in changes["reports"].after)


def test_a_figure_moves_and_a_dispute_comes_and_goes() -> None:
    plain = tell_event("e1", [FIRST], None)
    cite = (Citation("a", "v", 0, 2),)
    sides = (Side("12 dead", cite, ("a",), 1), Side("20 dead", cite, ("b",), 1))
    moved = Disagreement("d1", "e1", "quantity", "people killed", sides, "later_update")
    dispute = replace(moved, id="d2", cause="conflict")
    disputed = replace(plain, developments=(moved,), disagreements=(dispute,))
    kinds = {c.kind: c.says for c in telling_changes("e1", plain, disputed)}
    assert kinds["figure"] == "people killed: 12 dead → 20 dead"
    assert kinds["disagreement"] == "reports disagree: people killed"
    assert telling_changes("e1", disputed, plain)[0].says == "settled: people killed"


def said(id: str, speaker: str | None, content: str, act: str) -> Statement:
    span = ((0, len(content)),)
    return Statement(id, "a", "v", speaker, (), "said", (), content, span, False, act=act)


def test_statements_are_new_or_taken_back() -> None:
    pledge = said("q1", "Ada Orlo", "Varnia sends troops to Lara this year", "pledge")
    refusal = said("q2", "Orlo", "Varnia sends no troops to Lara this year", "refusal")
    other = said("q3", "Ben Tarr", "the bridge is safe", "claim")
    nobody = said("q4", None, "the bridge is safe", "claim")
    found = statement_changes("e1", [pledge], [pledge, refusal, other, nobody])
    assert [change.kind for change in found] == ["reversal", "statement"]
    assert found[0].before[0].text == pledge.content


def test_an_edit_shows_what_went_and_came() -> None:
    old = article("The bridge fell. Ten people died.")
    new = article("The bridge fell. Two people died. Correction: an earlier number was wrong.")
    (change,) = version_changes(old.article, old.sentences, new.article, new.sentences)
    assert change.kind == "correction"
    assert [s.text for s in change.before] == ["Ten people died."]
    assert change.after[0].text == "Two people died."
    assert version_changes(old.article, old.sentences, old.article, old.sentences) == ()
    titled = replace(old.article, title="Bridge falls")
    (change,) = version_changes(
        old.article, old.sentences, titled, (Sentence(0, 16), Sentence(17, 33))
    )
    assert "now titled" in change.says
