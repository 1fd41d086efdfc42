"""From what a reader found to a record: cleaned text, language, or the reason why it is set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..errors import ReadingError
from ..language.folding import fold
from ..records import Document, SetAside, Span, content_id, text_hash
from .arabic import language_of
from .base import ReadingOptions

# C0 control characters but tab and line feed, and lone surrogates.
_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?")
_SKIP_LINK = re.compile(
    r"\s*(?:skip to (?:the )?(?:main )?(?:content|navigation)|jump to (?:main )?content"
    r"|(?:تجاوز|تخطي?|تخطى|انتقل|الانتقال|انتقال|اذهب|الذهاب) (?:إلى|الى) (?:المحتوى|المحتوي)(?: الرئيسي)?"
    r"|(?:تجاوز|تخطي?|تخطى) (?:المحتوى|المحتوي)(?: الرئيسي)?)[\s.:»]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """What a reader found of one document. `text` is cleaned already; `headings` are (start, end) in it."""

    source: str
    text: str
    id: str = ""
    outlet: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    published_source: str = ""
    retrieved: str = ""
    headings: list[tuple[int, int]] = field(default_factory=list)


def clean(text: str) -> str:
    """The text as it is stored: line breaks are line feeds; control characters and lone surrogates are gone.

    >>> clean("سطر\\r\\nثان\\x00")
    'سطر\\nثان'
    """
    return _REMOVED.sub("", _LINE_BREAK.sub("\n", text))


def clean_line(text: str) -> str:
    """A title or name: cleaned, on one line, blanks collapsed."""
    return " ".join(clean(text).split())


def is_skip_link(line: str) -> bool:
    """Whether a line is a page's "skip to main content", in English or Arabic."""
    return _SKIP_LINK.fullmatch(line) is not None


def same_line(a: str, b: str) -> bool:
    """Whether two lines say the same headline: spelling variants and blanks aside."""
    return line_key(a) == line_key(b)


def line_key(line: str) -> str:
    """What two lines that say the same headline have in common."""
    return fold(" ".join(line.split()))


def host_of(url: str) -> str:
    """The host of an address without www, or ""."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def settle(draft: Draft, options: ReadingOptions) -> Document | SetAside:
    """The document, or why it is set aside: it is empty or not Arabic."""
    if not draft.text.strip():
        return SetAside(draft.source, draft.id, "empty", "", "there is no text in it")
    language, why = language_of(draft.text)
    if why and not options.keep_other_languages:
        return SetAside(draft.source, draft.id, "not_arabic", "", why)
    return document_of(draft, options, language)


def document_of(draft: Draft, options: ReadingOptions, language: str) -> Document:
    """The record of a draft, whatever its text."""
    return Document(
        id=draft.id or content_id(draft.text),
        outlet=draft.outlet or options.outlet or host_of(draft.url),
        url=draft.url,
        title=draft.title,
        published=draft.published,
        published_source=draft.published_source if draft.published else "",
        retrieved=draft.retrieved,
        language=language,
        text=draft.text,
        text_sha256=text_hash(draft.text),
        headings=tuple(Span(draft.text[a:b], a, b) for a, b in draft.headings),
        source=draft.source,
    )


def quarantine(error: ReadingError, source: str, document_id: str = "") -> SetAside:
    """The record of an input that cannot be read."""
    return SetAside(source, document_id, "quarantined", error.code, str(error))
