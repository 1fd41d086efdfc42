"""Fit the choice of an event's place on annotated articles.

    python training/fit_places.py ANNOTATED.jsonl ... [--hold HELD.jsonl ...] [--write]

The triggers and their types are taken from the annotation, the participants are those that the coder chooses.
With --hold the weights are tried on further articles; with --write musnad/coding/lexicon/data/places.tsv is
written anew. Needs scikit-learn: pip install scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotated import read_annotated
from fit_lexicon import Gold, Row, conditional_logit, documents, write_model

from musnad.coding.lexicon.coder import LexiconCoder
from musnad.coding.lexicon.entries import load_lexicon
from musnad.coding.lexicon.given import trigger_at
from musnad.coding.lexicon.participants import choose_participants
from musnad.coding.lexicon.place_names import Where
from musnad.coding.lexicon.place_words import HEADS
from musnad.coding.lexicon.places import find_places
from musnad.coding.lexicon.where import (
    NONE_COST,
    likeliest,
    no_place_features,
    place_features,
    stands_for_state,
)
from musnad.coding.linear import LinearModel, load_model
from musnad.evaluation import same_name
from musnad.knowledge import load_knowledge
from musnad.language.words import words

PACKAGE = "musnad.coding.lexicon"
RIDGE = 6.0
LEAST_COUNT = 4
LEAST_WEIGHT = 0.02


@dataclass(frozen=True)
class Choice:
    """One event: the features of its places and, last, of none; which of them are right."""

    rows: list[list[str]]
    right: list[bool]
    told: bool
    """Whether the annotation has a place."""
    places: list[Where]
    parties: list[bool]
    """Which of them stand for a state that takes part."""
    matching: list[bool]
    """Which of the places the evaluation takes for the annotated one."""


def name_of(place: str) -> str:
    """A place without the nouns before its name, so that شمال العراق is not شمال سوريا."""
    rest = [w for w in words(place) if w.key not in HEADS and w.key.removeprefix("ال") not in HEADS]
    return " ".join(w.text for w in rest) or place


def choices(coder: LexiconCoder, rows: Iterable[Gold]) -> Iterator[Choice]:
    """The choices of a place that the annotation decides."""
    for document, gold in documents(rows):
        scenes = coder.scenes(document)
        for scene, places in zip(scenes, find_places(scenes), strict=True):
            for event in gold["events"]:
                if not scene.words or not scene.words[0].start <= event["start"] < scene.words[-1].end:
                    continue
                span = event["start"], event["end"]
                trigger = trigger_at(scene, coder.lexicon, span, event["type"], event.get("mode") or "")
                if trigger is None:
                    continue
                parties = choose_participants(
                    scene, trigger, scenes, coder.participant_model, coder.pair_model
                )
                found = [p for p in places if not trigger.first <= p.first < trigger.head_end]
                names = [document.text[p.start : p.end] for p in found]
                where = event.get("where") or ""
                matching = [bool(where) and same_name(where, name) for name in names]
                strict = [
                    m and same_name(name_of(where), name_of(n)) for m, n in zip(matching, names, strict=True)
                ]
                right = strict if any(strict) else matching
                part = [stands_for_state(scene, p, *parties) for p in found]
                told = place_features(scene, trigger, found, *parties)
                yield Choice(
                    [*told, no_place_features(scene, trigger, found)],
                    [*right, not where], bool(where), found, part, matching,
                )  # fmt: skip


def fit(data: Sequence[Choice]) -> LinearModel:
    """How likely each place is, and none."""
    used = [c for c in data if any(c.right)]
    groups: list[list[Row]] = [[(row, {}) for row in c.rows] for c in used]
    weights = conditional_logit(groups, [c.right for c in used], RIDGE, LEAST_COUNT)
    return LinearModel(("place",), {f: (w,) for f, w in weights.items() if abs(w) >= LEAST_WEIGHT})


def tried(
    model: LinearModel, data: Sequence[Choice], cost: float = NONE_COST
) -> tuple[int, int, int, int, int]:
    """Events with a place, those rightly placed, events without, those falsely placed; `cost` is taken
    from the score of no place.
    """
    told = right = untold = false = given = 0
    for c in data:
        *scores, none = [model.scores(row)[0] for row in c.rows]
        best = likeliest(c.places, scores, c.parties, none, cost)
        told += c.told
        untold += not c.told
        right += best is not None and c.matching[best]
        false += best is not None and not c.told
        given += best is not None
    return told, right, untold, false, given


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--hold", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    coder = object.__new__(LexiconCoder)  # it has no weights of places yet
    coder.knowledge, coder.lexicon = load_knowledge(), load_lexicon()
    coder.participant_model = load_model(PACKAGE, "participants")
    coder.pair_model = load_model(PACKAGE, "pairs")
    model = fit(list(choices(coder, read_annotated(args.annotated))))
    print(f"weights: {len(model.weights)}")
    if args.write:
        write_model("places", model)
    if args.hold:
        told, right, untold, false, _ = tried(model, list(choices(coder, read_annotated(args.hold))))
        print(f"place right {right} of {told}, {right / told:.3f}; given to {false} of {untold} without one")


if __name__ == "__main__":
    sys.exit(main())
