"""Queries: which parameters a page takes, and reading them.

A parameter is declared once; reading, the forms and the API description follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..ontology import EVENT_TYPES
from ..records import STATUSES
from .errors import BadQuery
from .settings import MAX_PAGE_ROWS, MAX_VALUE_CHARACTERS, MAX_VALUES, PAGE_ROWS

Kind = Literal["text", "date", "number"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that can be asked."""

    name: str
    meaning: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    repeated: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of a request: declared ones only, one value or several each, none of them empty."""

    values: dict[str, tuple[str, ...]]

    def one(self, name: str) -> str | None:
        """The value; None if there is none."""
        found = self.values.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The value; empty if there is none."""
        return self.one(name) or ""

    def many(self, name: str) -> tuple[str, ...]:
        """All values."""
        return self.values.get(name, ())

    def rows(self) -> int:
        """How many rows are asked for."""
        return int(self.one("limit") or PAGE_ROWS)

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        """Name and value of all that was asked, but for some names: the query of a link."""
        return [(name, v) for name, found in self.values.items() if name not in without for v in found]


_PARTY = "by id, country (three capital letters) or name, Arabic or English"
_DATE = "YYYY, YYYY-MM or YYYY-MM-DD, included; an event's own date, else its document's"
PAGING = (
    Parameter("limit", f"rows of a page, 1 to {MAX_PAGE_ROWS}; {PAGE_ROWS} if it is left out", "number"),
    Parameter("cursor", "where the page begins: what stands under next in the page before"),
)
EVENT_FILTERS = (
    Parameter("actor", f"who acted: {_PARTY}"),
    Parameter("recipient", f"to whom: {_PARTY}"),
    Parameter("dyad", f"two parties, one acted on the other, either way; each {_PARTY}", repeated=True),
    Parameter("type", "PLOVER event type", choices=tuple(EVENT_TYPES), repeated=True),
    Parameter("status", "status", choices=STATUSES, repeated=True),
    Parameter("since", _DATE, "date"),
    Parameter("until", _DATE, "date"),
    Parameter("outlet", "who published it", repeated=True),
)


def read_query(given: Iterable[tuple[str, str]], declared: Sequence[Parameter]) -> Query:
    """The query of an address, checked; empty values count as left out, as a form sends them.

    Raises: BadQuery for an unknown parameter, too many or too long values, or one that is no choice.
    """
    known = {parameter.name: parameter for parameter in declared}
    values: dict[str, tuple[str, ...]] = {}
    for number, (name, raw) in enumerate(given):
        value = raw.strip()
        if number >= MAX_VALUES:
            raise BadQuery(f"there are more than {MAX_VALUES} values in the query")
        if name not in known:
            names = ", ".join(known) or "none"
            raise BadQuery(f"there is no parameter '{name[:40]}' here", remedy=f"There are: {names}.")
        if value:
            _check(known[name], value)
            values[name] = (*values.get(name, ()), value)
    for name, found in values.items():
        if len(found) > 1 and not known[name].repeated:
            raise BadQuery(f"'{name}' is given {len(found)} times")
    for parameter in declared:
        if parameter.required and parameter.name not in values:
            raise BadQuery(f"'{parameter.name}' is missing")
    return Query(values)


def _check(parameter: Parameter, value: str) -> None:
    name = parameter.name
    if len(value) > MAX_VALUE_CHARACTERS:
        raise BadQuery(f"'{name}' is longer than {MAX_VALUE_CHARACTERS} characters")
    if not is_text(value):
        raise BadQuery(f"'{name}' is not text")
    if parameter.choices and value not in parameter.choices:
        raise BadQuery(f"'{name}' is '{value[:40]}'", remedy=f"Choose among: {', '.join(parameter.choices)}.")
    if parameter.kind == "number" and not (
        value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MAX_PAGE_ROWS and len(value) < 9
    ):
        raise BadQuery(f"'{name}' is '{value[:40]}'", remedy=f"Write a number from 1 to {MAX_PAGE_ROWS}.")


def is_text(value: str) -> bool:
    """Whether a value can be asked for: no zero byte, no half of a character."""
    return not any("\ud800" <= c <= "\udfff" or c == "\x00" for c in value)


def json_schema(parameter: Parameter) -> dict[str, Any]:
    """The schema of a parameter's value, for the API description."""
    schema: dict[str, Any] = {"type": "string", "maxLength": MAX_VALUE_CHARACTERS}
    if parameter.choices:
        schema = {"type": "string", "enum": list(parameter.choices)}
    elif parameter.kind == "number":
        schema = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ROWS, "default": PAGE_ROWS}
    elif parameter.kind == "date":
        schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    return {"type": "array", "items": schema} if parameter.repeated else schema
