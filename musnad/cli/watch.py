"""`musnad watch`: feeds, and what they link to, into a workspace."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import EnvironmentFault, UsageError
from .common import (
    CoderOption,
    JsonOption,
    KnowledgeOption,
    LexiconOption,
    WorkspaceOption,
    coder_options,
    complain,
)

if TYPE_CHECKING:
    from ..feeds import Happening

INTERRUPTED = 130
SHORTEST = 60.0
"""Seconds between two polls at least."""
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(help="Addresses of RSS or Atom feeds, or files with one a line (then the outlet)."),
    ],
    workspace: WorkspaceOption,
    every: Annotated[str, typer.Option(help="Time between two polls of a feed: 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Poll each feed once, then end.")] = False,
    user_agent: Annotated[
        str,
        typer.Option(help="What servers are told; add where you can be reached: NAME/1.0 (+https://...)."),
    ] = "",
    per_host: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to a host.")] = 5.0,
    max_bytes: Annotated[int, typer.Option(min=1, help="Bytes that one answer may have.")] = 5_000_000,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Ask private and local machines and any port, too."),
    ] = False,
    coder: CoderOption = "lexicon",
    lexicon: LexiconOption = None,
    knowledge: KnowledgeOption = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that code.")] = 1,
    json: JsonOption = False,
) -> None:
    """Watch feeds: fetch what they link to, keep it as it came in the workspace's fetched/, and code what is
    new.

    It may be ended and begun again at any time; nothing is lost and no page fetched twice. docs/feeds.md says
    what is asked of servers, and what is refused.
    """
    try:
        from ..feeds import Bounds, Client, SystemClock, Visitor, Watch, subscriptions
    except ModuleNotFoundError as error:
        raise EnvironmentFault(
            f"watching needs {error.name}", remedy="Install it: pip install 'musnad[feeds]'."
        ) from error
    from .. import __version__
    from ..coding import get_coder
    from ..workspace import Limits, Local, Workspace

    seconds = parse_every(every)
    client = Client(user_agent or f"musnad/{__version__}", Bounds(max_bytes), allow_private)
    found = subscriptions(feeds)
    make = partial(get_coder, coder, coder_options(lexicon, knowledge))
    make()  # an unknown coder or a malformed table is told before anything is asked
    watch = Watch(
        Workspace.create(workspace),
        found,
        Visitor(client, SystemClock(), per_host),
        make,
        Local(workers),
        Limits(),
        seconds,
    )
    try:
        for happening in watch.happenings(once):
            _tell(happening, json)
    except KeyboardInterrupt:
        complain("musnad: interrupted. The same command again goes on from there.")
        raise typer.Exit(INTERRUPTED) from None


def parse_every(text: str) -> float:
    """Seconds of a time such as 90s, 15m, 2h or 1d.

    Raises: UsageError for what is none, or less than a minute.
    """
    match = re.fullmatch(r"([0-9]{1,6})([smhd])", text)
    if match is None:
        raise UsageError(f"'{text}' is not a time", remedy="Write a number and s, m, h or d: --every 15m.")
    seconds = float(match[1]) * _UNITS[match[2]]
    if seconds < SHORTEST:
        raise UsageError("feeds are polled once a minute at most", remedy="Write --every 1m or longer.")
    return seconds


def _tell(happening: Happening, json: bool) -> None:
    import dataclasses
    from datetime import datetime
    from json import dumps

    from ..report import shown

    when = datetime.now().astimezone().isoformat(timespec="seconds")
    if json:
        row = {"time": when, "what": type(happening).__name__.lower(), **dataclasses.asdict(happening)}
        print(dumps(row, ensure_ascii=False), flush=True)
        return
    if line := line_of(happening):
        print(f"{when[:19].replace('T', ' ')}  {shown(line)}", flush=True)


def line_of(happening: Happening) -> str:
    """What happened, on one line; empty for what needs no telling."""
    from ..feeds import Coded, Fetched, Polled
    from ..report import account

    if isinstance(happening, Polled):
        return f"{happening.feed}: {happening.problem or f'{happening.new} new'}"
    if isinstance(happening, Fetched):
        return f"{happening.outcome}  {happening.page}" + (
            f": {happening.problem}" if happening.problem else ""
        )
    if isinstance(happening, Coded):
        return f"coded: {happening.problem or account(happening.counts)}"
    return ""
