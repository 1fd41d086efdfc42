"""How likely two mentions are one happening: a sum of log-odds, each for one visible reason.

The weights are read as logits: +2 makes the odds seven times as high. They were set by hand and looked at on
the reports of one half of the months of the sample corpus; figures for the other half are in docs/stories.md.
"""

from __future__ import annotations

import math

from .candidates import PLANNED, Candidate
from .parties import party_points
from .wording import COPIED, overlap, skeleton

BASE = {
    "meeting": -3.2, "PROTEST": -3.2, "SANCTION": -3.2, "yielding": -3.2,
    "AID": -3.7, "MOBILIZE": -3.7, "COERCE": -3.7, "ASSAULT": -5.3,
}  # fmt: skip
SPEECH = -4.2
"""Before any evidence. Words are cheap: an actor demands, blames and praises more often than he travels."""
TRIGGER = 0.7
OTHER_TRIGGER = -4.0
"""Two verbs of one sentence, or of a sentence and its copy, tell two events."""
PAIRS = 3.0
STEMS = 2.5
STEMS_EXPECTED = 0.35
"""Share of words that two sentences about the same parties have in common anyway."""
SAME_PLACE, NEAR_PLACE, OTHER_PLACE = 0.9, 0.2, -2.0
NEAR_KM, FAR_KM = 60.0, 120.0
OTHER_TYPE = -1.2
OTHER_MODE = -0.5
CALL_OR_VISIT = -2.0
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
_DAYS_APART = (2.0, 0.3, -2.2, -3.2)
_DAYS_AFTER = (1.0, 1.0, 0.3, 0.3)
_PUBLISHED_APART = (1.0, 0.8, 0.3, -1.0, -1.5)
_LONG_APART, _LONG_AFTER = -2.5, -1.0
NO_DATE, NO_DATE_COPIED = -3.5, -1.0
LONGEST_GAP = 10
"""Days between publications, or from a date to a publication, beyond which only a copied sentence links an
undated mention."""
LONGEST_COPY = 30


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
