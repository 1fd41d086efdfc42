"""The knowledge base: the tables read, checked against each other, and indexed by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..errors import DataFileError
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
    """

    def __init__(self, folder: Traversable) -> None:
        self.states = {s.iso3: s for s in _states(folder / "states.tsv")}
        offices = _offices(folder / "offices.tsv")
        self.actors: dict[str, Actor] = {}
        for table in ("organisations.tsv", "persons.tsv"):
            for actor in _actors(folder / table, offices):
                if actor.id in self.actors:
                    raise DataFileError(f"the id '{actor.id}' is used twice", where=table)
                self.actors[actor.id] = actor
        strangers = sorted(set(offices) - set(self.actors))
        if strangers:
            raise DataFileError(
                f"offices of actors that do not exist: {', '.join(strangers)}", where="offices.tsv"
            )
        self.names = NameIndex()
        self.nisba: dict[str, tuple[str, ...]] = {}
        self._index_states()
        for actor in self.actors.values():
            for name in (actor.name.ar, *actor.aliases):
                self.names.add(name, Entry("actor", actor))
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
                for form in adjective_forms(adjective):
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
        yield State(
            _code(row, "iso3", 3),
            row["iso2"],
            Name(row["name_ar"], row["name_en"]),
            row.alternatives("aliases_ar"),
            row.alternatives("nisba"),
            row.alternatives("people"),
            Name(row["capital_ar"], row["capital_en"]),
            row.alternatives("capital_aliases"),
            row.alternatives("seats"),
        )


def _code(row: Row, column: str, length: int) -> str:
    value = row[column]
    if len(value) != length or not (value.isascii() and value.isalpha() and value.isupper()):
        raise row.fault(column, f"'{value}' is not a code of {length} capital letters")
    return value


def _offices(table: Traversable) -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for row in read_table(table, OFFICE_COLUMNS):
        start, end = row["from"], row["to"]
        if start and end and end < start[: len(end)]:
            raise row.fault("to", f"the term ends ({end}) before it begins ({start})")
        title = Name(row["title_ar"], row["title_en"])
        office = Office(row["actor"], title, row["body"], row["code"], start, end)
        found.setdefault(row["actor"], []).append(office)
    return found


def _actors(table: Traversable, offices: dict[str, list[Office]]) -> Iterator[Actor]:
    for row in read_table(table, ACTOR_COLUMNS):
        yield Actor(
            row["id"],
            row.one_of("kind", KINDS),
            Name(row["name_ar"], row["name_en"]),
            row.alternatives("aliases_ar"),
            row["code"],
            row["country"],
            row["from"],
            row["to"],
            tuple(offices.get(row["id"], ())),
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
        slug = row["name_en"].lower().replace(" ", "-").replace("'", "")
        place_id = f"{slug}-{row['iso3'].lower()}"
        name = Name(row["name_ar"], row["name_en"])
        place = Place(place_id, name, row["kind"], row["iso3"], latitude, longitude)
        yield place, (row["name_ar"], *row.alternatives("aliases_ar"))


@cache
def load_knowledge() -> KnowledgeBase:
    """The knowledge that ships with the program, read once."""
    return KnowledgeBase(files(__package__) / "data")
