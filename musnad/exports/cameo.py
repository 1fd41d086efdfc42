"""Events as CAMEO codes them, one row a dyad: what the ICEWS-like and the GDELT-like formats share.

CAMEO has no status: these formats hold asserted events, and what is chosen beside them. A promise of
cooperation is then CAMEO's "intent to cooperate" (03) by way of `strict`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..ontology import CAMEO, goldstein, to_cameo
from .countries import countries, split_code
from .dates import When, when
from .delimited import Cell
from .dyads import Party, dyads
from .events import SENTENCE_TEXT
from .strict import strict

EVIDENCE = (
    "Document ID", "Sentence", "Trigger", "Status", "Said By", "Event Type", "Event Mode", "Date Source",
    "Coder", "Confidence",
)  # fmt: skip
"""Columns of ours behind those of the format; type and mode are PLOVER's, as coded."""


@dataclass(frozen=True, slots=True)
class Side:
    """One party of a dyad; all is empty where there is none."""

    name: str
    """The usual English name, else the Arabic one, else the words of the text."""
    country: str
    """ISO 3166 alpha-3, or PLOVER's code of an international actor (IGO)."""
    country_name: str
    """In English; empty for international actors."""
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameoRow:
    """A dyad of an event."""

    id: str
    """The event's id; where the event has several dyads, with their number behind: 'ab12-2'."""
    code: str
    label: str
    goldstein: float
    date: When
    actor: Side
    recipient: Side
    row: Mapping[str, Any]
    """The event as a row of `event_table`."""


NOBODY = Side("", "", "", ())


def cameo_rows(row: Mapping[str, Any]) -> Iterator[CameoRow]:
    """The dyads of an event (a row of `event_table`), each with an id of its own."""
    event = strict(row["event_type"], row["event_mode"], row["intensity"], row["status"])
    code = to_cameo(event.event_type, event.mode, row["contexts"])
    date, found = when(row), list(dyads(row))
    for number, (actor, recipient) in enumerate(found, 1):
        yield CameoRow(
            id=row["id"] if len(found) == 1 else f"{row['id']}-{number}",
            code=code,
            label=CAMEO[code].label,
            goldstein=goldstein(code),
            date=date,
            actor=_side(actor),
            recipient=_side(recipient),
            row=row,
        )


def evidence(found: CameoRow) -> Sequence[Cell]:
    """The cells of EVIDENCE."""
    row = found.row
    return (
        row["document_id"], row[SENTENCE_TEXT], row["trigger"]["text"], row["status"], row["said_by"],
        row["event_type"], row["event_mode"], found.date.source, row["coder"], row["confidence"],
    )  # fmt: skip


def _side(party: Party | None) -> Side:
    if party is None:
        return NOBODY
    country, sectors = split_code(party["code"])
    name = party["name"]
    known = countries().get(country)
    return Side(
        (name["en"] or name["ar"]) if name else party["text"], country, known.name if known else "", sectors
    )
