"""The date of an event, from the words around its trigger and the dates told before."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.date_line import find_dateline
from ...language.date_since import date_counted_from
from ...language.dates import DateSpan, find_dates, last_value
from ...records import Document
from .scene import Scene
from .triggers import Trigger

_PAUSE = 4
"""A mark between trigger and date parts them like so many words (training/EXPERIMENTS.md)."""
_BEHIND = 3
"""A date before the trigger is so many words further away: a date mostly follows the act."""
_MARKS = "،,؛:()"


class Clock:
    """Reads the time expressions of a document from sentence to sentence.

    They are told from the day of publication or, without one, from the dateline, and from the date that the
    text named last (في اليوم التالي).
    """

    def __init__(self, document: Document, scenes: Sequence[Scene]) -> None:
        self.text = document.text
        self.published = document.published[:10]
        body = next((scene.words for scene in scenes if scene.words and not scene.heading), [])
        self.line = find_dateline(body, self.published, self.text) if body else None
        self.before = self.line.value if self.line is not None else ""
        self.anchor = self.published or self.before

    def read(self, scene: Scene) -> list[DateSpan]:
        """The time expressions of the next sentence."""
        found = find_dates(scene.words, self.anchor, self.text, self.before)
        self.before = last_value(found, self.before)
        return found

    def date(self, scene: Scene, trigger: Trigger, dates: Sequence[DateSpan]) -> DateSpan | None:
        """The time expression that dates an event among those of its sentence, as `read` gives them."""
        nearest = choose_date(scene, trigger, dates)
        if nearest is not None and nearest.within and _own(scene, trigger, nearest):
            return nearest
        told = nearest.value if nearest is not None and nearest.within else ""
        return date_counted_from(scene.words, trigger.first, self.anchor, told, self.text) or nearest

    def source(self, date: DateSpan | None) -> str:
        """What a date rests on: dateline, if it is the report's or counted from it, text, or unknown."""
        if date is None or not date.within:
            return "unknown"
        own = self.line is not None and date.start == self.line.start
        return "dateline" if own or (date.relative and not self.published) else "text"


def _own(scene: Scene, trigger: Trigger, date: DateSpan) -> bool:
    """Whether a date stands behind the trigger with no verb between: الإطاحة بالقذافي عام 2011."""
    between = scene.words[trigger.last : date.first]
    return date.first >= trigger.last and not any(word.start in scene.verbs for word in between)


def choose_date(scene: Scene, trigger: Trigger, dates: Sequence[DateSpan]) -> DateSpan | None:
    """The time expression nearest to the trigger, one with a value before one without."""
    if not dates:
        return None

    def distance(date: DateSpan) -> tuple[bool, int, int]:
        after = date.first >= trigger.last
        between = scene.words[trigger.last : date.first] if after else scene.words[date.last : trigger.first]
        gap = len(between) + _PAUSE * sum(word.text in _MARKS for word in between)
        return (not date.within, gap + _BEHIND * (not after), date.first)

    return min(dates, key=distance)
