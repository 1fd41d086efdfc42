"""On several processes of this machine. When one dies, the batches in work are tried again one by one, and
the document that kills is found and set aside; then all processes go on."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ...errors import EnvironmentFault, UsageError
from ...reading import ReadingOptions
from ..limits import Limits, limit_memory
from ..rescue import rescued
from ..shard import Shard, Work, code_units
from .base import AHEAD, Batch, CoderFactory


@dataclass(frozen=True, slots=True)
class Local:
    """A pool of processes.

    Raises: UsageError for fewer than one.
    """

    workers: int = 1

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise UsageError(f"{self.workers} workers", remedy="Use at least 1.")

    def shards(
        self, batches: Sequence[Batch], make: CoderFactory, options: ReadingOptions, limits: Limits
    ) -> Generator[Shard, None, None]:
        """As `Executor.shards`."""
        start = _Start(make, options, limits)
        rest = iter(batches)
        waiting: deque[tuple[Batch, Future[Shard]]] = deque()
        pool = _Pool(self.workers, start)
        try:
            while True:
                for batch in islice(rest, self.workers * AHEAD - len(waiting)):
                    waiting.append((batch, pool.submit(batch)))
                if not waiting:
                    return
                try:
                    shard = waiting[0][1].result()
                except BrokenProcessPool:
                    pool.close()
                    for batch, future in waiting:
                        yield _result(future) or rescued(batch, _Alone(start), limits)
                    waiting.clear()
                    pool = _Pool(self.workers, start)
                else:
                    waiting.popleft()
                    yield shard
        finally:
            pool.close()


def _result(future: Future[Shard]) -> Shard | None:
    """What was ready before the pool broke."""
    ready = future.done() and not future.cancelled() and future.exception() is None
    return future.result() if ready else None


@dataclass(frozen=True, slots=True)
class _Start:
    """What a worker process is started with."""

    make: CoderFactory
    options: ReadingOptions
    limits: Limits


class _Pool:
    """Worker processes that stop between documents when told to."""

    def __init__(self, workers: int, start: _Start) -> None:
        # Spawned, not forked: a fork of a process with threads (Arrow has some) can hang.
        context = multiprocessing.get_context("spawn")
        # Without a lock, which a killed worker might hold for ever.
        self._stop = context.RawValue(ctypes.c_bool, False)
        self._pool = ProcessPoolExecutor(workers, context, _prepare, (start, self._stop))

    def submit(self, batch: Batch) -> Future[Shard]:
        try:
            return self._pool.submit(_work, batch)
        except BrokenProcessPool as error:  # it broke while nobody looked: told where the result is awaited
            failed: Future[Shard] = Future()
            failed.set_exception(error)
            return failed

    def ready(self) -> None:
        """Waits until a worker has its coder.

        Raises: BrokenProcessPool if it dies of that.
        """
        self._pool.submit(_ready).result()

    def close(self) -> None:
        self._stop.value = True
        self._pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Alone:
    """One attempt in a process of its own."""

    start: _Start

    def __call__(self, batch: Batch) -> Shard | None:
        pool = _Pool(1, self.start)
        try:
            try:
                pool.ready()
            except BrokenProcessPool as error:
                raise EnvironmentFault(
                    "a worker process ends before it has any work: killed, or out of memory",
                    remedy="Free memory, raise the memory limit, or use fewer workers; then run it again.",
                ) from error
            try:
                return pool.submit(batch).result()
            except BrokenProcessPool:
                return None
        finally:
            pool.close()


# The state of a worker process.
_start: _Start
_stop: Any
_made: Work | None = None


def _prepare(start: _Start, stop: Any) -> None:
    """Prepares a worker process. Makes no coder yet: an error here would reach the parent without its
    reason."""
    global _start, _stop
    _start, _stop = start, stop
    # Ctrl-C reaches the whole group; the parent tells us to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Ends this worker when the parent is gone; else one that waits for work would outlive a killed
    parent."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> None:
    global _made
    if _made is None:
        coder = _start.make()
        limit_memory(_start.limits)
        _made = Work(coder, _start.options, _start.limits, deadly=True, stopped=lambda: bool(_stop.value))


def _work(batch: Batch) -> Shard:
    _ready()
    assert _made is not None
    return code_units(batch, _made)
