"""The date of an event, from the words around its trigger and the dates told before."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.date_line import find_dateline
from ...language.dates import DateSpan, find_dates, last_value
from ...records import Document
from .triggers import Scene, Trigger


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
