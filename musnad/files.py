"""Files that are written as a whole or not at all, and folders that one program writes to at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import EnvironmentFault, UsageError

UNFINISHED = ".part"
"""Ends the name of a file that is being written."""


@contextmanager
def replacing(target: Path, remedy: str = "") -> Iterator[BinaryIO]:
    """A file to write, which appears, or replaces what is there, only when it is complete.

    What is there and no regular file (a device, a pipe) cannot be replaced and is written to; a link stays
    one. `remedy` is what to do where it cannot be written.

    Raises: EnvironmentFault if it cannot be written.
    """
    path = target.resolve()
    beside = path if path.exists() and not path.is_file() else path.with_name(path.name + UNFINISHED)
    try:
        with beside.open("wb") as sink:
            yield sink
        if beside != path:
            beside.replace(path)
    except OSError as error:
        raise EnvironmentFault(f"cannot write: {error}", where=str(target), remedy=remedy) from error
    finally:
        if beside != path:
            beside.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else who asks for it writes to the folder meanwhile; the lock ends with the program, too.

    Raises: UsageError if somebody else is writing to it; EnvironmentFault if no lock can be made there.
    """
    import fcntl  # here, so that a system without it can still read

    try:
        descriptor = os.open(
            folder, os.O_RDONLY
        )  # the folder itself, so that no file of a lock is left in it
    except OSError as error:
        raise EnvironmentFault(f"cannot write: {error}", where=str(folder)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        remedy = "Run the command again when it has ended."
        raise UsageError(
            "another command is writing to this folder", where=str(folder), remedy=remedy
        ) from None
    finally:
        os.close(descriptor)
