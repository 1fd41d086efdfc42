"""Sentences, counts, dates and numbers in the language of the brief.

`words_en` and `words_ar` hold the messages; both have the same keys and the same places to fill. Numbers are
isolated left to right (U+2066 … U+2069) and names by their own direction (U+2068 … U+2069), so that −0.4
stays −0.4 within Arabic; whoever shows a sentence turns the marks into what it needs, or takes them out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from ..charts import signed
from ..errors import UsageError
from ..records import Name
from . import words_ar, words_en

LEFT_TO_RIGHT, FIRST_STRONG, POP = "\u2066", "\u2068", "\u2069"
LANGUAGES: Mapping[str, ModuleType] = {"en": words_en, "ar": words_ar}
_MARKS = re.compile("[\u2066-\u2069]")
_OUTSIDE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def harmless(text: str) -> str:
    """A text from outside on one line, without control characters and marks of direction."""
    return _OUTSIDE.sub(" ", text).strip()


def unmarked(text: str) -> str:
    """A sentence without its marks of direction."""
    return _MARKS.sub("", text)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Raises: UsageError for a language that is not there.
    """

    lang: str
    called: Mapping[str, Name]
    """What the actors of the event table are called."""

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise UsageError(f"there is no language '{self.lang}'", remedy="Use ar or en.")

    @property
    def right_to_left(self) -> bool:
        """The direction of the language."""
        return self.lang == "ar"

    def __call__(self, key: str, **values: str) -> str:
        """A message with its places filled."""
        message: str = LANGUAGES[self.lang].MESSAGES[key]
        return message.format(**values)

    def event_type(self, code: str) -> str:
        """What a PLOVER type is called; another code is left as it is."""
        name: str = LANGUAGES[self.lang].TYPES.get(code, harmless(code))
        return name

    def plain_text(self, text: str) -> str:
        """A sentence without its marks of direction, for places that know no elements."""
        return unmarked(text)

    def count(self, n: int, noun: str, oblique: bool = False) -> str:
        """So many of something, the noun agreeing with the number: 3 events, حدثان. `oblique`: after a
        preposition, which Arabic duals mind."""
        text: str = LANGUAGES[self.lang].counted(n, noun, oblique)
        return text.replace("#", _ltr(f"{n:,}"))

    def date(self, day: datetime.date) -> str:
        """A day, as newspapers of the language write it."""
        month: str = LANGUAGES[self.lang].MONTHS[day.month - 1]
        return f"{_ltr(str(day.day))} {month} {_ltr(str(day.year))}"

    def signed(self, value: float) -> str:
        """A number with its sign."""
        return _ltr(signed(value))

    def plain(self, value: float, digits: int = 2) -> str:
        """A number that cannot be negative."""
        return _ltr(f"{value:.{digits}f}")

    def percent(self, share: float) -> str:
        """A share or probability; never a certainty, which rounding would make of it."""
        if 0 < share < 0.005:
            return _ltr("<1%")
        return _ltr(">99%" if 0.995 <= share < 1 else f"{100 * share:.0f}%")

    def interval(self, low: float, high: float, signs: bool = True) -> str:
        """From a number to a number."""
        one, other = (self.signed(x) if signs else self.plain(x) for x in (low, high))
        return self("interval", low=one, high=other)

    def places(self, start: int, end: int) -> str:
        """From one place in a text to another."""
        return _ltr(f"{start}–{end}")

    def name(self, party: str) -> str:
        """What the language calls an actor."""
        return f"{FIRST_STRONG}{self.bare_name(party)}{POP}"

    def bare_name(self, party: str) -> str:
        """The same without marks of direction, for charts and tables."""
        name = self.called.get(party)
        if name is None:
            return harmless(party)
        return harmless(name.ar or name.en) if self.lang == "ar" else harmless(name.en or name.ar)

    def quoted(self, text: str) -> str:
        """Words of others, between the language's quotation marks."""
        opening, closing = LANGUAGES[self.lang].QUOTES
        return f"{opening}{FIRST_STRONG}{harmless(text)}{POP}{closing}"

    def outside(self, text: str) -> str:
        """A text from outside: the name of an outlet, the title of a report."""
        return f"{FIRST_STRONG}{harmless(text)}{POP}"

    def listed(self, items: Iterable[str], apart: bool = False) -> str:
        """Items one after the other; `apart`: such as have commas of their own."""
        module = LANGUAGES[self.lang]
        between: str = module.SEMICOLON if apart else module.COMMA
        return between.join(items)


def _ltr(text: str) -> str:
    return f"{LEFT_TO_RIGHT}{text}{POP}"
