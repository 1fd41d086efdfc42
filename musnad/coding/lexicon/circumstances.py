"""Circumstances: mode, date and place of an event, from the words around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.dates import DateSpan
from ..mentions import Mention
from ..function_words import bare
from .entries import Entry
from .participants import governor
from .triggers import Scene, Trigger

_LOCATIVE = frozenset(("في", "ب", "قرب", "وسط", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "قباله", "خارج"))
_PLACE_WORDS = frozenset(
    "مدينه بلده قريه منطقه محافظه ولايه اقليم حي ضاحيه مخيم العاصمه عاصمه مطار قاعده ميناء معبر شرق غرب شمال جنوب شرقي غربي شمالي جنوبي وسط ريف قضاء ناحيه".split()
)
_HAS_SEVERAL = 2


def choose_mode(entry: Entry, actors: Sequence[Mention], recipients: Sequence[Mention]) -> str:
    """The mode of the entry; a visit needs a visitor and a host in the text."""
    if entry.event_mode == "visit" and entry.pos != "noun" and not (actors or recipients):
        return ""
    return entry.event_mode


def choose_date(trigger: Trigger, dates: Sequence[DateSpan]) -> DateSpan | None:
    """The time expression nearest to the trigger, one with a value before one without."""
    if not dates:
        return None

    def distance(date: DateSpan) -> tuple[bool, int, int]:
        gap = date.first - trigger.last if date.first >= trigger.last else trigger.first - date.last
        return (not date.value, gap, date.first)

    return min(dates, key=distance)


def choose_place(scene: Scene, trigger: Trigger) -> Mention | None:
    """The place that the sentence gives for the event: a city before a state, the nearest behind the trigger first."""
    found = [
        (m.kind != "place", m.first < trigger.last, abs(m.first - trigger.last), m.first, m)
        for m in scene.mentions
        if m.kind in ("place", "state", "capital") and _locative(scene, m)
    ]
    return min(found, key=lambda item: item[:4])[4] if found else None


def _locative(scene: Scene, mention: Mention) -> bool:
    if governor(scene, mention) in _LOCATIVE:
        return True
    position = mention.first - 1
    for _ in range(_HAS_SEVERAL):
        if position < 0:
            return False
        key = bare(scene.words[position].key)
        stem = key[1:] if key[:1] in ("ب", "ل") else key
        if stem not in _PLACE_WORDS and stem.removeprefix("ال") not in _PLACE_WORDS:
            return False
        before = bare(scene.words[position - 1].key) if position else ""
        if before in _LOCATIVE or key[:1] == "ب" or mention.kind == "place":
            return True
        position -= 1
    return False
