"""The knowledge base: the tables read, checked against each other, and indexed by name."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..errors import DataFileError, UsageError
from ..language.folding import fold
from ..language.inflection import adjective_forms
from ..language.words import word_key
from ..tables import Row, read_table
from . import rows
from .holders import Holders
from .judgements import Judged, judge, read_judgements
from .model import Actor, Place, State
from .names import Entry, NameIndex

TITLE_COLUMNS = ("word", "kind")
IDIOM_COLUMNS = ("phrase_ar", "en")
NAME_COLUMNS = ("word", "kind", "latin")
ACTOR_TABLES = {
    "organisations.tsv": rows.ORGANISATION_COLUMNS,
    "persons.tsv": rows.PERSON_COLUMNS,
}
JUDGEMENTS = "judgements.tsv"
DATA = files(__package__) / "data"
"""The program's own tables."""
Read = tuple[Judged, dict[str, Row]]
"""Actors, and the line of a table that each id stands in."""
NOTHING: Read = (Judged({}, {}), {})
NO_FOLDER = "`musnad actors add --knowledge FOLDER ...` makes one."


class KnowledgeBase:
    """Everything that the tables say, by id and by name.

    Attributes: `states` by ISO 3166 alpha-3, `actors` by id, `holders` (who held which office when), `names`
    (the index used on text), `given_names` and `name_words` (folded words that stand in personal names),
    `common_words` (folded words that do not), `latin` (the romanised form of folded words of names).

    `sectors` has the sectors of nouns and of adjectives (folded, without article) that tell what a phrase is
    that has no name or role.

    `merged` has the ids of actors that are one with another, each with that other's id.

    `additions` are users' folders: further persons.tsv, organisations.tsv and offices.tsv, of the same
    columns, and judgements.tsv; each may be missing.

    Raises: DataFileError where a table is malformed, or names an actor or state that no table has.
    """

    def __init__(self, folder: Traversable, additions: Sequence[Traversable] = ()) -> None:
        self.states = {s.iso3: s for s in rows.states(folder / "states.tsv")}
        judged = read_actors((folder, *additions), self.states)
        self.actors, self.merged = judged.actors, judged.merged
        self.holders = Holders(self.actors, self.states, folder / "functions.tsv")
        self.names = NameIndex()
        self.nisba: dict[str, tuple[str, ...]] = {}
        self._index_states()
        for actor in self.actors.values():
            for name in (actor.name.ar, *actor.aliases):
                self.names.add(name, Entry("actor", actor))
            for name in actor.doubtful_aliases:
                self.names.add(name, Entry("actor", actor, doubtful=True))
        for role, forms in rows.roles(folder / "roles.tsv"):
            for form, plural in forms:
                self.names.add(form, Entry("role", role, plural), with_article=True)
        self.sectors: dict[str, dict[str, str]] = {"noun": {}, "adjective": {}}
        for kind, sector, written in rows.sectors(folder / "sectors.tsv"):
            self.sectors[kind].update(dict.fromkeys(written, sector) | self.sectors[kind])
        self.capitals: dict[str, Place] = {}
        self.countries: dict[str, Place] = {}
        for place, spelled in rows.places(folder / "places.tsv"):
            if place.kind == "country":
                self.countries[place.iso3] = place
            elif place.kind == "capital" and place.iso3 in self.states:
                self.capitals[place.iso3] = place
            else:
                for name, doubtful in spelled:
                    if not self._seat_of_government(name, place):
                        self.names.add(name, Entry("place", place, doubtful=doubtful))
        for row in read_table(folder / "titles.tsv", TITLE_COLUMNS):
            self.names.add(self._title_word(row["word"]), Entry("title", row["kind"]), with_article=True)
        for row in read_table(folder / "idioms.tsv", IDIOM_COLUMNS):
            self.names.add(row["phrase_ar"], Entry("idiom", row["en"]))
        name_rows = {fold(row["word"]): row for row in read_table(folder / "names.tsv", NAME_COLUMNS)}
        kinds = {word: row["kind"] for word, row in name_rows.items()}
        self.latin = {word: row["latin"] for word, row in name_rows.items() if row["latin"]}
        parts = {
            key
            for actor in self.actors.values()
            if actor.kind == "person"
            for name in (actor.name.ar, *actor.aliases)
            for word in name.split()
            if len(key := word_key(word)) > 2
        }
        titles = {key for key in parts - kinds.keys() if self._heads_phrase(key)}
        self.name_words = (frozenset(kinds) | parts) - titles - frozenset(self.nisba)
        self.given_names = frozenset(k for k, kind in kinds.items() if kind == "given")
        common = (folder / "common_words.txt").read_text("utf-8").split("\n")
        self.common_words = frozenset(line for line in common if line[:1] not in ("", "#")) - self.name_words

    def _seat_of_government(self, name: str, place: Place) -> bool:
        """Whether a name is already that of the seat of the same state's government."""
        named = self.names.called(name)
        return any(e.kind == "capital" and e.value.iso3 == place.iso3 for e in named)

    def _title_word(self, word: str) -> str:
        """A title as it is indexed: without the article where it is a role as well (الملك)."""
        stem = word.removeprefix("ال")
        roles = [e.value for e in self.names.called(stem) if e.kind == "role"]
        return stem if any(role.kind == "person" for role in roles) else word

    def _heads_phrase(self, key: str) -> bool:
        match = self.names.match([key], 0)
        return match is not None and any(e.kind in ("role", "title") for e in match.entries)

    def _index_states(self) -> None:
        for state in self.states.values():
            for name in (state.name.ar, *state.aliases):
                self.names.add(name, Entry("state", state))
            for name in (state.capital.ar, *state.capital_aliases):
                if name:
                    self.names.add(name, Entry("capital", state))
            for name in state.seats:
                self.names.add(name, Entry("seat", state))
            for name in state.people:
                self.names.add(name, Entry("people", state, plural=True), with_article=True)
            for adjective in state.nisba:
                # A nisba's ي is doubled and stays: عبري makes no عبر.
                for form in adjective_forms(f"{adjective}ّ"):
                    self.nisba[form] = (*self.nisba.get(form, ()), state.iso3)

    def nationality(self, stem: str) -> str:
        """The state of a folded adjective without article (ليبيه: LBY); empty if none or several."""
        isos = set(self.nisba.get(stem, ()))
        return isos.pop() if len(isos) == 1 else ""

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id, also of one that another actor has taken in.

        Raises: KeyError if there is no such actor.
        """
        return self.actors[Judged(self.actors, self.merged).resolve(actor_id)]


def read_actors(folders: Sequence[Traversable], states: Mapping[str, State]) -> Judged:
    """The actors of the program's folder and then of folders of users', after the judgements of these.

    Raises: DataFileError where a table is malformed; of a user's table it names the folder, too.
    """
    read = NOTHING
    for folder in folders:
        read = read_folder(read, folder, states, own=folder is not folders[0])
    return read[0]


def read_folder(before: Read, folder: Traversable, states: Mapping[str, State], own: bool) -> Read:
    """The actors of a folder beside those read before; of the user's own each table may be missing.

    Raises: DataFileError where a table is malformed; of a user's table it names the folder, too.
    """
    actors, merged, lines = dict(before[0].actors), before[0].merged, dict(before[1])
    with _naming(folder if own else None):
        new = {}
        for name, columns in ACTOR_TABLES.items():
            for row in _read_if_there(folder / name, columns, required=not own):
                first = lines.setdefault(row["id"], row)
                if first is not row:
                    what = f"the id '{row['id']}' is used twice: {first.file}, {first.line}"
                    raise row.fault("id", what)
                new[row["id"]] = row
        table = folder / "offices.tsv"
        held = {} if own and not table.is_file() else rows.offices(table, lines.keys(), states)
        for actor_id, row in new.items():
            actors[actor_id] = rows.actor(row, held.pop(actor_id, []), states)
        judged = Judged(actors, merged)
        for holder, more in held.items():
            actor = actors[judged.resolve(holder)]
            moved = (replace(office, actor_id=actor.id) for office in more)
            actors[actor.id] = replace(actor, offices=(*actor.offices, *moved))
        if own and (folder / JUDGEMENTS).is_file():
            judged = judge(judged, read_judgements(folder / JUDGEMENTS), states)
    return judged, lines


@contextmanager
def _naming(folder: Traversable | None) -> Iterator[None]:
    """Errors name a user's folder, since its tables have the names of the program's own."""
    try:
        yield
    except DataFileError as error:
        if folder is None or error.where.startswith(str(folder)):
            raise
        raise DataFileError(error.what, where=f"{folder}/{error.where}", remedy=error.todo) from error


def _read_if_there(table: Traversable, columns: Sequence[str], required: bool) -> Iterator[Row]:
    return read_table(table, columns) if required or table.is_file() else iter(())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """All that is made while knowledge is read stays: looking for garbage meanwhile doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def _shipped() -> KnowledgeBase:
    with _without_collecting():
        return KnowledgeBase(DATA)


def load_knowledge(own: Path | None = None) -> KnowledgeBase:
    """The knowledge that ships with the program, read once; with a user's folder also what that says.

    Raises: UsageError if the folder does not exist; DataFileError where a table in it is malformed.
    """
    if own is None:
        return _shipped()
    if not own.is_dir():
        raise UsageError("there is no folder of knowledge", where=str(own), remedy=NO_FOLDER)
    with _without_collecting():
        return KnowledgeBase(DATA, [own])
