"""Copies: documents that repeat an earlier one in nearly the same words.

Candidates are found in an inverted index over a sample of each text's three-word sequences, chosen by their
value (Broder's "0 mod p"), so that two texts which share a sequence keep it both or neither. The candidates
are then compared in full. Containment, not only resemblance, decides: a shortened copy repeats half of its
original and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .model import Copy
from .shingles import Shingles

REPEATED = 0.4
"""Share of a text's sequences that must stand in the other one for it to be repeated there."""
OWN_OUTLET = 0.7
"""The same between texts of one outlet, whose columns and bulletins have a frame that returns."""
LEAST_SHARE = 0.2
"""Share of the later text that the earlier one must make up: a round-up repeats many reports and copies
none."""
LEAST_SHARED = 15
"""Sequences shared; below, two short texts may agree by chance."""
WINDOW = 7
"""Days: a copy appears within a week. Texts without a date are compared with all."""
FORMULA_WEEKS = 3
"""A sequence that stands in reports of this many weeks is formula (a title, a frame), no sign of copying."""
SAMPLE = 4
"""One in so many sequences is indexed."""
LEAST_SAMPLED = 2
"""Sampled sequences that candidates share."""
REACH = 24
"""With so many of the earliest documents that have a sequence, each later one is compared."""
BLOCK = 2_000
"""Documents at a time, which bounds the memory for candidates."""
UNDATED = np.iinfo(np.int32).max
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Text:
    """What comparing needs of a document."""

    id: str
    outlet: str
    day: int
    """Day of publication as a number, `UNDATED` if it is not known."""
    shingles: Shingles


def find_copies(texts: Sequence[Text]) -> tuple[Copy, ...]:
    """The copies among texts that stand in the order in which one may copy another, undated ones last.

    Each copy names an original that is itself no copy, so that there are no chains; of several originals the
    one it resembles most, then the first. Ordered by the copy's id.
    """
    if not texts:
        return ()
    days = np.array([text.day for text in texts], dtype=np.int64)
    kept = _without_formulas([text.shingles for text in texts], days)
    found: dict[int, Copy] = {}
    for later, earlier in _candidates(kept, days):
        best: tuple[float, int, int] | None = None
        for original in earlier:
            if original in found:
                continue
            shared = len(np.intersect1d(kept[later], kept[original], assume_unique=True))
            limit = REPEATED
            if texts[later].outlet and texts[later].outlet == texts[original].outlet:
                limit = OWN_OUTLET
            if repeats(shared, len(kept[later]), len(kept[original]), limit):
                similarity = shared / min(len(kept[later]), len(kept[original]))
                if best is None or similarity > best[0]:
                    best = (similarity, original, shared)
        if best is not None:
            similarity, original, shared = best
            found[later] = Copy(texts[later].id, texts[original].id, round(similarity, 3), shared)
    return tuple(sorted(found.values(), key=lambda copy: copy.document_id))


def repeats(shared: int, later: int, earlier: int, limit: float = REPEATED) -> bool:
    """Whether the later text copies the earlier one, by the numbers of their sequences: it is mostly taken
    from there, or takes the earlier one over and adds to it."""
    if shared < LEAST_SHARED:
        return False
    return shared >= limit * later or (shared >= limit * earlier and shared >= LEAST_SHARE * later)


def _without_formulas(sets: Sequence[Shingles], days: Indices) -> list[Shingles]:
    """The sets without the sequences that stand in dated reports of `FORMULA_WEEKS` weeks or more."""
    lengths = np.array([len(s) for s in sets])
    flat = np.concatenate(sets)
    weeks = np.repeat(np.where(days == UNDATED, -1, days // 7).astype(np.int32), lengths)
    formula = np.zeros(len(flat), dtype=bool)
    for part in range(16):  # by the upper bits, which bounds the memory for sorting
        places = np.flatnonzero((flat >> np.uint32(28) == part) & (weeks >= 0))
        order = places[np.lexsort((weeks[places], flat[places]))]
        values, when = flat[order], weeks[order]
        new_value = np.ones(len(order), dtype=bool)
        new_value[1:] = values[1:] != values[:-1]
        new_week = new_value.copy()
        new_week[1:] |= when[1:] != when[:-1]
        starts = np.flatnonzero(new_value)
        if not len(starts):
            continue
        spread = np.add.reduceat(new_week, starts, dtype=np.int64)
        repeated = np.sort(values[starts][spread >= FORMULA_WEEKS])
        here = np.flatnonzero(flat >> np.uint32(28) == part)
        formula[here] = _among(flat[here], repeated)
    ends = np.cumsum(lengths)
    return [s[~formula[end - length : end]] for s, end, length in zip(sets, ends, lengths, strict=True)]


def _among(values: Shingles, ordered: Shingles) -> npt.NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[places] == values
    return found


def _candidates(sets: Sequence[Shingles], days: Indices) -> Iterator[tuple[int, list[int]]]:
    """Each document with the earlier ones, first to last, that share enough of the sample and lie within the
    window."""
    sampled = [s[s % SAMPLE == 0].astype(np.uint64) << np.uint64(32) for s in sets]
    lengths = np.array([len(s) for s in sampled])
    numbers = np.arange(len(sets), dtype=np.uint64)
    index = np.sort(np.concatenate(sampled) | np.repeat(numbers, lengths))
    first_day = np.where(days == UNDATED, -UNDATED, days - WINDOW)
    first = np.searchsorted(days, first_day).astype(np.uint64)
    for begin in range(0, len(sets), BLOCK):
        end = min(begin + BLOCK, len(sets))
        values = np.concatenate(sampled[begin:end])
        later = np.repeat(numbers[begin:end], lengths[begin:end])
        low = np.searchsorted(index, values | first[later])
        count = np.minimum(np.searchsorted(index, values | later) - low, REACH)
        pairs = np.concatenate(
            [
                later[count > step] << np.uint64(32) | index[low[count > step] + step] & np.uint64(0xFFFFFFFF)
                for step in range(int(count.max(initial=0)))
            ]
            or [np.empty(0, dtype=np.uint64)]
        )
        pair, times = np.unique(pairs, return_counts=True)
        pair = pair[times >= LEAST_SAMPLED]
        copies = (pair >> np.uint64(32)).astype(np.int64)
        originals = (pair & np.uint64(0xFFFFFFFF)).astype(np.int64)
        bounds = np.flatnonzero(np.diff(copies)) + 1
        for group in np.split(np.arange(len(pair)), bounds):
            if len(group):
                yield int(copies[group[0]]), originals[group].tolist()
