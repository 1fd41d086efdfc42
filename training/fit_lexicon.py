"""Fit the lexicon coder on annotated articles: the odds of its entries and the weights of its choices.

    python training/fit_lexicon.py ANNOTATED.jsonl ... [--hold HELD.jsonl ...] [--write]

Entries come from the coder's table; their odds are counted anew on the articles given. With --hold the
fitted coder is scored on further articles that it has not seen; with --write the tables in
musnad/coding/lexicon/data are rewritten.
Needs scikit-learn: pip install scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from annotated import read_annotated
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from musnad.coding.lexicon import coder as lexicon_coder
from musnad.coding.lexicon.entries import COLUMNS, UNSEEN_ODDS, Entry, Lexicon, Reading, load_lexicon
from musnad.coding.lexicon.pairs import pair_features, pairings
from musnad.coding.lexicon.participant_features import (
    ROLES,
    Candidate,
    nobody_features,
    participant_candidates,
)
from musnad.coding.lexicon.scene import Scene
from musnad.coding.lexicon.status import status_features
from musnad.coding.lexicon.triggers import Trigger, candidates, trigger_features
from musnad.coding.linear import LinearModel, load_model
from musnad.evaluation import same_name, score
from musnad.knowledge import load_knowledge
from musnad.reading import read_text
from musnad.records import Document
from musnad.tables import read_table

DATA = Path(lexicon_coder.__file__).parent / "data"
SMOOTHING = 2.0
"""Pseudo-occurrences at the average odds, so that a word seen once is not certain."""
LEAST_ODDS_ELSE = 0.04
"""Where its conditions fail, an entry stays a candidate if this share of such occurrences were events."""
FOLDS = 2
"""Parts of the articles, for scores by a model that has not seen the article."""
LEAST_WEIGHT = 0.02
LEAST_COUNT = {"triggers": 4, "participants": 4, "pairs": 30, "status": 4}
RIDGE = {"participants": 6.0, "pairs": 10.0}
STRENGTH = {"triggers": 0.06, "status": 0.3}
"""Inverse strength of the ridge penalty, by cross-validation (training/EXPERIMENTS.md)."""

Gold = dict[str, Any]


def documents(rows: Iterable[Gold]) -> list[tuple[Document, Gold]]:
    return [(read_text(r["text"], id=r["id"], published=r.get("published", "")), r) for r in rows]


def overlapping(gold: Gold, scene: Scene, first: int, last: int, event_type: str) -> Gold | None:
    start, end = scene.words[first].start, scene.words[last - 1].end
    for event in gold["events"]:
        if event["type"] == event_type and event["start"] < end and start < event["end"]:
            return event
    return None


Counts = dict[tuple[str, bool], tuple[int, int]]
"""(events, occurrences) of each entry, where its conditions are met and where not."""


def count_odds(lexicon: Lexicon, data: Sequence[tuple[list[Scene], Gold]]) -> Counts:
    hits: Counter[tuple[str, bool]] = Counter()
    seen: Counter[tuple[str, bool]] = Counter()
    for scenes, gold in data:
        for scene in scenes:
            for first, last, reading in candidates(scene, lexicon):
                key = reading.entry.id, reading.met
                seen[key] += 1
                hits[key] += overlapping(gold, scene, first, last, reading.entry.event_type) is not None
    return {k: (hits[k], n) for k, n in seen.items()}


def smoothed(hits: int, n: int) -> float:
    return round(min(0.97, max(0.03, (hits + 0.4 * SMOOTHING) / (n + SMOOTHING))), 2)


def odds_of(entry: Entry, counts: Counts) -> tuple[float, bool, float]:
    hits, n = counts.get((entry.id, True), (0, 0))
    against, m = counts.get((entry.id, False), (0, 0))
    otherwise = smoothed(against, m) if m and against / m >= LEAST_ODDS_ELSE else 0.0
    return (smoothed(hits, n), True, otherwise) if n else (UNSEEN_ODDS, False, otherwise)


def with_odds(lexicon: Lexicon, counts: Counts) -> Lexicon:
    """The same lexicon with counted odds."""
    changed: dict[str, Entry] = {}
    for entry in lexicon.entries:
        odds, seen, otherwise = odds_of(entry, counts)
        changed[entry.id] = replace(entry, odds=odds, seen=seen, odds_else=otherwise)
    return rebuilt(lexicon, changed)


def open_minded(lexicon: Lexicon) -> Lexicon:
    """The same lexicon with every condition weakened to evidence, for counting."""
    return rebuilt(lexicon, {e.id: replace(e, odds_else=0.1) for e in lexicon.entries})


def rebuilt(lexicon: Lexicon, changed: dict[str, Entry]) -> Lexicon:
    forms = {form: [(changed[e.id], kind) for e, kind in found] for form, found in lexicon._forms.items()}
    return Lexicon(list(changed.values()), forms)


def left_out(reading: Reading, hit: bool, counts: Counts) -> Reading:
    """The reading with odds counted without this occurrence: what the coder would know of it in new text."""
    hits, n = counts[reading.entry.id, reading.met]
    if reading.met:
        odds, seen = (smoothed(hits - hit, n - 1), True) if n > 1 else (UNSEEN_ODDS, False)
        return replace(reading, entry=replace(reading.entry, odds=odds, seen=seen))
    return replace(reading, entry=replace(reading.entry, odds_else=smoothed(hits - hit, n - 1)))


def fit(name: str, rows: Sequence[Sequence[str]], labels: Sequence[str]) -> LinearModel:
    counts = Counter(f for row in rows for f in row)
    kept = {f for f, n in counts.items() if n >= LEAST_COUNT[name]}
    vectorizer = DictVectorizer(sparse=True)
    matrix = vectorizer.fit_transform({f: 1.0 for f in row if f in kept} for row in rows)
    model = LogisticRegression(C=STRENGTH[name], max_iter=400, fit_intercept=False)
    model.fit(matrix, labels)
    classes = tuple(map(str, model.classes_))
    coefficients = model.coef_
    weights = {}
    for k, feature in enumerate(vectorizer.feature_names_):
        column = coefficients[:, k]
        values = (0.0, float(column[0])) if len(classes) == 2 else tuple(map(float, column))
        rounded = tuple(round(v, 3) for v in values)
        if max(map(abs, rounded)) >= LEAST_WEIGHT:
            weights[feature] = rounded
    return LinearModel(classes, weights)


def trigger_rows(
    lexicon: Lexicon, counts: Counts, data: Sequence[tuple[list[Scene], Gold]]
) -> tuple[list[list[str]], list[str]]:
    rows, labels = [], []
    for scenes, gold in data:
        for scene in scenes:
            found = [
                (proposal, overlapping(gold, scene, *proposal[:2], proposal[2].entry.event_type) is not None)
                for proposal in candidates(scene, lexicon)
            ]
            proposals = [
                (first, last, left_out(reading, hit, counts)) for (first, last, reading), hit in found
            ]
            for proposal, (_, hit) in zip(proposals, found, strict=True):
                rows.append(trigger_features(scene, proposal, proposals))
                labels.append("event" if hit else "none")
    return rows, labels


def gold_triggers(lexicon: Lexicon, scene: Scene, gold: Gold) -> list[tuple[Trigger, Gold]]:
    """Gold events of a sentence with the reading that finds them."""
    best: dict[int, tuple[float, Trigger, Gold]] = {}
    for first, last, reading in candidates(scene, lexicon):
        event = overlapping(gold, scene, first, last, reading.entry.event_type)
        if event is not None and reading.odds > best.get(id(event), (0.0,))[0]:
            best[id(event)] = (reading.odds, Trigger(first, last, reading, 1.0), event)
    return sorted(((t, e) for _, t, e in best.values()), key=lambda item: item[0].first)


@dataclass(frozen=True)
class Choice:
    """One trigger: its candidates, the features of nobody, and which (last: nobody) fill each role."""

    article: int
    trigger: Trigger
    found: list[Candidate]
    nobody: list[str]
    right: tuple[list[bool], list[bool]]

    @property
    def rows(self) -> list[Sequence[str]]:
        return [*(c.features for c in self.found), self.nobody]


def choices(lexicon: Lexicon, data: Sequence[tuple[list[Scene], Gold]]) -> list[Choice]:
    """The choices of participants that the annotation decides."""
    made = []
    for article, (scenes, gold) in enumerate(data):
        for scene in scenes:
            for trigger, event in gold_triggers(lexicon, scene, gold):
                found = participant_candidates(scene, trigger, scenes)
                right = []
                for role in ("actors", "recipients"):
                    hits = [any(same_name(p["text"], c.mention.text) for p in event[role]) for c in found]
                    if any(h and not c.before for h, c in zip(hits, found, strict=True)):
                        hits = [h and not c.before for h, c in zip(hits, found, strict=True)]
                    right.append([*hits, not any(hits)])
                made.append(
                    Choice(article, trigger, found, nobody_features(scene, trigger), (right[0], right[1]))
                )
    return made


Row = tuple[Sequence[str], dict[str, float]]
"""Features that hold, and features with a value."""


def conditional_logit(
    groups: Sequence[Sequence[Row]],
    right: Sequence[Sequence[bool]],
    ridge: float,
    least: int,
    prior: dict[str, float] | None = None,
) -> dict[str, float]:
    """Weights that make one of the right rows of each group likely; the ridge pulls to the prior."""
    prior = prior or {}
    counts = Counter(f for group in groups for row, _ in group for f in row)
    index = {f: k for k, f in enumerate([*prior, *sorted(f for f, n in counts.items() if n >= least)])}
    flat = [row for group in groups for row in group]
    columns = [[index[f] for f in row if f in index] + [index[f] for f in valued] for row, valued in flat]
    values = [
        [1.0] * (len(c) - len(valued)) + list(valued.values())
        for c, (_, valued) in zip(columns, flat, strict=True)
    ]
    pointer = np.cumsum([0, *map(len, groups)])
    cells = np.concatenate([np.array(v) for v in values])
    places = np.concatenate([np.array(c, dtype=int) for c in columns])
    matrix = csr_matrix((cells, places, np.cumsum([0, *map(len, columns)])), shape=(len(flat), len(index)))
    member = np.repeat(np.arange(len(groups)), np.diff(pointer))
    hits = np.array([hit for group in right for hit in group], dtype=float)
    start = np.zeros(len(index))
    start[: len(prior)] = list(prior.values())

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = matrix @ w
        s = np.exp(s - np.maximum.reduceat(s, pointer[:-1])[member])
        p = s / np.add.reduceat(s, pointer[:-1])[member]
        hit = np.maximum(np.add.reduceat(p * hits, pointer[:-1]), 1e-12)
        q = p * hits / hit[member]
        d = w - start
        return -np.log(hit).sum() + ridge / 2 * d @ d, matrix.T @ (p - q) + ridge * d

    w = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {f: round(float(w[k]), 3) for f, k in index.items()}


def fit_choices(data: Sequence[Choice]) -> LinearModel:
    """How likely a candidate is to fill a role, each role by itself."""
    groups = [[(row, {}) for row in choice.rows] for choice in data]
    by_role = [
        conditional_logit(
            groups, [c.right[role] for c in data], RIDGE["participants"], LEAST_COUNT["participants"]
        )
        for role in range(len(ROLES))
    ]
    table = {f: (by_role[0][f], by_role[1][f]) for f in by_role[0]}
    return LinearModel(ROLES, {f: w for f, w in table.items() if max(map(abs, w)) >= LEAST_WEIGHT})


def fit_pairs(data: Sequence[Choice]) -> LinearModel:
    """How well an actor and a recipient fit, given what each is worth by a model of other articles."""
    groups, right = [], []
    for fold in range(FOLDS):
        model = fit_choices([c for c in data if c.article % FOLDS != fold])
        for choice in (c for c in data if c.article % FOLDS == fold):
            scores = [model.scores(c.features) for c in choice.found]
            pairs = pairings(choice.found, scores, model.scores(choice.nobody))
            places = {id(c): k for k, c in enumerate(choice.found)}
            last = len(choice.found)
            hits = [
                choice.right[0][places[id(p.actor)] if p.actor else last]
                and choice.right[1][places[id(p.recipient)] if p.recipient else last]
                for p in pairs
            ]
            if any(hits):
                names = [f"{role}-score" for role in ROLES]
                groups.append(
                    [
                        (pair_features(choice.trigger, p), dict(zip(names, p.scores, strict=True)))
                        for p in pairs
                    ]
                )
                right.append(hits)
    prior = {f"{role}-score": 1.0 for role in ROLES}
    weights = conditional_logit(groups, right, RIDGE["pairs"], LEAST_COUNT["pairs"], prior)
    return LinearModel(("pair",), {f: (w,) for f, w in weights.items() if abs(w) >= LEAST_WEIGHT})


def status_rows(
    lexicon: Lexicon, data: Sequence[tuple[list[Scene], Gold]]
) -> tuple[list[list[str]], list[str]]:
    rows, labels = [], []
    for scenes, gold in data:
        for scene in scenes:
            for trigger, event in gold_triggers(lexicon, scene, gold):
                rows.append(status_features(scene, trigger, gold.get("published", "")))
                labels.append(event["status"])
    return rows, labels


def write_model(name: str, model: LinearModel) -> None:
    lines = [
        "# Fitted by training/fit_lexicon.py on annotated Arabic news; see docs/lexicon.md and NOTICE. "
        "Weights are log odds.",
        "class\tfeature\tweight",
    ]
    for feature in sorted(model.weights):
        for label, weight in zip(model.classes, model.weights[feature], strict=True):
            if weight:
                lines.append(f"{label}\t{feature}\t{weight:g}")
    missing = [c for c in model.classes if not any(line.startswith(c + "\t") for line in lines)]
    lines[2:2] = [f"{c}\tbias\t0" for c in missing]  # a class is known by its lines
    (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_odds(counts: Counts, lexicon: Lexicon) -> None:
    path = DATA / "entries.tsv"
    head = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    rows = list(read_table(path, COLUMNS))
    lines = [*head, "\t".join(COLUMNS)]
    for row, entry in zip(rows, lexicon.entries, strict=True):
        odds, seen, otherwise = odds_of(entry, counts)
        fitted = [f"{odds:g}" if seen else "-", f"{otherwise:g}" if otherwise else "-"]
        lines.append("\t".join([*(row[c] for c in COLUMNS[:-2]), *fitted]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--hold", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()

    knowledge = load_knowledge()
    lexicon = load_lexicon()
    blank = object.__new__(lexicon_coder.LexiconCoder)
    blank.knowledge, blank.lexicon = knowledge, lexicon
    data = [(blank.scenes(d), g) for d, g in documents(read_annotated(args.annotated))]
    counts = count_odds(open_minded(lexicon), data)
    fitted = with_odds(lexicon, counts)
    triggers = fit("triggers", *trigger_rows(fitted, counts, data))
    made = choices(fitted, data)
    parties, pairs = fit_choices(made), fit_pairs(made)
    status = fit("status", *status_rows(fitted, data))
    sizes = " ".join(str(len(model.weights)) for model in (triggers, parties, pairs, status))
    print(f"{len(data)} articles; weights: {sizes}")
    if args.write:
        write_odds(counts, lexicon)
        for name, model in (
            ("triggers", triggers),
            ("participants", parties),
            ("pairs", pairs),
            ("status", status),
        ):
            write_model(name, model)
    if args.hold:
        coder = blank
        coder.lexicon, coder.trigger_model, coder.status_model = fitted, triggers, status
        coder.participant_model, coder.pair_model = parties, pairs
        coder.place_model = load_model(lexicon_coder.__package__, "places")
        held = list(read_annotated(args.hold))
        predicted = {d.id: coder.code(d).to_json()["events"] for d, _ in documents(held)}
        result = score(held, predicted)
        for key in ("detection", "sentence", "event", "countries"):
            print(key, result[key])
        print(result["over_matches"])
        print({k: (v["precision"], v["recall"], v["gold"]) for k, v in result["by_type"].items()})


if __name__ == "__main__":
    sys.exit(main())
