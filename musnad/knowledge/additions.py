"""A user's own folder of knowledge: reading it with the program's, and adding lines to its tables."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import DataFileError, EnvironmentFault, UsageError
from ..files import locked, replacing
from . import judgements, rows
from .base import DATA, JUDGEMENTS, NO_FOLDER, NOTHING, Read, read_folder
from .judgements import Judged, Judgement, read_judgements
from .model import Actor, State

TABLES = {
    "organisations.tsv": rows.ORGANISATION_COLUMNS,
    "persons.tsv": rows.PERSON_COLUMNS,
    "offices.tsv": rows.OFFICE_COLUMNS,
    JUDGEMENTS: judgements.COLUMNS,
}
"""The tables that a user's folder may have; in this order they refer only to earlier ones."""
Line = tuple[str, Mapping[str, str]]
"""A table, and the cells of a line by column; the others are empty."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Who:
    """The program's actors and, with a folder, the user's, after the user's judgements."""

    states: Mapping[str, State]
    judged: Judged
    judgements: Sequence[Judgement]

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return self.judged.actors


def read_who(own: Path | None = None) -> Who:
    """Who there is.

    Raises: UsageError if the folder does not exist; DataFileError where a table in it is malformed.
    """
    states, program = _program()
    if own is None:
        return Who(states, program[0], [])
    if not own.is_dir():
        raise UsageError("there is no folder of knowledge", where=str(own), remedy=NO_FOLDER)
    judged, _ = read_folder(program, own, states, own=True)
    table = own / JUDGEMENTS
    return Who(states, judged, read_judgements(table) if table.is_file() else [])


@cache
def _program() -> tuple[Mapping[str, State], Read]:
    states = {state.iso3: state for state in rows.states(DATA / "states.tsv")}
    return states, read_folder(NOTHING, DATA, states, own=False)


def own_tables(own: Path | None) -> list[tuple[str, bytes]]:
    """The tables that a user's folder has: name and content, in a fixed order."""
    if own is None:
        return []
    return [(name, (own / name).read_bytes()) for name in sorted(TABLES) if (own / name).is_file()]


def add_lines(own: Path, lines: Sequence[Line]) -> Who:
    """Who there is after lines are added to tables of a user's folder, which is made if it is absent.

    Each table is replaced by a whole new one, and none if the lines do not fit what is there.

    Raises: UsageError if they do not fit, or another command is writing to the folder; DataFileError where a
    table is malformed already; EnvironmentFault if the folder cannot be written.
    """
    if not own.is_dir():
        if own.exists() or not own.parent.is_dir():
            remedy = "Name one in a folder that is there."
            raise UsageError("no folder can be made here", where=str(own), remedy=remedy)
        _try_out(own, lines)  # no folder is made for what does not fit
        try:
            own.mkdir(exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(f"cannot write: {error}", where=str(own)) from error
    with locked(own):
        read_who(own)  # what is malformed already is told as such
        who, texts = _try_out(own, lines)
        for table in TABLES:
            if table in texts:
                _write(own / table, texts[table])
    return who


def _try_out(own: Path, lines: Sequence[Line]) -> tuple[Who, dict[str, str]]:
    """Who there would be with the lines, and the whole new tables by name.

    Raises: UsageError if they do not fit; EnvironmentFault if nothing can be written.
    """
    texts: dict[str, str] = {}
    try:
        for table, cells in lines:
            text = texts[table] if table in texts else _text(own / table)
            texts[table] = text + _line(TABLES[table], cells)
        with tempfile.TemporaryDirectory() as trial:
            for table in TABLES:
                if table in texts or (own / table).is_file():
                    _write(Path(trial) / table, texts.get(table) or _text(own / table))
            try:
                who = read_who(Path(trial))
            except DataFileError as error:
                where = error.where.replace(trial, str(own))
                raise UsageError(error.what, where=where, remedy="Nothing was written.") from error
    except OSError as error:
        raise EnvironmentFault(f"cannot write: {error}", where=str(own)) from error
    return who, texts


def valid_id(actor_id: str) -> str:
    """An id for a new actor.

    Raises: UsageError if it is not small Latin letters and digits with hyphens between.
    """
    if not _ID.fullmatch(actor_id):
        remedy = "Write small Latin letters and digits with hyphens between, such as bakri-salma."
        raise UsageError(f"'{actor_id}' cannot be an id", remedy=remedy)
    return actor_id


def _line(columns: Sequence[str], cells: Mapping[str, str]) -> str:
    for column, cell in cells.items():
        if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", cell):
            raise UsageError(f"'{cell}' for {column} has a tab, a line break or another control character")
    line = "\t".join(cells.get(column, "").strip() for column in columns)
    if line.startswith("#"):
        raise UsageError("a line of a table cannot begin with #", remedy="Write the first cell without it.")
    return line + "\n"


def _text(table: Path) -> str:
    """A table as it is, ready for another line; one that is not there as its header alone."""
    text = table.read_bytes().decode() if table.is_file() else "\t".join(TABLES[table.name]) + "\n"
    return text if text.endswith("\n") else text + "\n"


def _write(table: Path, text: str) -> None:
    with replacing(table) as file:
        file.write(text.encode())
