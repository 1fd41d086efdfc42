"""What the documents of a story differ on: dates, numbers, who did it, to whom, whether it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .candidates import Candidate, Who
from .model import DENIED, Disagreement
from .parties import likeness

Values = Mapping[str, Sequence[Candidate]]


def disagreements(
    mentions: Sequence[Candidate],
    sides: Sequence[tuple[tuple[Who, ...], tuple[Who, ...]]],
    numbers: Mapping[str, Mapping[str, Sequence[Candidate]]],
    denials: Sequence[Candidate],
) -> tuple[Disagreement, ...]:
    """The disagreements of a story, in the order date, number, actor, recipient, status.

    `sides` are the mentions' actors and recipients, turned alike; `numbers` has for each thing counted the
    mentions by the number that they give. A value counts as another only if another document gives it; for
    the parties, only if another origin does: in a copy the words are the same, and only read differently.
    """
    found = [differing("date", _dates(mentions))]
    found += [differing("number", values) for _, values in sorted(numbers.items())]
    found.append(differing("actor", _rivals(mentions, [a for a, _ in sides]), apart="origin"))
    found.append(differing("recipient", _rivals(mentions, [r for _, r in sides]), apart="origin"))
    if denials:
        status = _by_status(mentions)
        status[DENIED] = [*status.get(DENIED, ()), *denials]
        found.append(differing("status", status))
    return tuple(d for d in found if d is not None)


def differing(kind: str, values: Values, *, apart: str = "document_id") -> Disagreement | None:
    """The disagreement, or None if there are not two values that stand in different documents (`apart` is
    another attribute of a mention that must differ)."""
    holders = [frozenset(getattr(m, apart) for m in mentions) for mentions in values.values()]
    if len(holders) < 2 or len(frozenset().union(*holders)) < 2:
        return None
    ordered = sorted(values.items(), key=lambda kv: (-len({m.origin for m in kv[1]}), -len(kv[1]), kv[0]))
    return Disagreement(kind, tuple((v, tuple(m.event_id for m in mentions)) for v, mentions in ordered))


def _dates(mentions: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for mention in mentions:
        if mention.precision == "day":
            found[mention.date].append(mention)
    return found


def _by_status(mentions: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for mention in mentions:
        found[mention.status].append(mention)
    return found


def _rivals(mentions: Sequence[Candidate], sides: Sequence[tuple[Who, ...]]) -> dict[str, list[Candidate]]:
    """The mentions by the party named on a side, where no party of one can be a party of the other."""
    camps: list[tuple[list[Who], list[Candidate]]] = []
    for mention, side in zip(mentions, sides, strict=True):
        if not side:
            continue
        for parties, members in camps:
            if any(likeness(a, b) >= 0 for a in side for b in parties):
                parties.extend(side)
                members.append(mention)
                break
        else:
            camps.append((list(side), [mention]))
    return {_name(parties[0]): members for parties, members in camps}


def _name(who: Who) -> str:
    return who.actor_id or who.text
