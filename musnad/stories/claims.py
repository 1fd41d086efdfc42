"""What actors said would happen, and the later reports that bear on it.

A claim is a story told as planned (status future or hypothetical) with the one who said so: whom the text
attributes it to, else the actor of the event himself. Later stories of the same parties bear on it in one of
two ways: *came*, a report of the same kind of event; *against*, a denial of it, or an event of the opposite
sign between the same parties. Neither is a verdict: a ceasefire may hold and a raid follow. A claim on which
nothing bears is open.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..records import Name
from .candidates import GROUPS, PLANNED
from .model import Party, Story
from .sides import covers

WINDOW = 90
"""Days after it was said in which a report bears on a claim."""
GRACE = 30
"""Days after the date that a claim names, where it names one."""
CAME, AGAINST, OPEN = "came", "against", "open"
_COOPERATION, _MATERIAL_COOPERATION, _MATERIAL_CONFLICT = (1, 2), 2, 4


@dataclass(frozen=True, slots=True)
class Bearing:
    """A later story that bears on a claim."""

    story_id: str
    kind: str
    """came or against."""
    date: str
    days: int
    """From the day it was said to the later story."""
    corroboration: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody said would happen."""

    event_id: str
    """The first event that reports the speaker's words."""
    document_id: str
    story_id: str
    speaker: Party
    said_on: str
    """Day of publication, YYYY-MM-DD."""
    status: str
    """future, or hypothetical where it depends on something."""
    event_type: str
    event_mode: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    due: str
    """The date that the claim names; empty if it names none."""
    bearings: tuple[Bearing, ...]
    """By date, then id."""

    @property
    def state(self) -> str:
        """came, against, "came and against", or open."""
        kinds = {b.kind for b in self.bearings}
        return " and ".join(k for k in (CAME, AGAINST) if k in kinds) or OPEN


def find_claims(stories: Iterable[Story], *, window: int = WINDOW) -> tuple[Claim, ...]:
    """The claims in stories, by day, then event; one for each speaker of a planned story.

    `window` is in days. A planned story that nobody is named for, that has no publication date, or that is
    dated before it was published, makes no claim.

    Raises: ValueError for a window below one day.
    """
    if window < 1:
        raise ValueError(f"a window of {window} days")
    told = list(stories)
    later = _by_party([s for s in told if s.status not in PLANNED and s.date_precision == "day"])
    found = [claim for story in told if story.status in PLANNED for claim in _claims(story, later, window)]
    return tuple(sorted(found, key=lambda c: (c.said_on, c.event_id)))


_Dated = tuple[list[str], list[Story]]
"""Days in order, and the story of each."""


def _by_party(stories: Sequence[Story]) -> dict[str, _Dated]:
    index: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for key in {_key(p) for p in (*story.actors, *story.recipients)}:
            index[key].append(story)
    ordered = {key: sorted(found, key=lambda s: (s.date, s.id)) for key, found in index.items()}
    return {key: ([s.date for s in found], found) for key, found in ordered.items()}


def _key(party: Party) -> str:
    return party.actor_id or party.code


def _claims(story: Story, later: dict[str, _Dated], window: int) -> list[Claim]:
    found: dict[str, Claim] = {}
    due = story.date if story.date_basis == "text" else ""
    for mention in story.mentions:
        speaker = _speaker(story, mention.said_by, mention.said_by_id)
        said_on = mention.published[:10]
        if speaker is None or not said_on or (due and due < said_on[: len(due)]):
            continue
        who = _key(speaker) + speaker.name.ar
        if who in found:
            continue
        found[who] = Claim(
            mention.event_id,
            mention.document_id,
            story.id,
            speaker,
            said_on,
            story.status,
            story.event_type,
            story.event_mode,
            story.actors,
            story.recipients,
            due,
            _bearings(story, said_on, due, later, window),
        )
    return list(found.values())


def _speaker(story: Story, said_by: str, said_by_id: str | None) -> Party | None:
    if not said_by:
        return story.actors[0] if story.actors else None
    known = (p for p in (*story.actors, *story.recipients) if said_by_id and p.actor_id == said_by_id)
    return next(known, Party(said_by_id, "---", Name(said_by, "")))


def _bearings(
    story: Story, said_on: str, due: str, later: dict[str, _Dated], window: int
) -> tuple[Bearing, ...]:
    said = datetime.date.fromisoformat(said_on)
    last = max((said + datetime.timedelta(window)).isoformat(), _grace(due))
    found: dict[str, Bearing] = {}
    for key in sorted({_key(p) for p in (*story.actors, *story.recipients)}):
        days, others = later.get(key, ([], []))
        for other in others[bisect_left(days, said_on) : bisect_left(days, last + "~")]:
            kind = _kind(story, other, said_on)
            if kind:
                apart = (datetime.date.fromisoformat(other.date) - said).days
                found[other.id] = Bearing(other.id, kind, other.date, apart, other.corroboration)
    return tuple(sorted(found.values(), key=lambda b: (b.date, b.story_id)))


def _grace(due: str) -> str:
    if len(due) != len("YYYY-MM-DD"):
        return f"{due}-31" if len(due) == len("YYYY-MM") else f"{due}-12-31" if due else ""
    return (datetime.date.fromisoformat(due) + datetime.timedelta(GRACE)).isoformat()


def _kind(claim: Story, other: Story, said_on: str) -> str:
    """came, against, or nothing. The report must be later than the claim, not one of the same day's paper."""
    if min((m.published[:10] for m in other.mentions if m.published), default="") <= said_on:
        return ""
    if not covers(claim, other):
        return ""
    if _group(claim) == _group(other):
        return AGAINST if other.status == "negated" else CAME if other.status == "asserted" else ""
    opposed = (claim.quad_class in _COOPERATION and other.quad_class == _MATERIAL_CONFLICT) or (
        claim.quad_class == _MATERIAL_CONFLICT and other.quad_class == _MATERIAL_COOPERATION
    )
    one_sided = not (claim.actors and claim.recipients)
    return AGAINST if opposed and other.status == "asserted" and not one_sided else ""


def _group(story: Story) -> str:
    return GROUPS.get(story.event_type, story.event_type)
