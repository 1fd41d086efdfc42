"""Limits of time and memory for each document, so that none can hold up a run or take the machine's memory.

What Python can interrupt is interrupted, and the document goes to quarantine with the reason. What it cannot
(a parser's inner loop) ends the worker process a little later; whoever runs the workers then finds the
document by halving (`rescue`).
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import FrameType

from ..errors import LimitExceeded, UsageError

SECONDS = 60.0
"""Wall-clock time that reading and coding one document may take."""
MEGABYTES = 2048
"""Memory that a worker process may take beyond what it has when it is ready."""
GRACE = 1.5
"""A document that cannot be interrupted ends its process at so many times the limit."""
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take.

    Raises: UsageError for a limit that is not positive.
    """

    seconds: float = SECONDS
    megabytes: int = MEGABYTES

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.megabytes <= 0:
            raise UsageError("a limit must be more than 0", remedy="Leave it out for the usual one.")


@contextmanager
def timed(limits: Limits, *, deadly: bool = False) -> Iterator[None]:
    """Holds what runs inside to the limit of time. Only the main thread can be interrupted; elsewhere
    nothing is held. With `deadly` the process ends where interrupting does not help.

    Raises: LimitExceeded when the time is over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _interrupt)
    if deadly:
        # A thread in C: it works even while a parser holds the interpreter's lock.
        faulthandler.dump_traceback_later(limits.seconds * GRACE, exit=True, file=_nowhere())
    try:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeOver:
        raise LimitExceeded(f"it took longer than {limits.seconds:g} seconds") from None
    finally:
        signal.signal(signal.SIGALRM, before)
        if deadly:
            faulthandler.cancel_dump_traceback_later()


def limit_memory(limits: Limits) -> None:
    """Holds this process from now on to the limit of memory beyond what it has now. Exceeding it raises
    MemoryError, or ends the process where a library does not check."""
    limit = _data_bytes() + limits.megabytes * _MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


class _TimeOver(BaseException):
    """Apart from Exception, so that nobody's `except Exception` takes it for a fault of their own."""


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise _TimeOver


def _data_bytes() -> int:
    """Memory of this process that counts against the limit; 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123, read as a stream
            for line in file:
                if line.startswith("VmData:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


@cache
def _nowhere() -> int:
    """A descriptor that swallows the traceback: the fault is reported where the worker is missed."""
    return os.open(os.devnull, os.O_WRONLY)
