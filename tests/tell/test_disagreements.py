"""Fictional reports of one event, and what they dispute."""

from dataclasses import replace

import numpy as np

from dateline.analyse.quantities import find_quantities
from dateline.similarity.identity import digest
from dateline.similarity.slots_text import content_stems
from dateline.similarity.vectors import quantise
from dateline.tell.disagreements import find_disagreements
from dateline.tell.utterances import same_utterances
from dateline.types import Report, Statement
from tests.tell.making import article


class WordVectors:
    """Words as coordinates, so that texts are near as far as they share words."""

    id = "words"
    dimensions = 512

    def embed(self, text):
        vector = np.zeros(512)
        for stem in content_stems(text, "en"):
            vector[int(digest(stem), 16) % 512] += 1
        return quantise(vector)


def report(text, said=(), outlet="a.example", published="2031-05-04", origin=None):
    """``said``: (speaker, content, direct, condition) of statements that stand in the text."""
    made = article(text, published=published, outlet=outlet)
    own = made.article
    statements = tuple(
        Statement(
            "q" + digest(own.id, content), own.id, own.version, speaker, (), "said", (), content,
            ((text.index(content), text.index(content) + len(content)),), direct,
            condition=condition,
        )
        for speaker, content, direct, condition in said
    )  # fmt: skip
    quantities = find_quantities(own, made.sentences, made.mentions)
    return Report(replace(made, statements=statements, quantities=quantities), origin or own.id)


def disputes(*reports):
    return find_disagreements("e1", reports, same_utterances(reports, WordVectors()))


def test_two_origins_with_figures_that_exclude_each_other():
    conflicts, developments = disputes(
        report("The ferry carried 212 passengers across Lake Orven."),
        report("The Orven lake ferry carried 140 passengers.", outlet="b.example"),
        report("The ferry carried 212 passengers across Lake Orven.", outlet="c.example"),
    )
    assert developments == ()
    (found,) = conflicts
    assert (found.kind, found.cause) == ("quantity", "conflict")
    assert sorted(side.says for side in found.sides) == ["140 passengers", "212 passengers"]
    assert sorted(side.outlets for side in found.sides) == [
        ("a.example", "c.example"),
        ("b.example",),
    ]
    assert sorted(side.origins for side in found.sides) == [1, 2]


def test_a_reprint_does_not_disagree_with_its_origin():
    one = report("The ferry carried 212 passengers across Lake Orven.", origin="o")
    other = report("The ferry carried 140 passengers across Lake Orven.", origin="o")
    assert disputes(one, other) == ((), ())


def test_other_things_counted_and_bounds_are_no_conflict():
    one = report("26 countries pledged troops for Velan. At least 20 leaders came to Orven.")
    other = report("The 35-nation summit on Velan met in Orven. 20 leaders came to Orven.")
    assert disputes(one, other) == ((), ())


def test_a_rising_toll_is_a_development():
    conflicts, developments = disputes(
        report("The flood in Orven killed 12 people.", published="2031-05-04T08:00:00Z"),
        report("The flood in Orven killed 19 people.", published="2031-05-04T20:00:00Z"),
    )
    assert conflicts == ()
    assert [side.says for side in developments[0].sides] == ["12 people", "19 people"]
    assert developments[0].cause == "later_update"


def test_renderings_of_an_utterance_join_and_its_wording_is_shown():
    one = report(
        "“If ships enter the bay, we will sink them as lawful targets”, Ivo Duro said.",
        [("Ivo Duro", "If ships enter the bay, we will sink them as lawful targets", True, None)],
    )
    other = report(
        "“If foreign vessels enter the bay, they are lawful targets”, Duro said. "
        "“The harvest was good this year”, Duro said.",
        [
            (
                "Duro",
                "If foreign vessels enter the bay, they are lawful targets",
                True,
                None,
            ),
            ("Duro", "The harvest was good this year", True, None),
        ],
        outlet="b.example",
    )
    same = same_utterances([one, other], WordVectors())
    assert len(same) == 2
    assert len({utterance for _, utterance in same}) == 1
    conflicts, _ = disputes(one, other)
    assert [found.kind for found in conflicts] == ["wording"]


def test_two_statements_of_one_speaker_stay_apart():
    one = report("“Taxes will fall”, said Duro.", [("Duro", "Taxes will fall", True, None)])
    other = report("“The bridge is safe”, said Duro.", [("Duro", "The bridge is safe", True, None)])
    assert same_utterances([one, other], WordVectors()) == ()


def test_scope_a_condition_told_as_no_condition():
    plain = "If a lasting peace is agreed, I see no point in their presence in Velan"
    even = "any presence of foreign troops in Velan, even after a peace deal, would be a threat"
    one = report(f"“{plain}”, Duro said.", [("Duro", plain, True, "If a lasting peace is agreed")])
    other = report(f"Duro said {even}.", [("Ivo Duro", even, False, None)], outlet="b.example")
    conflicts, _ = disputes(one, other)
    assert [found.kind for found in conflicts] == ["scope"]


def test_attribution_the_same_words_from_two_mouths():
    words = "We shall open the locks at noon and not an hour later"
    one = report(f"“{words}”, said Ivo Duro.", [("Ivo Duro", words, True, None)])
    other = report(
        f"“{words}”, said Ana Melik.", [("Ana Melik", words, True, None)], outlet="b.example"
    )
    conflicts, _ = disputes(one, other)
    assert [found.kind for found in conflicts] == ["attribution"]


def test_order_of_reports_changes_nothing():
    reports = [
        report("The ferry carried 212 passengers across Lake Orven."),
        report("The Orven lake ferry carried 140 passengers.", outlet="b.example"),
    ]
    conflicts = [disputes(*order)[0] for order in (reports, reports[::-1])]
    assert [found.id for found in conflicts[0]] == [found.id for found in conflicts[1]]


def test_one_happening_told_of_two_days():
    days = {"3 May 2031": "2031-05-03", "5 May 2031": "2031-05-05"}
    reports = []
    for day, outlet in (("3 May 2031", "a.example"), ("5 May 2031", "b.example")):
        text = f"The Linden accord was signed on {day} after long talks."
        made = article(text, published="2031-05-06", outlet=outlet, dates={day: days[day]})
        reports.append(Report(made, made.article.id))
    conflicts, _ = disputes(*reports)
    assert [found.kind for found in conflicts] == ["date"]
    assert sorted(side.says for side in conflicts[0].sides) == ["3 May 2031", "5 May 2031"]


def test_another_moment_is_no_conflict():
    reports = []
    for day, count in (("3 May 2031", 40), ("9 May 2031", 75)):
        text = f"On {day} the Linden hospital treated {count} patients."
        made = article(text, dates={day: f"2031-05-{int(day[0]):02d}"})
        figures = find_quantities(made.article, made.sentences, made.mentions)
        reports.append(Report(replace(made, quantities=figures), made.article.id))
    assert disputes(*reports) == ((), ())
