"""Pairs of an actor and a recipient: those that are tried, and what speaks for their fitting together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..linear import Part, named
from .participant_features import ROLES, Candidate, verbal
from .triggers import Trigger

_LIKELIEST = 7
"""Candidates for each role that are tried in pairs."""


class Pairing(NamedTuple):
    """A possible actor with a possible recipient; None is nobody. `scores` are what each alone is worth."""

    actor: Candidate | None
    recipient: Candidate | None
    scores: tuple[float, float]


def pairings(
    found: Sequence[Candidate], scores: Sequence[Sequence[float]], nobody: Sequence[float]
) -> list[Pairing]:
    """The pairs of the likeliest candidates for each role, nobody among them; nobody acts on himself."""
    ranked: list[list[tuple[float, Candidate | None]]] = []
    for role in range(len(ROLES)):
        order = sorted(range(len(found)), key=lambda k, role=role: (-scores[k][role], k))[:_LIKELIEST]  # type: ignore[misc]
        ranked.append([*((scores[k][role], found[k]) for k in order), (nobody[role], None)])
    return [
        Pairing(a, r, (x, y))
        for x, a in ranked[0]
        for y, r in ranked[1]
        if a is None or r is None or a.party != r.party
    ]


def pair_parts(trigger: Trigger, pair: Pairing) -> list[Part]:
    """What speaks for an actor and a recipient being those of one event, in parts."""
    entry, form = trigger.entry, trigger.reading.form
    event_type = entry.event_type
    a, r = pair.actor, pair.recipient
    actor_slot, actor_kind = (a.slot, a.mention.kind) if a else ("-", "-")
    recipient_slot, recipient_kind = (r.slot, r.mention.kind) if r else ("-", "-")
    parts: list[Part] = [
        (_slots, form, event_type, entry.lemma, actor_slot, recipient_slot),
        (_kinds, event_type, actor_kind, recipient_kind),
    ]
    if a is None or r is None:
        return parts
    actor, recipient = a.mention, r.mention
    parts.append((_codes, event_type, actor.iso == recipient.iso, actor.sector[:3], recipient.sector[:3]))
    if a.before or r.before:
        parts.append((_told_before, verbal(form), a.before, r.before))
        return parts
    (_, x), (_, y), (_, z) = sorted([(actor.first, "A"), (recipient.first, "R"), (trigger.first, "T")])
    gap = min(abs(recipient.first - actor.first) // 2, 5)
    parts.append((_order, verbal(form), event_type, x + y + z, gap, r.coordinated))
    return parts


def pair_features(trigger: Trigger, pair: Pairing) -> list[str]:
    """The same as named features."""
    return named(pair_parts(trigger, pair))


def _slots(form: str, event_type: str, lemma: str, actor: str, recipient: str) -> list[str]:
    slots = f"{actor}/{recipient}"
    return [f"pair={name}&{slots}" for name in (verbal(form), form, event_type, lemma)]


def _kinds(event_type: str, actor: str, recipient: str) -> list[str]:
    return [f"kinds={actor}/{recipient}&{event_type}"]


def _codes(event_type: str, same_country: bool, actor: str, recipient: str) -> list[str]:
    return [
        f"same-country={same_country}&{event_type}",
        f"sectors={actor}/{recipient}",
        f"sectors={actor}/{recipient}&{event_type}",
    ]


def _told_before(kind: str, actor: bool, recipient: bool) -> list[str]:
    return [f"earlier={actor}/{recipient}&{kind}"]


def _order(kind: str, event_type: str, order: str, gap: int, coordinated: bool) -> list[str]:
    features = [f"order={order}&{kind}", f"order={order}&{event_type}", f"gap={order}&{gap}&{kind}"]
    return [*features, f"recipient-coordinated&{event_type}"] if coordinated else features
