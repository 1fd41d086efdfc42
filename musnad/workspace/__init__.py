"""The workspace: coding many documents into a folder of Parquet parts, exactly once, and asking it questions.

for progress in run(Workspace.create("ws"), plan(["news/"], options), partial(get_coder, "lexicon", {})):
    print(progress.done, progress.total)
Workspace.open("ws").events(actor="EGY", since="2020").pandas()
"""

from __future__ import annotations

from .audit import Status, check, status
from .ledger import Counts
from .manifest import Manifest
from .running import Progress, run
from .selection import Selection
from .store import Workspace

__all__ = ["Counts", "Manifest", "Progress", "Selection", "Status", "Workspace", "check", "run", "status"]
