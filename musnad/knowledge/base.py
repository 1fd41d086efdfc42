"""The knowledge base: the tables read, checked against each other, and indexed by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..language.folding import fold
from ..language.inflection import adjective_forms, noun_forms
from ..language.words import words
from ..records import Name
from ..tables import Row, read_table
from .model import Actor, Office, Place, Role, State
from .names import Entry, NameIndex

STATE_COLUMNS = (
    "iso3", "iso2", "name_ar", "aliases_ar", "name_en", "nisba", "people",
    "capital_ar", "capital_aliases", "capital_en", "seats",
)  # fmt: skip
ACTOR_COLUMNS = ("id", "kind", "name_ar", "aliases_ar", "name_en", "code", "country", "from", "to", "note")
OFFICE_COLUMNS = ("actor", "title_ar", "title_en", "body", "code", "from", "to")
ROLE_COLUMNS = ("head_ar", "plural_ar", "kind", "sector", "en")
CITY_COLUMNS = ("name_ar", "aliases_ar", "name_en", "iso3", "latitude", "longitude", "kind")
TITLE_COLUMNS = ("word", "kind")
NAME_COLUMNS = ("word", "kind")

KINDS = ("person", "organisation", "armed_group", "party", "government", "body", "media")


class KnowledgeBase:
    """Everything that the tables say, by id and by name.

    Attributes: `states` by ISO 3166 alpha-3, `actors` by id, `names` (the index used on text), `given_names`
    and `name_words` (folded words that stand in personal names), `common_words` (folded words that do not).

    Raises: DataFileError where a table is malformed, or names an actor or state that no table has.
    """

    def __init__(self, folder: Traversable) -> None:
        self.states = {s.iso3: s for s in _states(folder / "states.tsv")}
        tables = ("organisations.tsv", "persons.tsv")
        rows = [row for table in tables for row in read_table(folder / table, ACTOR_COLUMNS)]
        offices = _offices(folder / "offices.tsv", {row["id"] for row in rows}, self.states)
        self.actors: dict[str, Actor] = {}
        for row in rows:
            if row["id"] in self.actors:
                raise row.fault("id", f"the id '{row['id']}' is used twice")
            self.actors[row["id"]] = _actor(row, offices.get(row["id"], []))
        self.names = NameIndex()
        self.nisba: dict[str, tuple[str, ...]] = {}
        self._index_states()
        for actor in self.actors.values():
            for name in (actor.name.ar, *actor.aliases):
                self.names.add(name, Entry("actor", actor))
            for name in actor.doubtful_aliases:
                self.names.add(name, Entry("actor", actor, doubtful=True))
        for role, forms in _roles(folder / "roles.tsv"):
            for form, plural in forms:
                self.names.add(form, Entry("role", role, plural), with_article=True)
        for place, forms_ in _places(folder / "cities.tsv"):
            for name in forms_:
                self.names.add(name, Entry("place", place))
        for row in read_table(folder / "titles.tsv", TITLE_COLUMNS):
            self.names.add(row["word"], Entry("title", row["kind"]), with_article=True)
        kinds = {fold(row["word"]): row["kind"] for row in read_table(folder / "names.tsv", NAME_COLUMNS)}
        parts = {
            w.key
            for actor in self.actors.values()
            if actor.kind == "person"
            for name in (actor.name.ar, *actor.aliases)
            for w in words(name)
            if len(w.key) > 2
        }
        self.name_words = (frozenset(kinds) | parts) - frozenset(self.nisba)
        self.given_names = frozenset(k for k, kind in kinds.items() if kind == "given")
        common = (folder / "common_words.txt").read_text("utf-8").split("\n")
        self.common_words = frozenset(line for line in common if line[:1] not in ("", "#")) - self.name_words

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
        """Raises: KeyError if there is no such actor."""
        return self.actors[actor_id]


def _states(table: Traversable) -> Iterator[State]:
    for row in read_table(table, STATE_COLUMNS):
        # Where the seat of government is another city than the capital, both stand there.
        capital, *seats_of_government = row.alternatives("capital_ar") or ("",)
        capital_en, *_ = row.alternatives("capital_en") or ("",)
        yield State(
            _code(row, "iso3", 3),
            row["iso2"],
            Name(row["name_ar"], row["name_en"]),
            row.alternatives("aliases_ar"),
            row.alternatives("nisba"),
            row.alternatives("people"),
            Name(capital, capital_en),
            (*seats_of_government, *row.alternatives("capital_aliases")),
            row.alternatives("seats"),
        )


def _code(row: Row, column: str, length: int) -> str:
    value = row[column]
    if len(value) != length or not (value.isascii() and value.isalpha() and value.isupper()):
        raise row.fault(column, f"'{value}' is not a code of {length} capital letters")
    return value


def _offices(table: Traversable, actors: Set[str], states: Mapping[str, State]) -> dict[str, list[Office]]:
    """The offices by the id of the actor that holds them."""
    found: dict[str, list[Office]] = {}
    for row in read_table(table, OFFICE_COLUMNS):
        if row["actor"] not in actors:
            raise row.fault("actor", f"there is no actor '{row['actor']}'")
        if row["body"] not in states and row["body"] not in actors:
            raise row.fault("body", f"'{row['body']}' is neither a state nor an actor")
        start, end = row["from"], row["to"]
        if start and end and end < start[: len(end)]:
            raise row.fault("to", f"the term ends ({end}) before it begins ({start})")
        title, *aliases = row.alternatives("title_ar") or ("",)
        name = Name(title, row["title_en"])
        office = Office(row["actor"], name, tuple(aliases), row["body"], row["code"], start, end)
        found.setdefault(row["actor"], []).append(office)
    return found


def _actor(row: Row, offices: Sequence[Office]) -> Actor:
    names = row.alternatives("aliases_ar")
    return Actor(
        row["id"],
        row.one_of("kind", KINDS),
        Name(row["name_ar"], row["name_en"]),
        tuple(name for name in names if not name.endswith("?")),
        tuple(name[:-1] for name in names if name.endswith("?")),
        row["code"],
        row["country"],
        row["from"],
        row["to"],
        tuple(offices),
    )


def _roles(table: Traversable) -> Iterator[tuple[Role, list[tuple[str, bool]]]]:
    for row in read_table(table, ROLE_COLUMNS):
        kind = row.one_of("kind", ("person", "group", "body"))
        sector = row.alternatives("sector")
        role = Role(row["head_ar"], kind, sector[0] if sector else "", row["en"])
        forms = [(row["head_ar"], False), *((form, True) for form in row.alternatives("plural_ar"))]
        yield role, [(written, plural) for form, plural in forms for written in _written(form)]


def _written(form: str) -> list[str]:
    """The forms of a role noun; of a single word also written case endings, dual, possessive pronouns."""
    if " " in form:
        return [form]
    stems = sorted(noun_forms(form))
    owned = [stem for stem in stems if not stem.endswith(("ه", "ان"))]
    return [form, *stems, *(stem + pronoun for stem in owned for pronoun in ("ه", "ها", "هم"))]


def _places(table: Traversable) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for row in read_table(table, CITY_COLUMNS):
        latitude, longitude = row.number("latitude"), row.number("longitude")
        place_id = "-".join(re.findall(r"\w+", f"{row['name_en']} {row['iso3']}".lower().replace("'", "")))
        name = Name(row["name_ar"], row["name_en"])
        place = Place(place_id, name, row["kind"], row["iso3"], latitude, longitude)
        yield place, (row["name_ar"], *row.alternatives("aliases_ar"))


@cache
def load_knowledge() -> KnowledgeBase:
    """The knowledge that ships with the program, read once."""
    return KnowledgeBase(files(__package__) / "data")
