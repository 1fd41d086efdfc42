"""`musnad code`: reads and codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .common import (
    STANDARD,
    CoderOption,
    JsonOption,
    KnowledgeOption,
    LexiconOption,
    coder_options,
    complain,
    console,
    opened_output,
    progress_bar,
)

if TYPE_CHECKING:
    from ..coding import Coder
    from ..reading import ReadingOptions, Unit
    from ..records import CodedDocument, SetAside
    from ..workspace import Counts
    from ..workspace.pool import CoderFactory
    from ..workspace.shard import Shard

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""


def code(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.")],
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="Code into this workspace; made if it is absent.")
    ] = None,
    format: Annotated[
        str, typer.Option(help="Code without a workspace: jsonl, one coded document a line.")
    ] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", help="With --format: the file to write, - for standard output.")
    ] = STANDARD,
    coder: CoderOption = "lexicon",
    lexicon: LexiconOption = None,
    knowledge: KnowledgeOption = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that code.")] = 1,
    outlet: Annotated[str, typer.Option(help="Outlet of documents that name none.")] = "",
    input_format: Annotated[str, typer.Option(help="Read all inputs as this format.")] = "",
    field: Annotated[
        list[str] | None,
        typer.Option(help="text=body: the input's name of a field, for JSONL, CSV and Parquet. Repeatable."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Read and code documents.

    Into a workspace (-w): each document once; the same command again adds what is new, and goes on where an
    interrupted run left off. Or as JSON lines (--format jsonl): every document that is read, in order; those
    set aside are reported on standard error.
    """
    if (workspace is None) == (not format):
        raise UsageError("name either a workspace (-w) or a format (--format jsonl)")
    if format not in ("", "jsonl"):
        raise UsageError(
            f"there is no format '{format}' here", remedy="It is jsonl; `musnad export` has more."
        )
    if workspace is not None and output != STANDARD:
        raise UsageError("-o goes with --format jsonl", remedy="A workspace needs only -w.")
    if json and workspace is None:
        raise UsageError("--json is the report of a run into a workspace", remedy="Use -w, or leave it out.")
    from ..coding import get_coder
    from ..reading import ReadingOptions, plan

    options = ReadingOptions(format=input_format, fields=_fields(field or ()), outlet=outlet)
    make: CoderFactory = partial(get_coder, coder, coder_options(lexicon, knowledge))
    made = make()  # an unknown coder or a malformed table is told before any input is looked at
    if workers == 1:
        make = partial(_as_it_is, made)
    units = plan(inputs, options)
    try:
        if workspace is None:
            counts = _to_lines(units, make, options, workers, output)
        else:
            counts = _to_workspace(workspace, units, make, options, workers, json)
    except KeyboardInterrupt:
        then = "The same command again goes on from there." if workspace else "Nothing was kept."
        complain(f"musnad: interrupted. {then}")
        raise typer.Exit(INTERRUPTED) from None
    if counts.quarantined:
        raise typer.Exit(1)


def _as_it_is(coder: Coder) -> Coder:
    """A factory of one coder that is there already: making it takes a second."""
    return coder


def _fields(given: Sequence[str]) -> dict[str, str]:
    fields = {}
    for pair in given:
        ours, found, theirs = pair.partition("=")
        if not (ours and found and theirs):
            raise UsageError(f"--field {pair}", remedy="Write OURS=THEIRS, such as --field text=body.")
        fields[ours] = theirs
    return fields


def _to_workspace(
    folder: Path,
    units: Sequence[Unit],
    make: CoderFactory,
    options: ReadingOptions,
    workers: int,
    json: bool,
) -> Counts:
    import dataclasses

    from ..report import account, json_text
    from ..workspace import Counts, Workspace, run

    counts = Counts()
    with progress_bar("Coding", len(units)) as advance:
        for progress in run(Workspace.create(folder), units, make, options, workers):
            advance(progress.done)
            counts = progress.counts
    if json:
        print(json_text(dataclasses.asdict(counts)))
    else:
        console().print(account(counts), markup=False, soft_wrap=True)
    if counts.quarantined:
        complain(f"musnad: {counts.quarantined} quarantined; `musnad status -w {folder}` says why")
    return counts


def _to_lines(
    units: Sequence[Unit], make: CoderFactory, options: ReadingOptions, workers: int, output: str
) -> Counts:
    import json
    from collections import Counter

    from ..records import CodedDocument
    from ..report import account
    from ..workspace import Counts

    tally: Counter[str] = Counter()
    with opened_output(output) as sink, progress_bar("Coding", len(units)) as advance:
        for done, shard in enumerate(_shards(units, make, options, workers), 1):
            for result in _results(shard):
                tally["read"] += 1
                if isinstance(result, CodedDocument):
                    tally["coded"] += 1
                    tally.update({name: len(getattr(result, name)) for name in ("events", "ties", "labels")})
                    sink.write(json.dumps(result.to_json(), ensure_ascii=False).encode() + b"\n")
                else:
                    tally[result.outcome] += 1
                    complain(f"musnad: {result.outcome}: {result.source}: {result.reason}")
            advance(done)
    counts = Counts(**tally)
    complain(f"musnad: {account(counts)}")
    return counts


def _shards(
    units: Sequence[Unit], make: CoderFactory, options: ReadingOptions, workers: int
) -> Iterator[Shard]:
    """The result of each unit, in order."""
    from ..workspace.pool import pool_shards
    from ..workspace.shard import code_units

    if workers > 1:
        return pool_shards([[unit] for unit in units], make, options, workers)
    coder = make()
    return (code_units([unit], coder, options) for unit in units)


def _results(shard: Shard) -> Iterator[CodedDocument | SetAside]:
    """What became of each document, in order."""
    from ..records import TABLES, CodedDocument, SetAside, from_json
    from ..workspace.shard import FOUND

    rows = {name: iter(table.to_pylist()) for name, table in shard.tables.items()}
    for _, item in shard.items:
        if isinstance(item, SetAside):
            yield item
            continue
        found = {
            name: tuple(from_json(TABLES[name], next(rows[name])) for _ in range(number))
            for name, number in zip(FOUND, item.found, strict=True)
        }
        yield CodedDocument(from_json(TABLES["documents"], next(rows["documents"])), **found)
