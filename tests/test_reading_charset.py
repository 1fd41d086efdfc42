"""The encodings of Arabic pages, declared, undeclared and declared wrong."""

from __future__ import annotations

import random

import pytest

from musnad.errors import UndecodableError
from musnad.reading.charset import decode
from musnad.reading.html import declared_charset

TEXT = "أعلنت وزارة الخارجية أن الوزير زار العاصمة أمس، والتقى رئيس الحكومة. وقال إن الزيارة مهمة؟"
CODECS = ("utf-8", "cp1256", "iso8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")


@pytest.mark.parametrize("encoding", CODECS)
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "nonsense"])
def test_charset_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    assert decode(TEXT.encode(encoding), declared)[0] == TEXT


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
@pytest.mark.parametrize("words", ["مصر", "ليبيا", "وزير الخارجية", "عاجل: انفجار في بغداد"])
def test_charset_is_found_in_few_words(encoding: str, words: str) -> None:
    assert decode(words.encode(encoding)) == (words, encoding)


def test_charset_declaration_decides_where_the_bytes_do_not() -> None:
    raw = "إن".encode("iso8859-6")
    assert decode(raw, "iso-8859-6")[0] == "إن"


def test_charset_one_bad_byte_does_not_turn_utf8_into_something_else() -> None:
    raw = bytearray((TEXT * 5).encode())
    raw[100] = 0xFF
    text, encoding = decode(bytes(raw))
    assert encoding == "utf-8"
    assert text.count("\ufffd") <= 2 and text.endswith(TEXT)


def test_charset_latin_text_is_text() -> None:
    assert decode("“Déjà vu”, said the minister".encode("cp1252"))[0] == "“Déjà vu”, said the minister"


@pytest.mark.parametrize("seed", range(5))
def test_charset_random_bytes_are_undecodable(seed: int) -> None:
    with pytest.raises(UndecodableError):
        decode(random.Random(seed).randbytes(3000))


def test_charset_control_bytes_are_undecodable() -> None:
    with pytest.raises(UndecodableError):
        decode(b"\x00\x01\x02abc" * 200)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<html><head><meta charset="windows-1256">', "windows-1256"),
        (b"<META http-equiv=Content-Type content='text/html; charset=ISO-8859-6'>", "ISO-8859-6"),
        (b'<?xml version="1.0" encoding="cp1256"?>', "cp1256"),
        (b"<html><p>charset=utf-8</p>", ""),
    ],
)
def test_charset_declaration_is_read(head: bytes, expected: str) -> None:
    assert declared_charset(head) == expected
