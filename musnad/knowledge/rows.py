"""The tables of the knowledge base: their columns, and what a line of each becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from importlib.resources.abc import Traversable

from ..language.inflection import adjective_forms, noun_forms
from ..records import Name
from ..tables import Row, read_table
from .model import Actor, Office, Place, Role, State

STATE_COLUMNS = (
    "iso3", "iso2", "name_ar", "aliases_ar", "name_en", "nisba", "people",
    "capital_ar", "capital_aliases", "capital_en", "seats", "wikidata",
)  # fmt: skip
PERSON_COLUMNS = (
    "id", "kind", "name_ar", "aliases_ar", "name_en", "code", "country", "from", "to", "wikidata", "note",
)  # fmt: skip
ORGANISATION_COLUMNS = (*PERSON_COLUMNS[:-2], "patrons", "leaning", "wikidata", "note")
OFFICE_COLUMNS = ("actor", "function", "title_ar", "title_en", "body", "code", "from", "to")
FUNCTION_COLUMNS = ("function", "own", "titles")
ROLE_COLUMNS = ("head_ar", "variants_ar", "plural_ar", "kind", "sector", "en")
SECTOR_COLUMNS = ("word_ar", "plural_ar", "kind", "sector", "en")
PLACE_COLUMNS = (
    "id", "geonames", "name_ar", "aliases_ar", "name_en", "kind", "admin", "iso3", "latitude", "longitude",
    "weight",
)  # fmt: skip

KINDS = ("person", "organisation", "armed_group", "party", "government", "body", "media")
FUNCTIONS = (
    "", "head_of_state", "head_of_government", "foreign_minister", "interior_minister", "defence_minister",
    "speaker",
)  # fmt: skip
_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")


def states(table: Traversable) -> Iterator[State]:
    """The states of states.tsv."""
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
            row["wikidata"],
        )


def _code(row: Row, column: str, length: int) -> str:
    value = row[column]
    if len(value) != length or not (value.isascii() and value.isalpha() and value.isupper()):
        raise row.fault(column, f"'{value}' is not a code of {length} capital letters")
    return value


def offices(table: Traversable, actors: Set[str], known: Mapping[str, State]) -> dict[str, list[Office]]:
    """The offices by the id of the actor that holds them."""
    found: dict[str, list[Office]] = {}
    for row in read_table(table, OFFICE_COLUMNS):
        if row["actor"] not in actors:
            raise row.fault("actor", f"there is no actor '{row['actor']}'")
        if row["body"] not in known and row["body"] not in actors:
            raise row.fault("body", f"'{row['body']}' is neither a state nor an actor")
        start, end = _date(row, "from"), _date(row, "to")
        if start and end and end < start[: len(end)]:
            raise row.fault("to", f"the term ends ({end}) before it begins ({start})")
        title, *aliases = row.alternatives("title_ar") or ("",)
        name = Name(title, row["title_en"])
        function = row.one_of("function", FUNCTIONS)
        office = Office(row["actor"], function, name, tuple(aliases), row["body"], row["code"], start, end)
        found.setdefault(row["actor"], []).append(office)
    return found


def _date(row: Row, column: str) -> str:
    if not _DATE.fullmatch(row[column]):
        raise row.fault(column, f"'{row[column]}' is not a date: YYYY-MM-DD, YYYY-MM, YYYY or nothing")
    return row[column]


def actor(row: Row, held: Sequence[Office], known: Mapping[str, State]) -> Actor:
    """The actor of a line of persons.tsv or organisations.tsv, with the offices held."""
    if row["country"] and row["country"] not in known:
        raise row.fault("country", f"there is no state '{row['country']}'")
    names = row.alternatives("aliases_ar")
    organisation = "patrons" in row.cells
    return Actor(
        row["id"],
        row.one_of("kind", KINDS),
        Name(row["name_ar"], row["name_en"]),
        tuple(name for name in names if not name.endswith("?")),
        tuple(name[:-1] for name in names if name.endswith("?")),
        row["code"],
        row["country"],
        _date(row, "from"),
        _date(row, "to"),
        row["wikidata"],
        row["note"],
        row.alternatives("patrons") if organisation else (),
        row["leaning"] if organisation else "",
        tuple(held),
    )


def roles(table: Traversable) -> Iterator[tuple[Role, list[tuple[str, bool]]]]:
    """The roles of roles.tsv with the forms they are written in, and whether a form is plural."""
    for row in read_table(table, ROLE_COLUMNS):
        kind = row.one_of("kind", ("person", "group", "body"))
        sector = row.alternatives("sector")
        role = Role(row["head_ar"], kind, sector[0] if sector else "", row["en"])
        singular = [row["head_ar"], *row.alternatives("variants_ar")]
        forms = [(f, False) for f in singular] + [(f, True) for f in row.alternatives("plural_ar")]
        yield role, [(written, plural) for form, plural in forms for written in _written(form)]


def sectors(table: Traversable) -> Iterator[tuple[str, str, list[str]]]:
    """The words of sectors.tsv: kind (noun or adjective), sector, and the folded forms without article."""
    for row in read_table(table, SECTOR_COLUMNS):
        kind = row.one_of("kind", ("noun", "adjective"))
        numbers = (row["word_ar"], *row.alternatives("plural_ar"))
        forms = noun_forms(*numbers) if kind == "noun" else adjective_forms(row["word_ar"])
        yield kind, row["sector"], sorted(forms)


def _written(form: str) -> list[str]:
    """The forms of a role noun; of a single word also written case endings, dual, possessive pronouns."""
    if " " in form:
        return [form]
    stems = sorted(noun_forms(form))
    owned = [stem for stem in stems if not stem.endswith(("ه", "ان"))]
    return [form, *stems, *(stem + pronoun for stem in owned for pronoun in ("ه", "ها", "هم"))]


def places(table: Traversable) -> Iterator[tuple[Place, list[tuple[str, bool]]]]:
    """The places of places.tsv, each with its names and whether a name is doubtful."""
    for row in read_table(table, PLACE_COLUMNS):
        name = Name(row["name_ar"].rstrip("?"), row["name_en"])
        place = Place(
            row["id"], name, row["kind"], row["iso3"], row.number("latitude"), row.number("longitude"),
            int(row.number("weight")), row["admin"],
        )  # fmt: skip
        names = (row["name_ar"], *row.alternatives("aliases_ar"))
        yield place, [(written.rstrip("?"), written.endswith("?")) for written in names]
