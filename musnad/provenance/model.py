"""What tracing finds: credits, copies, families, and from them the origin of each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

REPORT, SHARED, STATEMENT = "report", "shared", "statement"
"""What a credit is for: the whole report; the whole report, together with others; one statement in it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A text says from whom it has what it reports: «(رويترز)», «د ب أ», «وكالات», «بحسب وكالة الأناضول»."""

    document_id: str
    source: str
    """Who is credited: the id in the knowledge base where it is known, else the name as printed; empty for
    agencies that are not named (وكالات)."""
    name: str
    """The words of the credit."""
    start: int
    """Where they begin in the text, in code points; -1 if they stand in the title or outlet field only."""
    end: int
    """Where they end, exclusive; -1 as for `start`."""
    scope: str = REPORT
    """report: the whole report is theirs; shared: it is compiled from them and others; statement: one
    statement is attributed to them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that repeats another one, which was published first."""

    document_id: str
    original_id: str
    similarity: float
    """Share of the shorter text's three-word sequences that stand in the other one, 0 to 1."""
    shared: int
    """Number of three-word sequences that stand in both."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the documents of a corpus come from."""

    origins: Mapping[str, str]
    """Document id → the family whose report it is."""
    outlets: Mapping[str, str]
    """Document id → outlet; empty where it is not known."""
    families: Mapping[str, str]
    """Outlet → family. A family of one has the outlet's own name."""
    copies: tuple[Copy, ...] = ()
    """By the copy's id."""
    credits: tuple[Credit, ...] = ()
    """By document id and place in the text."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Family → why its outlets count as one, for families of several outlets."""
