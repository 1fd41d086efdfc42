"""A workspace that answers: who stands with whom, since when, by which reports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ..knowledge import KnowledgeBase, load_knowledge
from ..measures import ASSERTED, EventTable, Scope
from ..records import Name
from ..workspace import Workspace
from .asking import Asking
from .evidence import EvidenceList, evidence
from .joined import reports
from .parties import Party, find_party, name_of
from .peers import peers
from .sides import Sides
from .tabulate import tabulate

T = TypeVar("T")

_UNLISTED = """
    SELECT p.actor_id AS id, any_value(p.name.ar) AS ar, any_value(p.name.en) AS en
    FROM (SELECT unnest(list_concat(actors, recipients)) AS p FROM events)
    WHERE p.actor_id IS NOT NULL GROUP BY 1 ORDER BY 1
"""
_LAST_DAY = "SELECT max(left(published, 10)) AS last FROM documents WHERE length(published) >= 10"


@dataclass(frozen=True, slots=True)
class Analysis(Workspace, Asking):
    """A workspace with what can be asked of it: `dyad`, `actor`, `camps`, and under them `table`.

    What is computed is kept in memory until the workspace grows.

    >>> import musnad
    >>> ws = musnad.open_workspace("demo")                             # doctest: +SKIP
    >>> haftar = ws.actor("حفتر")                                      # doctest: +SKIP
    >>> haftar.isolation(peers=["EGY", "FRA", "RUS"]).value            # doctest: +SKIP
    >>> found = ws.dyad("Haftar", "Turkey").alignment(at="2020-11-30") # doctest: +SKIP
    >>> ws.evidence(found.evidence).to_pandas()                        # doctest: +SKIP
    """

    own_knowledge: Path | None = None
    """A folder of actors of the user's own (docs/actors.md)."""
    _memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, path: str | os.PathLike[str], knowledge: str | os.PathLike[str] | None = None) -> Analysis:
        """An existing workspace; `knowledge` is a folder of actors of one's own.

        Raises: WorkspaceError if the folder is no workspace.
        """
        workspace = cls(Path(path), None if knowledge is None else Path(knowledge))
        workspace.manifest()
        return workspace

    @property
    def knowledge(self) -> KnowledgeBase:
        """Who is who.

        Raises: UsageError if the user's folder does not exist; DataFileError where a table in it is
        malformed.
        """
        return (
            load_knowledge(self.own_knowledge)
            if self.own_knowledge is None
            else self._kept("knowledge", lambda: load_knowledge(self.own_knowledge))
        )

    def party(self, text: str) -> Party:
        """The party that a name, id, ISO code or QID means; see `find_party`. Also whom the texts of the
        workspace name, though no table of knowledge does.

        Raises: UsageError if the text names nobody, or several.
        """
        return find_party(self.knowledge, text, self._unlisted())

    def name(self, party: str) -> Name:
        """The name of a party of `table`."""
        return self._unlisted().get(party) or name_of(self.knowledge, party)

    def last_day(self) -> str | None:
        """The last day of publication, the day up to which measures ask; None if no document has one."""
        found: str | None = self._kept("last", lambda: self.query(_LAST_DAY).column("last")[0].as_py())
        return found

    def evidence(self, ids: Iterable[str]) -> EvidenceList:
        """The sentences that tell these events, with outlet, dates, address and place in the text.

        Raises: WorkspaceError for a missing part.
        """
        return evidence(self, ids)

    def table(
        self,
        focus: Sequence[str | Party] = (),
        *,
        collapse: bool = True,
        published: bool = True,
        scale: str = "plover",
    ) -> EventTable:
        """The events as measures take them: states and international bodies as wholes, whoever is in `focus`
        for himself, with the bodies that he commands; musnad/analysis/sides.py says who counts for whom.

        With `published` the day of publication stands in for an event that the text does not date at all.
        `scale` is that of intensity, plover or goldstein.

        Raises: UsageError for an unknown name or scale; DataFileError if no event has a date.
        """
        asked = tuple(self.found(one) for one in focus)
        key = (tuple(sorted(party.id for party in asked)), collapse, published, scale)
        return self._kept(
            ("table", key),
            lambda: tabulate(reports(self, published=published), Sides(self.knowledge, asked)),
        )

    def peers(self, table: EventTable, party: Party, scope: Scope = ASSERTED) -> tuple[str, ...]:
        """States and international bodies with a stake where a party is at home; see `peers`."""
        return peers(table, party, self.knowledge, scope)

    def families(self) -> dict[str, str]:
        """The family of each outlet."""
        return {}

    def _unlisted(self) -> dict[str, Name]:
        """Actors whom the texts name and no table of knowledge has."""

        def ask() -> dict[str, Name]:
            knowledge = self.knowledge
            return {
                row["id"]: Name(row["ar"] or row["id"], row["en"] or row["id"])
                for row in self.query(_UNLISTED).to_pylist()
                if not {row["id"]}
                & (knowledge.actors.keys() | knowledge.merged.keys() | knowledge.states.keys())
            }

        return self._kept("unlisted", ask)

    def _kept(self, key: object, make: Callable[[], T]) -> T:
        """What was computed before, unless the workspace has grown since."""
        parts = tuple(entry.part for entry in self.entries())
        if self._memory.get("parts") != parts:
            self._memory.clear()
            self._memory["parts"] = parts
        if key not in self._memory:
            self._memory[key] = make()
        found: T = self._memory[key]
        return found
