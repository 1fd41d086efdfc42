"""Circumstances: date and place of an event, from the words around its trigger and the dates told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...language.date_line import find_dateline
from ...language.dates import DateSpan, find_dates, last_value
from ...language.words import Word
from ...records import Document
from ..function_words import CONJUNCTIONS, PREPOSITIONS, RELATIVES, bare, key_set
from ..mentions import Mention
from ..mentions.vocabulary import PLACE_WORDS
from .participants import governor
from .triggers import Scene, Trigger

_LOCATIVE = key_set("في ب قرب وسط داخل شمال جنوب شرق غرب شمالي جنوبي شرقي غربي قباله خارج")
# Of these words those that stand before the name of a settlement or district.
_SETTLEMENTS = key_set("مدينه بلده قريه منطقه محافظه ولايه حي ضاحيه مخيم مديريه ناحيه قضاء سجن جزيره")
_SHORTEST_NAME = 3
_BACK = 3
_PLACES = ("place", "state", "capital")


class Clock:
    """Reads the time expressions of a document from sentence to sentence.

    They are told from the day of publication or, without one, from the dateline, and from the date that the
    text named last (في اليوم التالي).
    """

    def __init__(self, document: Document, scenes: Sequence[Scene]) -> None:
        self.text = document.text
        self.anchor = document.published[:10]
        body = next((scene.words for scene in scenes if scene.words and not scene.heading), [])
        line = find_dateline(body, self.anchor, self.text) if body else None
        self.before = line.value if line is not None else ""
        self.anchor = self.anchor or self.before

    def read(self, scene: Scene) -> list[DateSpan]:
        """The time expressions of the next sentence."""
        found = find_dates(scene.words, self.anchor, self.text, self.before)
        self.before = last_value(found, self.before)
        return found


def choose_date(trigger: Trigger, dates: Sequence[DateSpan]) -> DateSpan | None:
    """The time expression nearest to the trigger, one with a value before one without."""
    if not dates:
        return None

    def distance(date: DateSpan) -> tuple[bool, int, int]:
        gap = date.first - trigger.last if date.first >= trigger.last else trigger.first - date.last
        return (not date.within, gap, date.first)

    return min(dates, key=distance)


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the text names it; `mention` is the known place or state, if it is one."""

    first: int
    start: int
    end: int
    mention: Mention | None


def choose_place(scene: Scene, trigger: Trigger, recipients: Sequence[Mention]) -> Where | None:
    """The place that the sentence gives for the event: a city before a state, the nearest behind the
    trigger first.

    Without one, the place that is taken, besieged or freed, or the country or city that is visited.
    """
    found = [_where(m) for m in scene.mentions if m.kind in _PLACES and _locative(scene, m)]
    known = {k for m in scene.mentions if m.kind in _PLACES for k in range(m.first, m.last)}
    found += [w for w in _unknown_places(scene) if w.first + 1 not in known]
    if found:
        return min(
            found,
            key=lambda w: (_is_state(w), w.first < trigger.first, abs(w.first - trigger.first), w.first),
        )
    for mention in scene.mentions:
        if mention.kind == "place" and mention.first == trigger.last:
            return _where(mention)
    if trigger.entry.event_mode == "visit":
        for mention in recipients:
            if mention.kind in _PLACES and mention.sentence == scene.index:
                return _where(mention)
    return None


def _where(mention: Mention) -> Where:
    return Where(mention.first, mention.start, mention.end, mention)


def _is_state(where: Where) -> bool:
    return where.mention is not None and where.mention.kind == "state"


def _unknown_places(scene: Scene) -> Iterator[Where]:
    """Places that the gazetteer does not have, behind a word for a place: في بلدة عرطوز."""
    words = scene.words
    for i, word in enumerate(words[:-1]):
        name = words[i + 1]
        key = bare(word.key)
        settled = key in _SETTLEMENTS or (key[:1] == "ب" and key[1:] in _SETTLEMENTS)
        if not settled or not _may_be_name(name) or name.start in scene.verbs:
            continue
        if (key[:1] == "ب" and key not in _SETTLEMENTS) or (i and bare(words[i - 1].key) in _LOCATIVE):
            yield Where(i, name.start, name.end, None)


def _may_be_name(word: Word) -> bool:
    if word.is_punctuation or len(word.key) < _SHORTEST_NAME or not word.key.isalpha():
        return False
    known = word.key in CONJUNCTIONS or word.key in RELATIVES or bare(word.key) in PREPOSITIONS
    return not known and (word.key.startswith("ال") or not word.key.endswith(("يه", "ي")))


def _place_word(key: str) -> str:
    """A word such as بلدة, without conjunction, preposition and article; empty for other words."""
    stem = bare(key)
    stem = stem[1:] if stem[:1] in ("ب", "ل") and stem not in PLACE_WORDS else stem
    stem = stem.removeprefix("ال")
    return stem if stem in PLACE_WORDS else ""


def _locative(scene: Scene, mention: Mention) -> bool:
    if governor(scene, mention) in _LOCATIVE:
        return True
    for back in range(1, _BACK + 1):
        position = mention.first - back
        if position < 0:
            return False
        key = scene.words[position].key
        if not _place_word(key):
            if key.startswith("ال") and back < _BACK:  # في العاصمة العمانية مسقط
                continue
            return False
        before = bare(scene.words[position - 1].key) if position else ""
        if before in _LOCATIVE or bare(key)[:1] == "ب" or mention.kind == "place":
            return True
    return False
