"""What looks wrong in who is who although every table can be read.

Terms of one office that overlap, codes and patrons that name nobody, names that actors share. A finding is a
question to whoever keeps the tables, not an error: rivals hold one office, namesakes share a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from .. import ontology
from .model import Actor, Office, State
from .names import NameIndex

KINDS = ("overlap", "unknown code", "unknown patron", "shared name")
_RIVALS = ("OPP", "REB")
"""Sectors of those who hold an office against its other holder."""
_NOT_ALONE = re.compile(r"\b(acting|interim|caretaker|rival|disputed)\b", re.IGNORECASE)
"""English titles of those who hold an office beside or in place of another."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What looks wrong, and with whom."""

    kind: str
    """One of KINDS."""
    actors: tuple[str, ...]
    """Ids, sorted."""
    text: str


def findings(actors: Mapping[str, Actor], states: Mapping[str, State]) -> list[Finding]:
    """All that looks wrong, by kind and actor."""
    found = (*_overlaps(actors.values()), *_unknown(actors, states), *_shared_names(actors.values()))
    return sorted(set(found))


def _overlaps(actors: Iterable[Actor]) -> Iterator[Finding]:
    held: dict[tuple[str, str], list[Office]] = {}
    for actor in actors:
        for office in actor.offices:
            alone = office.code[4:] not in _RIVALS and not _NOT_ALONE.search(office.title.en)
            if office.function and office.start and alone:  # without a beginning nothing can be said
                held.setdefault((office.body, office.function), []).append(office)
    for (body, function), offices in held.items():
        for one, other in combinations(sorted(offices, key=lambda o: o.start), 2):
            if one.actor_id != other.actor_id and overlap(one, other):
                text = f"{body} {function}: {_term(one)} and {_term(other)}"
                yield Finding("overlap", tuple(sorted((one.actor_id, other.actor_id))), text)


def overlap(one: Office, other: Office) -> bool:
    """Whether two terms share more than a day; dates are compared as far as both are precise.

    A term without an end is open.
    """
    return not (_over_by(one.end, other.start) or _over_by(other.end, one.start))


def _over_by(end: str, start: str) -> bool:
    width = min(len(end), len(start))
    return bool(end) and end[:width] <= start[:width]


def _term(office: Office) -> str:
    return f"{office.actor_id} ({office.start} to {office.end or 'now'})"


def _unknown(actors: Mapping[str, Actor], states: Mapping[str, State]) -> Iterator[Finding]:
    for actor in actors.values():
        for code in dict.fromkeys((actor.code, *(office.code for office in actor.offices))):
            country, _, sector = code.partition(" ")
            if country and country not in states and country not in ontology.INTERNATIONAL:
                text = f"{actor.id}: '{country}' in the code '{code}' is neither a state nor international"
                yield Finding("unknown code", (actor.id,), text)
            if sector and sector not in ontology.SECTORS and sector not in ontology.INTERNATIONAL:
                text = f"{actor.id}: '{sector}' in the code '{code}' is no sector"
                yield Finding("unknown code", (actor.id,), text)
        for patron in actor.patrons:
            if patron not in states and patron not in actors:
                text = f"{actor.id}: the patron '{patron}' is neither a state nor an actor"
                yield Finding("unknown patron", (actor.id,), text)


def _shared_names(actors: Iterable[Actor]) -> Iterator[Finding]:
    index = NameIndex()
    bearers: dict[tuple[str, ...], set[str]] = {}
    written: dict[tuple[str, ...], str] = {}
    for actor in actors:
        for name in (actor.name.ar, *actor.aliases, *actor.doubtful_aliases):
            keys = index.keys(name)
            if keys:
                written.setdefault(keys, name)
                bearers.setdefault(keys, set()).add(actor.id)
    for keys, ids in bearers.items():
        if len(ids) > 1:
            shared = tuple(sorted(ids))
            yield Finding("shared name", shared, f"{written[keys]}: {', '.join(shared)}")
