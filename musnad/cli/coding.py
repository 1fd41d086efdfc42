"""`musnad code`: the main job."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .terminal import say, text_output, tracked

FORMATS = ("jsonl",)


def code(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="Folder to code into; made if absent.")
    ] = None,
    format: Annotated[str, typer.Option(help="Without a workspace: jsonl, one coded document a line.")] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", help="File for --format; - is standard output.")
    ] = "-",
    coder: Annotated[str, typer.Option(help="Which coder.")] = "lexicon",
    lexicon: Annotated[
        Path | None, typer.Option(help="Table with further entries of your own (docs/lexicon.md).")
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 is one a core.")] = 0,
    input_format: Annotated[
        str, typer.Option(help="Read every input as this format instead of looking.")
    ] = "",
    outlet: Annotated[str, typer.Option(help="Outlet of documents that name none.")] = "",
    field: Annotated[
        list[str] | None, typer.Option(help="ours=theirs: a field of JSONL, CSV or Parquet, e.g. text=body.")
    ] = None,
    keep_other_languages: Annotated[bool, typer.Option(help="Keep documents that are not Arabic.")] = False,
) -> None:
    """Read articles and code their events, ties and labels, into a workspace or as JSON lines.

    The same call again adds nothing; an interrupted one goes on. What cannot be used is set aside with its reason.
    """
    from ..reading import READERS, ReadingOptions

    if (workspace is None) == (not format):
        raise UsageError(
            "name either a workspace or a format", remedy="Use -w FOLDER, or --format jsonl [-o FILE]."
        )
    if format and format not in FORMATS:
        raise UsageError(
            f"code writes {', '.join(FORMATS)}, not '{format}'",
            remedy="Other formats: code into a workspace, then `musnad export`.",
        )
    names = [reader.name for reader in READERS]
    if input_format and input_format not in names:
        raise UsageError(f"there is no reader '{input_format}'", remedy=f"Readers: {', '.join(names)}.")
    options = ReadingOptions(input_format, _fields(field or []), outlet, keep_other_languages)
    settings = {"lexicon": str(lexicon)} if lexicon else {}
    count = workers or len(os.sched_getaffinity(0))
    if workspace is not None:
        _into_workspace(inputs, workspace, coder, settings, options, count)
    else:
        _as_lines(inputs, output, coder, settings, options)


def _fields(pairs: list[str]) -> Mapping[str, str]:
    from ..reading.base import FIELDS

    found = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or ours not in FIELDS:
            raise UsageError(
                f"'{pair}' is not a field mapping",
                remedy=f"Write ours=theirs; ours is one of {', '.join(FIELDS)}.",
            )
        found[ours] = theirs
    return found


def _into_workspace(
    inputs: list[str], folder: Path, coder: str, settings: Mapping[str, str], options: object, workers: int
) -> None:
    from ..coding import get_coder
    from ..reading import ReadingOptions, plan
    from ..report import account
    from ..workspace import Counts, Progress, Workspace, run

    assert isinstance(options, ReadingOptions)
    get_coder(coder, settings)  # an unknown coder or a malformed lexicon is told before anything is read
    units = plan(inputs, options)
    workspace = Workspace.create(folder)
    added = Counts()
    steps = run(
        workspace, units, partial(get_coder, coder, dict(settings)), options, min(workers, max(1, len(units)))
    )
    for progress in _drawn(steps, len(units)):
        assert isinstance(progress, Progress)
        added = progress.counts
    say(account(added, str(folder)))
    if added.quarantined:
        say(f"The reasons: musnad status -w {folder}")
        raise typer.Exit(1)


def _drawn(steps: Iterator[object], total: int) -> Iterator[object]:
    """The steps of a run, with a progress bar over units on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for step in steps:
            bar.update(task, completed=step.done, total=step.total)  # type: ignore[attr-defined]
            yield step


def _as_lines(
    inputs: list[str], output: str, coder: str, settings: Mapping[str, str], options: object
) -> None:
    from ..coding import get_coder
    from ..errors import CodingFault
    from ..reading import ReadingOptions, plan, read_unit
    from ..records import SetAside

    assert isinstance(options, ReadingOptions)
    making = get_coder(coder, settings)
    units = plan(inputs, options)
    quarantined = 0
    with text_output(output) as file:
        for unit in tracked(units, len(units), "coding"):
            for item in read_unit(unit, options):
                if not isinstance(item, SetAside):
                    try:
                        line = making.code(item).to_json()
                    except (
                        Exception
                    ) as error:  # a bug in the coder costs one document, with its reason, not the run
                        fault = CodingFault(
                            f"the coder failed: {type(error).__name__}: {error}", where=item.source
                        )
                        item = SetAside(item.source, item.id, "quarantined", fault.code, str(fault))
                    else:
                        file.write(json.dumps(line, ensure_ascii=False) + "\n")
                        continue
                say(f"{item.outcome}: {item.source}: {item.reason}")
                quarantined += item.outcome == "quarantined"
    if quarantined:
        raise typer.Exit(1)
