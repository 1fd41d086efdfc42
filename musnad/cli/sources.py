"""`musnad sources`: who reports, who copies whom, and which outlets are one family."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .common import JsonOption, KnowledgeOption, WorkspaceOption, console

if TYPE_CHECKING:
    from rich.console import Console

    from ..knowledge import KnowledgeBase
    from ..provenance import Provenance
    from ..provenance.summary import OutletSummary
    from ..records import Document
    from ..workspace import Workspace

SHOWN = 5
"""Names listed in a cell; the rest is a number."""
BATCH = 2_000
"""Documents read at a time."""
NOT_KNOWN, NOT_NAMED = "(outlet not known)", "(agencies, not named)"


def sources(
    workspace: WorkspaceOption,
    families: Annotated[
        Path | None,
        typer.Option(help="A table with the columns outlet and family, in place of the families found."),
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="List each copy with its original.")] = False,
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Show who reports: for each outlet its own reports, its copies and of whom, the agencies that it
    credits, and its family with the reason. See docs/sources.md."""
    from ..knowledge import load_knowledge
    from ..provenance import read_families, trace
    from ..provenance.summary import by_outlet
    from ..report import json_text
    from ..workspace import Workspace

    given = read_families(families) if families else None
    base = load_knowledge(knowledge)
    found = trace(_Documents(Workspace.open(workspace)), families=given, knowledge=base)
    if json:
        print(json_text(_as_json(found, by_outlet(found), base)))
        return
    screen = console()
    if copies:
        _print_copies(screen, found)
    else:
        _print_outlets(screen, found, by_outlet(found), base)


class _Documents(Collection["Document"]):
    """The documents of a workspace, made a batch at a time each time they are passed over."""

    def __init__(self, workspace: Workspace) -> None:
        self._table = workspace.documents().arrow()

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __contains__(self, document: object) -> bool:
        return any(document == held for held in self)

    def __iter__(self) -> Iterator[Document]:
        from ..records import Document, from_json

        for batch in self._table.to_batches(max_chunksize=BATCH):
            for row in batch.to_pylist():
                yield from_json(Document, row)


def _as_json(
    found: Provenance, summaries: tuple[OutletSummary, ...], knowledge: KnowledgeBase
) -> dict[str, Any]:
    named = sorted({credit.source for credit in found.credits if credit.source in knowledge.actors})
    return {
        "documents": len(found.outlets),
        "origins": len(set(found.origins.values())),
        "outlets": [dataclasses.asdict(summary) for summary in summaries],
        "families": [
            {"family": family, "outlets": members, "reason": found.reasons[family]}
            for family, members in _joined(found).items()
        ],
        "copies": [dataclasses.asdict(copy) for copy in found.copies],
        "credits": [dataclasses.asdict(credit) for credit in found.credits],
        "sources": {source: dataclasses.asdict(knowledge.actors[source].name) for source in named},
    }


def _joined(found: Provenance) -> dict[str, list[str]]:
    """Families of several names, with their outlets."""
    members: dict[str, list[str]] = {family: [] for family in sorted(found.reasons)}
    for outlet, family in found.families.items():
        if family in members:
            members[family].append(outlet)
    return members


def _print_outlets(
    screen: Console, found: Provenance, summaries: tuple[OutletSummary, ...], knowledge: KnowledgeBase
) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, leading=1)
    table.add_column("Outlet", ratio=3)
    for heading in ("Documents", "Own", "Copies"):
        table.add_column(heading, justify="right")
    table.add_column("Copies of", ratio=3)
    table.add_column("Credits for whole reports", ratio=3)
    for one in summaries:
        table.add_row(
            _lines(screen, [one.outlet or NOT_KNOWN]),
            *(str(number) for number in (one.documents, one.own, one.copies)),
            _lines(screen, _counted({name or NOT_KNOWN: n for name, n in one.of.items()})),
            _lines(screen, _counted({_name(source, knowledge): n for source, n in one.credits.items()})),
        )
    screen.print(table)
    copied, total = len(found.copies), len(found.outlets)
    origins = len(set(found.origins.values()))
    screen.print(f"{total} documents, {copied} of them copies; {origins} origins.")
    for family, members in _joined(found).items():
        why = found.reasons[family]
        places = ", ".join("{}" for _ in members) or "-"
        screen.print(_line(screen, f"Family {{}}: {places}. Reason: {{}}.", family, *members, why))


def _print_copies(screen: Console, found: Provenance) -> None:
    for copy in found.copies:
        share = f"{copy.similarity:.0%} of the three-word sequences, {copy.shared} in number"
        outlets = (found.outlets[copy.document_id], found.outlets[copy.original_id])
        screen.print(
            _line(screen, "{} ({})", copy.document_id, outlets[0] or NOT_KNOWN),
            _line(screen, f"  repeats {{}} ({{}}): {share}", copy.original_id, outlets[1] or NOT_KNOWN),
            sep="\n",
            soft_wrap=True,
        )
    screen.print(f"{len(found.copies)} copies" if len(found.copies) != 1 else "1 copy")


def _name(source: str, knowledge: KnowledgeBase) -> str:
    actor = knowledge.actors.get(source)
    return actor.name.ar if actor else source or NOT_NAMED


def _counted(numbers: Mapping[str, int]) -> list[str]:
    lines = [f"{name}: {number}" for name, number in list(numbers.items())[:SHOWN]]
    rest = len(numbers) - SHOWN
    return [*lines, f"and {rest} more"] if rest > 0 else lines


def _lines(screen: Console, lines: list[str]) -> Any:
    from rich.text import Text

    from ..report import isolated, shown

    return Text("\n".join(isolated(shown(line), screen) for line in lines))


def _line(screen: Console, pattern: str, *names: str) -> Any:
    from rich.text import Text

    from ..report import isolated, shown

    return Text(pattern.format(*(isolated(shown(name), screen) for name in names)))
