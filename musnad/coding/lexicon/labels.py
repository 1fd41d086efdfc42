"""Labels: expressions by which the outlet, in its own voice, names or qualifies an actor (ميليشيات، الثوار،
المخلوع).

Words inside quotation or behind a reporting verb are the speaker's, not the outlet's, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from ...language.clitics import splits
from ...language.inflection import adjective_forms, noun_forms
from ...records import TONES, Document, Label, SentenceRef, Span, content_id
from ...tables import read_table
from ..mentions import Mention
from .attribution import find_sources
from .scene import Scene

COLUMNS = ("word", "form", "tone")
_CONFIDENCE = 0.5
_OPENING, _CLOSING = '«“"', '»”"'


@cache
def _tones() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table(files(__package__) / "data" / "labels.tsv", COLUMNS):
        tone = row.one_of("tone", TONES)
        kind = row.one_of("form", ("adj", "noun", "phrase"))
        if kind == "phrase":
            found.setdefault(row["word"], tone)
            continue
        inflect = adjective_forms(row["word"]) if kind == "adj" else noun_forms(*row["word"].split())
        for form in sorted(inflect):
            found.setdefault(form, tone)
    return found


def find_labels(document: Document, scenes: Sequence[Scene], coder: str) -> list[Label]:
    """The labels of a document, in reading order."""
    found: dict[str, Label] = {}
    for scene in scenes:
        spoken = [(s.covers_from, s.covers_to) for s in find_sources(scene)]
        for mention, first, last, tone in _labelled(scene):
            if any(a <= first < b for a, b in spoken) or _quoted(scene, first):
                continue
            start = (
                mention.start if first == mention.first and not mention.office else scene.words[first].start
            )
            end = scene.words[last - 1].end
            text = document.text[start:end]
            label = Label(
                id=content_id(document.id, "label", start, end),
                document_id=document.id,
                actor=mention.participant(),
                label=Span(text, start, end),
                tone=tone,
                sentence=SentenceRef(scene.index, scene.words[0].start, scene.words[-1].end),
                coder=coder,
                confidence=_CONFIDENCE,
            )
            found.setdefault(label.id, label)
    return sorted(found.values(), key=lambda x: x.label.start)


def _labelled(scene: Scene) -> Iterator[tuple[Mention, int, int, str]]:
    """A mention with a label word in it, or in the office phrase before its name, or next to it."""
    for mention in scene.mentions:
        if mention.kind == "place":
            continue
        for k in range(mention.first, mention.last):
            tone = _tone(scene.words[k].key)
            if tone:
                last = mention.office[1] if mention.office and mention.office[1] > k else mention.last
                yield mention, mention.first, last, tone
                break
        else:
            if mention.first > 0 and (tone := _tone(scene.words[mention.first - 1].key)):
                yield mention, mention.first - 1, mention.last, tone
            elif mention.last < len(scene.words) and (tone := _tone(scene.words[mention.last].key)):
                yield mention, mention.first, mention.last + 1, tone


def _tone(key: str) -> str:
    tones = _tones()
    for split in splits(key):
        if split.particle != "س" and split.stem in tones:
            return tones[split.stem]
    return ""


def _quoted(scene: Scene, i: int) -> bool:
    depth = 0
    for word in scene.words[:i]:
        if word.text == '"':
            depth = 1 - depth
        elif word.text in _OPENING:
            depth += 1
        elif word.text in _CLOSING:
            depth = max(0, depth - 1)
    return depth > 0
