"""The workspace: coding many documents into a folder of Parquet parts, exactly once, and asking it questions.

for progress in run(Workspace.create("ws"), plan(["news/"]), partial(get_coder, "lexicon")):
    print(progress.done, progress.total)
Workspace.open("ws").events(actor="EGY", since="2020").pandas()
"""

from __future__ import annotations

from .audit import Status, check, status
from .executors import Executor, Here, Local, Ray
from .ledger import Counts
from .limits import Limits
from .manifest import Manifest
from .running import Progress, run, run_slice
from .selection import Selection
from .slices import Slice
from .store import Workspace

__all__ = [
    "Counts", "Executor", "Here", "Limits", "Local", "Manifest", "Progress", "Ray", "Selection", "Slice",
    "Status", "Workspace", "check", "run", "run_slice", "status",
]  # fmt: skip
