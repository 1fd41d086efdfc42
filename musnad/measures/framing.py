"""Framing: which expressions for an actor set an outlet apart from the others.

Log-odds ratio with an informative Dirichlet prior, and its z-score (Monroe, Colaresi and Quinn 2008, Fightin'
Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict, Political
Analysis 16:372-403). An outlet stands against all others together. For an expression that y of its n uses are
of, and y' of the n' uses of the others,

    d = log((y + a) / (n + A - y - a)) - log((y' + a) / (n' + A - y' - a))
    z = d / sqrt(1 / (y + a) + 1 / (n + A - y - a) + 1 / (y' + a) + 1 / (n' + A - y' - a))

where a is A times the expression's share in all uses, and A = PRIOR. The variance is the paper's before it
drops the terms of all other words: an actor has few expressions, and without them |z| would be too large for
common ones. A document counts as one use of each expression that it has, however often: repeats within one
report are one choice. Where outlets do not differ, |z| is above 1.96 for one expression in twenty, for rare
ones for fewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from .columns import UNDATED, Day, Floats, Ints, day_date
from .naming import Namings
from .result import TAILS, Interval, Rows

PRIOR = 10.0
"""Documents that the prior is worth."""
FEWEST = 5
"""Documents that name an actor, of the outlet and of the others, below which they are not compared."""
AVOIDED = -1.0
"""z below which an expression that an outlet never uses is worth a line."""
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which an outlet uses an expression."""

    id: str
    """Of the label or event."""
    document_id: str
    published: str
    """YYYY-MM-DD; empty if not known."""
    words: str
    """As printed."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression of one outlet for one actor."""

    outlet: str
    words: str
    tone: str
    """What most labels with these words carry; "" where no label has them."""
    count: int
    """Documents of the outlet that use it."""
    others: int
    """Documents of the other outlets."""
    share: float
    """Of what the outlet's documents call the actor."""
    others_share: float | None
    """None where no other outlet names the actor."""
    log_odds: float | None
    """Above 0: the outlet uses it more than the others. None where the evidence is insufficient."""
    interval: Interval | None
    z: float | None
    examples: tuple[Example, ...]
    """The first published."""
    evidence: tuple[str, ...]
    """Ids of the outlet's labels and events, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFraming:
    """How one outlet names an actor."""

    outlet: str
    n: int
    """Documents that name the actor in the outlet's own words."""
    others: int
    """The same of all other outlets."""
    copied: int
    """Documents in which the outlet names the actor only in words taken over from another report."""
    negative: int
    """Documents, of `n`, with a label of negative tone."""
    positive: int
    expressions: tuple[Expression, ...]
    """What sets it apart first: by z, then count. What it never uses is here, with a count of 0, where z is
    below AVOIDED."""
    insufficient: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing(Rows):
    """How outlets name an actor."""

    actor: str
    outlets: tuple[OutletFraming, ...]
    """By name."""
    n: int
    """Documents that count."""
    evidence: tuple[str, ...]
    insufficient: bool = False
    """No two outlets can be compared."""
    reason: str = ""

    def rows(self) -> list[dict[str, Any]]:
        """A row an outlet and expression that it uses, or that it avoids."""
        return [
            {
                "actor": self.actor, "outlet": found.outlet, "words": found.words, "tone": found.tone,
                "count": found.count, "others": found.others, "share": found.share,
                "others_share": found.others_share, "log_odds": found.log_odds,
                "low": found.interval and found.interval[0], "high": found.interval and found.interval[1],
                "z": found.z, "example": found.examples[0].sentence if found.examples else "",
                "evidence": found.evidence,
            }
            for outlet in self.outlets
            for found in outlet.expressions
        ]  # fmt: skip


def framing(
    namings: Namings,
    actor: str,
    *,
    since: Day | None = None,
    until: Day | None = None,
    copies: bool = False,
) -> Framing:
    """What sets each outlet's naming of an actor apart, in a period of publication, ends included.

    With `copies` the words that an outlet took over from another's report count as its own.

    Raises: UsageError for a malformed day.
    """
    told = namings.of(actor, since, until)
    own = told if copies else told.take(told.own)
    outlets = np.unique(told.outlet.codes).astype(np.int64)
    uses = _uses(own, outlets)
    documents = _documents(own, outlets)
    copied = _documents(told, outlets) - documents
    made = tuple(_outlet(own, uses, documents, k, int(copied[k])) for k in range(len(outlets)))
    enough = sum(not outlet.insufficient for outlet in made)
    reason = "" if enough else made[0].reason if len(made) == 1 else f"no outlet names {actor} often enough"
    if not made:
        reason = f"no outlet names {actor}"
    return Framing(
        actor=actor,
        outlets=made,
        n=int(documents.sum()),
        evidence=tuple(sorted(set(own.ids.to_pylist()))),
        insufficient=bool(reason),
        reason=reason,
    )


def log_odds(counts: Ints, others: Ints) -> tuple[Floats, Floats]:
    """The log-odds ratio of each expression and its standard error [expressions], from how many documents of
    an outlet and of the others use it; at least two expressions must be used at all."""
    prior = PRIOR * (counts + others) / (counts.sum() + others.sum())
    there, elsewhere = counts + prior, others + prior
    rest, elsewhere_rest = there.sum() - there, elsewhere.sum() - elsewhere
    ratio = np.log(there / rest) - np.log(elsewhere / elsewhere_rest)
    return ratio, np.sqrt(1 / there + 1 / rest + 1 / elsewhere + 1 / elsewhere_rest)


@dataclass(frozen=True, slots=True, eq=False)
class _Uses:
    """Which outlets use which expressions."""

    outlets: Ints
    """Codes of the outlets, sorted."""
    words: Ints
    """Codes of the expressions, sorted."""
    counts: Ints
    """Documents [outlets, expressions]."""
    tones: tuple[str, ...]
    """What most labels with each expression carry; "" where there is no label."""


def _uses(own: Namings, outlets: Ints) -> _Uses:
    words, word = np.unique(own.expression.codes, return_inverse=True)
    size, tones = (len(outlets), len(words)), len(own.tone.names)
    cell = np.searchsorted(outlets, own.outlet.codes) * size[1] + word
    cells = np.unique(np.stack([own.document.codes, cell]), axis=1)[1]
    counts = np.bincount(cells, minlength=size[0] * size[1]).reshape(size)
    toned = np.bincount(word * tones + own.tone.codes, minlength=size[1] * tones).reshape(size[1], tones)
    toned[:, own.tone.code("") : own.tone.code("") + 1] = 0
    best = [own.tone.names[row.argmax()] if row.any() else "" for row in toned]
    return _Uses(outlets, words.astype(np.int64), counts.astype(np.int64), tuple(best))


def _outlet(own: Namings, uses: _Uses, documents: Ints, k: int, copied: int) -> OutletFraming:
    name = own.outlet.names[uses.outlets[k]]
    here, others = uses.counts[k], uses.counts.sum(axis=0) - uses.counts[k]
    n, rest = int(documents[k]), int(documents.sum() - documents[k])
    reason = ""
    if n < FEWEST:
        reason = f"documents of {name} that name the actor: {n}, and {FEWEST} are needed"
    elif rest < FEWEST:
        reason = f"documents of other outlets that name the actor: {rest}, and {FEWEST} are needed"
    elif len(uses.words) < 2:
        reason = "all use the same expression"
    compared = None if reason else log_odds(here, others)
    reach = float(special.ndtri(TAILS[1]))
    avoided = compared is not None and compared[0] / compared[1] < AVOIDED
    shown = np.flatnonzero((here > 0) | avoided)
    rows = own.take(own.outlet.codes == uses.outlets[k])
    rows = rows.take(np.argsort(rows.expression.codes, kind="stable"))
    ends = np.searchsorted(rows.expression.codes, [uses.words, uses.words + 1])
    made = [
        Expression(
            outlet=name,
            words=own.expression.names[uses.words[w]],
            tone=uses.tones[w],
            count=int(here[w]),
            others=int(others[w]),
            share=float(here[w] / max(here.sum(), 1)),
            others_share=float(others[w] / others.sum()) if others.sum() else None,
            **_compared(compared, w, reach),
            examples=_examples(rows, np.arange(ends[0, w], ends[1, w])),
            evidence=tuple(sorted(set(rows.ids.slice(ends[0, w], ends[1, w] - ends[0, w]).to_pylist()))),
        )
        for w in shown.tolist()
    ]
    made.sort(key=lambda found: (-(found.z or 0.0), -found.count, found.words))
    return OutletFraming(
        outlet=name,
        n=n,
        others=rest,
        copied=copied,
        negative=_toned(rows, "negative"),
        positive=_toned(rows, "positive"),
        expressions=tuple(made),
        insufficient=bool(reason),
        reason=reason,
    )


def _compared(found: tuple[Floats, Floats] | None, w: int, reach: float) -> dict[str, Any]:
    """The numbers of an expression from all log-odds and their errors; None where there are none."""
    if found is None:
        return {"log_odds": None, "interval": None, "z": None}
    ratio, error = float(found[0][w]), float(found[1][w])
    ends = ratio - reach * error, ratio + reach * error
    return {"log_odds": ratio, "interval": ends, "z": ratio / error}


def _documents(found: Namings, outlets: Ints) -> Ints:
    """Documents by outlet [outlets]."""
    first = np.unique(found.document.codes, return_index=True)[1]
    place = np.searchsorted(outlets, found.outlet.codes[first])
    return np.bincount(place, minlength=len(outlets)).astype(np.int64)


def _toned(rows: Namings, tone: str) -> int:
    """Documents with a label of this tone."""
    return len(np.unique(rows.document.codes[rows.tone.codes == rows.tone.code(tone)]))


def _examples(rows: Namings, places: Ints) -> tuple[Example, ...]:
    """The first sentences in time, one a document; undated ones last."""
    _, first = np.unique(rows.document.codes[places], return_index=True)
    one = places[np.sort(first)]
    one = np.concatenate([one[rows.date[one] != UNDATED], one[rows.date[one] == UNDATED]])[:EXAMPLES]
    return tuple(
        Example(
            rows.ids[k].as_py(),
            rows.document.names[rows.document.codes[k]],
            "" if rows.date[k] == UNDATED else day_date(int(rows.date[k])).isoformat(),
            rows.words[k].as_py(),
            rows.sentences[k].as_py() or "",
        )
        for k in one.tolist()
    )
