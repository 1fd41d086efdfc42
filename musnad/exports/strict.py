"""PLOVER's own reading of what has not happened yet.

Musnad keeps type and status apart: a visit that is planned is CONSULT with status future. PLOVER's manual of
2024-02-04 has one event for it: CONSULT, SUPPORT, COOPERATE and AID in the future are AGREE (section AGREE),
and an announced RETREAT is CONCEDE (sections CONCEDE and RETREAT; a line of section AGREE that leaves future
RETREAT as it is yields to these two).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..ontology import EVENT_TYPES

PROMISED: Mapping[str, str] = MappingProxyType(
    {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
)
"""What an event of a type is while it lies in the future."""
AUXILIARY: Mapping[str, str] = MappingProxyType(
    {"historical": "historical", "future": "future", "hypothetical": "hypothetical", "negated": "negation"}
)
"""PLOVER's auxiliary modes by our status; what is asserted has none."""


@dataclass(frozen=True, slots=True)
class Strict:
    """An event as PLOVER's manual codes it."""

    event_type: str
    mode: str
    quad_class: int
    intensity: float
    auxiliary: str
    """PLOVER's auxiliary mode, which it wants among the contexts; empty if there is none."""


def strict(event_type: str, mode: str, intensity: float, status: str) -> Strict:
    """The event by PLOVER's rules for the future; all others stay what they are.

    >>> strict("CONSULT", "visit", 4.0, "future").event_type, strict("ASSAULT", "", -9.0, "future").auxiliary
    ('AGREE', 'future')

    Raises: KeyError for an unknown type.
    """
    if status == "future" and event_type in PROMISED:
        kind = EVENT_TYPES[PROMISED[event_type]]
        return Strict(kind.code, "", kind.quad_class, kind.intensity, "")
    kind = EVENT_TYPES[event_type]
    auxiliary = "" if status == "future" and event_type in PROMISED.values() else AUXILIARY.get(status, "")
    return Strict(event_type, mode, kind.quad_class, intensity, auxiliary)
