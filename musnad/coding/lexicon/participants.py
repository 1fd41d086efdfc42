"""Participants: which mentions are the actors and the recipients of a trigger.

Each mention of the sentence (and, for a dropped subject or a pronoun, of those before) is described by
where it stands to the trigger and by what the entry asks for. For each role the candidates compete with
each other and with nobody: the weights make a probability over them (conditional logit; McFadden 1974).
Then the likeliest compete in pairs, for an actor and a recipient have to fit together.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..linear import LinearModel, softmax
from ..mentions import Mention
from .pairs import Pairing, pair_parts, pairings
from .participant_features import ROLES, Candidate, nobody_features, participant_candidates
from .scene import Scene
from .triggers import Trigger


def choose_participants(
    scene: Scene, trigger: Trigger, scenes: Sequence[Scene], model: LinearModel, pair_model: LinearModel
) -> tuple[list[Mention], list[Mention]]:
    """The actors and the recipients of a trigger, in text order.

    The most probable pair of actor and recipient fills the roles, several mentions of one party speaking
    for it together; the members of a coordination join their first. One party does not fill both roles.
    """
    found = participant_candidates(scene, trigger, scenes)
    scores = [model.score_parts(candidate.parts, candidate.others) for candidate in found]
    pairs = pairings(found, scores, model.scores(nobody_features(scene, trigger)))
    as_actor, as_recipient = (pair_model.weights[f"{role}-score"][0] for role in ROLES)
    values = [
        pair_model.score_parts(pair_parts(trigger, pair))[0]
        + (as_actor * pair.scores[0] + as_recipient * pair.scores[1])
        for pair in pairs
    ]
    together: dict[tuple[str, str], float] = {}
    best: dict[tuple[str, str], tuple[float, Pairing]] = {}
    for pair, odds in zip(pairs, softmax(values), strict=True):
        key = (_party(pair.actor), _party(pair.recipient))
        together[key] = together.get(key, 0.0) + odds
        if odds > best.get(key, (0.0,))[0]:
            best[key] = (odds, pair)
    key = max(together, key=lambda k: (together[k], k))
    pair = _host_last(trigger, best[key][1])
    key = (_party(pair.actor), _party(pair.recipient))
    actors = _coordination(found, pair.actor)
    recipients = _coordination(found, pair.recipient)
    actors = [m for m in actors if m.identity != key[1]]
    taken = {m.identity for m in actors}
    return _distinct(actors), _distinct([m for m in recipients if m.identity not in taken])


def _host_last(trigger: Trigger, pair: Pairing) -> Pairing:
    """The pair turned round where the entry's subject is a host (استقبل) and was taken for the visitor."""
    entry, actor = trigger.entry, pair.actor
    hosts = "subj" in entry.recipient and "subj" not in entry.actor
    subject = actor is not None and actor.slot in ("subj", "subj-clitic", "من قبل")
    if not (hosts and subject and entry.event_mode == "visit"):
        return pair
    return Pairing(pair.recipient, actor, (pair.scores[1], pair.scores[0]))


def _party(candidate: Candidate | None) -> str:
    return candidate.party if candidate is not None else ""


def _coordination(found: Sequence[Candidate], candidate: Candidate | None) -> list[Mention]:
    """A mention with those that are coordinated with it."""
    if candidate is None:
        return []
    return [c.mention for c in found if c.head is candidate.head]


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    """Without second mentions of the same actor."""
    seen: set[str] = set()
    found = []
    for mention in mentions:
        key = mention.identity
        if key not in seen:
            seen.add(key)
            found.append(mention)
    return found
