"""Executors: where shards are made. All give the same rows. To add one: a module with a class that has
`shards`, and a line in `musnad.cli.code`."""

from __future__ import annotations

from .base import CoderFactory, Executor
from .here import Here
from .local import Local
from .ray import Ray

__all__ = ["CoderFactory", "Executor", "Here", "Local", "Ray"]
