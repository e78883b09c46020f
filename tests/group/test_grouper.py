from dateline.group import Grouper, features
from dateline.ports import StoredFeatures
from dateline.similarity.identity import digest
from dateline.similarity.reprints import signature
from dateline.similarity.vectors import quantise
from dateline.types import AnalysedArticle, Article, DateRange


def stored(key: str, title: str, text: str, day: str | None, vector: list[float]) -> StoredFeatures:
    article = Article(
        id=digest(key), key=key, version=digest(title, text), text=text, title=title,
        published=f"{day}T10:00:00+00:00" if day else None, language="en",
    )  # fmt: skip
    when = DateRange(day, day, "day") if day else DateRange()
    analysed = AnalysedArticle(
        article, "test", when, vector=quantise(vector), signature=signature(text)
    )
    return StoredFeatures(article.id, (day or "~", article.id), features(analysed))


def test_like_articles_of_one_day_share_an_event() -> None:
    text = "The dam above Harvel broke on Monday and the lower town was flooded, the mayor said."
    grouper = Grouper()
    a = grouper.add(stored("a", "Dam breaks above Harvel", text, "2024-05-06", [1, 0, 0]))
    b = grouper.add(
        stored("b", "Harvel dam breaks", text + " Six are missing.", "2024-05-06", [1, 0.1, 0])
    )
    c = grouper.add(
        stored("c", "Chess title goes to Oru", "Lena Oru won the title.", "2024-05-06", [0, 0, 1])
    )
    assert a.event == a.article == b.event
    assert c.event == c.article
