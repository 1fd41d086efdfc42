"""Work that takes longer than a page may: done once for each state of the workspace, in the background, while
the page says how long it has been at it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
PATIENCE = 0.8
"""Seconds that a page waits for the result before it says that it is not ready."""
MOST_KEPT = 100
"""Results that are kept; the one asked for longest ago goes."""
MOST_WAITING = 8
"""Pieces of work begun and not ended; who asks for one more is told to come again."""


class NotReady(Exception):
    """The result is still being worked out."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        """How long it has been worked on."""


class Job(Generic[T]):
    """One piece of work in a thread of its own. It begins when `gate` lets it: one at a time."""

    def __init__(self, make: Callable[[], T], gate: threading.Lock) -> None:
        self._make, self._gate = make, gate
        self._done = threading.Event()
        self._begun = time.monotonic()
        self._result: T | None = None
        self._error: Exception | None = None
        # A daemon: the server stops without waiting for it.
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def result(self) -> T:
        """What the work gave.

        Raises: NotReady while it goes on; what the work raised.
        """
        if not self._done.wait(PATIENCE):
            raise NotReady(time.monotonic() - self._begun)
        if self._error is not None:
            raise self._error
        result: Any = self._result
        made: T = result
        return made

    @property
    def ended(self) -> bool:
        """Whether the work has come to its end."""
        return self._done.is_set()

    def end(self, seconds: float) -> None:
        """Waits for the work to end, but no longer than so many seconds."""
        self._thread.join(seconds)

    def _run(self) -> None:
        with self._gate:
            try:
                self._result = self._make()
            except Exception as error:  # raised where the result is asked for
                self._error = error
        self._done.set()


class Jobs:
    """The work of one state by name: each piece done once, its result kept; `gate` lets one run at a time."""

    def __init__(self, gate: threading.Lock) -> None:
        self._gate, self._lock = gate, threading.Lock()
        self._jobs: OrderedDict[str, Job[Any]] = OrderedDict()

    def result(self, name: str, make: Callable[[], T]) -> T:
        """What the work of a name gave; it is begun if it was not.

        Raises: NotReady while it goes on, or too much else does; what the work raised.
        """
        with self._lock:
            job: Job[T] | None = self._jobs.get(name)
            if job is None:
                if sum(not one.ended for one in self._jobs.values()) >= MOST_WAITING:
                    raise NotReady(0.0)
                job = self._jobs[name] = Job(make, self._gate)
                self._forget()
            self._jobs.move_to_end(name)
        return job.result()

    def end(self, seconds: float) -> None:
        """Waits for what goes on, but no longer than so many seconds each."""
        for job in list(self._jobs.values()):
            job.end(seconds)

    def _forget(self) -> None:
        ended = [name for name, job in self._jobs.items() if job.ended]
        for name in ended[: max(len(self._jobs) - MOST_KEPT, 0)]:
            del self._jobs[name]
