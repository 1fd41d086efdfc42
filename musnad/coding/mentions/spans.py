"""Mentions at given places: for annotated names, and for coders that find the names themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...knowledge.names import Match
from .record import Mention, Sentence, mention_at

Recogniser = Callable[[Sentence], list[Mention]]


def at_spans(
    text: str,
    rows: Sequence[Sentence],
    found: Sequence[Sequence[Mention]],
    spans: Sequence[tuple[int, int]],
    recognise: Recogniser,
) -> list[list[Mention]]:
    """For each sentence the mentions at the spans that begin in it; `found` is what is recognised anyway.

    A span is what was recognised there, or what its own words are when read alone, or a noun phrase of which
    nothing is known. Spans outside all sentences are left out.
    """
    made: list[list[Mention]] = []
    for row, mentions in zip(rows, found, strict=True):
        own = [s for s in spans if row.words and row.words[0].start <= s[0] < row.words[-1].end]
        made.append([_at(text, row, mentions, span, recognise) for span in own])
    return made


def _at(
    text: str, row: Sentence, mentions: Sequence[Mention], span: tuple[int, int], recognise: Recogniser
) -> Mention:
    start, end = span
    for mention in mentions:
        begins = _title_start(row, mention) <= start < mention.end
        alone = mention.last - mention.first == 1
        if begins and (mention.end <= end + 1 or alone):
            return _cut(text, mention, span)
    first = next((k for k, w in enumerate(row.words) if w.end > start), len(row.words) - 1)
    last = max(next((k for k, w in enumerate(row.words) if w.start >= end), len(row.words)), first + 1)
    inside = recognise(Sentence(row.index, row.words[first:last], row.keys[first:last]))
    if inside and inside[0].kind != "nisba":
        return _cut(text, _shifted(inside[0], first), span)
    match = Match(first, last, 0, "", False, False, ())
    phrase = mention_at(text, row, match, "group")
    if inside:  # an unknown noun with an adjective of nationality
        phrase = replace(phrase, iso=inside[0].iso, source="role", reason=inside[0].reason)
    return _cut(text, phrase, span)


def _title_start(row: Sentence, mention: Mention) -> int:
    """Where a mention begins with the title before the name."""
    return min(mention.start, row.words[mention.first].start)


def _shifted(mention: Mention, by: int) -> Mention:
    """A mention of a piece of a sentence, counted in the whole."""
    office = (mention.office[0] + by, mention.office[1] + by) if mention.office else None
    body = replace(mention.body, first=mention.body.first + by) if mention.body else None
    return replace(
        mention, first=mention.first + by, last=mention.last + by, office=office, body=body, leaning=None
    )


def _cut(text: str, mention: Mention, span: tuple[int, int]) -> Mention:
    start, end = span
    return replace(mention, start=start, end=end, text=text[start:end])
