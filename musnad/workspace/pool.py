"""Shards on several processes. Results come in the order of the work, whatever finishes first."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from ..coding import Coder
from ..errors import EnvironmentFault
from ..reading import ReadingOptions, Unit
from .shard import Shard, code_units

AHEAD = 2
"""Shards in work or waiting for each process. Bounds the results held in memory while an earlier one is
awaited."""

CoderFactory = Callable[[], Coder]
"""Makes the coder; must pickle (a function of a module, or a functools.partial of one)."""

# The state of a worker process.
_make: CoderFactory
_stop: Any
_coder: Coder | None = None


def pool_shards(
    batches: Sequence[Sequence[Unit]], coder_factory: CoderFactory, options: ReadingOptions, workers: int
) -> Generator[Shard, None, None]:
    """The shard of each batch of units, in order.

    Raises: EnvironmentFault if a worker process dies.
    """
    # Spawned, not forked: a fork of a process with threads (Arrow has some) can hang.
    context = multiprocessing.get_context("spawn")
    stop = context.RawValue(ctypes.c_bool, False)  # without a lock, which a killed worker might hold for ever
    waiting: deque[tuple[Sequence[Unit], Future[Shard]]] = deque()
    pool = ProcessPoolExecutor(workers, context, _start, (coder_factory, stop))
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(_work, batch, options)))
            if len(waiting) >= workers * AHEAD:
                yield waiting[0][1].result()
                waiting.popleft()
        while waiting:
            yield waiting[0][1].result()
            waiting.popleft()
    except BrokenProcessPool as error:
        raise EnvironmentFault(
            "a worker process ended by itself: killed, out of memory, or crashed",
            where=f"at or after {waiting[0][0][0].path}" if waiting else "at the start",
            remedy="Run the same command again: it resumes. If it ends there again, use one worker.",
        ) from error
    finally:
        stop.value = True
        pool.shutdown(cancel_futures=True)


def _start(make: CoderFactory, stop: Any) -> None:
    """Prepares a worker process. Makes no coder yet: an error here would reach the parent without its
    reason."""
    global _make, _stop
    _make, _stop = make, stop
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the parent tells us to stop
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Ends this worker when the parent is gone; else one that waits for work would outlive a killed
    parent."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(units: Sequence[Unit], options: ReadingOptions) -> Shard:
    global _coder
    if _coder is None:
        _coder = _make()
    return code_units(units, _coder, options, lambda: bool(_stop.value))
