from dateline.similarity.identity import digest
from dateline.tell.positions import Said, positions
from dateline.types import DateRange, Statement


def said(content, day, act="claim", condition=None, language="en"):
    when = DateRange(day, day, "day") if day else None
    made = Statement(
        "q" + digest(content, day or ""), "a", "v", "Ivo Duro", (), "said", (), content, (), True,
        act=act, condition=condition, said_at=when,
    )  # fmt: skip
    return Said(made, language)


def reversals(*statements):
    return [found.kind for one in positions(statements) for found in one.reversals]


def test_a_pledge_that_is_withdrawn():
    assert reversals(
        said("We will build the Kestrel bridge", "2031-01-03", "pledge"),
        said("We will not build the Kestrel bridge", "2031-06-03"),
    ) == ["pledge withdrawn"]


def test_a_denial_and_an_admission():
    assert reversals(
        said("The ministry did not know of the leak", "2031-01-03", "denial"),
        said("The ministry knew of the leak", "2031-02-03", "concession"),
    ) in (["denial then admission"], [])


def test_opposite_words_reverse_and_two_denials_do_not():
    assert reversals(
        said("I support the Linden accord", "2031-01-03"),
        said("I oppose the Linden accord", "2031-02-03"),
    ) == ["opposite"]
    assert not reversals(
        said("I do not oppose the Linden accord", "2031-01-03"),
        said("I support the Linden accord", "2031-02-03"),
    )


def test_what_is_no_reversal():
    plain = said("We will build the Kestrel bridge", "2031-01-03")
    other = said("We will not raise the harbour tax", "2031-02-03")
    same_day = said("We will not build the Kestrel bridge", "2031-01-03")
    undated = said("We will not build the Kestrel bridge", None)
    bound = said(
        "We will not build the Kestrel bridge if costs rise", "2031-02-03", "claim", "if costs rise"
    )
    for against in (other, same_day, undated, bound):
        assert not reversals(plain, against)


def test_subjects_part_and_keep_time():
    found = positions(
        [
            said("The Kestrel bridge will be tall", "2031-03-01"),
            said("The Kestrel bridge costs too much", "2031-01-01"),
            said("Bread is cheap", "2031-02-01"),
        ]
    )
    assert [len(one.statements) for one in found] == [2, 1]
    assert found[0].statements[0].content == "The Kestrel bridge costs too much"
    assert set(found[0].subject[:2]) == {"kestrel", "bridge"}
