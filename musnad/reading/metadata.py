"""Title, outlet, address and publication date of a page, from what its markup declares."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from ..language.folding import fold
from .dates import date_in_url, iso_date
from .documents import clean_line

_TITLE_GAP = re.compile(r"\s+[|\-–—•»«:]{1,2}\s+|\s*\|\s*")
_SITE_WORDS = 5
"""A last part of a <title> of up to so many words is the site's name, where nothing declares the headline."""

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "pubdate",
    "date.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "date",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; empty where it does not."""

    title: str
    outlet: str
    url: str
    published: str
    published_source: str


def read_metadata(page: HtmlElement, url: str = "") -> Metadata:
    """What a page says of itself. `url` is where it was fetched, if known; else the address that it gives."""
    named = _meta(page)
    linked = list(_linked_data(page))
    canonical = next((e.get("href", "") for e in page.iter("link") if "canonical" in _rel(e)), "")
    url = next(
        (u for u in (url, canonical, named.get("og:url", "")) if u.startswith(("http://", "https://"))), ""
    )
    outlet = clean_line(named.get("og:site_name", "") or _publisher(linked))
    published = _declared_date(page, named, linked)
    source = "metadata" if published else ""
    if not published and (published := date_in_url(url)):
        source = "url"
    return Metadata(_title(page, named, outlet), outlet, clean_line(url), published, source)


def _meta(page: HtmlElement) -> dict[str, str]:
    """The first content of each <meta>, by lower-case property, name or itemprop."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _title(page: HtmlElement, named: dict[str, str], outlet: str) -> str:
    headline = clean_line(named.get("og:title", ""))
    heads = [t for e in page.iter("h1") if (t := clean_line(e.text_content())) and not _same(t, outlet)]
    whole = clean_line(next((e.text_content() for e in page.iter("title")), ""))
    declared = headline if not _same(headline, outlet) else ""
    confirming = fold(declared or whole)
    for head in heads:  # the headline as the page shows it, where what is declared confirms it
        if fold(head) in confirming:
            return head
    if declared:
        return _without_site(declared, outlet, guess=False)
    if len(heads) == 1:
        return heads[0]
    return _without_site(whole, outlet, guess=True)


def _without_site(title: str, outlet: str, *, guess: bool) -> str:
    """A title without the site's name at either end; `guess` takes a short last part for that name."""
    gaps = list(_TITLE_GAP.finditer(title))
    if not gaps:
        return title
    head, tail = title[: gaps[-1].start()], title[gaps[-1].end() :]
    first, rest = title[: gaps[0].start()], title[gaps[0].end() :]
    if outlet and _same(tail, outlet):
        return head
    if outlet and _same(first, outlet):
        return rest
    if guess and len(tail.split()) <= _SITE_WORDS and len(tail.split()) < len(head.split()):
        return head
    return title


def _declared_date(page: HtmlElement, named: dict[str, str], linked: list[dict[str, Any]]) -> str:
    for name in _DATE_NAMES[:5]:
        if found := iso_date(named.get(name, "")):
            return found
    for item in linked:
        value = item.get("datePublished")
        if isinstance(value, str) and (found := iso_date(value)):
            return found
    for name in _DATE_NAMES[5:]:
        if found := iso_date(named.get(name, "")):
            return found
    # Any element can carry itemprop; of the others the first <time> stands nearest to the headline.
    for element in page.iter():
        if isinstance(element.tag, str) and (element.get("itemprop") or "").lower() == "datepublished":
            value = element.get("datetime") or element.get("content") or element.text_content()
            if found := iso_date(value):
                return found
    times = [e for scope in ("article", "main", "body") for s in page.iter(scope) for e in s.iter("time")]
    for element in times:
        if found := iso_date(element.get("datetime") or ""):
            return found
    return ""


def _linked_data(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, articles first; broken JSON is passed over."""
    objects: list[dict[str, Any]] = []
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                objects.extend(_objects(json.loads(script.text_content(), strict=False)))
            except (ValueError, RecursionError):
                continue
    return iter(
        sorted(objects, key=lambda o: "Article" not in str(o.get("@type")) and o.get("@type") != "Report")
    )


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"))


def _publisher(linked: list[dict[str, Any]]) -> str:
    for item in linked:
        publisher = item.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name
    return ""


def _rel(element: HtmlElement) -> list[str]:
    return (element.get("rel") or "").lower().split()


def _same(a: str, b: str) -> bool:
    return bool(a) and fold(a) == fold(b)
