"""What the reports themselves tell beyond events: who reports, on what they differ, how they name people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..analysis import Analysis, Evidence
from ..measures import EventTable
from ..measures.framing import Framing, framing
from ..stories import Story
from ..stories.claims import Claim
from .findings import Findings
from .question import Question

ASIDE = ("empty", "duplicate", "not_arabic", "quarantined")


@dataclass(frozen=True, slots=True)
class Reports:
    """What a workspace has to tell about a question; a table of events has none of it."""

    documents: int
    """Published in the period."""
    outlets: Mapping[str, int]
    """Documents of each in the period, the most first; one that is not known has an empty name."""
    families: int
    """Independent sources of these documents."""
    copies: int
    """Documents in the period that repeat another one."""
    collapsed: bool
    """Whether copies count once."""
    aside: Mapping[str, int]
    """Documents read and not counted, by reason, in the whole workspace."""
    copied: frozenset[str]
    """Documents that repeat another one."""
    stories: tuple[Story, ...]
    """Those with disagreements or denials in which actor or rival has a part, by date."""
    claims: tuple[Claim, ...]
    """What was announced by or about actor or rival, by day."""
    bearing: Mapping[str, str]
    """Of the stories that bear on a claim, by id: the event that reported each first."""
    framings: tuple[Framing, ...]
    """Of the actor, then of the rival."""
    evidence: Mapping[str, Evidence]
    """The sentences of all events that the brief may name, by id."""

    def counted(self, ids: Iterable[str]) -> tuple[int, int]:
        """How many documents tell some events, and how many of them are independent: all if copies count,
        else those that repeat no other document."""
        told = {self.evidence[id].document_id for id in ids if id in self.evidence}
        return len(told), len(told - self.copied if self.collapsed else told)

    def outlets_of(self, ids: Iterable[str]) -> int:
        """How many outlets, as far as they are known, tell some events."""
        return len({self.evidence[id].outlet for id in ids if id in self.evidence} - {""})


def gather(workspace: Analysis, table: EventTable, findings: Findings, collapse: bool) -> Reports:
    """What the reports of a workspace tell about a question.

    Raises: WorkspaceError for a missing part.
    """
    question = findings.question
    since, until = question.since.isoformat(), question.until.isoformat()
    traced = workspace.provenance(collapse=collapse)
    published = {
        row["id"]: row["day"]
        for row in workspace.query("SELECT id, left(published, 10) AS day FROM documents").to_pylist()
    }
    there = sorted(id for id, day in published.items() if not day or since <= day <= until)
    own = _own_events(table, findings)
    told = workspace.stories(collapse=collapse).records()
    stories = tuple(
        story
        for story in told
        if (story.disagreements or story.denials)
        and (any(id in own for id in _all_ids(story)) or _takes_part(story, question))
        and (not story.date or since[: len(story.date)] <= story.date <= until)
    )
    copied = {copy.document_id: copy.original_id for copy in workspace.provenance().copies}
    named = workspace.namings()
    framings = tuple(
        framing(named, party, since=since, until=until, copies=not collapse) for party in question.focus
    )
    claims = _claims(workspace, findings, own, collapse)
    firsts = {story.id: story.first for story in told}
    bearing = {one.story_id: firsts[one.story_id] for claim in claims for one in claim.bearings}
    ids = {
        *findings.evidence,
        *(id for turns in findings.turns for id in turns.evidence),
        *(findings.camps.evidence if findings.camps else ()),
        *(id for story in stories for id in _all_ids(story)),
        *(claim.event_id for claim in claims),
        *bearing.values(),
    }
    evidence = {one.event_id: one for one in workspace.evidence(ids)}
    return Reports(
        documents=len(there),
        outlets=dict(
            sorted(Counter(traced.outlets[id] for id in there).items(), key=lambda x: (-x[1], x[0]))
        ),
        families=len({traced.origins[id] for id in there if traced.outlets[id]}),
        copies=sum(id in copied for id in there),
        copied=frozenset(copied),
        collapsed=collapse,
        aside=_aside(workspace),
        stories=stories,
        claims=claims,
        bearing=bearing,
        framings=framings,
        evidence=evidence,
    )


def _own_events(table: EventTable, findings: Findings) -> frozenset[str]:
    """The ids of all events of actor and rival, whatever their status."""
    return frozenset(id for party in findings.question.focus for id in table.involving(party).ids_of())


def _claims(
    workspace: Analysis, findings: Findings, own: frozenset[str], collapse: bool
) -> tuple[Claim, ...]:
    """The claims of the period whose speaker is, or counts for, actor or rival, or in which one of them has a
    part."""
    question = findings.question
    since, until = question.since.isoformat(), question.until.isoformat()
    said = {
        claim.event_id for party in question.focus for claim in workspace.claims(party, collapse=collapse)
    }
    return tuple(
        claim
        for claim in workspace.claims(collapse=collapse)
        if since <= claim.said_on <= until and (claim.event_id in said | own or _takes_part(claim, question))
    )


def _takes_part(told: Story | Claim, question: Question) -> bool:
    """Whether actor or rival is named as a party."""
    return any(party.actor_id in question.focus for party in (*told.actors, *told.recipients))


def _all_ids(story: Story) -> tuple[str, ...]:
    return (*(mention.event_id for mention in story.mentions), *story.denials)


def _aside(workspace: Analysis) -> dict[str, int]:
    counted = workspace.query("SELECT outcome, count(*) AS n FROM set_aside GROUP BY outcome").to_pylist()
    found = {row["outcome"]: row["n"] for row in counted}
    return {outcome: found[outcome] for outcome in ASIDE if found.get(outcome)}
