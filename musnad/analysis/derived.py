"""What takes minutes to find in a large workspace (provenance, stories), kept in its folder `derived/`.

A file is named after all that its content follows from: the ledger, which has the checksum of each part; the
program's own files, so that another version finds anew; knowledge and families of the user's own. So a file
never has to be updated, and the folder can be deleted at any time. `musnad check` does not look into it.
Where it cannot be written, as in a workspace on a read-only disk, all goes on without it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ..records import content_id
from ..workspace.ledger import LEDGER
from ..workspace.parts import write_file
from .packing import packed, unpacked

FOLDER = "derived"
KEPT = 8
"""Files that are kept, the latest: some of each for copies counted or not, and families of one's own."""
PROGRAM = Path(__file__).parents[1]
MAKERS = ("records.py", "analysis", "knowledge", "language", "provenance", "stories")
"""The program's files and folders from which what is kept follows."""

T = TypeVar("T")


def kept(workspace: Path, name: str, inputs: Iterable[object], kind: Any, make: Callable[[], T]) -> T:
    """What `make` gives, of the type `kind` (see `packing`), from the workspace's folder if it is there
    already. `inputs` are what it follows from besides the ledger and the program.
    """
    path = workspace / FOLDER / f"{name}-{content_id(_ledger(workspace), program(), *inputs)}.json.gz"
    # One that is absent, or was cut off, is found anew.
    with suppress(OSError, EOFError, ValueError, TypeError, AttributeError):
        found: T = unpacked(kind, json.loads(gzip.decompress(path.read_bytes())))
        return found
    found = make()
    data = json.dumps(packed(found), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_file(path, gzip.compress(data, 1, mtime=0))
        _clear(path.parent)
    return found


def folder_digest(folders: Iterable[Path]) -> str:
    """A checksum of all files in some folders, or of files, by name and content."""
    digest = hashlib.sha256()
    for folder in folders:
        files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
        for path in files:
            if path.suffix != ".pyc":
                digest.update(f"{path.relative_to(folder)}\x1f{path.stat().st_size}\x1f".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def program() -> str:
    """A checksum of MAKERS."""
    return folder_digest(PROGRAM / name for name in MAKERS)


def _ledger(workspace: Path) -> str:
    try:
        return hashlib.sha256((workspace / LEDGER).read_bytes()).hexdigest()
    except OSError:
        return ""


def _clear(folder: Path) -> None:
    """Removes all but the latest files."""
    files = sorted(folder.glob("*.json.gz"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in files[:-KEPT]:
        path.unlink()
