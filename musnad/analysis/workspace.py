"""A workspace that answers: who stands with whom, since when, by which reports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from .. import measures
from ..knowledge import KnowledgeBase, load_knowledge
from ..measures import ASSERTED, EventTable, Namings, Scope
from ..measures.columns import pc
from ..provenance import Provenance, trace
from ..records import Event, Name
from ..stories import Story, find_claims, find_stories
from ..workspace import Selection, Workspace
from ..workspace.ledger import LEDGER
from .asking import Asking
from .claims import Claims
from .derived import folder_digest, kept
from .evidence import EvidenceList, evidence
from .joined import reports
from .parties import Party, find_party, name_of
from .peers import peers
from .periods import checked_period
from .sides import Sides
from .stories import Stories, on_sides, within
from .tabulate import tabulate

T = TypeVar("T")

_UNLISTED = """
    SELECT p.actor_id AS id, min(p.name.ar) AS ar, min(p.name.en) AS en
    FROM (SELECT unnest(list_concat(actors, recipients)) AS p FROM events)
    WHERE p.actor_id IS NOT NULL GROUP BY 1 ORDER BY 1
"""
_LAST_DAY = "SELECT max(left(published, 10)) AS last FROM documents WHERE length(published) >= 10"


@dataclass(frozen=True, slots=True)
class Analysis(Workspace, Asking):
    """A workspace with what can be asked of it: `dyad`, `actor`, `camps`, and under them `table`.

    What is computed is kept in memory until the workspace grows, provenance and stories also in its folder
    (`derived`).

    >>> import musnad
    >>> ws = musnad.open_workspace("demo")                             # doctest: +SKIP
    >>> haftar = ws.actor("حفتر")                                      # doctest: +SKIP
    >>> haftar.isolation(peers=["EGY", "FRA", "RUS"]).value            # doctest: +SKIP
    >>> found = ws.dyad("Haftar", "Turkey").alignment(at="2020-11-30") # doctest: +SKIP
    >>> ws.evidence(found.evidence).to_pandas()                        # doctest: +SKIP
    """

    own_knowledge: Path | None = None
    """A folder of actors of the user's own (docs/actors.md)."""
    own_families: Mapping[str, str] | None = None
    """Outlet → family, in place of the families that are found."""
    _memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        knowledge: str | os.PathLike[str] | None = None,
        families: Mapping[str, str] | None = None,
    ) -> Analysis:
        """An existing workspace; `knowledge` is a folder of actors of one's own, `families` (outlet → family)
        takes the place of the families of outlets that are found.

        Raises: WorkspaceError if the folder is no workspace.
        """
        workspace = cls(Path(path), None if knowledge is None else Path(knowledge), families)
        workspace.manifest()
        return workspace

    @property
    def knowledge(self) -> KnowledgeBase:
        """Who is who.

        Raises: UsageError if the user's folder does not exist; DataFileError where a table in it is
        malformed.
        """
        if self.own_knowledge is None:
            return load_knowledge()  # which is kept for all
        return self._kept("knowledge", lambda: load_knowledge(self.own_knowledge))

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

    def provenance(self, families: Mapping[str, str] | None = None, collapse: bool = True) -> Provenance:
        """Where the documents come from: whose report each one is, copies, credits, families of outlets.

        `families` (outlet → family) takes the place of `own_families` and of those that are found. With
        `collapse=False` every outlet is the origin of all that it published, and copies count as independent.
        """
        families = self.own_families if families is None else families
        given = None if families is None else tuple(sorted(families.items()))
        inputs = ("provenance", given, collapse)

        def make() -> Provenance:
            documents = self.documents().records()
            return trace(documents, families=families, collapse=collapse, knowledge=self.knowledge)

        return self._kept(inputs, lambda: self._derived("provenance", inputs, Provenance, make))

    def stories(
        self,
        actor: str | Party | None = None,
        dyad: tuple[str | Party, str | Party] | None = None,
        event_type: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        *,
        collapse: bool = True,
    ) -> Stories:
        """The stories that meet all conditions given. Who counts for an actor is as in `table`; the two of a
        dyad stand on different sides.

        Raises: UsageError for an unknown actor or a malformed date.
        """
        checked_period(since, until)
        asked = [self.found(one) for one in ((actor,) if actor is not None else ())]
        pair = [self.found(one) for one in dyad or ()]
        sides = Sides(self.knowledge, (*asked, *pair))
        kinds = None if event_type is None else {event_type} if isinstance(event_type, str) else {*event_type}
        statuses = None if status is None else {status} if isinstance(status, str) else {*status}

        def fits(story: Story) -> bool:
            if (kinds and story.event_type not in kinds) or (statuses and story.status not in statuses):
                return False
            if not within(story, since, until):
                return False
            if not asked and not pair:
                return True
            actors, recipients = on_sides(story, sides)
            if asked and asked[0].id not in actors | recipients:
                return False
            a, b = (party.id for party in pair) if pair else ("", "")
            return not pair or (a in actors and b in recipients) or (b in actors and a in recipients)

        return Stories(tuple(story for story in self._stories(collapse) if fits(story)))

    def claims(self, speaker: str | Party | None = None, *, collapse: bool = True) -> Claims:
        """What was said would happen, with later reports that bear on it. Of one speaker: with whoever counts
        for him as in `table`.

        Raises: UsageError for an unknown speaker.
        """
        found = self._kept(("claims", collapse), lambda: find_claims(self._stories(collapse)))
        if speaker is None:
            return Claims(found)
        asked = self.found(speaker)
        sides = Sides(self.knowledge, (asked,))
        said = (
            one
            for one in found
            if sides.of(one.speaker.actor_id or "", one.speaker.code, one.said_on) == asked.id
        )
        return Claims(tuple(said))

    def told(self, ids: Iterable[str]) -> Selection[Event]:
        """The events of these ids."""
        events = self._events()
        wanted = pa.array(sorted(set(ids)), pa.string())
        return Selection(Event, events.filter(pc.is_in(events.column("id"), value_set=wanted)))

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

        A row is a report of a story and a dyad, with the story's type, parties, date, status and
        corroboration; reduced, as every measure does, a story is one row. Of meetings without a host each two
        parties are a dyad. With `collapse=False` each outlet is a witness of its own whose report weighs by
        itself, copies too. With `published` the day of the first report stands in for a story that no report
        dates. `scale` is that of intensity, plover or goldstein.

        Raises: UsageError for an unknown name or scale; DataFileError if no event has a date.
        """
        asked = tuple(self.found(one) for one in focus)
        key = ("table", tuple(sorted(party.id for party in asked)), collapse, published, scale)

        def make() -> EventTable:
            told = reports(self._stories(collapse), self._events(), published=published, scale=scale)
            return replace(tabulate(told, Sides(self.knowledge, asked)), by_outlet=not collapse)

        return self._kept(key, make)

    def peers(self, table: EventTable, party: Party, scope: Scope = ASSERTED) -> tuple[str, ...]:
        """States and international bodies with a stake where a party is at home; see `peers`."""
        return peers(table, party, self.knowledge, scope)

    def families(self) -> dict[str, str]:
        """The family of each outlet."""
        return dict(self.provenance().families)

    def namings(self) -> Namings:
        """The words by which outlets name actors. Those in a document that repeats another, or has its report
        from elsewhere, are known to be taken over."""
        return self._kept("namings", lambda: measures.namings(self, copied=_copied(self.provenance())))

    def _stories(self, collapse: bool) -> tuple[Story, ...]:
        given = None if self.own_families is None else tuple(sorted(self.own_families.items()))
        inputs = ("stories", given, collapse)

        def make() -> tuple[Story, ...]:
            provenance = self.provenance(collapse=collapse)
            return find_stories(self.documents().records(), self._events(), provenance)

        return self._kept(inputs, lambda: self._derived("stories", inputs, tuple[Story, ...], make))

    def _derived(self, name: str, inputs: tuple[object, ...], kind: Any, make: Callable[[], T]) -> T:
        """What the workspace's folder keeps, or what is made for it to keep."""
        own = folder_digest([self.own_knowledge]) if self.own_knowledge else ""
        return kept(self.path, name, (own, *inputs), kind, make)

    def _events(self) -> pa.Table:
        return self._kept("events", lambda: self.events().arrow())

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
        ledger = self.path / LEDGER
        written = ledger.stat().st_size if ledger.exists() else 0  # lines are only ever added
        if self._memory.get(LEDGER) != written:
            self._memory.clear()
            self._memory[LEDGER] = written
        if key not in self._memory:
            self._memory[key] = make()
        found: T = self._memory[key]
        return found


def _copied(provenance: Provenance) -> dict[str, str]:
    """Documents whose words are another's, with the document that they repeat; "" where that is not known."""
    families, outlets = provenance.families, provenance.outlets
    foreign = {id: "" for id, origin in provenance.origins.items() if origin != families.get(outlets[id])}
    return foreign | {copy.document_id: copy.original_id for copy in provenance.copies}
