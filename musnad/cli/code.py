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
    from ..workspace import Counts, Executor, Limits, Progress, Slice
    from ..workspace.executors import CoderFactory
    from ..workspace.shard import Shard

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""
FEW = 20
"""So many units are coded in this process: to start another takes longer than they do."""
ENGINES = ("local", "ray")


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
    slice: Annotated[
        str,
        typer.Option(
            help="I/N: code only the I-th of N slices and keep it in the workspace; the same command "
            "without --slice puts all together. For job arrays: docs/scale.md."
        ),
    ] = "",
    engine: Annotated[str, typer.Option(help="local, or ray (pip install musnad[ray]).")] = "local",
    ray_address: Annotated[
        str, typer.Option(help="With --engine ray: the cluster to join; without, Ray starts here.")
    ] = "",
    time_limit: Annotated[
        float, typer.Option(help="Seconds that reading or coding one document may take.")
    ] = 60.0,
    memory_limit: Annotated[int, typer.Option(help="Megabytes that a process may take for its work.")] = 2048,
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
    if slice and workspace is None:
        raise UsageError("--slice goes with a workspace", remedy="Name one with -w.")
    from ..coding import get_coder
    from ..reading import ReadingOptions, plan
    from ..workspace import Limits, Slice

    options = ReadingOptions(format=input_format, fields=_fields(field or ()), outlet=outlet)
    limits = Limits(time_limit, memory_limit)
    wanted = Slice.parse(slice) if slice else None
    make: CoderFactory = partial(get_coder, coder, coder_options(lexicon, knowledge))
    made = make()  # an unknown coder or a malformed table is told before any input is looked at
    units = plan(inputs, options)
    executor = _executor(engine, ray_address, workers, len(units))
    try:
        if workspace is None:
            counts = _to_lines(_shards(units, executor, make, made, options, limits), len(units), output)
        else:
            steps = _steps(workspace, units, executor, make, made, options, limits, wanted)
            counts = _to_workspace(workspace, steps, len(units), json, wanted)
    except KeyboardInterrupt:
        then = "The same command again goes on from there." if workspace else "Nothing was kept."
        complain(f"musnad: interrupted. {then}")
        raise typer.Exit(INTERRUPTED) from None
    if counts.quarantined:
        raise typer.Exit(1)


def _executor(engine: str, ray_address: str, workers: int, units: int) -> Executor:
    from ..workspace import Here, Local, Ray

    if engine not in ENGINES:
        raise UsageError(f"there is no engine '{engine}'", remedy=f"Engines: {', '.join(ENGINES)}.")
    if ray_address and engine != "ray":
        raise UsageError("--ray-address goes with --engine ray")
    if engine == "ray":
        return Ray(ray_address, workers)
    return Here() if workers == 1 and units <= FEW else Local(workers)


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


def _maker(executor: Executor, make: CoderFactory, made: Coder) -> CoderFactory:
    """In this process the coder that is there already: making it takes a while, and so does pickling it."""
    from ..workspace import Here

    return partial(_as_it_is, made) if isinstance(executor, Here) else make


def _steps(
    folder: Path,
    units: Sequence[Unit],
    executor: Executor,
    make: CoderFactory,
    made: Coder,
    options: ReadingOptions,
    limits: Limits,
    wanted: Slice | None,
) -> Iterator[Progress]:
    from ..workspace import Workspace, run, run_slice

    workspace, maker = Workspace.create(folder), _maker(executor, make, made)
    if wanted is None:
        return run(workspace, units, maker, options, executor, limits)
    return run_slice(workspace, units, maker, wanted, options, executor, limits)


def _to_workspace(
    folder: Path, steps: Iterator[Progress], total: int, json: bool, wanted: Slice | None
) -> Counts:
    import dataclasses

    from ..report import account, json_text
    from ..workspace import Counts

    counts = Counts()
    with progress_bar("Coding", total) as advance:
        for progress in steps:
            advance(progress.done)
            counts = progress.counts
    if json:
        print(json_text(dataclasses.asdict(counts)))
    else:
        console().print(account(counts), markup=False, soft_wrap=True)
    if wanted is not None:
        complain("musnad: when all slices are done, the same command without --slice puts them together")
    elif counts.quarantined:
        complain(f"musnad: {counts.quarantined} quarantined; `musnad status -w {folder}` says why")
    return counts


def _shards(
    units: Sequence[Unit],
    executor: Executor,
    make: CoderFactory,
    made: Coder,
    options: ReadingOptions,
    limits: Limits,
) -> Iterator[Shard]:
    """The result of each unit, in order."""
    return executor.shards([[unit] for unit in units], _maker(executor, make, made), options, limits)


def _to_lines(shards: Iterator[Shard], total: int, output: str) -> Counts:
    import json
    from collections import Counter

    from ..records import CodedDocument
    from ..report import account
    from ..workspace import Counts

    tally: Counter[str] = Counter()
    with opened_output(output) as sink, progress_bar("Coding", total) as advance:
        for done, shard in enumerate(shards, 1):
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
