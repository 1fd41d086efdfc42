"""In this process: for one article, for notebooks, for debugging. A document that Python cannot interrupt
holds it up; the other executors have processes to lose."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from ...reading import ReadingOptions
from ..limits import Limits
from ..shard import Shard, Work, code_units
from .base import Batch, CoderFactory


@dataclass(frozen=True, slots=True)
class Here:
    """This process."""

    def shards(
        self, batches: Sequence[Batch], make: CoderFactory, options: ReadingOptions, limits: Limits
    ) -> Generator[Shard, None, None]:
        """As `Executor.shards`."""
        work = Work(make(), options, limits)
        for batch in batches:
            yield code_units(batch, work)
