"""Who holds an office: from the words by which a text names it, the state or body, and the date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources.abc import Traversable

from ..language.words import word_key
from ..tables import read_table
from .model import Actor, Office, State
from .names import case_free
from .rows import FUNCTION_COLUMNS, FUNCTIONS

Title = tuple[str, ...]
"""The folded words of a title, without articles; its first word is masculine."""

_FEMININE = frozenset(
    word_key(word)
    for word in (
        "وزيرة", "رئيسة", "ملكة", "أميرة", "مستشارة", "مديرة", "سفيرة", "مبعوثة", "ممثلة", "مفوضة", "نائبة",
        "قائدة",
    )
)  # fmt: skip


_PREPOSITIONS = frozenset(map(word_key, ("إلى", "في", "لدى", "عن", "على")))


def title_key(words: Iterable[str]) -> Title:
    """The folded words of a title as they are compared: الوزيرة الأولى and وزير أول differ only in form.

    >>> title_key(["وزيره", "الخارجيه"])
    ('وزير', 'خارجيه')
    """
    found: list[str] = []
    for word in words:
        stem = case_free(word.removeprefix("لل").removeprefix("ال") if len(word) > 4 else word)
        if not found and stem in _FEMININE:
            stem = stem[:-1]
        found.append(stem)
    return tuple(found)


class Holders:
    """Offices by the state or body that they belong to and by their titles."""

    def __init__(
        self, actors: Mapping[str, Actor], states: Mapping[str, State], functions: Traversable
    ) -> None:
        titles = _function_titles(functions)
        names: dict[str, frozenset[str]] = {}
        self._titles: dict[Office, set[Title]] = {}
        self._held: dict[tuple[str, Title], list[tuple[Actor, Office]]] = {}
        for actor in actors.values():
            for office in actor.offices:
                if office.body not in names:
                    names[office.body] = _name_words(office.body, actors, states)
                self._titles[office] = _titles(office, titles, names[office.body])
                for body in (*_bodies(office, actors), ""):
                    for title in self._titles[office]:
                        self._held.setdefault((body, title), []).append((actor, office))

    def on(self, body: str, title: Title, date: str) -> list[tuple[Actor, Office]]:
        """Who holds the office of a state (ISO 3166 alpha-3) or body (actor id) on a date (ISO), in the order
        of the tables; an empty body stands for any. Nobody without a date.
        """
        if not date:
            return []
        held = self._held.get((body, title), ())
        return [(a, o) for a, o in held if o.known_on(date)]

    def is_called(self, office: Office, title: Title) -> bool:
        """Whether news calls an office so."""
        return title in self._titles.get(office, ())


def _bodies(office: Office, actors: Mapping[str, Actor]) -> list[str]:
    """The body itself and, of a government or one of its bodies, the state."""
    body = actors.get(office.body)
    if body is not None and body.kind in ("government", "body") and body.country:
        return [office.body, body.country]
    return [office.body]


def _name_words(body: str, actors: Mapping[str, Actor], states: Mapping[str, State]) -> frozenset[str]:
    """The folded words of the names of a state or body."""
    named = actors.get(body) or states[body]
    return frozenset(word for name in (named.name.ar, *named.aliases) for word in _title(name))


def _titles(
    office: Office,
    functions: Mapping[str, Sequence[tuple[str, Sequence[Title]]]],
    body: frozenset[str],
) -> set[Title]:
    """What an office is called: by its titles, with and without the body, and by its function."""
    own = {_title(t) for t in (office.title.ar, *office.aliases) if t}
    own |= {_without(title, body) for title in own}
    words = {word for title in own for word in title[:1]}
    for condition, titles in functions.get(office.function, ()):
        if not condition or condition in words:
            own.update(titles)
    return own


def _without(title: Title, body: frozenset[str]) -> Title:
    """A title without the words of the body's name that end it: الأمين العام [للأمم المتحدة]; the whole title
    where a preposition would be left, as of المبعوث الأممي إلى [الصومال].
    """
    last = len(title)
    while last > 1 and title[last - 1] in body:
        last -= 1
    return title if title[last - 1] in _PREPOSITIONS else title[:last]


@cache
def _title(written: str) -> Title:
    return title_key(map(word_key, written.split()))


def _function_titles(table: Traversable) -> dict[str, list[tuple[str, list[Title]]]]:
    found: dict[str, list[tuple[str, list[Title]]]] = {}
    for row in read_table(table, FUNCTION_COLUMNS):
        titles = [_title(written) for written in row.alternatives("titles")]
        own = _title(row["own"])[0] if row["own"] else ""
        found.setdefault(row.one_of("function", FUNCTIONS), []).append((own, titles))
    return found
