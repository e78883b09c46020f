from dateline.similarity.identity import digest


def test_an_id_is_sixteen_hexadecimal_digits_and_never_changes() -> None:
    assert digest("https://example.org/a") == "b5b10dd0429e69ac"
    assert digest("a", "b") != digest("ab")
    assert digest("", "b") != digest("b", "")


def test_a_lone_surrogate_is_hashed_and_not_refused() -> None:
    assert len(digest("\ud800")) == 16
