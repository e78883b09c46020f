"""One utterance in several wordings."""

from dateline.pipeline.ask_event import differing


def marked(text: tuple[tuple[str, bool], ...]) -> list[str]:
    return [word for word, differs in text if differs]


def test_words_that_no_other_wording_has_are_marked() -> None:
    first, second = differing(["We will return on Friday.", "we shall return on Friday"])
    assert marked(first) == ["will"]
    assert marked(second) == ["shall"]


def test_another_language_is_not_marked_word_by_word() -> None:
    first, second, third = differing(
        ["We will return to Halm", "We shall return to Halm", "Volveremos pronto a Halm todos"]
    )
    assert marked(third) == []
    assert marked(first) == ["will"]
    assert marked(second) == ["shall"]


def test_one_wording_alone_has_nothing_to_differ_from() -> None:
    assert differing(["Nothing to see"]) == ((("Nothing", False), ("to", False), ("see", False)),)
