"""All languages say all things, with the same gaps to fill."""

from string import Formatter

import pytest

from dateline.show.web.wording import LANGUAGES, catalogue, chosen_language


def gaps(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_whole(language: str) -> None:
    own, english = catalogue(language), catalogue("en")
    assert own.keys() == english.keys()
    assert own["messages"].keys() == english["messages"].keys()
    assert own["counts"].keys() == english["counts"].keys()
    for name, message in english["messages"].items():
        assert gaps(own["messages"][name]) == gaps(message), name
    assert len(own["months"]) == 12


def test_the_language_is_chosen_before_it_is_accepted() -> None:
    assert chosen_language("fr", "de") == "fr"
    assert chosen_language("xx", "pl, es;q=0.8") == "es"
    assert chosen_language(None, "") == "en"
