"""What the mentions of a story say taken together: type, parties, date, place, status."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from ..records import Name
from .candidates import MUTUAL, Candidate, Who
from .model import Party
from .parties import likeness, side_likeness

V = TypeVar("V", bound=Hashable)
ALIKE = 0.4
"""From this likeness on two parties of different reports are taken for one."""
SUPPORT = 0.34
"""Share of the mentions with a known side that must name a party for it to be told; the most named one always
is."""


def foremost(mentions: Sequence[Candidate], value: Callable[[Candidate], V]) -> V | None:
    """The value that most origins give, then most mentions, then the first report; None if none gives one."""
    origins: dict[V, set[str]] = defaultdict(set)
    count: Counter[V] = Counter()
    for mention in mentions:
        given = value(mention)
        if given:
            origins[given].add(mention.origin)
            count[given] += 1
    if not count:
        return None
    order = {v: -i for i, v in enumerate(count)}
    return max(count, key=lambda v: (len(origins[v]), count[v], order[v]))


def dated(mentions: Sequence[Candidate]) -> tuple[str, str, str]:
    """Date, precision and basis: the day that most reports give, else their month or year, else the day of
    the first publication."""
    for precision in ("day", "month", "year"):
        date = foremost(mentions, lambda m, p=precision: m.date if m.precision == p else "")  # type: ignore[misc]
        if date:
            return date, precision, "text"
    published = next((m.published[:10] for m in mentions if m.published), "")
    return published, "day" if published else "", "published" if published else ""


def oriented(mentions: Sequence[Candidate]) -> list[tuple[tuple[Who, ...], tuple[Who, ...]]]:
    """Actors and recipients of each mention, turned round where a mutual event is told from the other side
    than in the report that knows most."""
    reference = max(mentions, key=lambda m: (bool(m.actors) + bool(m.recipients), m.weight))
    found = []
    for mention in mentions:
        sides = mention.actors, mention.recipients
        if mention.group in MUTUAL:
            straight = _agreement(reference, *sides)
            if _agreement(reference, *reversed(sides)) > straight:
                sides = sides[1], sides[0]
        found.append(sides)
    return found


def _agreement(reference: Candidate, actors: tuple[Who, ...], recipients: tuple[Who, ...]) -> float:
    return (side_likeness(reference.actors, actors) or 0.0) + (
        side_likeness(reference.recipients, recipients) or 0.0
    )


def parties(sides: Sequence[tuple[Who, ...]]) -> tuple[Party, ...]:
    """The parties of one side over all mentions: like ones taken together under the one best identified, the
    best supported first."""
    kinds: list[list[Who]] = []
    named: list[set[int]] = []
    order = sorted(
        ((i, who) for i, side in enumerate(sides) for who in side),
        key=lambda item: (not item[1].actor_id, item[1].state, item[0]),
    )
    for i, who in order:
        graded = [(max(likeness(who, other) for other in kind), -k) for k, kind in enumerate(kinds)]
        score, place = max(graded, default=(-1.0, 0))
        same_report = (
            score >= ALIKE and i in named[-place] and not (who.actor_id == kinds[-place][0].actor_id != "")
        )
        if score < ALIKE or same_report:
            kinds.append([who])
            named.append({i})
        else:
            kinds[-place].append(who)
            named[-place].add(i)
    known = sum(bool(side) for side in sides)
    most = max(map(len, named), default=0)
    kept = [k for k in range(len(kinds)) if len(named[k]) >= min(most, SUPPORT * known)]
    kept.sort(key=lambda k: (-len(named[k]), k))
    return tuple(_party(kinds[k][0]) for k in kept)


def _party(who: Who) -> Party:
    arabic, english = who.name
    return Party(who.actor_id or None, who.code, Name(arabic or who.text, english))


def first_first(mentions: Iterable[Candidate]) -> list[Candidate]:
    """Mentions by the moment of publication; those without a date last."""
    return sorted(mentions, key=lambda m: (*moment(m.published), m.document_id, m.offset, m.event_id))


def moment(published: str) -> tuple[bool, float]:
    """A key that sorts ISO 8601 dates and times, of any zone, by time; a time without a zone counts as UTC, a
    bare date as the beginning of its day, and what is no date sorts last."""
    try:
        given = datetime.datetime.fromisoformat(published)
    except ValueError:
        return True, 0.0
    if given.tzinfo is None:
        given = given.replace(tzinfo=datetime.UTC)
    return False, given.timestamp()
