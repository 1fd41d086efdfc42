"""`musnad brief`: who stands with an actor and who with the rival, and by which sentences."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .common import JsonOption, KnowledgeOption, complain, opened_output

_DAY = "YYYY, YYYY-MM or YYYY-MM-DD, included."


def brief(
    actor: Annotated[
        str, typer.Argument(help="Who is asked about: a name in Arabic or English, id or code.")
    ],
    rival: Annotated[str | None, typer.Option(help="Against whom: likewise.")] = None,
    since: Annotated[str | None, typer.Option(help=_DAY)] = None,
    until: Annotated[str | None, typer.Option(help=_DAY)] = None,
    before: Annotated[
        str | None, typer.Option(help="The day that the end is compared with; without it the middle.")
    ] = None,
    peers: Annotated[
        list[str] | None,
        typer.Option(help="States and bodies to look at, instead of those with most events. Repeatable."),
    ] = None,
    lang: Annotated[str, typer.Option(help="ar or en.")] = "en",
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="The workspace's folder.")
    ] = None,
    events: Annotated[
        Path | None, typer.Option(help="A file of events instead: then there are no sentences.")
    ] = None,
    kind: Annotated[str, typer.Option(help="What file it is: table, polecat or icews.")] = "table",
    columns: Annotated[
        str, typer.Option(help="What a table calls its columns: date=Date,actor=Source,...")
    ] = "",
    count_copies: Annotated[
        bool, typer.Option("--count-copies", help="Count copies of a report as reports of their own.")
    ] = False,
    half_life: Annotated[
        float | None,
        typer.Option(help="Days after which an event counts half, for the state before and now."),
    ] = None,
    families: Annotated[
        Path | None,
        typer.Option(help="A table with the columns outlet and family, in place of the families found."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="Write the whole brief as an HTML page.")
    ] = None,
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Print who stands with an actor and who with the rival; with -o write it as one HTML page, with charts
    and the sentences behind each statement.

    docs/brief.md says how the sentences follow from the numbers.
    """
    from ..analysis import Analysis
    from ..analysis.asking import Asking
    from ..analysis.files import EventFile
    from ..brief import brief as make
    from ..brief.words import unmarked
    from ..measures import Decay
    from ..measures.decay import STATE
    from ..provenance import read_families
    from ..report import json_text

    if (workspace is None) == (events is None):
        raise UsageError("a brief needs a workspace or a file of events", remedy="Give -w or --events.")
    if events is not None and (count_copies or knowledge or families):
        what = "--count-copies, --families and --knowledge are for workspaces"
        raise UsageError(what, remedy="Leave them out.")
    asked: Asking = (
        EventFile.read(events, kind, columns=columns)
        if events is not None
        else Analysis.open(workspace or "", knowledge, read_families(families) if families else None)
    )
    decay = STATE if half_life is None else Decay(half_life, STATE.dispersion)
    made = make(
        asked, actor, rival,
        since=since, until=until, before=before, peers=peers or (),
        lang=lang, collapse=not count_copies, decay=decay,
    )  # fmt: skip
    if output is not None:
        with opened_output(output) as sink:
            sink.write(made.html().encode("utf-8"))
    if output == "-":
        return
    if json:
        print(json_text(made.to_json()))
        return
    short = made.text(short=output is not None)
    print(short if sys.stdout.isatty() else unmarked(short), end="")
    if output is not None:
        complain(f"the whole brief is in {output}")
