"""Judgements on actors: two are one (merge), one is two (split), and both taken back (undo).

They stand in `judgements.tsv` of a user's folder, one a line, in the order in which they were made; lines are
only ever added. The tables of actors stay as they are: who is who follows from both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.resources.abc import Traversable

from ..language.folding import fold
from ..tables import Row, read_table
from .model import Actor, State
from .rows import KINDS

COLUMNS = ("when", "who", "action", "actor", "other", "names", "kind", "code", "country", "note")
"""merge: `other` is one with `actor`. split: `names` are not the actor's but those of `other`, who is of
`kind`, `code` and `country`. undo: `other` is the number of the judgement that no longer holds."""
ACTIONS = ("merge", "split", "undo")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A line of judgements.tsv."""

    number: int
    """Counts the judgements of the table from 1."""
    when: str
    """ISO 8601, date and time."""
    who: str
    action: str
    actor: str
    other: str
    names: tuple[str, ...]
    note: str
    in_force: bool
    """No later judgement takes it back."""
    row: Row = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """What judgements make of actors: the actors by id, and the ids that another has taken in."""

    actors: dict[str, Actor]
    merged: dict[str, str]

    def resolve(self, actor_id: str) -> str:
        """The id under which an actor stands now."""
        while actor_id in self.merged:
            actor_id = self.merged[actor_id]
        return actor_id


def read_judgements(table: Traversable) -> list[Judgement]:
    """The judgements of a table, in its order.

    Raises: DataFileError where a line is malformed, or takes back a judgement that is not there to be taken
    back.
    """
    rows = list(read_table(table, COLUMNS))
    in_force: list[bool] = []
    targets: dict[int, int] = {}

    def put(index: int, value: bool) -> None:
        # Taking back an undo gives the judgement its force again.
        in_force[index] = value
        if index in targets:
            put(targets[index], not value)

    for index, row in enumerate(rows):
        _check(row)
        in_force.append(True)
        if row["action"] == "undo":
            number = int(row["other"]) if row["other"].isdecimal() else 0
            if not 1 <= number <= index:
                raise row.fault("other", f"there is no judgement {row['other'] or 'without number'} before")
            if not in_force[number - 1]:
                raise row.fault("other", f"judgement {number} is taken back already")
            targets[index] = number - 1
            put(number - 1, False)
    return [_judgement(n, row, held) for n, (row, held) in enumerate(zip(rows, in_force, strict=True), 1)]


def _judgement(number: int, row: Row, in_force: bool) -> Judgement:
    when, who, action, actor, other = (row[c] for c in ("when", "who", "action", "actor", "other"))
    names = row.alternatives("names")
    return Judgement(number, when, who, action, actor, other, names, row["note"], in_force, row)


def _check(row: Row) -> None:
    try:
        datetime.fromisoformat(row["when"])
    except ValueError:
        raise row.fault("when", f"'{row['when']}' is not a time: YYYY-MM-DDTHH:MM:SS+HH:MM") from None
    if not row["who"]:
        raise row.fault("who", "nobody is named whose judgement it is")
    row.one_of("action", ACTIONS)
    row.one_of("kind", ("", *KINDS))


def judge(before: Judged, judgements: Iterable[Judgement], states: Mapping[str, State]) -> Judged:
    """The actors after the judgements that are in force, one after the other.

    Raises: DataFileError, with file and line, for a judgement on an actor that there is not, or on a name
    that the actor does not have, and for merges in a circle.
    """
    judged = Judged(dict(before.actors), dict(before.merged))
    for judgement in judgements:
        if judgement.in_force and judgement.action == "merge":
            _merge(judged, judgement.row)
        elif judgement.in_force and judgement.action == "split":
            _split(judged, judgement.row, states)
    if judged.merged:
        for actor_id, actor in judged.actors.items():
            judged.actors[actor_id] = _renamed(actor, judged)
    return judged


def _actor(judged: Judged, row: Row, column: str) -> Actor:
    found = judged.actors.get(judged.resolve(row[column]))
    if found is None:
        raise row.fault(column, f"there is no actor '{row[column]}'")
    return found


def _merge(judged: Judged, row: Row) -> None:
    actor, other = _actor(judged, row, "actor"), _actor(judged, row, "other")
    if actor.id == other.id:
        raise row.fault("other", f"'{row['actor']}' and '{row['other']}' are one already: merges in a circle")
    if (actor.kind == "person") != (other.kind == "person"):
        raise row.fault("other", f"a person cannot be one with what is none: {actor.kind}, {other.kind}")
    offices = (*actor.offices, *(replace(office, actor_id=actor.id) for office in other.offices))
    certain = _distinct((*actor.aliases, other.name.ar, *other.aliases), (actor.name.ar,))
    judged.actors[actor.id] = replace(
        actor,
        name=replace(actor.name, en=actor.name.en or other.name.en),
        aliases=certain,
        doubtful_aliases=_distinct(
            (*actor.doubtful_aliases, *other.doubtful_aliases), (actor.name.ar, *certain)
        ),
        code=actor.code or other.code,
        country=actor.country or other.country,
        wikidata=actor.wikidata or other.wikidata,
        patrons=tuple(dict.fromkeys((*actor.patrons, *other.patrons))),
        leaning=actor.leaning or other.leaning,
        offices=tuple(dict.fromkeys(offices)),
    )
    del judged.actors[other.id]
    judged.merged[other.id] = actor.id


def _split(judged: Judged, row: Row, states: Mapping[str, State]) -> None:
    actor = _actor(judged, row, "actor")
    taken = row.alternatives("names")
    if not taken:
        raise row.fault("names", "no name is given that is not this actor's")
    keys = {fold(name) for name in taken}
    missing = keys - {fold(name) for name in (actor.name.ar, *actor.aliases, *actor.doubtful_aliases)}
    for name in taken:
        if fold(name) in missing:
            raise row.fault("names", f"'{name}' is no name of '{actor.id}'")
    certain = [name for name in (actor.name.ar, *actor.aliases) if fold(name) not in keys]
    if not certain:
        raise row.fault("names", f"no name would be left to '{actor.id}'")
    doubtful = [name for name in actor.doubtful_aliases if fold(name) not in keys]
    if row["country"] and row["country"] not in states:
        raise row.fault("country", f"there is no state '{row['country']}'")
    if judged.resolve(row["other"]) in judged.actors:
        other = _actor(judged, row, "other")
        if other.id == actor.id:
            raise row.fault("other", f"'{row['other']}' is '{actor.id}' itself")
        if row["kind"] or row["code"] or row["country"]:
            raise row.fault("other", f"'{other.id}' is there already; kind, code and country are its own")
        judged.actors[other.id] = replace(
            other, aliases=_distinct((*other.aliases, *taken), (other.name.ar,))
        )
    else:
        judged.actors[row["other"]] = _new_actor(actor, row, taken)
    judged.actors[actor.id] = replace(
        actor,
        name=replace(actor.name, ar=certain[0]),
        aliases=tuple(certain[1:]),
        doubtful_aliases=tuple(doubtful),
    )


def _new_actor(actor: Actor, row: Row, names: Sequence[str]) -> Actor:
    if not row["other"]:
        raise row.fault("other", "the new actor has no id")
    return replace(
        actor,
        id=row["other"],
        kind=row["kind"] or actor.kind,
        name=replace(actor.name, ar=names[0], en=""),
        aliases=tuple(names[1:]),
        doubtful_aliases=(),
        code=row["code"] or actor.code,
        country=row["country"] or actor.country,
        start="",
        end="",
        wikidata="",
        note=row["note"],
        patrons=(),
        leaning="",
        offices=(),
    )


def _renamed(actor: Actor, judged: Judged) -> Actor:
    """The actor with bodies and patrons by the ids under which they stand now."""
    patrons = tuple(dict.fromkeys(p for p in map(judged.resolve, actor.patrons) if p != actor.id))
    offices = tuple(replace(office, body=judged.resolve(office.body)) for office in actor.offices)
    if patrons == actor.patrons and offices == actor.offices:
        return actor
    return replace(actor, patrons=patrons, offices=offices)


def _distinct(names: Iterable[str], but: Iterable[str]) -> tuple[str, ...]:
    """The names, each once however it is spelt, without empty ones and those in `but`."""
    seen = {fold(name) for name in but} | {""}
    found = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            found.append(name)
    return tuple(found)
