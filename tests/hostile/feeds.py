"""Feeds that try an XML parser."""

from __future__ import annotations

from collections.abc import Callable

from .case import CODED, DAMAGED, EMPTY, MALFORMED, STORY, Case

ITEM = f"<item><title>خبر</title><link>https://x.example/1</link><description>{STORY}</description></item>"
LAUGHS = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 10))


def feed(items: str, doctype: str = "") -> Callable[[], bytes]:
    """The bytes of a feed, made when asked for."""
    return lambda: (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<rss version="2.0"><channel><title>وكالة</title>'
        f"{items}</channel></rss>"
    ).encode()


def item(body: str) -> str:
    return ITEM.replace(STORY, body)


FEEDS = (
    Case(
        "beforeroot.rss",
        "2,000 comments before the feed",
        lambda: b"<!-- x -->" * 2_000 + feed(ITEM)(),
        (CODED,),
        1,
    ),
    Case("none.rss", "a feed without entries", feed(""), (EMPTY,)),
    Case(
        "laughs.rss",
        "entities of entities",
        feed(item("&e9;") + ITEM, f'<!DOCTYPE rss [<!ENTITY e0 "لول">{LAUGHS}]>'),
        (CODED, CODED),
    ),
    Case(
        "external.rss",
        "an entity that names a local file",
        feed(item("&x;") + ITEM, '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        (CODED, CODED),
    ),
    Case("deep.rss", "10,000 nested levels", feed("<a>" * 10_000 + "</a>" * 10_000 + ITEM), (CODED,)),
    Case(
        "deepmarkup.rss",
        "an entry with markup 10,000 levels deep",
        feed(item("&lt;b&gt;" * 10_000 + STORY)),
        (CODED,),
    ),
    Case(
        "attributes.rss",
        "an entry with 20,000 attributes",
        feed("<x " + " ".join(f'a{k}="1"' for k in range(20_000)) + "/>" + ITEM),
        (CODED,),
        1,
        seconds=60,
    ),
    Case(
        "cut.rss",
        "a feed that ends within an entry",
        lambda: feed(ITEM * 3)()[:-100],
        (CODED, CODED, DAMAGED),
    ),
    Case(
        "unclosed.rss",
        "2,000 entries that are never closed",
        feed("<item>" * 2_000 + ITEM),
        (EMPTY,) * 2_000 + (CODED,),
        1,
    ),
    Case(
        "cdata.rss",
        "a section that is never closed",
        feed(ITEM + "<item><description><![CDATA[" + "س" * 50_000),
        (CODED, EMPTY),
    ),
    Case("nul.rss", "NULs", lambda: feed(ITEM)().replace("خبر".encode(), b"\0\0"), (CODED,), 1),
    Case("noxml.rss", "no markup", lambda: STORY.encode(), (MALFORMED,)),
)
