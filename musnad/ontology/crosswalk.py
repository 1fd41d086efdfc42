"""From PLOVER to CAMEO and back, and Goldstein's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import UsageError
from ..tables import Row, read_table
from .codes import CONTEXTS, DATA, EVENT_TYPES, find_mode, find_type


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code and how PLOVER reads it."""

    code: str
    """Two (root), three or four digits; leading zeros belong to it."""
    label: str
    event_type: str
    """Empty for statements (01), which PLOVER does not code."""
    mode: str
    contexts: tuple[str, ...]
    narrows: tuple[str, ...]
    """Contexts that choose this code over the general one of its type and mode."""
    goldstein: float
    """Goldstein's value, -10 (conflict) to +10 (cooperation)."""
    note: str


def to_cameo(event_type: str, mode: str = "", context: str | Iterable[str] = "") -> str:
    """The best single CAMEO code for a type, its mode and its context or contexts.

    The rule: the code that the tables of types and modes name, which is the most specific one that is true of
    all or nearly all of the mode (without a mode, of the type). A context chooses a narrower code where the
    crosswalk's column `narrows` says so; of several contexts, the first that does. So REQUEST/assist is 100,
    since CAMEO parts it into cooperation, backing and aid; with the context diplomatic it is 102.

    Raises: UsageError for an unknown type, mode or context.
    """
    kind = find_type(event_type)
    general = find_mode(kind, mode).cameo if mode else kind.cameo
    given = (context,) if isinstance(context, str) else tuple(context)
    for one in filter(None, given):
        if one not in CONTEXTS:
            raise UsageError(
                f"'{one}' is not a context", remedy=f"Use one of {', '.join(CONTEXTS)}, or none."
            )
    narrower = (_NARROWER[event_type, mode, c] for c in given if (event_type, mode, c) in _NARROWER)
    return next(narrower, general)


def from_cameo(code: str) -> tuple[str, str, tuple[str, ...]]:
    """PLOVER's type, mode and contexts for a CAMEO code.

    A code that the table lacks is read as its first three or two digits. The type is empty for statements
    (01), which PLOVER does not code.

    Raises: UsageError where the root is unknown too.
    """
    found = find_cameo(code)
    return found.event_type, found.mode, found.contexts


def goldstein(code: str) -> float:
    """Goldstein's value of a CAMEO code, -10 (conflict) to +10 (cooperation); falls back like `from_cameo`.

    Raises: UsageError where the root is unknown too.
    """
    return find_cameo(code).goldstein


def find_cameo(code: str) -> CameoCode:
    """The row of a CAMEO code, or of its first three or two digits.

    Raises: UsageError where the root is unknown too, or the code is not two to four digits.
    """
    if code.isascii() and code.isdigit() and len(code) <= 4:
        for length in (4, 3, 2):
            if code[:length] in CAMEO:
                return CAMEO[code[:length]]
    raise UsageError(
        f"'{code}' is not a CAMEO code",
        remedy="CAMEO codes have two to four digits, leading zeros included: '042', '1413'.",
    )


def _code(row: Row) -> CameoCode:
    event_type = row.one_of("type", ("", *EVENT_TYPES))
    mode = row.one_of("mode", ("", *EVENT_TYPES[event_type].modes) if event_type else ("",))
    for column in ("contexts", "narrows"):
        for context in row.alternatives(column):
            if context not in CONTEXTS:
                raise row.fault(column, f"'{context}' is not a context")
    return CameoCode(
        row["cameo"],
        row["label"],
        event_type,
        mode,
        row.alternatives("contexts"),
        row.alternatives("narrows"),
        row.number("goldstein"),
        row["note"],
    )


_COLUMNS = ("cameo", "label", "type", "mode", "contexts", "narrows", "goldstein", "note")
CAMEO: Mapping[str, CameoCode] = MappingProxyType(
    {row["cameo"]: _code(row) for row in read_table(DATA / "cameo.tsv", _COLUMNS)}
)
"""The CAMEO codes in their order."""
_NARROWER = {(c.event_type, c.mode, context): c.code for c in CAMEO.values() for context in c.narrows}
