"""Which denial belongs to which story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from .candidates import Candidate, Who
from .likeness import kilometres
from .parties import likeness
from .wording import overlap

DAYS = 30
"""A denial comes at most so many days after what it denies."""
NEAR_KM = 60.0
ENOUGH = 2.0
"""Points from which a denial attaches: two parties alike, or one and the place, or one and much wording."""


def denials_of(
    stories: Sequence[Sequence[Candidate]], denied: Sequence[Candidate]
) -> Mapping[int, list[Candidate]]:
    """For each story (by its place in the sequence) the mentions under a denial that deny it. A denial
    attaches to the one story that it fits best, and to none if none fits."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for i, mentions in enumerate(stories):
        for key in sorted({key for m in mentions for key in _keys(m)}):
            blocks[key].append(i)
    found: dict[int, list[Candidate]] = defaultdict(list)
    for denial in denied:
        near = sorted({i for key in _keys(denial) for i in blocks.get(key, ())})
        graded = [(_fit(stories[i], denial), -i) for i in near]
        points, place = max(graded, default=(0.0, 0))
        if points >= ENOUGH:
            found[-place].append(denial)
    return found


def _keys(c: Candidate) -> Iterator[tuple[str, str, str]]:
    for who in (*c.actors, *c.recipients):
        yield c.group, "party", who.actor_id or who.code
    if c.point is not None:
        yield c.group, "place", c.place_id


def _fit(mentions: Sequence[Candidate], denial: Candidate) -> float:
    return max(_points(mention, denial) for mention in mentions)


def _points(mention: Candidate, denial: Candidate) -> float:
    """How well a denial fits a report: parties 1 a side, the same place 1, wording up to 2, a day 0.5."""
    near = _near(mention, denial)
    if near is None:
        return 0.0
    sides = _alike(mention.actors, denial.actors) + _alike(mention.recipients, denial.recipients)
    place = 0.0
    if mention.point and denial.point:
        place = 1.0 if kilometres(mention.point, denial.point) <= NEAR_KM else -1.0
    same = mention.document_id == denial.document_id and mention.sentence == denial.sentence
    return near + sides + place + (0.0 if same else 2 * overlap(mention.stems, denial.stems))


def _near(mention: Candidate, denial: Candidate) -> float | None:
    """0.5 for a denial within two days, 0 for a later one or where a date is missing; None if it denies
    another day or comes too late or too early."""
    told, last = mention.low, mention.high
    if denial.precision == mention.precision == "day" and abs((denial.low or 0) - (told or 0)) > 1:
        return None
    if told is None or last is None:
        told = last = mention.day
    said = denial.day if denial.day is not None else denial.low
    if told is None or last is None or said is None:
        return 0.0
    if not told - 1 <= said <= last + DAYS:
        return None
    return 0.5 if said - told <= 2 else 0.0


def _alike(one: tuple[Who, ...], other: tuple[Who, ...]) -> float:
    """1 for parties alike, 0 where one side is not known, -1 where they contradict each other."""
    if not one or not other:
        return 0.0
    best = max(likeness(a, b) for a in one for b in other)
    return -1.0 if best < 0 else min(1.0, best + 0.3) if best > 0.1 else 0.0
