"""Whose report it is: own reports, copies and of whom, agencies credited, families of outlets."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import Any

from ...knowledge import load_knowledge
from ...provenance import trace
from ...provenance.summary import OutletSummary, by_outlet
from ...records import Document, fields_of, from_json
from .. import cursor
from ..answers import Answer, Asked
from ..query import PAGING
from ..state import State
from .base import Page

BATCH = 500
"""Documents read at a time."""


def answer(asked: Asked) -> Answer:
    """Provenance by outlet, and the copies page by page.

    Raises: NotReady while texts are being compared.
    """
    found = asked.state.later("provenance", lambda: _data(asked.state))
    rows = asked.query.rows()
    start = 0
    if (at := asked.query.one("cursor")) is not None:
        start = int(cursor.decode(at, (int,))[0])
    copies = found["copies"][max(start, 0) :][:rows]
    more = start + rows < len(found["copies"])
    data = {
        **found,
        "copies": copies,
        "total": len(found["copies"]),
        "next": cursor.encode((start + rows,)) if more else None,
    }
    return Answer(asked.words("page.provenance"), data, "outlets")


class _Documents(Collection[Document]):
    """The documents of a state, read a batch at a time each time they are passed over."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._size = int(state.ask("SELECT count(*) AS n FROM documents")[0]["n"])

    def __len__(self) -> int:
        return self._size

    def __contains__(self, document: object) -> bool:
        return any(document == held for held in self)

    def __iter__(self) -> Iterator[Document]:
        columns = ", ".join(field.name for field in fields_of(Document))
        last = ""
        while True:
            sql = f"SELECT {columns} FROM documents WHERE id > $last ORDER BY id LIMIT {BATCH}"
            batch = self._state.ask(sql, {"last": last})
            if not batch:
                return
            yield from (from_json(Document, row) for row in batch)
            last = batch[-1]["id"]


def _data(state: State) -> dict[str, Any]:
    knowledge = load_knowledge()
    found = trace(_Documents(state), knowledge=knowledge)
    names = {
        source: dataclasses.asdict(knowledge.actors[source].name)
        for source in sorted({credit.source for credit in found.credits})
        if source in knowledge.actors
    }
    members: dict[str, list[str]] = {family: [] for family in sorted(found.reasons)}
    for outlet, family in found.families.items():
        if family in members:
            members[family].append(outlet)
    return {
        "documents": len(found.outlets),
        "origins": len(set(found.origins.values())),
        "outlets": [_summary(summary) for summary in by_outlet(found)],
        "families": [
            {"family": family, "outlets": outlets, "reason": found.reasons[family]}
            for family, outlets in members.items()
        ],
        "names": names,
        "copies": [
            dataclasses.asdict(copy)
            | {"outlet": found.outlets[copy.document_id], "original_outlet": found.outlets[copy.original_id]}
            for copy in found.copies
        ],
    }


def _summary(one: OutletSummary) -> dict[str, Any]:
    """A summary with its counts as lists, whose order JSON keeps."""
    return {
        "outlet": one.outlet,
        "family": one.family,
        "documents": one.documents,
        "own": one.own,
        "copies": one.copies,
        "of": [{"outlet": outlet, "documents": n} for outlet, n in one.of.items()],
        "credits": [{"source": source, "documents": n} for source, n in one.credits.items()],
        "statements": [{"source": source, "documents": n} for source, n in one.statements.items()],
    }


PAGE = Page("provenance", answer, PAGING)
