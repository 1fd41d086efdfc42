"""Reading annotated articles: the form described in docs/annotation.md, one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def read_annotated(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The annotated documents of some JSONL files, in order."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)
