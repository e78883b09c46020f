"""What every store does. ``test_sqlite`` and ``test_postgres`` run all of it on theirs."""

from dataclasses import replace
from itertools import permutations

import pytest

from dateline.errors import NotFound, StoreBusy
from dateline.ports import Decision, Store
from dateline.types import AnalysedArticle, Mention
from tests.store.fiction import (
    ARRIVED,
    analyse,
    decide,
    disagree,
    make_article,
    make_event,
    make_storyline,
    make_telling,
    record,
)

HOSTILE = [
    '"', "'", "a OR", "NEAR(", "*", "(", "-x", "a:b", "\\", "%", "", " ", "\x00", "_", "?", "🙂",
    "NOT", "AND AND", "a\u0301", "^", "{x}", "कि", "' OR 1=1 --", "|&!", "\ud800",
]  # fmt: skip


def put(store: Store, *analysed: AnalysedArticle) -> list[str]:
    with store.transaction():
        return [store.put_article(a, b"f" + a.article.id.encode(), ARRIVED) for a in analysed]


def group(
    store: Store, analysed: AnalysedArticle, *, inputs: str = "i", learned: str = "t1"
) -> str:
    article = analysed.article
    event = "e" + article.id
    put(store, analysed)
    store.put_decisions([decide(article.id)])
    store.put_events([record(event, (article.id,))])
    store.put_event(make_event(event, make_telling(article), (article.id,)), inputs, learned)
    return event


class Contract:
    """Inherit and give a fixture ``store``, and ``another`` for the same place again."""

    # Articles

    def test_article_comes_back_as_it_was(self, store: Store) -> None:
        analysed = analyse(make_article(partial=True, origins_of_fields=(("title", "given"),)))
        assert put(store, analysed) == ["new"]
        assert store.analysed([analysed.article.id, "nobody"]) == [analysed]
        stored = store.article(analysed.article.id)
        assert stored is not None
        assert stored.article == analysed.article
        assert stored.date == analysed.date
        assert stored.order == ("2031-03-04", analysed.article.id)
        assert stored.versions == (analysed.article.version,)
        assert (stored.event, stored.also, stored.origin) == (None, (), analysed.article.id)
        assert stored.arrived == ARRIVED
        assert store.article("nobody") is None

    def test_same_text_again_changes_nothing(self, store: Store) -> None:
        analysed = analyse(make_article())
        put(store, analysed)
        before = dict(store.counts())
        assert put(store, analysed, analysed) == ["same", "same"]
        assert dict(store.counts()) == before
        assert store.analysed([analysed.article.id]) == [analysed]

    def test_of_two_sources_of_one_text_the_smallest_stands(self, store: Store) -> None:
        for source in ("m", "z", "a"):
            put(store, analyse(make_article(source=source)))
        (kept,) = store.articles_where()
        assert kept.article.source == "a"

    @pytest.mark.parametrize("order", list(permutations(range(4))))
    def test_versions_are_ordered_by_their_times_never_by_arrival(
        self, store: Store, order: tuple[int, ...]
    ) -> None:
        versions = [
            analyse(make_article(text="Old text.", published=None)),
            analyse(make_article(text="First text.", published="2031-03-04T10:00:00+02:00")),
            analyse(make_article(text="Mended text.", updated="2031-03-04T09:00:00Z")),
            analyse(make_article(text="Newest text.", updated="2031-03-05"), day="2031-03-05"),
        ]
        answers = {at: put(store, versions[at])[0] for at in order}
        assert answers[order[0]] == "new"
        assert all(
            answers[at] == ("newer" if at > max(order[:n]) else "older")
            for n, at in enumerate(order)
            if n
        )
        article = versions[0].article.id
        assert store.versions(article) == tuple(v.article for v in versions)
        assert list(store.older_versions()) == [v.article for v in versions[:3]]
        assert store.analysed([article]) == [versions[3]]
        assert [f.id for f in store.search_articles("newest", 9)] == [article]
        assert store.search_articles("mended first old", 9) == []
        assert [s.statement for s in store.statements()] == list(versions[3].statements)
        assert [q for q, _ in store.quantities()] == list(versions[3].quantities)
        assert [f.order for f in store.features_in_order()] == [("2031-03-05", article)]

    def test_record_that_makes_its_version_older_brings_back_the_other(self, store: Store) -> None:
        late = analyse(make_article(text="One.", published="2031-03-09", source="z"))
        other = analyse(make_article(text="Two.", published="2031-03-05"))
        early = analyse(make_article(text="One.", published="2031-03-01", source="a"))
        assert put(store, late, other, early) == ["new", "older", "same"]
        assert store.versions(other.article.id) == (early.article, other.article)
        assert store.analysed([other.article.id]) == [other]
        assert store.features([other.article.id])[0].features == b"f" + other.article.id.encode()

    def test_analysis_is_replaced(self, store: Store) -> None:
        analysed = analyse(make_article())
        put(store, analysed)
        anew = replace(analysed, analysis="fiction/2", mentions=(), statements=(), quantities=())
        store.replace_analysis(anew, b"new")
        assert store.analysed([analysed.article.id]) == [anew]
        assert store.features([analysed.article.id])[0].features == b"new"
        assert list(store.statements()) == []
        assert store.articles_naming(["Ilda Korr"], 9) == []
        assert len(store.search_articles("Ostrevan", 9)) == 1

    def test_articles_where(self, store: Store) -> None:
        made = [
            make_article("alder"),
            make_article("beech", outlet="Morgenblatt", language="de"),
            make_article("cedar", outlet=None, language="de"),
        ]
        put(store, *map(analyse, made))
        ids = sorted(a.id for a in made)
        assert [s.article.id for s in store.articles_where()] == ids
        assert [s.article.id for s in store.articles_where(after=ids[0], limit=1)] == ids[1:2]
        german = [s.article for s in store.articles_where(language="de")]
        assert german == sorted(made[1:], key=lambda a: a.id)
        assert [s.article for s in store.articles_where(outlet="Morgenblatt")] == [made[1]]
        assert ("Morgenblatt", 1) in store.outlets()
        assert ("", 1) in store.outlets()
        wanted = [made[2].id, "nobody", made[0].id]
        assert [s.article.id for s in store.articles(wanted)] == [made[2].id, made[0].id]

    def test_features_follow_the_one_order(self, store: Store) -> None:
        days = {
            "alder": "2031-03-05",
            "beech": None,
            "cedar": "2031-03-04",
            "dogwood": "2031-03-05",
        }
        made = {name: analyse(make_article(name), day) for name, day in days.items()}
        put(store, *made.values())
        ids = [f.article for f in store.features_in_order()]
        tied = sorted(made[name].article.id for name in ("alder", "dogwood"))
        assert ids == [made["cedar"].article.id, *tied, made["beech"].article.id]
        assert [f.article for f in store.features_in_order("2031-03-05")] == ids[1:]

    def test_many_articles_come_in_pages(self, store: Store) -> None:
        put(store, *(analyse(make_article(f"place{n}")) for n in range(501)))
        ids = [s.article.id for s in store.articles_where()]
        assert len(ids) == 501
        assert ids == sorted(ids)
        assert [f.article for f in store.features_in_order()] == ids
        assert len(list(store.statements())) == len(list(store.quantities())) == 501
        assert [m[0] for m in store.mentions()][::3] == ids
        assert len(store.analysed(ids)) == 501

    def test_newest_published(self, store: Store) -> None:
        times = ("2031-03-04T23:30:00-02:00", "2031-03-05T01:00:00Z", "2999-01-01", None)
        for n, time in enumerate(times):
            put(store, analyse(make_article(f"place{n}", published=time)))
        assert store.newest_published("2031-12-31") == "2031-03-05T01:30:00Z"
        assert store.newest_published("2030-01-01") is None

    def test_names_find_articles_most_names_first_newest_first(self, store: Store) -> None:
        both = analyse(make_article("alder"), "2031-03-01")
        newer = analyse(make_article("beech"), "2031-03-09")
        newer = replace(newer, mentions=newer.mentions[:1])
        undated = replace(analyse(make_article("cedar"), None), mentions=both.mentions[:1])
        put(store, both, newer, undated)
        names = ["ilda  korr", "Ostrevan", "Nobody"]
        ids = [a.article.id for a in (both, newer, undated)]
        assert store.articles_naming(names, 9) == ids
        assert store.articles_naming(names, 1) == ids[:1]
        assert store.articles_naming(["Nobody"], 9) == store.articles_naming([], 9) == []

    # Transactions and the writer

    def test_transaction_is_all_or_nothing(self, store: Store) -> None:
        def fail() -> None:
            with store.transaction():
                put(store, analyse(make_article()))
                assert store.counts()["articles"] == 1
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert store.counts()["articles"] == 0
        put(store, analyse(make_article()))
        assert store.counts()["articles"] == 1

    def test_one_writer_at_a_time_and_readers_never_wait(
        self, store: Store, another: Store
    ) -> None:
        put(store, analyse(make_article()))
        with store.writing():
            with pytest.raises(StoreBusy, match="writing"), another.writing():
                pass
            with store.transaction():
                put(store, analyse(make_article("beech")))
                assert another.counts()["articles"] == 1
        with another.writing():
            assert another.counts()["articles"] == 2

    def test_reading_sees_one_state(self, store: Store, another: Store) -> None:
        put(store, analyse(make_article()))
        with another.reading():
            assert another.counts()["articles"] == 1
            put(store, analyse(make_article("beech")))
            assert another.counts()["articles"] == 1
        assert another.counts()["articles"] == 2

    def test_settings(self, store: Store, another: Store) -> None:
        assert store.setting("outlets") is None
        store.set_setting("outlets", "1")
        store.set_setting("outlets", "2")
        assert another.setting("outlets") == "2"

    # Grouping

    def test_decisions_come_back(self, store: Store) -> None:
        analysed = analyse(make_article())
        article = analysed.article.id
        put(store, analysed)
        assert store.group_decisions([article]) == []
        store.put_decisions([decide(article, "a" * 16), decide("nobody")])
        store.put_decisions([decide(article)])
        assert store.group_decisions([article]) == [decide(article)]
        stored = store.article(article)
        assert stored is not None
        assert (stored.event, stored.also, stored.origin) == (
            "e" + article,
            ("e" + "f" * 16,),
            article,
        )

    def test_event_records(self, store: Store) -> None:
        made = [record("e3", ("a",), "2031-01-01"), record("e1", ("b", "c"), "2031-02-01")]
        store.put_events(reversed(made))  # type: ignore[arg-type]
        assert list(store.event_records()) == made
        assert list(store.event_records(["e1", "nobody"])) == made[1:]
        changed = replace(made[0], articles=("a", "d"))
        store.put_events([changed])
        assert list(store.event_records(["e3"])) == [changed]
        store.drop_events(["e3", "nobody"])
        assert list(store.event_records()) == made[1:]

    def test_events_naming(self, store: Store) -> None:
        first = group(store, analyse(make_article("alder")))
        assert store.events_naming(["Ilda Korr", "Ostrevan"], 9) == [first]
        assert store.events_naming(["Nobody"], 9) == []

    def test_dirty_events_wait_until_told(self, store: Store, another: Store) -> None:
        article = make_article()
        put(store, analyse(article))
        store.put_dirty(["e2", "e1"])
        store.put_dirty(["e2"])
        assert another.dirty() == ("e1", "e2")
        store.put_event(make_event("e1", make_telling(article), (article.id,)), "hash", "t1")
        assert store.dirty() == ("e2",)
        assert store.event_inputs("e1") == "hash"
        assert store.event_inputs("e2") is None
        store.drop_events(["e2"])
        assert store.dirty() == ()

    def test_regrouping_shows_only_when_it_is_done(self, store: Store, another: Store) -> None:
        event = group(store, analyse(make_article()))
        with store.regroup():
            assert list(store.events()) == []
            assert store.group_decisions([event[1:]]) == []
            store.put_events([record("e9", ("x",))])
            store.put_dirty(["e9"])
            assert [r.id for r in another.event_records()] == [event]
            assert another.dirty() == ()
            assert another.event(event) is not None
        assert (
            [r.id for r in another.event_records()]
            == [r.id for r in store.event_records()]
            == ["e9"]
        )
        assert another.event(event) is None
        assert another.dirty() == ("e9",)

    def test_failed_regrouping_changes_nothing(self, store: Store) -> None:
        event = group(store, analyse(make_article()))
        before = dict(store.counts())

        def fail() -> None:
            with store.regroup():
                store.put_events([record("e9", ("x",))])
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert dict(store.counts()) == before
        with store.regroup():
            assert list(store.event_records()) == []
        assert store.event(event) is None

    # Asking

    def test_events_come_back(self, store: Store) -> None:
        article = make_article()
        put(store, analyse(article))
        made = {
            e: make_event(e, make_telling(article, e), (article.id,)) for e in ("e2", "e1", "e3")
        }
        for event in made.values():
            store.put_event(event, "i", "t")
        assert store.event("e2") == made["e2"]
        assert store.event("e9") is None
        assert list(store.events(["e3", "e9", "e1"])) == [made["e3"], made["e1"]]
        assert list(store.events()) == [made["e1"], made["e2"], made["e3"]]
        assert list(store.events(after="e2")) == [made["e3"]]

    def test_storylines(self, store: Store) -> None:
        made = [
            make_storyline("s1", ("e1",), "2031-01-01"),
            make_storyline("s2", ("e2", "e3"), "2031-03-01"),
            make_storyline("s3", ("e4",), "2031-03-01"),
        ]
        for storyline in reversed(made):
            store.put_storyline(storyline)
        assert list(store.storylines()) == made
        assert list(store.storylines("s1")) == made[1:]
        assert store.storyline("s2") == made[1]
        assert store.liveliest(9) == [made[1], made[2], made[0]]
        assert store.liveliest(1, 1) == [made[2]]
        store.drop_storylines(["s2"])
        assert store.storyline("s2") is None

    def test_old_ids_lead_on(self, store: Store) -> None:
        event = group(store, analyse(make_article()))
        store.put_alias("e-oldest", "e-old")
        store.put_alias("e-old", event)
        store.put_alias(event, "e-oldest")
        assert store.resolve("e-oldest") == event
        assert store.resolve(event) == event
        assert store.resolve("unknown") == "unknown"
        assert store.resolve(event[1:]) == event[1:]
        with store.regroup():
            store.put_events([record("e9", ())])
            store.put_alias(event, "e9")
        assert store.resolve("e-oldest") == "e9"

    def test_search_ranks_what_has_most_of_the_words(self, store: Store) -> None:
        texts = {
            "alder": "Swine flu spreads. The H1N1 virus was found in Ostrevan.",
            "beech": "The flu season has begun in the mountains.",
            "cedar": "A bridge was opened.",
            "dogwood": "Влада Островану підтвердила грип.",
            "elm": "国家通讯社报道猪流感疫情",
            "fir": "El presidente dijo que la inundación terminó.",
        }
        made = {name: make_article(name, text, title=None) for name, text in texts.items()}
        put(store, *map(analyse, made.values()))

        def found(words: str) -> list[str]:
            names = {article.id: name for name, article in made.items()}
            return [names[hit.id] for hit in store.search_articles(words, 9)]

        assert found("what is swine flu H1N1?") == ["alder", "beech"]
        assert found("ГРИП") == ["dogwood"]
        assert found("猪流感") == ["elm"]
        assert found("inundacion") == ["fir"]
        assert found("bridges") == ["cedar"]
        assert found("nothing here matches") == []
        assert len(store.search_articles("the flu", 1)) == 1

    @pytest.mark.parametrize("words", HOSTILE)
    def test_no_query_raises(self, store: Store, words: str) -> None:
        group(store, analyse(make_article()))
        store.search_articles(words, 5)
        store.search_events(words, 5, "2000-01-01", words)
        list(store.statements(words=words))
        list(store.statements(by=words))
        store.articles_naming([words], 5)
        store.resolve(words)
        store.event(words)
        store.article(words)

    def test_search_by_day(self, store: Store) -> None:
        for name, day in (("alder", "2031-03-04"), ("beech", "2031-03-05"), ("cedar", None)):
            put(store, analyse(make_article(name), day))
        assert len(store.search_articles("Ostrevan", 9)) == 3
        one = store.search_articles("Ostrevan", 9, "2031-03-05", "2031-03-05")
        assert [hit.id for hit in one] == [make_article("beech").id]
        assert len(store.search_articles("Ostrevan", 9, "2031-03-04", "2031-03-05")) == 2
        assert store.search_articles("Ostrevan", 9, None, "2031-03-03") == []

    def test_search_events_by_articles_and_told_ones_by_their_words(self, store: Store) -> None:
        event = group(store, analyse(make_article()))
        article = make_article()
        told = make_event(
            "t1", make_telling(article, "An earlier flood drowned Vellin", day="2029-05-01"), ()
        )
        store.put_event(told, "i", "t")
        assert [hit.id for hit in store.search_events("Ostrevan", None)] == [event]
        assert [hit.id for hit in store.search_events("flood Vellin", 9)] == ["t1"]
        both = store.search_events("Korr", None)
        assert {hit.id for hit in both} == {event, "t1"}
        assert [h.id for h in store.search_events("Korr", 9, "2029-05-01", "2029-05-01")] == ["t1"]
        assert len(store.search_events("Korr", 1)) == 1
        store.drop_events(["t1", event])
        assert store.search_events("flood Vellin", 9) == []

    def test_statements(self, store: Store) -> None:
        made = [analyse(make_article(name)) for name in ("alder", "beech", "cedar")]
        events = [group(store, analysed) for analysed in made]
        by_id = sorted((s for a in made for s in a.statements), key=lambda s: s.id)
        assert [s.statement for s in store.statements()] == by_id
        assert [s.statement for s in store.statements(after=by_id[0].id, limit=1)] == by_id[1:2]
        assert len(list(store.statements(by="ILDA"))) == 3
        assert list(store.statements(by="nobody")) == []
        assert list(store.statements(by="%")) == []
        assert len(list(store.statements(words="missing"))) == 3
        assert list(store.statements(words="missing bridge")) == []
        (mine,) = store.statements(event=events[1])
        assert (mine.statement, mine.event, mine.same_as) == (
            made[1].statements[0],
            events[1],
            None,
        )
        (again,) = store.statements(article=made[1].article.id, by="korr", words="12")
        assert again == mine
        assert list(store.statements(event="nobody")) == []

    def test_utterances_of_statements(self, store: Store) -> None:
        analysed = analyse(make_article())
        event, statement = group(store, analysed), analysed.statements[0].id
        telling = make_telling(analysed.article, same_as=((statement, "q0"),))
        store.put_event(make_event(event, telling, (event[1:],)), "i2", "t2")
        assert [s.same_as for s in store.statements()] == ["q0"]
        store.put_event(make_event(event, make_telling(analysed.article), (event[1:],)), "i3", "t3")
        assert [s.same_as for s in store.statements()] == [None]

    def test_quantities_and_mentions(self, store: Store) -> None:
        made = [analyse(make_article(name)) for name in ("alder", "beech")]
        events = [group(store, analysed) for analysed in made]
        both = sorted(
            ((a.quantities[0], e) for a, e in zip(made, events, strict=True)), key=lambda p: p[0].id
        )
        assert list(store.quantities()) == both
        assert list(store.quantities(after=both[0][0].id)) == both[1:]
        assert list(store.quantities(event=events[0])) == [(made[0].quantities[0], events[0])]
        assert list(store.quantities(article=events[1][1:])) == [(made[1].quantities[0], events[1])]
        article = made[0].article
        mine = list(store.mentions(article.id))
        assert [m[2] for m in mine] == list(made[0].mentions)
        assert {m[:2] for m in mine} == {(article.id, article.version)}
        assert len(list(store.mentions())) == 6

    def test_disagreements(self, store: Store) -> None:
        analysed = analyse(make_article())
        event = group(store, analysed)
        conflict = disagree("d2", event, analysed.article)
        update = replace(disagree("d1", event, analysed.article), cause="later_update")
        telling = replace(
            make_telling(analysed.article, disagreements=(conflict,)), developments=(update,)
        )
        store.put_event(make_event(event, telling, (event[1:],)), "i2", "t2")
        assert list(store.disagreements()) == list(store.disagreements(event)) == [conflict]
        assert list(store.disagreements(cause="later_update")) == [update]
        assert list(store.disagreements("e-other")) == []
        store.put_event(make_event(event, make_telling(analysed.article), (event[1:],)), "i3", "t3")
        assert list(store.disagreements()) == []

    # The journal

    def test_decisions_of_a_person(self, store: Store, another: Store) -> None:
        made = Decision(0, "ada", "2031-01-01T00:00:00Z", "merge", ("a", "b"), "x y")
        with store.writing():
            number = another.put_decision(made)
        second = store.put_decision(made)
        assert second > number
        store.undo_decision(number)
        assert another.decisions() == (
            replace(made, number=number, undone=True),
            replace(made, number=second),
        )
        with pytest.raises(NotFound):
            store.undo_decision(999)

    def test_marks_of_readers(self, store: Store) -> None:
        assert store.mark("ada") is None
        store.put_mark("ada", "t1", {"read": ["e1"]})
        store.put_mark("ada", "t2", {"read": ["e1", "е2"], "last": None})
        assert store.mark("ada") == ("t2", {"read": ["e1", "е2"], "last": None})

    def test_tellings_of_the_past(self, store: Store) -> None:
        article = make_article()
        put(store, analyse(article))
        old, new = make_telling(article, "Old"), make_telling(article, "New")
        store.put_event(make_event("e1", old, ("a",)), "i1", "t1")
        store.put_event(make_event("e1", old, ("a", "b")), "i2", "t2")
        store.put_event(make_event("e1", new, ("a",)), "i3", "t3")
        assert store.telling_at("e1", "t0") is None
        assert store.telling_at("e1", "t2") == old
        assert store.telling_at("e1", "t9") == new
        assert list(store.tellings_since("")) == [("e1", "t1", old), ("e1", "t3", new)]
        assert list(store.tellings_since("t1")) == [("e1", "t3", new)]

    def test_regrouping_keeps_the_past(self, store: Store) -> None:
        article = make_article()
        put(store, analyse(article))
        old, new = make_telling(article, "Old"), make_telling(article, "New")
        for event in ("e1", "e2", "e3"):
            store.put_event(make_event(event, old, ("a",)), "i1", "t1")
        with store.regroup():
            store.put_event(make_event("e1", old, ("a",)), "i2", "t2")
            store.put_event(make_event("e2", new, ("a",)), "i2", "t2")
            assert list(store.tellings_since("t1")) == []
        assert list(store.tellings_since("")) == [
            ("e1", "t1", old), ("e2", "t1", old), ("e3", "t1", old), ("e2", "t2", new)
        ]  # fmt: skip
        assert store.telling_at("e3", "t9") == old

    def test_forgotten_article_leaves_nothing(self, store: Store) -> None:
        secret = make_article("alder", "Xylophonist Quenby Threlkeld was seen in Ostrevan.")
        mention = Mention("person", "", "Quenby Threlkeld", (13, 29))
        gone = replace(analyse(secret), mentions=(mention,))
        edited = replace(secret, text="Quenby left.", version="v2", updated="2031-04-01")
        kept = analyse(make_article("beech"))
        event, other = group(store, gone), group(store, kept)
        put(store, analyse(edited))
        both = replace(record(other, (kept.article.id, gone.article.id)), storyline="s9")
        store.put_events([both])
        cites = make_telling(secret, "Quenby was seen")
        store.put_event(make_event("t1", cites, ()), "i", "t")
        store.put_event(make_event("e5", make_telling(kept.article), (kept.article.id,)), "i", "t")
        store.put_storyline(make_storyline("s9", (other, "e5"), "2031-03-04"))
        assert store.forget([secret.id, "nobody"], "article", "2031-05-05") == 1
        assert store.article(secret.id) is None
        assert store.versions(secret.id) == ()
        assert store.search_articles("Quenby", 9) == store.search_events("Quenby", 9) == []
        assert list(store.statements(article=secret.id)) == []
        assert store.articles_naming(["Quenby Threlkeld"], 9) == []
        assert [e.id for e in store.events()] == ["e5"]
        assert {e for e, _, _ in store.tellings_since("")} == {other, "e5"}
        assert list(store.event_records([event, other])) == []
        assert store.storyline("s9") is None
        assert store.group_decisions([kept.article.id]) == []
        assert store.analysed([kept.article.id]) == [kept]
        assert store.forgotten() == [("2031-05-05", "article", 1)]
        assert store.check() == []

    def test_what_may_be_forgotten(self, store: Store) -> None:
        made = [
            analyse(make_article("alder"), "2031-03-01"),
            analyse(make_article("beech", outlet="Morgenblatt"), "2031-03-09"),
            analyse(make_article("cedar"), None),
        ]
        put(store, *made)
        ids = [a.article.id for a in made]
        assert store.forgettable(outlet="Morgenblatt") == [ids[1]]
        assert store.forgettable(before="2031-03-09") == [ids[0]]
        assert store.forgettable(before="2031-05-02") == sorted(ids)
        assert store.forgettable(outlet="Morgenblatt", before="2031-03-09") == []
        assert store.forgettable() == []

    def test_sound_store_has_no_faults(self, store: Store) -> None:
        group(store, analyse(make_article()))
        assert store.check() == []
