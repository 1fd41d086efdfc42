"""The demonstration behind `make demo`: codes the sample corpus into ./demo and prints what it found.

Run again, it adds nothing and prints the same.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from musnad.coding import get_coder
from musnad.errors import MismatchError
from musnad.exports import event_table, rows
from musnad.reading import ReadingOptions, plan
from musnad.records import Event, Participant
from musnad.report import account, print_counts, print_events
from musnad.workspace import Local, Workspace, run, status

CORPUS = "examples/libya-2020"
FOLDER = Path("demo")
SHOWN = 5
MOST_DYADS = 10


def main() -> None:
    """Code, then show documents, events by type, the busiest dyads and five events with their evidence."""
    console = Console(soft_wrap=False, width=None if sys.stdout.isatty() else 120)
    options = ReadingOptions()
    console.print(f"Coding {CORPUS} into {FOLDER}/ ...")
    try:
        workspace = coded(options)
    except MismatchError:  # the folder is of an earlier version; it holds nothing but this demonstration
        shutil.rmtree(FOLDER)
        workspace = coded(options)
    found = status(workspace)
    console.print(account(found.counts))
    console.print(f"Published from {found.first_published} to {found.last_published}.")
    print_counts(console, "Documents by outlet", found.outlets)

    events = workspace.events().records()
    types = Counter(e.event_type for e in events)
    print_counts(console, "Events by type", dict(sorted(types.items(), key=lambda item: (-item[1], item[0]))))
    print_counts(console, "Busiest dyads, asserted events (cooperation, conflict)", busiest_dyads(events))

    console.print("\nFive events with their evidence:\n")
    print_events(console, five(events, rows(event_table(workspace))))

    console.print("\nGo on with:")
    for command in (
        f"events -w {FOLDER} --dyad حفتر السراج",
        f"export -w {FOLDER} --format csv -o demo/events.csv",
        f"check -w {FOLDER}",
    ):
        console.print(f"  .venv/bin/musnad {command}")


def coded(options: ReadingOptions) -> Workspace:
    """The workspace with the sample corpus in it."""
    workspace = Workspace.create(FOLDER)
    for _ in run(workspace, plan([CORPUS], options), partial(get_coder, "lexicon", {}), options, Local(2)):
        pass
    return workspace


def busiest_dyads(events: Iterable[Event]) -> dict[str, int]:
    """Pairs of parties with the most asserted events between them, the first named one acting."""
    total: Counter[tuple[str, str]] = Counter()
    cooperative: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.status != "asserted":
            continue
        for pair in {(_label(a), _label(r)) for a in event.actors for r in event.recipients}:
            if pair[0] != pair[1]:
                total[pair] += 1
                cooperative[pair] += event.quad_class <= 2
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:MOST_DYADS]
    return {f"{a} → {r} ({cooperative[a, r]}, {n - cooperative[a, r]})": n for (a, r), n in ranked}


def _label(party: Participant) -> str:
    return (party.name.en or party.name.ar) if party.name else party.code


def five(events: Iterable[Event], table: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The surest event of each of five types, those first whose parties are both known actors."""
    known = [e for e in events if any(p.actor_id for p in e.actors) and any(p.actor_id for p in e.recipients)]
    best: dict[str, Event] = {}
    for event in sorted(known, key=lambda e: (-e.confidence, e.id)):
        best.setdefault(event.event_type, event)
    by_id = {row["id"]: row for row in table}
    return [by_id[event.id] for event in list(best.values())[:SHOWN]]


if __name__ == "__main__":
    main()
