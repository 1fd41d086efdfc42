"""On a cluster, or one machine, by Ray core tasks over the same function as everywhere (`pip install
musnad[ray]`). Inputs and the workspace must be on a file system that all machines see under the same path."""

from __future__ import annotations

import importlib
import os
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import EnvironmentFault
from ...reading import ReadingOptions
from ..limits import Limits, limit_memory
from ..rescue import rescued
from ..shard import Shard, Work, code_units
from .base import AHEAD, Batch, CoderFactory

RETRIES = 1
"""How often Ray tries a task again whose worker died, before the batch is halved."""


@dataclass(frozen=True, slots=True)
class Ray:
    """A Ray cluster.

    Raises: EnvironmentFault if Ray is not installed or cannot be reached.
    """

    address: str = ""
    """Of the cluster to join (ray://head:10001, or "auto"); empty starts Ray on this machine."""
    workers: int | None = None
    """Processes to start on this machine; None: one a core. A cluster has its own."""

    def shards(
        self, batches: Sequence[Batch], make: CoderFactory, options: ReadingOptions, limits: Limits
    ) -> Generator[Shard, None, None]:
        """As `Executor.shards`."""
        ray = _ray()
        started = self._connect(ray)
        try:
            task = ray.remote(max_retries=RETRIES, num_cpus=1)(_work)
            start = ray.put((make, options, limits))
            room = max(int(ray.cluster_resources().get("CPU", 1)), 1) * AHEAD
            lost = (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError)

            def attempt(batch: Batch) -> Shard | None:
                try:
                    shard: Shard = ray.get(task.remote(batch, start))
                except lost:
                    return None
                return shard

            waiting: deque[tuple[Batch, Any]] = deque()
            for batch in batches:
                waiting.append((batch, task.remote(batch, start)))
                if len(waiting) >= room:
                    yield _settle(ray, *waiting.popleft(), attempt, lost, limits)
            while waiting:
                yield _settle(ray, *waiting.popleft(), attempt, lost, limits)
        finally:
            if started:
                ray.shutdown()

    def _connect(self, ray: Any) -> bool:
        """Connects, unless this program is connected already; whether it was."""
        if ray.is_initialized():
            return False
        try:
            if self.address:
                ray.init(address=self.address, logging_level="warning")
            else:
                ray.init(
                    address="local",
                    num_cpus=self.workers,
                    include_dashboard=False,
                    logging_level="warning",
                    log_to_driver=False,
                )
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise EnvironmentFault(
                f"Ray cannot be reached: {error}",
                where=self.address,
                remedy="Check the address of the cluster.",
            ) from error
        return True


def _settle(
    ray: Any, batch: Batch, future: Any, attempt: Any, lost: tuple[type[Exception], ...], limits: Limits
) -> Shard:
    try:
        shard: Shard = ray.get(future)
    except lost:
        return rescued(batch, attempt, limits)
    return shard


def _ray() -> Any:
    # Before the import, which reads it: nothing is sent anywhere.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        raise EnvironmentFault("Ray is not installed", remedy="pip install musnad[ray]") from error


_made: Work | None = None
"""Of a worker process: the coder stays from task to task."""


def _work(batch: Batch, start: tuple[CoderFactory, ReadingOptions, Limits]) -> Shard:
    global _made
    make, options, limits = start
    if _made is None or (_made.options, _made.limits) != (options, limits):
        coder = make()
        limit_memory(limits)
        _made = Work(coder, options, limits, deadly=True)
    return code_units(batch, _made)
