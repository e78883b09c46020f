import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.similarity.furniture import furniture_spans, is_furniture_line

STORY = "The bridge at Ostrel closed on Monday.\nRepairs will take a month, the mayor said."


def marked(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in furniture_spans(text, language)]


@pytest.mark.parametrize(
    "line",
    [
        "Read the full article here", "Comment:", "Comments (12)", "Advertisement", "Leer también:",
        "Click here to read the whole story", "Subscribe to our daily newsletter",
        "© 2025 Ostrel Post",
        "Читайте також:", "Lesen Sie auch", "Lire la suite", "关注", "Share this article", "* * *",
        "Lea el artículo completo aquí", "Читать полностью", "All rights reserved.",
    ],
)  # fmt: skip
def test_trailing_furniture(line: str) -> None:
    assert marked(f"{STORY}\n{line}\n\n\n") == [line]


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "The bridge closed\n\n\n\n\n",
        "“We will go on,” the mayor said.\nShe added: “Nobody was hurt.”",
        "สะพานปิดเมื่อวันจันทร์\nการซ่อมแซมจะใช้เวลาหนึ่งเดือน\nนายกเทศมนตรีกล่าว",
        "Share prices fell in Ostrel on Monday, and comments by the mayor did not help them.",
        "Read more than ten books a year, the mayor of Ostrel told pupils on Monday in a speech.",
    ],
)
def test_the_article_itself_is_never_marked(text: str) -> None:
    assert marked(text, "und") == []


def test_labels_are_furniture_in_the_middle_too_and_headings_are_not() -> None:
    text = f"{STORY}\nAdvertisement\nWhat the mayor promised\n{STORY}"
    assert marked(text) == ["Advertisement"]
    assert not is_furniture_line("What the mayor promised")


@given(st.text(max_size=400), st.sampled_from(["en", "th", "und", "xx"]))
def test_spans_are_whole_lines_in_order(text: str, language: str) -> None:
    spans = furniture_spans(text, language)
    assert list(spans) == sorted(spans)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
