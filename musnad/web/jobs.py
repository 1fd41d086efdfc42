"""Work that takes longer than a page may: done once for each state of the workspace, in the background, while
the page says how long it has been at it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
PATIENCE = 0.8
"""Seconds that a page waits for the result before it says that it is not ready."""


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
