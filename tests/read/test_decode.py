from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.decode import decode, decode_page, looks_binary
from dateline.read.limits import Unreadable

RUSSIAN = "Мэр Острела сообщил в понедельник, что мост закрыт. Ремонт продлится около месяца. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    text = "The mayor of Östrel said: «closed»."
    assert decode(text.encode(encoding)) == text


def test_a_legacy_charset_is_detected_or_declared() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN
    assert decode("Das Gebäude wäre größer, sagte er.".encode("cp1252")).startswith("Das Gebäude")
    page = '<meta charset="windows-1251"><p>Мост закрыт'
    assert decode_page(page.encode("cp1251")) == page
    assert decode_page("Мост".encode("koi8-r"), "koi8-r") == "Мост"


def test_a_wrong_declaration_does_not_spoil_utf8() -> None:
    page = '<meta charset="iso-8859-1"><p>Мост закрыт'
    assert decode_page(page.encode()) == page


def test_one_wrong_byte_in_good_utf8_costs_no_more_than_its_place() -> None:
    data = RUSSIAN.encode()
    assert decode(data[:41] + b"\xff" + data[41:]).count("\ufffd") <= 3


def test_binary_is_refused() -> None:
    with pytest.raises(Unreadable):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    assert not looks_binary(b"")


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "hex", "no-such", "a\0b"])
)
def test_any_bytes_give_text_or_a_reason(data: bytes, declared: str | None) -> None:
    with suppress(Unreadable):
        assert isinstance(decode(data, declared), str)


@given(st.text(max_size=200).filter(lambda text: "\0" not in text))
def test_utf8_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    if not looks_binary(data):
        assert decode(data) == text.removeprefix("\ufeff")
