"""How likely two mentions are one happening: a sum of log-odds, each for one visible reason.

The weights are read as logits: +2 makes the odds seven times as high. They were set by hand and looked at on
the reports of one half of the months of the sample corpus; figures for the other half are in docs/stories.md.
"""

from __future__ import annotations

import math

from .candidates import MUTUAL, PLANNED, Candidate, Who
from .wording import overlap, skeleton

BASE = {
    "meeting": -3.2, "PROTEST": -3.2, "SANCTION": -3.2, "yielding": -3.2,
    "AID": -3.7, "MOBILIZE": -3.7, "COERCE": -3.7, "ASSAULT": -5.3,
}  # fmt: skip
SPEECH = -4.2
"""Before any evidence. Words are cheap: an actor demands, blames and praises more often than he travels."""
SIDE = 2.4
"""For a side with the same actor; less for the same country and sector."""
ONE_SIDE_UNKNOWN = -0.2
TRIGGER = 0.7
OTHER_TRIGGER = -4.0
"""Two verbs of one sentence, or of a sentence and its copy, tell two events."""
PAIRS = 3.0
STEMS = 2.5
STEMS_EXPECTED = 0.35
"""Share of words that two sentences about the same parties have in common anyway."""
SAME_PLACE, NEAR_PLACE, OTHER_PLACE = 0.9, 0.2, -2.0
NEAR_KM, FAR_KM = 60.0, 120.0
BESIDE = -3.0
OTHER_TYPE = -1.2
OTHER_MODE = -0.5
CALL_OR_VISIT = -2.0
OTHER_DOER = -1.5
"""Reports of one attack name another who did it: a disagreement, if victim or place agree."""
KILLED = skeleton("قتل")
KILLED_IN = 1.5
HEADLINE = 1.0
AGAIN = 1.5
OTHERWISE_READ = -0.5
"""Parties that contradict each other in the same words."""
VERBATIM = 0.75
LONG = 6
"""So many pairs of words a sentence must have to be known as a copy."""
SIMILAR = 0.3
"""Share of common pairs of words from which two sentences are about the same thing."""
ELSEWHERE, OTHER_WORDS = -1.2, -0.8
COPIED = 0.6
"""From this share of common pairs of words on, one sentence is a copy of the other."""
_DAYS_APART = (2.0, 0.3, -2.2, -3.2)
_DAYS_AFTER = (1.0, 1.0, 0.3, 0.3)
_PUBLISHED_APART = (1.0, 0.8, 0.3, -1.0, -1.5)
_LONG_APART, _LONG_AFTER = -2.5, -1.0
NO_DATE, NO_DATE_COPIED = -3.5, -1.0
LONGEST_GAP = 10
"""Days between publications, or from a date to a publication, beyond which only a copied sentence links an
undated mention."""
LONGEST_COPY = 30
_ARMED = frozenset(("MIL", "REB", "PRM", "SPY", "COP", "UAF"))
_RULING = frozenset(("GOV", "LEG", "JUD", "ELI"))
_PEOPLE = frozenset(("CVL", "REF", "SOC", "OPP", "LAB", "EDU", "JRN", "UAF"))


def probability(a: Candidate, b: Candidate) -> float | None:
    """How likely the two are one happening, 0 to 1; None where they cannot be."""
    logit = score(a, b)
    return None if logit is None else 1.0 / (1.0 + math.exp(-logit))


def score(a: Candidate, b: Candidate) -> float | None:
    """The log-odds that two mentions are one happening; None where group, status, time or parties contradict
    each other."""
    if a.group != b.group or not _statuses_agree(a, b):
        return None
    together = a.document_id == b.document_id
    same_sentence = together and a.sentence == b.sentence
    if same_sentence and not _one_tells_the_other(a, b):
        return None
    pairs = 0.0 if same_sentence else overlap(a.pairs, b.pairs)
    time = time_points(a, b, pairs)
    parties = party_points(a, b, pairs)
    if parties is None and _copied(a, b, pairs):
        parties = OTHERWISE_READ
    if time is None or parties is None:
        return None
    total = BASE.get(a.group, SPEECH) + time + parties + place_points(a, b) + _type_points(a, b)
    if a.trigger == b.trigger:
        total += TRIGGER
    elif pairs >= COPIED:
        total += OTHER_TRIGGER
    if same_sentence:
        return total + (KILLED_IN if a.group == "ASSAULT" else 0.0)
    total += PAIRS * pairs + STEMS * (overlap(a.stems, b.stems) - STEMS_EXPECTED)
    return total + (_within(a, b) if together else _across(a, b, pairs))


def _across(a: Candidate, b: Candidate, pairs: float) -> float:
    """For two documents: in a war the same forces fight every day in many places, and an actor says much; so
    an attack without a common place, and words of another verb, need more to be one."""
    if pairs >= SIMILAR:
        return 0.0
    if a.group == "ASSAULT":
        return 0.0 if a.point is not None and a.place_id == b.place_id else ELSEWHERE
    return OTHER_WORDS if a.group not in BASE and a.trigger != b.trigger else 0.0


def _one_tells_the_other(a: Candidate, b: Candidate) -> bool:
    """Whether two triggers of one sentence can tell one happening: he was received on a visit; thirty were
    killed in a raid."""
    if a.group == "ASSAULT" and a.trigger != b.trigger:
        return (a.trigger == KILLED) != (b.trigger == KILLED)
    return a.group == "meeting" or a.trigger == b.trigger


def _copied(a: Candidate, b: Candidate, pairs: float) -> bool:
    """Whether one sentence is the other's copy: parties that differ were then read differently, not told."""
    long = min(len(a.pairs), len(b.pairs)) >= LONG
    return long and pairs >= VERBATIM and a.trigger == b.trigger and a.document_id != b.document_id


def _within(a: Candidate, b: Candidate) -> float:
    """For two mentions in one document: what the headline tells the text tells again, and a noun with the
    article speaks of what has been told."""
    later = a if a.offset > b.offset else b
    return (HEADLINE if a.headline or b.headline else 0.0) + (AGAIN if later.definite else 0.0)


def _statuses_agree(a: Candidate, b: Candidate) -> bool:
    """Plans join plans, denials denials. What is told as history joins a report of the day only if both are
    dated to the day."""
    if (a.status in PLANNED) != (b.status in PLANNED) or a.denied != b.denied:
        return False
    if (a.status == "historical") != (b.status == "historical"):
        return a.precision == b.precision == "day"
    return True


def time_points(a: Candidate, b: Candidate, pairs: float) -> float | None:
    """For the dates of the two; None if they cannot be the same."""
    if a.low is not None and b.low is not None:
        return _both_dated(a, b)
    if a.low is None and b.low is None:
        if a.document_id == b.document_id:
            return _PUBLISHED_APART[0]
        if a.day is None or b.day is None:
            return _undated(pairs)
        apart = abs(a.day - b.day)
        if apart < len(_PUBLISHED_APART):
            return _PUBLISHED_APART[apart]
        if apart <= LONGEST_GAP:
            return _LONG_APART
        return -1.0 if pairs >= COPIED and apart <= LONGEST_COPY else None
    dated, other = (a, b) if a.low is not None else (b, a)
    if other.day is None:
        return 0.0 if a.document_id == b.document_id else _undated(pairs)
    assert dated.low is not None and dated.high is not None
    if other.status in PLANNED:
        return 0.0 if dated.high >= other.day - 1 else None
    if other.day < dated.low - 1:
        return None
    after = max(0, other.day - dated.high)
    if dated.precision != "day":
        return 0.0 if after <= LONGEST_GAP else None
    if after < len(_DAYS_AFTER):
        return _DAYS_AFTER[after]
    if after <= LONGEST_GAP:
        return _LONG_AFTER
    return -1.0 if pairs >= COPIED and after <= LONGEST_COPY else None


def _undated(pairs: float) -> float:
    """For two documents one of which has no date at all: any two years may lie between them."""
    return NO_DATE_COPIED if pairs >= COPIED else NO_DATE


def _both_dated(a: Candidate, b: Candidate) -> float | None:
    assert a.low is not None and b.low is not None and a.high is not None and b.high is not None
    if a.precision == b.precision == "day" and a.low == a.high and b.low == b.high:
        apart = abs(a.low - b.low)
        if apart > 1 and a.document_id == b.document_id:
            return None  # a report does not contradict itself
        return _DAYS_APART[apart] if apart < len(_DAYS_APART) else None
    gap = max(a.low, b.low) - min(a.high, b.high)
    if gap > 1:
        return None
    return 1.0 if (a.low, a.high) == (b.low, b.high) else 0.2


def place_points(a: Candidate, b: Candidate) -> float:
    """For the places of the two; 0 where one is not known or is a wide one."""
    if not a.place_id or not b.place_id:
        return 0.0
    if a.place_id == b.place_id:
        return SAME_PLACE if a.point else NEAR_PLACE
    if a.point is None or b.point is None:
        return 0.0
    apart = kilometres(a.point, b.point)
    return NEAR_PLACE if apart <= NEAR_KM else OTHER_PLACE if apart > FAR_KM else 0.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine formula)."""
    la, lo, lb, lp = map(math.radians, (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def _type_points(a: Candidate, b: Candidate) -> float:
    points = OTHER_TYPE if a.kind != b.kind else 0.0
    if a.mode and b.mode and a.mode != b.mode:
        points += CALL_OR_VISIT if "phone" in (a.mode, b.mode) else OTHER_MODE
    return points


def party_points(a: Candidate, b: Candidate, pairs: float) -> float | None:
    """For the parties of the two; None if they contradict each other."""
    if a.group == "meeting":
        return _circle(a, b)
    straight = _sides(a.actors, b.actors, a.recipients, b.recipients)
    if straight is None and a.group == "ASSAULT":
        return _disputed(a, b, pairs)
    if a.group not in MUTUAL:
        return straight
    swapped = _sides(a.actors, b.recipients, a.recipients, b.actors)
    if straight is None or swapped is None:
        return straight if swapped is None else swapped
    return max(straight, swapped)


def _sides(
    one: tuple[Who, ...], other: tuple[Who, ...], third: tuple[Who, ...], fourth: tuple[Who, ...]
) -> float | None:
    first, second = side_likeness(one, other), side_likeness(third, fourth)
    if first == -1 or second == -1:
        return None
    return _points(first) + _points(second)


def _points(likeness: float | None) -> float:
    if likeness is None:
        return ONE_SIDE_UNKNOWN
    return SIDE * likeness - 0.3 * (likeness == 0)


def _disputed(a: Candidate, b: Candidate, pairs: float) -> float | None:
    """One attack, another doer: only if the victims are alike or the place is the same, and not both sides
    differ."""
    doers = side_likeness(a.actors, b.actors)
    victims = side_likeness(a.recipients, b.recipients)
    if victims == -1 or doers != -1:
        return None
    same_place = a.point is not None and a.place_id == b.place_id
    if not same_place and pairs < COPIED and (victims is None or victims < 0.5):
        return None
    return OTHER_DOER + _points(victims)


def side_likeness(one: tuple[Who, ...], other: tuple[Who, ...]) -> float | None:
    """How alike two sides are: the mean over the shorter of each party's best match, 0 to 1; -1 if all
    contradict; None if one side is not known."""
    if not one or not other:
        return None
    if len(one) > len(other):
        one, other = other, one
    best = [max(likeness(x, y) for y in other) for x in one]
    if max(best) < 0:
        return -1.0
    return sum(max(0.0, value) for value in best) / len(best)


def _circle(a: Candidate, b: Candidate) -> float | None:
    """For those who met, whichever side the text puts them on: the two best matches, each party once. Two on
    one side here and on two sides there speak against it, unless nobody else is named here."""
    one, other = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
    if not one or not other:
        return 2 * ONE_SIDE_UNKNOWN
    graded = sorted((-likeness(x, y), i, j) for i, x in enumerate(one) for j, y in enumerate(other))
    left: list[int] = []
    right: list[int] = []
    best: list[float] = []
    for value, i, j in graded:
        if i not in left and j not in right and len(best) < 2:
            left.append(i)
            right.append(j)
            best.append(-value)
    if min(best) < 0:
        return None
    points = sum(map(_points, best))
    if len(best) == 1:
        return points + ONE_SIDE_UNKNOWN
    return points + (BESIDE if _beside(a, left) != _beside(b, right) else 0.0)


def _beside(c: Candidate, chosen: list[int]) -> bool:
    """Whether two parties stand on one side while others stand on the other."""
    acting = [k < len(c.actors) for k in chosen]
    return acting[0] == acting[1] and bool(c.actors) and bool(c.recipients)


def likeness(a: Who, b: Who) -> float:
    """How alike two parties are: 1 the same actor, 0.75 the same state, less by country and sector and for a
    man and a body of one country and sector; -1 if they cannot be the same."""
    if a.actor_id and a.actor_id == b.actor_id:
        return 0.75 if a.state else 1.0
    if not a.country or not b.country:
        return 0.1
    if a.country != b.country:
        return -1.0
    if a.actor_id and b.actor_id and not a.state and not b.state:
        return 0.3 if a.body != b.body and _sectors_alike(a, b) else -1.0
    if a.state or b.state:
        other = b if a.state else a
        return 0.45 if other.sector in _RULING else 0.2
    named = overlap_words(a.words, b.words)
    if a.sector == b.sector:
        return 0.4 + 0.3 * named
    return 0.3 * named + (0.25 if _sectors_alike(a, b) else 0.0)


def _sectors_alike(a: Who, b: Who) -> bool:
    return a.sector == b.sector or any(
        a.sector in alike and b.sector in alike for alike in (_ARMED, _RULING, _PEOPLE)
    )


def overlap_words(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set of words that the larger one has."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0
