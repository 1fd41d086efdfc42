"""Evaluation: coded events against annotated ones.

A coded event matches an annotated one when the event type is the same and the trigger spans overlap (one to
one, the best filled pair first). An annotated event marked `optional` (one of two annotators had it) is
neither asked for nor held against the coder; one with an `alternative` reading accepts either.

    detection  precision, recall, F1 of the matches (type and trigger)
    sentence   the same with the trigger ignored: the type is found in the sentence
    event      the match also has an actor in common (or none on both sides) and a recipient likewise
    countries  sentence, type and the countries of actor and recipient, trigger ignored: what users count

Then, over the matches: the share with the right mode, status, attribution (said_by), date and place.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import DataFileError, UsageError
from .language.folding import fold

Gold = Mapping[str, Any]
Coded = Mapping[str, Any]

_STOP = frozenset(fold("من في على الى عن مع بن ال وزير رئيس").split())
HEADLINES = ("detection", "sentence", "event", "countries")


def _content_words(name: str) -> set[str]:
    """The words of a name without the article; function words only where there is nothing else."""
    keys = re.findall(r"\w+", fold(name))
    content = {k[2:] if k.startswith("ال") and len(k) > 4 else k for k in keys if k not in _STOP}
    return content or set(keys)


def same_name(a: str, b: str) -> bool:
    """Whether two names mean one party: they share half of the shorter one's content words."""
    x, y = _content_words(a), _content_words(b)
    if not x or not y:
        return False
    return sum(any(_same_word(w, v) for v in y) for w in x) / min(len(x), len(y)) >= 0.5


def _same_word(w: str, v: str) -> bool:
    return w == v or (min(len(w), len(v)) > 3 and (w.endswith(v) or v.endswith(w)))


def _same_party(gold: Sequence[Gold], coded: Sequence[Coded]) -> bool:
    if not gold or not coded:
        return not gold and not coded
    return any(same_name(g["text"], c.get("text", "")) for g in gold for c in coded)


def _readings(gold: Gold) -> list[Gold]:
    return [gold, {**gold, **gold["alternative"]}] if gold.get("alternative") else [gold]


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits among what was coded and what was annotated."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_json(self) -> dict[str, float | int]:
        """Rounded to three decimals."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"hits": self.hits, "predicted": self.predicted, "gold": self.gold}
        return {k: round(v, 3) for k, v in rates.items()} | counts


@dataclass(slots=True)
class _Sheet:
    """The running account of an evaluation."""

    headlines: dict[str, Tally] = field(default_factory=lambda: dict.fromkeys(HEADLINES, Tally()))
    fields: dict[str, list[int]] = field(default_factory=dict)
    by_type: dict[str, Tally] = field(default_factory=dict)

    def add(self, name: str, tally: Tally) -> None:
        self.headlines[name] += tally

    def type(self, name: str, tally: Tally) -> None:
        self.by_type[name] = self.by_type.get(name, Tally()) + tally

    def field(self, name: str, right: bool) -> None:
        entry = self.fields.setdefault(name, [0, 0])
        entry[0] += right
        entry[1] += 1


def score(gold_documents: Iterable[Gold], coded: Mapping[str, Sequence[Coded]]) -> dict[str, Any]:
    """The figures of an evaluation.

    `gold_documents`: annotated documents ({"id", "sentences": [{"s", "start", "end"}], "events": [...]});
    `coded`: the events of each document by its id, in the form of `Event.to_json`. A document that is
    missing counts as coded with no events.
    """
    sheet = _Sheet()
    documents = 0
    for document in gold_documents:
        documents += 1
        _score_document(document, coded.get(document["id"], ()), sheet)
    for name in ("mode", "status", "said_by"):
        sheet.fields.setdefault(name, [0, 0])
    return {
        "documents": documents,
        **{name: sheet.headlines[name].to_json() for name in HEADLINES},
        "over_matches": {
            k: {"right": r, "of": n, "share": round(r / n, 3) if n else None}
            for k, (r, n) in sheet.fields.items()
        },
        "by_type": {k: v.to_json() for k, v in sorted(sheet.by_type.items())},
    }


def _score_document(document: Gold, coded: Sequence[Coded], sheet: _Sheet) -> None:
    def sentence(start: int) -> int | None:
        return next((s["s"] for s in document["sentences"] if s["start"] <= start < s["end"]), None)

    gold: Sequence[Gold] = document["events"]
    predicted = [e for e in coded if sentence(e["trigger"]["start"]) is not None]
    ignored = set()
    matches = full = 0
    for g, j, both in _matches(gold, predicted):
        if g.get("optional"):
            ignored.add(j)
            continue
        matches += 1
        full += both
        sheet.type(g["type"], Tally(hits=1))
        _score_fields(g, predicted[j], sheet)
    predicted = [e for j, e in enumerate(predicted) if j not in ignored]
    optional = [g for g in gold if g.get("optional")]
    asked = [g for g in gold if not g.get("optional")]
    for g in asked:
        sheet.type(g["type"], Tally(gold=1))
    for e in predicted:
        sheet.type(e["event_type"], Tally(predicted=1))
    sheet.add("detection", Tally(matches, len(predicted), len(asked)))
    sheet.add("event", Tally(full, len(predicted), len(asked)))

    told = {(sentence(g["start"]), g["type"]) for g in asked}
    allowed = {(sentence(g["start"]), g["type"]) for g in optional} - told
    found = {(sentence(e["trigger"]["start"]), e["event_type"]) for e in predicted} - allowed
    sheet.add("sentence", Tally(len(told & found), len(found), len(told)))

    triples = {t for g in asked for t in _triples(sentence(g["start"]), g["type"], g)}
    others = [*optional, *(r for g in asked for r in _readings(g)[1:])]
    allowed_triples = {t for g in others for t in _triples(sentence(g["start"]), g["type"], g)} - triples
    coded_triples = {
        t for e in predicted for t in _triples(sentence(e["trigger"]["start"]), e["event_type"], e)
    } - allowed_triples
    sheet.add("countries", Tally(len(triples & coded_triples), len(coded_triples), len(triples)))


def _matches(gold: Sequence[Gold], coded: Sequence[Coded]) -> list[tuple[Gold, int, bool]]:
    """The one-to-one matches: (annotated event, index of the coded one, whether both parties are right)."""
    pairs = []
    for i, g in enumerate(gold):
        for j, e in enumerate(coded):
            start, end = e["trigger"]["start"], e["trigger"]["end"]
            if g["type"] != e["event_type"] or not (g["start"] < end and start < g["end"]):
                continue
            a = any(_same_party(r["actors"], e.get("actors", ())) for r in _readings(g))
            b = any(_same_party(r["recipients"], e.get("recipients", ())) for r in _readings(g))
            pairs.append((bool(g.get("optional")), -(a + b), abs(g["start"] - start), i, j, a and b))
    chosen = []
    used_gold, used_coded = set(), set()
    for _, _, _, i, j, both in sorted(pairs):
        if i in used_gold or j in used_coded:
            continue
        used_gold.add(i)
        used_coded.add(j)
        chosen.append((gold[i], j, both))
    return chosen


def _score_fields(gold: Gold, coded: Coded, sheet: _Sheet) -> None:
    readings = _readings(gold)
    said = [{"text": coded["said_by"]}] if coded.get("said_by") else []
    sheet.field("mode", any((r.get("mode") or "") == (coded.get("event_mode") or "") for r in readings))
    sheet.field("status", any(r["status"] == coded.get("status", "asserted") for r in readings))
    sheet.field(
        "said_by", any(_same_party([{"text": r["said_by"]}] if r["said_by"] else [], said) for r in readings)
    )
    if gold.get("when"):
        sheet.field("date", any((coded.get("event_date") or "") == r["when"] for r in readings))
    if gold.get("where"):
        place = coded.get("place") or ""
        sheet.field("place", bool(place) and any(same_name(r["where"], place) for r in readings))


def _triples(
    sentence: int | None, event_type: str, event: Mapping[str, Any]
) -> set[tuple[int | None, str, str, str]]:
    actors = _countries(event.get("actors", ())) or {""}
    recipients = _countries(event.get("recipients", ())) or {""}
    return {(sentence, event_type, a, r) for a in actors for r in recipients if a or r}


def _countries(parties: Iterable[Mapping[str, Any]]) -> set[str]:
    codes = [p["code"].split() for p in parties if p.get("code")]
    return {code[0] for code in codes if code and code[0] != "---"}


def _lines(path: Path) -> list[str]:
    """Raises: DataFileError if the file is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise DataFileError(
            "the file is not UTF-8", where=path.name, remedy="Convert it to UTF-8."
        ) from error


def read_gold(path: Path) -> list[Gold]:
    """Annotated documents from a JSONL file.

    Raises: UsageError if there is no such file; DataFileError for a malformed line.
    """
    if not path.is_file():
        raise UsageError(
            "the annotated file does not exist",
            where=str(path),
            remedy="Name a JSONL file of annotated documents.",
        )
    documents = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not {"id", "text", "sentences", "events"} <= set(row):
                raise ValueError("id, text, sentences or events is missing")
        except ValueError as error:
            raise DataFileError(
                f"not an annotated document: {error}", where=f"{path.name}, line {number}"
            ) from error
        documents.append(row)
    return documents


def read_coded(path: Path) -> dict[str, list[Coded]]:
    """The events of coded documents by document id, from a file of `musnad code --format jsonl`.

    Raises: UsageError if there is no such file; DataFileError for a malformed line.
    """
    if not path.is_file():
        raise UsageError("the file of coded documents does not exist", where=str(path))
    found = {}
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                row = json.loads(line)
                found[row["id"]] = row["events"]
            except (ValueError, KeyError, TypeError) as error:
                raise DataFileError(
                    f"not a coded document: {error}", where=f"{path.name}, line {number}"
                ) from error
    return found


def read_floors(path: Path) -> dict[str, float]:
    """The least figures that a coder must reach: a TOML table of headline figure and F1.

    Raises: UsageError if there is no such file; DataFileError if it is malformed.
    """
    try:
        floors = tomllib.loads(path.read_text(encoding="utf-8"))["f1"]
    except FileNotFoundError as error:
        raise UsageError("the file of floors does not exist", where=str(path)) from error
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise DataFileError(f"no table [f1] of floors: {error}", where=str(path)) from error
    unknown = sorted(set(floors) - set(HEADLINES)) if isinstance(floors, dict) else ["f1"]
    if unknown or not all(isinstance(v, int | float) for v in floors.values()):
        what = f"unknown figures: {', '.join(unknown)}" if unknown else "a floor is not a number"
        raise DataFileError(what, where=str(path))
    return {k: float(v) for k, v in floors.items()}


def below_floors(result: Mapping[str, Any], floors: Mapping[str, float]) -> list[str]:
    """The figures that fall below their floor, as sentences; empty when the gate is passed."""
    return [
        f"{name} F1 is {result[name]['f1']:.3f}, below its floor {floor:.3f}"
        for name, floor in sorted(floors.items())
        if result[name]["f1"] < floor
    ]
