from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.group import Grouper, features
from dateline.ports import EventRecord, StoredFeatures
from dateline.similarity.identity import digest
from dateline.similarity.reprints import signature
from dateline.similarity.vectors import quantise
from dateline.types import AnalysedArticle, Article, Constraints, DateRange, Mention
from dateline.weave import Weaver, event_features

DAM = (
    "The dam above Harvel broke on Monday and the lower town was flooded, mayor Ines Vell said. "
    "Rescuers in boats searched the streets by the river Orm for forty missing people. "
)
CHESS = (
    "Lena Oru won the chess title in Brant after eleven hours of play against Tomas Reyl. "
    "The final game ended in a rook ending that few had expected, said the referee. "
)


def direction(*weights: float) -> bytes:
    return quantise([*weights, *[0.0] * (512 - len(weights))])


def stored(
    key: str, title: str, text: str, day: str | None, vector: bytes, *names: str, outlet: str = ""
) -> StoredFeatures:
    article = Article(
        id=digest(key), key=key, version=digest(title, text), text=text, title=title,
        published=f"{day}T10:00:00+00:00" if day else None, language="en", outlet=outlet or None,
    )  # fmt: skip
    when = DateRange(day, day, "day") if day else DateRange()
    mentions = tuple(
        Mention("person", "", name, (at, at + len(name)))
        for name in names
        if (at := text.find(name)) >= 0
    )
    analysed = AnalysedArticle(
        article, "test", when, mentions=mentions, vector=vector, signature=signature(text)
    )
    return StoredFeatures(article.id, (day or "~", article.id), features(analysed))


def dam(key: str, day: str | None = "2024-05-06", extra: str = "") -> StoredFeatures:
    return stored(key, "Dam breaks above Harvel", DAM + extra, day, direction(1, 0.1), "Ines Vell")


def chess(key: str, day: str = "2024-05-06") -> StoredFeatures:
    return stored(key, "Oru takes title", CHESS, day, direction(0, 0, 1), "Lena Oru")


def test_articles_of_one_happening_share_an_event() -> None:
    grouper = Grouper()
    a, b, c = (grouper.add(x) for x in (dam("a"), dam("b", extra="Six are hurt."), chess("c")))
    assert a.event == a.article == b.event
    assert c.event == c.article
    assert b.reasons
    assert b.score > 0.5


def test_a_reprint_shares_the_origin_of_its_source() -> None:
    grouper = Grouper()
    first = grouper.add(dam("a"))
    again = grouper.add(dam("b", extra="Agencies."))
    assert first.origin == first.article == again.origin


def test_an_undated_article_finds_its_event() -> None:
    grouper = Grouper()
    first = grouper.add(dam("a"))
    grouper.add(chess("c"))
    assert grouper.add(dam("b", None)).event == first.event


def test_a_person_keeps_articles_apart_and_together() -> None:
    a, b, c = dam("a"), dam("b"), chess("c")
    apart = Constraints(cannot_link=((a.article, b.article),))
    together = Constraints(must_link=((a.article, c.article),))
    for constraints, same, other in ((apart, None, b), (together, c, b)):
        grouper = Grouper(constraints)
        events = {x.article: grouper.add(x).event for x in (a, b, c)}
        events |= {d.article: d.event for d in grouper.mend()}
        if same is not None:
            assert events[same.article] == events[a.article]
        else:
            assert events[other.article] != events[a.article]


def test_the_same_articles_in_the_same_order_give_the_same_decisions() -> None:
    items = [dam("a"), chess("c"), dam("b", extra="Twelve boats came."), chess("d", "2024-05-07")]

    def once() -> list[object]:
        grouper = Grouper()
        return [*(grouper.add(x) for x in items), *grouper.mend()]

    assert once() == once()


def test_a_loaded_grouper_goes_on_where_another_stopped() -> None:
    first = Grouper()
    placed = [(x, first.add(x)) for x in (dam("a"), chess("c"))]
    second = Grouper()
    second.load(placed)
    assert second.add(dam("b")).event == placed[0][1].event


def test_the_window_is_bounded_and_older_events_come_back_by_name() -> None:
    a = dam("a")
    grouper = Grouper(capacity=2, older=lambda names, limit: [(a, decision)][:limit])
    decision = grouper.add(a)
    for i in range(4):
        grouper.add(
            stored(f"x{i}", f"Topic {i}", f"Thing {i} stood alone.", "2024-06-01",
                   direction(*[0.0] * (5 + i), 1))
        )  # fmt: skip
    assert len(grouper.window) == 2
    assert grouper.add(dam("b", None)).event == decision.event


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=6))
def test_adding_an_article_again_changes_nothing(keys: list[str]) -> None:
    grouper = Grouper()
    for key in keys:
        grouper.add(dam(key) if key in "ab" else chess(key))
    known = [article for cluster in grouper.window for article in cluster.articles]
    assert len(known) == len(set(known)) == len(set(keys))


def record(event: str, articles: list[StoredFeatures]) -> EventRecord:
    day = articles[0].order[0]
    return EventRecord(
        event, "", day, day, tuple(a.article for a in articles), event_features(articles)
    )


def test_events_with_the_same_people_and_issue_are_one_storyline() -> None:
    first = record("e1", [dam("a"), dam("b")])
    other = record("e2", [chess("c")])
    later = record("e3", [dam("z", "2024-09-01", "The inquiry into the dam of Harvel began.")])
    weaver = Weaver()
    woven = [weaver.add(event) for event in (first, other, later)]
    assert woven[0].storyline == woven[2].storyline == "e1"
    assert woven[2].link == "e1"
    assert woven[2].reasons
    assert woven[1].storyline == "e2"


def test_a_person_parts_storylines_and_puts_them_together() -> None:
    a, c, z = dam("a"), chess("c"), dam("z", "2024-09-01")
    apart = Weaver(Constraints(cannot_weave=((a.article, z.article),)))
    apart.add(record("e1", [a]))
    assert apart.add(record("e3", [z])).storyline == "e3"
    together = Weaver(Constraints(must_weave=((a.article, c.article),)))
    together.add(record("e1", [a]))
    assert together.add(record("e2", [c])).storyline == "e1"
