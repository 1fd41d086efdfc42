"""What holds of the readers for any bytes: documents or reasons come back, never an exception."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import UndecodableError
from musnad.reading import READERS, ReadingOptions, halves, plan, read_text, read_unit
from musnad.reading.arabic import language_of
from musnad.reading.charset import decode
from musnad.reading.dates import date_in_url, iso_date
from musnad.records import Document, SetAside, Span

QUICK = settings(max_examples=60, deadline=None, derandomize=True)
STORY = "زار الوزير باريس أمس."
HTML = (
    "<!doctype html><html><head><title>خبر</title><meta charset=utf-8></head><body><h1>خبر</h1>"
    f'<p>{STORY}</p><script type="application/ld+json">'
    '{"@type": "NewsArticle", "datePublished": "2020-01-01"}</script></body>'
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>ت</title><item><title>خبر</title>'
    f"<description>{STORY}</description></item></channel></rss>"
)
WARC = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    f"Content-Type: text/plain\r\nContent-Length: {len(STORY.encode())}\r\n\r\n{STORY}\r\n\r\n"
)
SEEDS: dict[str, bytes] = {
    "html": HTML.encode(),
    "feed": FEED.encode(),
    "warc": WARC.encode(),
    "jsonl": json.dumps({"id": "a", "text": STORY, "published": "2020-01-01"}, ensure_ascii=False).encode()
    + b"\n",
    "csv": f'id,text\na,"{STORY}"\nb,{STORY}\n'.encode(),
    "parquet": b"PAR1" + b"\x15\x04\x19" * 20 + b"\x10\0\0\0PAR1",
    "text": f"عنوان\n\n{STORY}".encode("cp1256"),
}
SUFFIXES = {"html": ".html", "feed": ".rss", "warc": ".warc", "jsonl": ".jsonl", "csv": ".csv",
            "parquet": ".parquet", "text": ".txt"}  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """A format, and a file of it in which something was overwritten, cut out, doubled or cut off."""
    name = draw(st.sampled_from(sorted(SEEDS)))
    data = SEEDS[name] * draw(st.integers(1, 3))
    for _ in range(draw(st.integers(0, 4))):
        a, b = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        piece = draw(
            st.binary(max_size=8) | st.sampled_from([b"\0", b"<", b'"', b"\xff\xfe", b"\n", b"]]>", b"&#0;"])
        )
        kind = draw(st.sampled_from(("put", "drop", "double", "cut")))
        data = {"put": data[:a] + piece + data[a:], "drop": data[:a] + data[b:],
                "double": data[:b] + data[a:b] + data[b:], "cut": data[:b]}[kind]  # fmt: skip
    return name, gzip.compress(data) if draw(st.booleans()) and name != "warc" else data


def read_bytes(name: str, data: bytes, format: str = "") -> list[Document | SetAside]:
    """All that a file of these bytes holds, by way of plan and units as in a run."""
    options = ReadingOptions(format=format, keep_other_languages=True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        units = plan([str(file)], options)
        for unit in units:
            halves(unit)
        return [item for unit in units for item in read_unit(unit, options)]


def assert_sound(items: list[Document | SetAside]) -> None:
    assert items
    for item in items:
        if isinstance(item, SetAside):
            assert item.outcome in ("empty", "not_arabic", "quarantined") and item.reason
            assert bool(item.code) == (item.outcome == "quarantined")
            continue
        assert item.id and item.text.strip()
        assert all(isinstance(h, Span) and item.text[h.start : h.end] == h.text for h in item.headings)
        assert "\0" not in item.text and "\r" not in item.text
        for value in (item.id, item.source, item.text, item.title, item.url, item.outlet):
            value.encode()  # no halves of characters
        assert item.published == "" or iso_date(item.published) == item.published


@QUICK
@given(spoiled())
def test_readers_give_documents_or_reasons_for_spoiled_files(made: tuple[str, bytes]) -> None:
    name, data = made
    assert_sound(read_bytes("x" + SUFFIXES[name], data))


@pytest.mark.parametrize("format", [reader.name for reader in READERS])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(data=st.binary(max_size=300))
def test_readers_give_documents_or_reasons_for_any_bytes(format: str, data: bytes) -> None:
    assert_sound(read_bytes("x.bin", data, format))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(made=spoiled())
def test_reading_is_deterministic(made: tuple[str, bytes]) -> None:
    name, data = made

    def plain() -> list[object]:
        return [(i.text, i.id) if isinstance(i, Document) else (i.code, i.outcome)
                for i in read_bytes("x" + SUFFIXES[name], data)]  # fmt: skip

    assert plain() == plain()


@QUICK
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "windows-1256", "utf-16", "utf-7", "x-\0", "\ud800"]),
)
def test_decode_gives_text_or_says_why(data: bytes, declared: str) -> None:
    try:
        text, encoding = decode(data, declared)
    except UndecodableError:
        return
    assert data.decode(encoding, "replace") == text


@QUICK
@given(st.text(max_size=200), st.text(max_size=30), st.text(max_size=30))
def test_read_text_keeps_what_it_is_given(text: str, published: str, title: str) -> None:
    document = read_text(text, published=published, title=title)
    assert all(document.text[h.start : h.end] == h.text for h in document.headings)
    document.text.encode()
    assert read_text(document.text).text == document.text


@QUICK
@given(st.text(max_size=40) | st.from_regex(r"[0-9٠-٩²२/:. T+-]{0,30}"))
def test_dates_of_metadata_are_dates_or_nothing(value: str) -> None:
    found = iso_date(value)
    assert found == "" or (found[:4].isascii() and 1900 <= int(found[:4]) <= 2100)
    assert date_in_url(value) == "" or len(date_in_url(value)) == 10


@QUICK
@given(st.text(max_size=300))
def test_language_of_any_text(text: str) -> None:
    code, why = language_of(text)
    assert (code == "ar") == (why == "")
