"""How right people, dates and places are, where the annotation already tells the words.

    python benchmarks/resolution.py GOLD.jsonl ...

The files are in the form of docs/annotation.md. Two questions are asked, so that errors of the steps before
do not blur the answer:

- given the words that name a participant: are the country and the whole code (country and sector) right?
- given the trigger and the type of an event: are the date and the place right where the annotation has them,
  and how often is there one where the annotation has none?

A place is right where it names the annotated one (`musnad.evaluation.same_name`), a date where it is equal.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from musnad.coding import resolve
from musnad.coding.lexicon.circumstances import Clock
from musnad.coding.lexicon.coder import LexiconCoder
from musnad.coding.lexicon.given import trigger_at
from musnad.coding.lexicon.participants import choose_participants
from musnad.coding.lexicon.places import find_places
from musnad.coding.lexicon.where import choose_place
from musnad.evaluation import read_gold, same_name
from musnad.reading import read_text

Row = Mapping[str, Any]
Account = Counter[tuple[str, str]]
"""Counts by figure and "right" or "of"."""

FIGURES = (
    ("country", "country of a participant"),
    ("code", "country and sector of a participant"),
    ("date", "date of an event that has one"),
    ("no date", "no date where there is none"),
    ("place", "place of an event that has one"),
    ("no place", "no place where there is none"),
)


def add(account: Account, figure: str, right: bool) -> None:
    """Count one case of a figure."""
    account[figure, "of"] += 1
    account[figure, "right"] += right


def party_span(document: Row, sentence: Row, event: Row, text: str) -> tuple[int, int] | None:
    """Where a participant's words stand: in the event's sentence, nearest to the trigger, else the last time
    before it, else the first time; None where the document does not have them.
    """
    found = [m.start() for m in re.finditer(re.escape(text), document["text"])]
    if not found:
        return None
    inside = [k for k in found if sentence["start"] <= k < sentence["end"]]
    before = [k for k in found if k < sentence["start"]]
    start = min(inside, key=lambda k: abs(k - event["start"])) if inside else (before or found[:1])[-1]
    return start, start + len(text)


def readings(event: Row) -> list[Row]:
    """The annotated event, and the second annotator's reading of it where there is one."""
    return [event, {**event, **event["alternative"]}] if event.get("alternative") else [event]


def count_codes(document: Row, account: Account) -> None:
    """Add the account of the codes of one document's participants."""
    sentences = {s["s"]: s for s in document["sentences"]}
    wanted = []
    for event in document["events"]:
        for party in (*event["actors"], *event["recipients"]):
            span = party_span(document, sentences[event["s"]], event, party["text"])
            if span is not None:
                wanted.append((span, party["code"]))
    spans = list(dict.fromkeys(span for span, _ in wanted))
    resolved = resolve(document["text"], document.get("published", ""), spans=spans)
    found = {(r.start, r.end): r.code for r in resolved}
    for span, code in wanted:
        coded = found.get(span, "")
        add(account, "country", coded.split()[:1] == code.split()[:1])
        add(account, "code", coded == code)


def circumstances(document: Row, coder: LexiconCoder) -> Iterator[tuple[Row, str, str]]:
    """Each annotated event with the date and the place that the coder gives it; empty where it gives none."""
    read = read_text(document["text"], id=document["id"], published=document.get("published", ""))
    scenes = coder.scenes(read)
    clock = Clock(read, scenes)
    for scene, places in zip(scenes, find_places(scenes), strict=True):
        if not scene.words:
            continue
        dates = clock.read(scene)
        for event in document["events"]:
            if not scene.words[0].start <= event["start"] < scene.words[-1].end:
                continue
            span = event["start"], event["end"]
            trigger = trigger_at(scene, coder.lexicon, span, event["type"], event.get("mode") or "")
            if trigger is None:
                yield event, "", ""
                continue
            date = clock.date(scene, trigger, dates)
            parties = choose_participants(scene, trigger, scenes, coder.participant_model, coder.pair_model)
            where = choose_place(scene, trigger, places, *parties, coder.place_model)
            yield event, date.within if date else "", read.text[where.start : where.end] if where else ""


def count_circumstances(document: Row, coder: LexiconCoder, account: Account) -> None:
    """Add the account of the dates and places of one document's events."""
    for event, date, place in circumstances(document, coder):
        if event.get("optional"):
            continue
        told = readings(event)
        if event.get("when"):
            add(account, "date", date in {r.get("when") for r in told})
        elif not any(r.get("when") for r in told):
            add(account, "no date", not date)
        if event.get("where"):
            add(account, "place", bool(place) and any(same_name(r.get("where") or "", place) for r in told))
        elif not any(r.get("where") for r in told):
            add(account, "no place", not place)


def measure(documents: Iterable[Row], coder: LexiconCoder) -> Account:
    """The account of all figures over annotated documents."""
    account: Account = Counter()
    for document in documents:
        count_codes(document, account)
        count_circumstances(document, coder, account)
    return account


def table(account: Account) -> str:
    """The figures as Markdown."""
    lines = ["| Given the annotated words | Right | Of | Share |", "|---|--:|--:|--:|"]
    for figure, meaning in FIGURES:
        right, of = account[figure, "right"], account[figure, "of"]
        lines.append(f"| {meaning} | {right} | {of} | {f'{right / of:.3f}' if of else ''} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path, help="annotated documents, JSON Lines")
    args = parser.parse_args()
    documents = [document for path in args.gold for document in read_gold(path)]
    coder = LexiconCoder()
    print(f"{coder.name}, {len(documents)} annotated documents\n\n{table(measure(documents, coder))}")


if __name__ == "__main__":
    main()
