"""What every executor offers: the shards of batches of units, in order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Protocol

from ...coding import Coder
from ...reading import ReadingOptions, Unit
from ..limits import Limits
from ..shard import Shard

AHEAD = 2
"""Shards in work or waiting for each process. Bounds the results held in memory while an earlier one is
awaited."""

CoderFactory = Callable[[], Coder]
"""Makes the coder; for all but the executor of this process it must pickle (a function of a module, or a
functools.partial of one)."""

Batch = Sequence[Unit]


class Executor(Protocol):
    """Where shards are made."""

    def shards(
        self, batches: Sequence[Batch], make: CoderFactory, options: ReadingOptions, limits: Limits
    ) -> Generator[Shard, None, None]:
        """The shard of each batch, in order, whatever finishes first.

        Raises: EnvironmentFault if no worker can be had.
        """
        ...
