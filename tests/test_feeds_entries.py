"""What feeds link to; feeds made to do harm."""

from __future__ import annotations

import pytest
from feeds_fakes import at, feed

from musnad.errors import UnfitAnswer
from musnad.feeds import entries
from musnad.feeds.client import Answer
from musnad.feeds.entries import MAX_ENTRIES, entry_links
from musnad.workspace import Limits


def links(body: bytes, kind: str = "application/rss+xml") -> list[str]:
    return [a.url for a in entry_links(Answer(at("/feed/rss"), 200, {"content-type": kind}, body))]


def test_links_are_absolute_each_once_in_order() -> None:
    body = feed("http://b.example/2", "/1", "خبر", "http://b.example/2#x", "")
    assert links(body) == [
        "http://b.example/2",
        "http://news.example/1",
        "http://news.example/feed/%D8%AE%D8%A8%D8%B1",
    ]


def test_atom_and_its_base() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/x/">'
        b'<entry><link rel="self" href="s"/><link rel="alternate" href="a"/></entry></feed>'
    )
    assert links(body, "application/atom+xml; charset=utf-8") == ["http://b.example/x/a"]


def test_an_old_encoding_is_read() -> None:
    text = feed("/1").decode().replace("utf-8", "windows-1256")
    assert links(text.encode("windows-1256"), "text/xml") == ["http://news.example/1"]


def test_links_that_are_not_to_be_asked_are_passed_over() -> None:
    bad = ("file:///etc/passwd", "javascript:alert(1)", "http://u:p@news.example/", "mailto:a@b.example")
    assert links(feed(*bad, "/1")) == ["http://news.example/1"]


def test_only_the_first_entries_are_looked_at() -> None:
    assert len(links(feed(*(f"/{n}" for n in range(MAX_ENTRIES + 10))))) == MAX_ENTRIES


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/json"])
def test_other_types_are_no_feeds(kind: str) -> None:
    with pytest.raises(UnfitAnswer, match="type"):
        links(feed("/1"), kind)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>sorry</body></html>",
        b"\x00\x01\x02",
        b"not xml",
        b"<?xml version='1.0'?>",
        b"\xff" * 99,
    ],
)
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(UnfitAnswer):
        links(body, "text/xml")


def test_external_entities_are_not_opened() -> None:
    secret = __file__
    doctype = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY % y SYSTEM "file://{secret}"> %y;]>'
    )
    body = feed("http://news.example/&x;", "/2").replace(b"<rss", doctype.encode() + b"<rss")
    found = links(body)
    assert "http://news.example/2" in found
    assert not any("import" in link for link in found)


def test_a_billion_laughs_do_not_grow() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>'
    body = feed("http://news.example/&l9;").replace(b"<rss", doctype.encode() + b"<rss")
    assert all(len(link) < 1000 for link in links(body))


def test_a_feed_that_holds_the_parser_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "PARSING", Limits(seconds=0.5))
    many = b" ".join(b"a%d='1'" % n for n in range(100_000))
    with pytest.raises(UnfitAnswer, match="too long"):
        links(b"<rss version='2.0'><channel><item " + many + b"><title>x</title></item></channel></rss>")
