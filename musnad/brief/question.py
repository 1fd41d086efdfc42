"""What a brief is asked, and whom it looks at besides."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from ..errors import UsageError
from ..measures import EventTable, Scope
from ..measures.columns import day_date, day_number

MOST_PEERS = 10
"""States and bodies that a brief looks at, unless they are named."""
LEAST_EVENTS = 2
"""Signed events with actor or rival that one of them has."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who stands with an actor, and who with the rival, in a period."""

    actor: str
    rival: str | None
    since: datetime.date
    before: datetime.date
    """The day that "now" is compared with: the middle of the period, unless another was asked for."""
    until: datetime.date
    peers: tuple[str, ...]
    """States and bodies among whom they are looked at, those with most events first."""
    named: bool
    """Whether the peers were named by the user."""

    @property
    def scope(self) -> Scope:
        """What counts: events that are told as having happened, in the period."""
        return Scope(since=self.since, until=self.until)

    @property
    def focus(self) -> tuple[str, ...]:
        """Actor and rival."""
        return (self.actor,) if self.rival is None else (self.actor, self.rival)


def ask(
    table: EventTable,
    actor: str,
    rival: str | None,
    *,
    since: str | datetime.date | None = None,
    until: str | datetime.date | None = None,
    before: str | datetime.date | None = None,
    peers: Iterable[str] = (),
    supporters: Iterable[str] = (),
    outside: Callable[[str], bool] = lambda party: True,
) -> Question:
    """The question with what was left open: the period is that of the table's events of actor and rival,
    `before` the middle of the period, and the peers those with most signed events with actor or rival
    (LEAST_EVENTS at least, MOST_PEERS at most), to whom `supporters` (whom texts name as backers of either)
    with any event belong in any case. `outside` says who can be a peer: states and bodies.

    Raises: UsageError if actor and rival are one, none of them has an event, or the days are out of order.
    """
    if actor == rival:
        raise UsageError(f"'{actor}' cannot be a rival of itself", remedy="Name another rival.")
    focus = [actor] if rival is None else [actor, rival]
    days = np.concatenate([table.involving(party).date for party in focus])
    if not len(days):
        what = f"there is no dated event between {' or '.join(focus)} and another party"
        raise UsageError(what, remedy="See which actors there are, e.g. with `musnad events --actor NAME`.")
    first = day_number(since) if since is not None else int(days.min())
    last = day_number(until) if until is not None else int(days.max())
    if last < first:
        what = f"the period ends on {day_date(last)}, before it begins on {day_date(first)}"
        raise UsageError(what, remedy="Give an `until` that is not before `since`.")
    middle = day_number(before) if before is not None else (first + last) // 2
    if not first <= middle <= last:
        what = f"{day_date(middle)} is not between {day_date(first)} and {day_date(last)}"
        raise UsageError(what, remedy="Compare with a day in the period.")
    named = tuple(dict.fromkeys(peer for peer in peers if peer not in focus))
    scope = Scope(since=first, until=last)
    found = named or _busiest(table, focus, scope, outside, frozenset(supporters))
    return Question(actor, rival, day_date(first), day_date(middle), day_date(last), found, bool(named))


def _busiest(
    table: EventTable,
    focus: list[str],
    scope: Scope,
    outside: Callable[[str], bool],
    supporters: frozenset[str],
) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for party in focus:
        events = table.involving(party).within(scope).reduce()
        events = events.take(events.sign != 0)
        for side in (events.actor, events.recipient):
            for code in side.codes.tolist():
                counts[side.names[code]] = counts.get(side.names[code], 0) + 1
    wanted = {
        name: n
        for name, n in counts.items()
        if name not in focus and outside(name) and (n >= LEAST_EVENTS or name in supporters)
    }
    ranked = sorted(wanted, key=lambda name: (name not in supporters, -wanted[name], name))[:MOST_PEERS]
    return tuple(sorted(ranked, key=lambda name: (-wanted[name], name)))
