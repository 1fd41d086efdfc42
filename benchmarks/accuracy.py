"""How right the coder is, on files that people annotated.

    python benchmarks/accuracy.py GOLD.jsonl [--gsr FILE]
    python benchmarks/accuracy.py --gsr FILE

GOLD.jsonl is in the form of docs/annotation.md. FILE is in the form of the public records of
openeventdata/arabic_event_gsr, one sentence a line: {"id", "event_type", "kind", "text", "source_countries",
"target_countries"}; `kind` is "event" where the annotators saw an event of the type, "easy no" where none.
docs/accuracy.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.coding import Coder, get_coder
from musnad.evaluation import HEADLINES, read_gold, score
from musnad.reading import read_text

PETRARCH = {"ASSAULT": (0.169, 0.070), "PROTEST": (0.037, 0.011)}
"""UniversalPetrarch's Arabic branch on these records with its own parses: recall, recall with countries."""

Row = Mapping[str, Any]


@dataclass(slots=True)
class Sheet:
    """The account of one event type on sentence records."""

    events: int = 0
    found: int = 0
    with_countries: int = 0
    others: int = 0
    alarms: int = 0

    @property
    def recall(self) -> float:
        """Share of the sentences with an event in which one of the type is found."""
        return self.found / self.events if self.events else 0.0

    @property
    def recall_with_countries(self) -> float:
        """The same, with a gold country on each side for which the gold names one."""
        return self.with_countries / self.events if self.events else 0.0

    @property
    def false_alarms(self) -> float:
        """Share of the sentences without an event in which an asserted one of the type is found."""
        return self.alarms / self.others if self.others else 0.0


def countries(parties: Iterable[Row]) -> set[str]:
    """The country parts of the participants' codes."""
    return {party["code"].split()[0] for party in parties if party.get("code", "").split()}


def score_records(rows: Iterable[Row], coded: Mapping[str, Sequence[Row]]) -> dict[str, Sheet]:
    """The account of each event type; `coded` holds the events of each record by its id."""
    sheets: dict[str, Sheet] = {}
    for row in rows:
        sheet = sheets.setdefault(row["event_type"], Sheet())
        same = [event for event in coded.get(row["id"], ()) if event["event_type"] == row["event_type"]]
        if row["kind"] == "event":
            sheet.events += 1
            sheet.found += bool(same)
            sheet.with_countries += any(right_countries(row, event) for event in same)
        else:
            sheet.others += 1
            sheet.alarms += any(event["status"] == "asserted" for event in same)
    return dict(sorted(sheets.items()))


def right_countries(row: Row, event: Row) -> bool:
    """Whether a coded event carries a country of each side that the record names."""
    source, target = set(row["source_countries"]), set(row["target_countries"])
    actors, recipients = countries(event["actors"]), countries(event["recipients"])
    return bool((not source or source & actors) and (not target or target & recipients))


def code_rows(rows: Iterable[Row], coder: Coder) -> dict[str, Sequence[Row]]:
    """The events of each row's text by its id."""
    return {
        row["id"]: coder.code(
            read_text(
                row["text"], id=row["id"], outlet=row.get("outlet", ""), published=row.get("published", "")
            )
        ).to_json()["events"]
        for row in rows
    }


def gold_table(result: Mapping[str, Any]) -> str:
    """The figures of `musnad.evaluation.score` as Markdown."""
    lines = [
        "| Figure | Precision | Recall | F1 | Right | Coded | Annotated |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    figures = [(name, result[name]) for name in HEADLINES] + list(result["by_type"].items())
    for name, f in figures:
        rates = f"{f['precision']:.3f} | {f['recall']:.3f} | {f['f1']:.3f}"
        lines.append(f"| {name} | {rates} | {f['hits']} | {f['predicted']} | {f['gold']} |")
    lines += ["", "| Over the matches | Right | Of | Share |", "|---|--:|--:|--:|"]
    for name, f in result["over_matches"].items():
        share = "" if f["share"] is None else f"{f['share']:.3f}"
        lines.append(f"| {name} | {f['right']} | {f['of']} | {share} |")
    return "\n".join(lines)


def record_table(name: str, sheets: Mapping[str, Sheet]) -> str:
    """The account on sentence records as Markdown, beside UniversalPetrarch's."""
    lines = [
        "| Type | Coder | Recall | Recall with countries | False alarms | Sentences with, without |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for event_type, s in sheets.items():
        rates = f"{s.recall:.3f} | {s.recall_with_countries:.3f} | {s.false_alarms:.3f}"
        lines.append(f"| {event_type} | Musnad, {name} | {rates} | {s.events}, {s.others} |")
        if event_type in PETRARCH:
            recall, full = PETRARCH[event_type]
            lines.append(f"| {event_type} | UniversalPetrarch, Arabic | {recall:.3f} | {full:.3f} | | |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, help="annotated documents, JSON Lines")
    parser.add_argument("--gsr", type=Path, metavar="FILE", help="sentence records")
    args = parser.parse_args()
    if not (args.gold or args.gsr):
        parser.error("name a file of annotated documents, or --gsr FILE")

    coder = get_coder("lexicon")
    if args.gold:
        gold = read_gold(args.gold)
        result = score(gold, code_rows(gold, coder))
        print(f"{coder.name}, {result['documents']} annotated documents\n\n{gold_table(result)}\n")
    if args.gsr:
        lines = args.gsr.read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        print(f"{coder.name}, {len(rows)} sentence records\n")
        print(record_table(coder.name, score_records(rows, code_rows(rows, coder))))


if __name__ == "__main__":
    main()
