"""Triggers at given places: of annotated events, and for coders that find the triggers themselves."""

from __future__ import annotations

from dataclasses import replace

from ...language.clitics import Split
from .entries import UNSEEN_ODDS, Entry, Lexicon, Reading
from .scene import Scene
from .triggers import Trigger, candidates


def trigger_at(
    scene: Scene, lexicon: Lexicon, span: tuple[int, int], event_type: str, event_mode: str = ""
) -> Trigger | None:
    """The trigger of a known type and mode at code points `span` of the document; None where the sentence
    has no word there.

    It is read as the lexicon reads one of its words, best as a word for that type; a word that the lexicon
    lacks is read as a noun.
    """
    inside = [k for k, w in enumerate(scene.words) if w.start < span[1] and span[0] < w.end]
    if not inside:
        return None
    proposals = [p for p in candidates(scene, lexicon) if not {*range(p[0], p[1])}.isdisjoint(inside)]
    if not proposals:
        proposals = [(k, k + 1, r) for k in inside for r in lexicon.readings(scene.words[k].key)]
    if not proposals:
        first, last = inside[0], inside[-1] + 1
        return Trigger(first, last, _unknown(scene.words[first].key, event_type, event_mode), 1.0)
    first, last, reading = max(
        proposals, key=lambda p: (p[2].entry.event_type == event_type, p[2].odds, -p[0], p[2].entry.id)
    )
    entry = replace(reading.entry, event_type=event_type, event_mode=event_mode)
    return Trigger(first, last, replace(reading, entry=entry), 1.0)


def _unknown(key: str, event_type: str, event_mode: str) -> Reading:
    none: frozenset[str] = frozenset()
    entry = Entry(
        f"{key}/given", key, "noun", event_type, event_mode, (), (), (), none, none, none, none,
        UNSEEN_ODDS, False, 0.0,
    )  # fmt: skip
    return Reading(entry, "noun", Split("", "", key.startswith("ال"), key.removeprefix("ال")), "")
