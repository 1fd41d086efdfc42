"""Marking a text: pieces between offsets, each with all marks that cover it, nested or overlapping as they
come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

KINDS = ("event", "cue", "label", "said", "party", "heading")
"""What a mark may stand for. Of marks on the same words the earlier kind comes first, and is linked to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands in the text from `start` to `end` (code points, half-open)."""

    start: int
    end: int
    kind: str
    """One of KINDS."""
    of: str
    """The record that it belongs to; empty for headings."""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same marks cover."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    """Those of the marks that begin here."""
    closes: tuple[Mark, ...]
    """Those that end here."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that a record stands in, or what lies between two of them."""

    start: int
    sentence: bool
    pieces: tuple[Piece, ...]


def passages(text: str, marks: Iterable[Mark], sentences: Iterable[tuple[int, int]]) -> tuple[Passage, ...]:
    """The whole text in order, cut at sentences and within them at marks; joined again it is the text.

    What does not lie in the text, or is empty, marks nothing. Of sentences that overlap the first counts.

    >>> first, _ = passages("زار مصر.", [Mark(0, 3, "event", "e"), Mark(2, 7, "party", "e")], [(0, 7)])
    >>> [(piece.text, len(piece.marks)) for piece in first.pieces]
    [('زا', 1), ('ر', 2), (' مصر', 1)]
    """
    inside = sorted(
        (m for m in marks if 0 <= m.start < m.end <= len(text)),
        key=lambda m: (m.start, -m.end, KINDS.index(m.kind), m.of),
    )
    found: list[Passage] = []
    for start, end, sentence in _bounds(len(text), sentences):
        here = [m for m in inside if m.start < end and m.end > start]
        found.append(Passage(start, sentence, tuple(_pieces(text, start, end, here))))
    return tuple(found)


def _bounds(length: int, sentences: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int, bool]]:
    at = 0
    for start, end in sorted(set(sentences)):
        if at <= start < end <= length:
            if at < start:
                yield at, start, False
            yield start, end, True
            at = end
    if at < length:
        yield at, length, False


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[Piece]:
    cuts = {start, end}
    for mark in marks:
        cuts |= {at for at in (mark.start, mark.end) if start < at < end}
    ordered = sorted(cuts)
    for one, other in pairwise(ordered):
        covering = tuple(m for m in marks if m.start <= one and m.end >= other)
        opens = tuple(m for m in covering if m.start == one)
        closes = tuple(m for m in covering if m.end == other)
        yield Piece(text[one:other], one, covering, opens, closes)
