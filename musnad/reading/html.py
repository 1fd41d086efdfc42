"""HTML: the main text of a page, its headline once, what the page declares of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from ..errors import DamagedError, MalformedError
from ..records import Document, SetAside
from .base import HEAD_BYTES, Reader, ReadingOptions, Unit
from .charset import decode
from .documents import Draft, clean, clean_line, is_skip_link, line_key, quarantine, settle
from .metadata import Metadata, read_metadata
from .source import Source

MAX_DEPTH = 2000
"""Nested levels below which the parser silently returns nothing (libxml2 stops at 2,048)."""

MAX_ATTRIBUTES = 5000
"""Attributes of one tag beyond which the parser would need minutes (its time grows with their square)."""

_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_LOOKS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I | re.S,
)
_NEVER_TEXT = ("script", "style", "noscript", "template", "svg")
_ALWAYS_FURNITURE = ("nav", "footer", "button", "select")
_MOSTLY_FURNITURE = ("aside", "form")
# Words of class and id that name what is not the article.
_FURNITURE = frozenset(
    ("nav", "navbar", "navigation", "menu", "main-menu", "mainmenu", "top-menu", "submenu", "breadcrumb")
) | frozenset(
    ("breadcrumbs", "footer", "sidebar", "share", "sharing", "social", "related", "related-posts", "comments")
) | frozenset(("skip-link", "skip-to-content", "copyright"))  # fmt: skip
_BLOCKS = frozenset(
    ("p", "head", "item", "quote", "row", "cell", "list", "table", "code", "div", "body", "h1")
)
_HTML_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "td", "th", "tr")
) | frozenset(("table", "section", "article", "main", "pre", "dt", "dd", "figure", "figcaption"))  # fmt: skip
# Whoever logs nothing does not want the extractor's remarks on standard error either.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_Block = tuple[str, bool]
"""A paragraph, and whether it is a heading."""


class HtmlReader(Reader):
    """A page: its headline, a blank line, its main text in paragraphs."""

    name = "html"
    about = "a web page, one document a file"
    suffixes = (".html", ".htm", ".xhtml", ".shtml")

    def claims(self, head: bytes) -> bool:
        return _LOOKS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        with Source.of(unit) as source:
            data = source.document()
            damage: DamagedError | None = source.damage
        if data or damage is None:
            yield settle(page_draft(data, source=unit.path, id=unit.document_id), options)
        if damage:
            yield quarantine(damage, unit.path, unit.document_id)


def page_draft(data: bytes, *, source: str, id: str = "", url: str = "", declared: str = "") -> Draft:
    """What a page says. `declared` is the encoding that its server named.

    Raises: UndecodableError; MalformedError if its markup is beyond the parser.
    """
    text = clean(decode(data, declared or declared_charset(data), where=source)[0])
    _check_attributes(text, source)
    page = parse(text)
    if page is None:
        return Draft(source, "", id=id)
    found = read_metadata(page, url)
    deep = _depth(page) >= MAX_DEPTH  # before furniture goes
    blocks = [b for b in _main_text(page) if not is_skip_link(b[0])]
    if deep:
        raise MalformedError(
            f"the page nests elements more than {MAX_DEPTH:,} levels deep; what stands deeper cannot be read",
            where=source,
            remedy="Save it as plain text.",
        )
    return _compose(found, blocks, source, id)


def _check_attributes(text: str, source: str) -> None:
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag.group()).split()) > MAX_ATTRIBUTES:
            raise MalformedError(
                f"a tag has more than {MAX_ATTRIBUTES:,} attributes",
                where=source,
                remedy="Save it as plain text.",
            )


def parse(text: str) -> HtmlElement | None:
    """The tree of a page, or None if there is nothing in it."""
    # Old pages leave tags open and nest deep: the parser has no limits here; MAX_DEPTH and the size bound it.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def declared_charset(data: bytes) -> str:
    """The encoding that a page or XML document names in itself, or ""."""
    found = _DECLARED.search(data[:HEAD_BYTES])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, such as a feed's summary: a blank line between paragraphs."""
    page = parse(f"<html><body>{clean(markup)}</body></html>")
    if page is None:
        return ""
    for element in list(page.iter(*_NEVER_TEXT)):
        element.drop_tree()
    return "\n\n".join(text for text, _ in _blocks(page, _HTML_BLOCKS))


def _main_text(page: HtmlElement) -> list[_Block]:
    _remove_furniture(page)
    try:
        found = bare_extraction(page, include_comments=False, include_tables=True)
    except Exception:  # whatever odd markup does to the extractor, the page's paragraphs can still be read
        found = None
    body = getattr(found, "body", None)
    blocks = _blocks(body, _BLOCKS) if body is not None else []
    if not blocks:
        blocks = [(t, False) for p in page.iter("p") if (t := clean_line(p.text_content()))]
    shown = page.find("body")
    return blocks or ([] if shown is None else _blocks(shown, _HTML_BLOCKS))


def _remove_furniture(page: HtmlElement) -> None:
    """Take menus, scripts and the like out of the tree.

    What only its name or a loose habit makes furniture stays if it holds most of the page's text.
    """
    for element in list(page.iter(*_NEVER_TEXT, *_ALWAYS_FURNITURE)):
        if element.getparent() is not None:
            element.drop_tree()
    whole = len(page.text_content())
    for element in list(page.iter(etree.Element)):
        if element.tag in ("html", "body", "head", "article", "main") or element.getparent() is None:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if element.tag not in _MOSTLY_FURNITURE and _FURNITURE.isdisjoint(names):
            continue
        if len(element.text_content()) <= whole / 2:
            element.drop_tree()


def _blocks(root: HtmlElement, breaking: frozenset[str]) -> list[_Block]:
    """The paragraphs of a tree; a line break inside one stays a line break."""
    lines: list[list[str]] = [[]]
    heads: list[bool] = [False]

    def begin(head: bool = False) -> None:
        if any(piece.strip() for piece in lines[-1]):
            lines.append([])
            heads.append(head)
        else:
            lines[-1], heads[-1] = [], head

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in breaking:
                begin(_is_heading(element))
            elif tag in ("lb", "br"):
                lines[-1].append("\n")
            lines[-1].append(_flat(element.text))
        else:
            if tag in breaking:
                begin()
            if element is not root:
                lines[-1].append(_flat(element.tail))
    joined = (
        ("\n".join(" ".join(r.split()) for r in "".join(x).split("\n")).strip(), h)
        for x, h in zip(lines, heads, strict=True)
    )
    return [(text, head) for text, head in joined if text]


def _is_heading(element: HtmlElement) -> bool:
    return element.tag in ("head", "h1", "h2", "h3", "h4")


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _compose(found: Metadata, blocks: list[_Block], source: str, id: str) -> Draft:
    """Headline, blank line, paragraphs; a paragraph that only repeats the headline is left out."""
    title = line_key(found.title)
    body = [(t, h) for t, h in blocks if not title or line_key(t) != title]
    if not body:
        return Draft(source, "", id=id, url=found.url, title=found.title)
    whole = [(found.title, True), *body] if found.title else body
    headings: list[tuple[int, int]] = []
    at = 0
    for text, heading in whole:
        if heading:
            headings.append((at, at + len(text)))
        at += len(text) + 2
    return Draft(
        source,
        "\n\n".join(text for text, _ in whole),
        id=id,
        outlet=found.outlet,
        url=found.url,
        title=found.title,
        published=found.published,
        published_source=found.published_source,
        headings=headings,
    )


def _depth(page: HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
