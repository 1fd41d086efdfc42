"""Web pages that try a parser."""

from __future__ import annotations

from collections.abc import Callable

from .case import CODED, EMPTY, MALFORMED, STORY, TOO_LARGE, Case

P = f"<p>{STORY}</p>"


def page(body: str, head: str = "") -> Callable[[], bytes]:
    """The bytes of a page, made when asked for."""
    return lambda: f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def deep(tag: str, levels: int) -> str:
    return f"<{tag}>" * levels + P + f"</{tag}>" * levels


def attributes(n: int) -> str:
    return "<div " + " ".join(f"a{k}={k}" for k in range(n)) + f">{P}</div>"


def entities(levels: int) -> bytes:
    """Ten times ten times ten: an XHTML page of a few lines that would unpack to gigabytes."""
    names = ['<!ENTITY e0 "لول">']
    names += [f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, levels)]
    kinds = "".join(names)
    return f"<!DOCTYPE html [{kinds}]><html><body>{P}<p>&e{levels - 1};</p></body></html>".encode()


LINKED = '<script type="application/ld+json">{}</script>'

PAGES = (
    Case("nothing.html", "no bytes", bytes, (EMPTY,)),
    Case("tagsonly.html", "tags without text", page("<div></div>" * 100), (EMPTY,)),
    Case("deep300.html", "300 nested levels", page(deep("div", 300)), (CODED,), 1),
    Case("deep10000.html", "10,000 nested levels", page(deep("div", 10_000)), (MALFORMED,)),
    Case("deepinline.html", "10,000 nested inline tags", page(P + deep("b", 10_000)), (MALFORMED,)),
    Case("deeptable.html", "250 tables within tables", page(P + "<table><tr><td>" * 250), (CODED,)),
    Case("attributes.html", "a tag with 300,000 attributes", page(attributes(300_000)), (MALFORMED,)),
    Case("attributes5000.html", "a tag with 4,900 attributes", page(attributes(4_900)), (CODED,), 1),
    Case(
        "manyattributes.html",
        "many tags with many attributes",
        page(attributes(4_000) * 10),
        (CODED,),
        seconds=60,
    ),
    Case(
        "longattribute.html",
        "an attribute of 5 MB",
        page(f"<div title='{'x' * 5_000_000}'>{P}</div>"),
        (CODED,),
        1,
    ),
    Case(
        "unclosed.html", "a tag that is never closed", page(P + "<div title='" + "x " * 500_000), (MALFORMED,)
    ),
    Case(
        "openings.html", "200,000 tags that are never closed", page(P + "<a " * 200_000), (CODED,), seconds=60
    ),
    Case("tags.html", "50,000 tags", page(P + "<br>" * 50_000), (CODED,), 1, seconds=60),
    Case("paragraphs.html", "5,000 paragraphs", page(P + "<p>س</p>" * 5_000), (CODED,), seconds=60),
    Case("entities.html", "entities of entities", lambda: entities(9), (CODED,)),
    Case(
        "references.html",
        "100,000 references to characters that there are not",
        page(P + "&#x110000;&#0;&#xd800;&#99999999999;" * 25_000),
        (CODED,),
    ),
    Case(
        "external.html",
        "an entity that names a local file",
        lambda: (
            b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p>'
            + P.encode()
            + b"</body></html>"
        ),
        (CODED,),
        1,
    ),
    Case("comments.html", "comments that are never closed", page(P + "<!--" * 100_000), (CODED,), 1),
    Case(
        "beforeroot.html",
        "2,000 comments before the page",
        lambda: b"<!-- x -->" * 2_000 + page(P)(),
        (CODED,),
        1,
    ),
    Case(
        "script.html",
        "an article in a script, and markup in its text",
        page(P + "<script>document.write('<p>" + STORY + "</p>')</script>"),
        (CODED,),
        1,
    ),
    Case("json.html", "linked data nested 100,000 deep", page(P, LINKED.format("[" * 100_000)), (CODED,), 1),
    Case(
        "jsonkinds.html",
        "linked data of wrong types",
        page(
            P,
            LINKED.format('[{"@type": 7, "datePublished": [1], "publisher": [[{"name": {}}]], "@graph": 5}]'),
        ),
        (CODED,),
        1,
    ),
    Case(
        "jsondate.html",
        "linked data with a date of 100,000 figures",
        page(P, LINKED.format('{"@type": "NewsArticle", "datePublished": "' + "9" * 100_000 + '"}')),
        (CODED,),
        1,
    ),
    Case(
        "jsonnumber.html",
        "linked data with a number of 100,000 figures",
        page(P, LINKED.format('{"@type": "NewsArticle", "n": ' + "9" * 100_000 + "}")),
        (CODED,),
        1,
    ),
    Case(
        "title.html", "a title of 300,000 blanks", page(P, f"<title>خبر{' ' * 300_000}|</title>"), (CODED,), 1
    ),
    Case("headings.html", "5,000 headlines", page("<h1>عنوان الخبر</h1>" * 5_000 + P), (CODED,), seconds=60),
    Case(
        "charset.html",
        "an encoding that does not exist",
        page(P, "<meta charset='../../etc/x'>"),
        (CODED,),
        1,
    ),
    Case("codec.html", "an encoding that is none", page(P, "<meta charset='zlib_codec'>"), (CODED,), 1),
    Case("utf7.html", "an encoding that hides tags", page(P, "<meta charset='utf-7'>"), (CODED,), 1),
    Case("nul.html", "NULs in tags", lambda: page("<di\0v>" + P + "</di\0v>")(), (CODED,), 1),
    Case("large.html", "20 MB", lambda: b"<html>" + b"x" * 20_000_000, (TOO_LARGE,)),
)
