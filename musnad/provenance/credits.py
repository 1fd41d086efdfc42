"""Credits: what a text says of where it has its report.

A credit for the whole report stands apart from the sentences: in brackets behind the last one («(رويترز)»),
before the first one, mostly after a place («القاهرة - د ب أ:», «طرابلس (وكالات):»), on a line of its own
(«المصدر: الأناضول»), in the headline or in the outlet field. Inside a sentence («بحسب وكالة الأناضول») the
same name attributes one statement only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..language.folding import MARKS
from ..records import Document
from .model import REPORT, SHARED, STATEMENT, Credit
from .names import LONGEST, UNNAMED, Directory, name_key

HEAD_LINES = 3
"""Lines at the beginning in which a credit may open the report: headline, dateline, first paragraph."""
HEAD_LENGTH = 90
"""Characters that a dateline with its credits takes at most."""
TAIL_LENGTH = 60
"""Characters that credits behind the last sentence take at most."""
STRANGE_WORDS = 4
"""Words of something else in a dateline: a reporter, a place that is not known."""
EXPLAINED_WORDS = 8
"""Words before a name in brackets in which the same name may stand in full."""
CUE_WORDS = 3
"""Words between «بحسب ما ...» and the name."""
_WORD = re.compile(rf"[\w{re.escape(MARKS)}]+")
_BLANK = MARKS + " \t\r\f\v\xa0"
_OPENING = re.compile(r"[(\[{«\"/\-–—؟!]|(?<!\.)\.(?!\.)")
_CLOSING = ' .)]}(»"/'
_ENDS = (".", "؟", "!")
_MARKED = re.compile(r"(?:المصدر|المصادر|نقلا عن|نقلاً عن|عن)\s*[:/-]?\s*")
_CUES = (
    *("نقلا عن", "نقلاً عن", "بحسب", "حسب", "حسبما", "وفق", "وفقا", "وفقاً"),
    *("ذكرت", "ذكرته", "نقلت", "نقلته", "أفادت", "افادت", "أوردت", "أوردته", "قالت", "أعلنت", "بثت", "بثته"),
    *("نشرت", "نشرته"),
)
_CUE = re.compile(rf"\b[وف]?(?:{'|'.join(_CUES)})\b")
_HOUSE = re.compile(r"[«\"]([^«»\"\n]{2,30})[»\"]")
_YEAR = re.compile(r"\d{4}")
_CLOSED = re.compile(r"[\s»\"')\]]*(?:([:\-–—/])|(?<=\)))")
IsPlace = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Named:
    source: str
    start: int
    end: int
    house: bool = False
    """A name in quotation marks behind a place: most often the outlet's own («الخليج»)."""


def find_credits(document: Document, directory: Directory, is_place: IsPlace) -> tuple[Credit, ...]:
    """The credits of a document, in the order of the text; those outside of it first. A document's credit to
    its own outlet is left out."""
    text = document.text
    own = directory.source(document.outlet) or document.outlet
    signed = {named.start: named for named in _whole(document, directory, is_place)}
    others = [named for named in signed.values() if not own or not (named.house or named.source == own)]
    outside = [pair for pair in _outside(document, directory) if pair[0] != own]
    # One credited twice, before and behind the report, is one source; the outlet itself is another.
    sources = {named.source for named in others} | {source for source, _ in outside}
    scope = SHARED if len(sources) + (len(others) < len(signed)) > 1 else REPORT
    said = {named.start: named for named in _statements(text, directory) if named.source != own}
    spans = [(named, scope) for named in others] + [
        (named, STATEMENT)
        for named in said.values()
        if not any(other.start <= named.start < other.end for other in signed.values())
    ]
    inside = [Credit(document.id, n.source, text[n.start : n.end], n.start, n.end, kind) for n, kind in spans]
    credits = [Credit(document.id, source, name, -1, -1, scope) for source, name in outside]
    return tuple(credits + sorted(inside, key=lambda credit: credit.start))


def _whole(document: Document, directory: Directory, is_place: IsPlace) -> Iterator[_Named]:
    text = document.text
    lines = list(_lines(text))
    headings = {heading.start for heading in document.headings}
    for start, end in lines[:HEAD_LINES]:
        is_heading = any(start <= heading < end for heading in headings)
        yield from _head(text, start, end, directory, is_place, is_heading)
        if is_heading:
            yield from _tail(text, start, end, directory)
    if lines:
        yield from _tail(text, *lines[-1], directory)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of the lines that are not empty, without spaces and marks around them."""
    for line in re.finditer(r"[^\n]+", text):
        written = line.group().strip(_BLANK)
        if written:
            start = line.start() + line.group().index(written)
            yield start, start + len(written)


def _head(
    text: str, start: int, end: int, directory: Directory, is_place: IsPlace, is_heading: bool
) -> list[_Named]:
    """The sources of a dateline: the words up to a colon, dash or bracket that are sources, places, the
    outlet in quotation marks, a reporter's name."""
    if text[start : start + 1] in "*•":  # a round-up's item
        return []
    words = [w for w in _WORD.finditer(text, start, min(end, start + HEAD_LENGTH)) if name_key(w.group())]
    spelled = [w.group() for w in words]
    found: list[_Named] = []
    here, strange, free = 0, 0, start
    dated = placed = housed = False
    while here < len(words) and strange <= STRANGE_WORDS:
        at = words[here].start()
        match = directory.match(spelled, here)
        if match and (
            match.joined or _apart(text, free, at) or (dated and words[match.end - 1].end() == end)
        ):
            here = match.end
            free = words[here - 1].end()
            found.append(_Named(match.source, at + match.joined, free))
        elif (
            placed
            and not (strange or housed or is_heading)
            and (house := _HOUSE.match(text, max(at - 1, start)))
        ):
            free, housed = house.end(1), True
            found.append(_Named(house.group(1).strip(), house.start(1), free, True))
            here = next((i for i, w in enumerate(words) if w.start() >= free), len(words))
        elif found:
            break
        elif taken := next((n for n in (3, 2, 1) if is_place(" ".join(spelled[here : here + n]))), 0):
            here, placed = here + taken, True
            free = words[min(here, len(words)) - 1].end()
        else:
            dated = dated or _YEAR.match(spelled[here]) is not None
            strange += not dated
            here += 1
    if not found:
        return []
    if found[-1].end == end and (dated or (placed and not is_heading)):  # a line of its own
        return found
    closed = _CLOSED.match(text, found[-1].end, end)
    if closed and closed.group(1):
        return found
    # Without a colon or dash: «طرابلس (رويترز) قال», «بغداد: «الخليج»، وكالات قال».
    return found if placed and not strange and (closed or (len(found) > 1 and not is_heading)) else []


def _apart(text: str, free: int, at: int) -> bool:
    """Whether a word stands behind a mark or what is known already (up to `free`), not inside a phrase."""
    before = text[free:at].rstrip(" «\"'")
    return not before or before[-1] in "-–—ـ،,:؛/|()[]."


def _tail(text: str, start: int, end: int, directory: Directory) -> list[_Named]:
    """The sources behind the last sentence of a line, where nothing but sources stands in brackets, behind a
    dash or full stop, or on the line itself."""
    last = start + len(text[start:end].rstrip(_CLOSING))
    begins = [start] if end - start <= TAIL_LENGTH else []
    for opening in _OPENING.finditer(text, max(start, end - TAIL_LENGTH), last):
        before = text[start : opening.start()].rstrip()
        # In quotation marks inside a sentence stands what the sentence is about; in brackets a dash parts.
        if opening.group() in '«"' and not before.endswith(_ENDS):
            continue
        if opening.group() in "([{" or before.rfind("(") <= before.rfind(")"):
            begins.append(opening.end())
    for begin in begins:
        found = _only_sources(text, begin, last, directory)
        if found and not _explains(text, max(start, begin - TAIL_LENGTH), begin, found, directory):
            return found
    return []


def _explains(text: str, start: int, end: int, found: list[_Named], directory: Directory) -> bool:
    """Whether a name in brackets only repeats the one before it: «هيئة الإذاعة البريطانية (بي بي سي)»."""
    if len(found) > 1 or text[start:end].rstrip(" ([").endswith(_ENDS):
        return False
    before = [word.group() for word in _WORD.finditer(text, start, end)][-EXPLAINED_WORDS:]
    matches = (directory.match(before, first) for first in range(len(before)))
    return any(match is not None and match.source == found[0].source for match in matches)


def _only_sources(text: str, start: int, end: int, directory: Directory) -> list[_Named]:
    """The sources of a stretch, also behind «المصدر:»; none unless it consists of them."""
    while start < end and text[start] == " ":
        start += 1
    marked = _MARKED.match(text, start, end)
    words = list(_WORD.finditer(text, marked.end() if marked else start, end))
    spelled = [word.group() for word in words]
    found, here = [], 0
    while here < len(words):
        match = directory.match(spelled, here, signed=True)
        if match is None:
            return []
        found.append(_Named(match.source, words[here].start() + match.joined, words[match.end - 1].end()))
        here = match.end
    return found


def _statements(text: str, directory: Directory) -> Iterator[_Named]:
    """The named sources to which single statements are attributed."""
    for cue in _CUE.finditer(text):
        words = list(_WORD.finditer(text, cue.end(), cue.end() + 90))[: CUE_WORDS + LONGEST]
        spelled = [w.group() for w in words]
        for first in range(min(CUE_WORDS, len(words))):
            match = directory.match(spelled, first)
            if match is not None and match.source != UNNAMED:
                yield _Named(match.source, words[first].start(), words[match.end - 1].end())
                break


def _outside(document: Document, directory: Directory) -> Iterator[tuple[str, str]]:
    """The sources in a title that does not stand in the text, and in an outlet field that names several."""
    if document.title and document.title not in document.text:
        for named in _head(document.title, 0, len(document.title), directory, lambda _: False, True) or _tail(
            document.title, 0, len(document.title), directory
        ):
            yield named.source, document.title[named.start : named.end]
    parts = re.split(r"\s*[-–—/،,|+()]\s*", document.outlet)
    if len(parts) > 1 or directory.source(document.outlet) == UNNAMED:
        for part in parts:
            source = directory.source(part)
            if part and source is not None:
                yield source, part
