"""Provenance by outlet: how much of what each one published is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from .model import REPORT, STATEMENT, Provenance


@dataclass(frozen=True, slots=True)
class OutletSummary:
    """What an outlet published, in numbers of documents."""

    outlet: str
    """Empty: documents whose outlet is not known."""
    family: str
    documents: int
    own: int
    """Documents that copy none and credit no agency with the whole report."""
    copies: int
    """Documents that repeat another one."""
    of: Mapping[str, int]
    """Outlet of the original → copies of it, the most first."""
    credits: Mapping[str, int]
    """Source → documents that credit it with the report, alone or with others, the most first; empty name:
    agencies that are not named."""
    statements: Mapping[str, int]
    """Source → documents that attribute a statement to it, the most first."""


def by_outlet(found: Provenance) -> tuple[OutletSummary, ...]:
    """A summary for each outlet, the one with the most documents first, then by name."""
    sizes = Counter(found.outlets.values())
    copied: dict[str, Counter[str]] = {outlet: Counter() for outlet in sizes}
    for copy in found.copies:
        copied[found.outlets[copy.document_id]][found.outlets[copy.original_id]] += 1
    whole = _sources(found, {(c.document_id, c.source) for c in found.credits if c.scope != STATEMENT})
    said = _sources(found, {(c.document_id, c.source) for c in found.credits if c.scope == STATEMENT})
    others = {copy.document_id for copy in found.copies}
    others |= {credit.document_id for credit in found.credits if credit.scope == REPORT}
    taken = Counter(found.outlets[document_id] for document_id in others)
    summaries = (
        OutletSummary(
            outlet,
            found.families.get(outlet, outlet),
            size,
            size - taken[outlet],
            copied[outlet].total(),
            _most_first(copied[outlet]),
            _most_first(whole[outlet]),
            _most_first(said[outlet]),
        )
        for outlet, size in sizes.items()
    )
    return tuple(sorted(summaries, key=lambda summary: (-summary.documents, summary.outlet)))


def _sources(found: Provenance, pairs: set[tuple[str, str]]) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {outlet: Counter() for outlet in found.outlets.values()}
    for document_id, source in pairs:
        counted[found.outlets[document_id]][source] += 1
    return counted


def _most_first(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
