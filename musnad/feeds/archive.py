"""What was fetched, as it came, in WARC files under `fetched/`; `musnad code` reads them as any other.

Pages are appended to a hidden open file, each a gzip member of its own and on disk before the next is asked
for. When it is closed it gets its name and never changes again. A kill loses nothing but a last page that
was half written, which is cut off.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from ..workspace.parts import append_line, cut, disk_errors, sync_folder
from .client import Answer

FOLDER = "fetched"
SUFFIX = ".warc.gz"
SEGMENT_PAGES = 50
"""A file is closed, and coded, at so many pages: as many as one unit of reading has."""
_OPEN = ".open" + SUFFIX
_ENTRY = b"Musnad-Entry-URI"
"""The header with the address that the feed gave; the page's own may be another, after redirects."""
_UNSAFE = re.compile(r"[%/\\.:\x00-\x1f]")
# Of the body's way here; the body is kept unpacked, as Common Crawl does.
_TRANSFER = ("content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie")


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder `fetched/` of a workspace: files in it, and in one folder for each outlet that was
    given."""

    folder: Path

    def add(self, outlet: str, entry: str, answer: Answer, now: float) -> None:
        """Appends a page. Raises: EnvironmentFault if it cannot be written."""
        home = self._home(outlet)
        with disk_errors(home):
            home.mkdir(parents=True, exist_ok=True)
            append_line(home / _OPEN, record(entry, answer, now))

    def close(self, outlet: str, now: float) -> Path | None:
        """Gives the open file of an outlet its name, which it returns; None if there is none."""
        home = self._home(outlet)
        if not (home / _OPEN).exists():
            return None
        with disk_errors(home):
            stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
            names = (home / f"{stamp}{more}{SUFFIX}" for more in ("", *(f"-{n}" for n in range(2, 1000))))
            target = next(path for path in names if not path.exists())
            (home / _OPEN).rename(target)
            sync_folder(home)
        return target

    def closed(self, outlet: str) -> list[Path]:
        """The files of an outlet that will not change, oldest first."""
        return sorted(p for p in self._home(outlet).glob("*" + SUFFIX) if not p.name.startswith("."))

    def recover(self, outlet: str) -> list[str]:
        """The entries in an outlet's open file; what a kill left of a half-written page is cut off."""
        path = self._home(outlet) / _OPEN
        if not path.exists():
            return []
        found, whole = _entries(path)
        with disk_errors(path):
            if not found:
                path.unlink()
            elif whole < path.stat().st_size:
                cut(path, whole)
        return found

    def entries(self) -> Iterator[str]:
        """The entries in all files, of all outlets."""
        for path in sorted(self.folder.rglob("*" + SUFFIX)):
            yield from _entries(path)[0]

    def outlets(self) -> list[str]:
        """The outlets that have files; "" for the pages of feeds without one."""
        homes = {path.parent for path in self.folder.rglob("*" + SUFFIX)}
        return sorted("" if home == self.folder else unquote(home.name) for home in homes)

    def _home(self, outlet: str) -> Path:
        # What could lead elsewhere or hide the folder is spelled out; the rest stays readable.
        return self.folder / _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", outlet)


def record(entry: str, answer: Answer, now: float) -> bytes:
    """A response record as a gzip member; the same page at the same time gives the same bytes."""
    kept = ((name, value) for name, value in answer.headers.items() if name not in _TRANSFER)
    lines = [f"HTTP/1.1 {answer.status} OK", *(f"{name}: {value}" for name, value in kept)]
    head = "\r\n".join([*lines, f"content-length: {len(answer.body)}", "", ""]).encode("latin-1", "replace")
    date = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = (
        b"WARC/1.1",
        b"WARC-Type: response",
        b"WARC-Record-ID: <urn:uuid:%b>" % str(uuid5(NAMESPACE_URL, f"{answer.address.url} {date}")).encode(),
        b"WARC-Date: %b" % date.encode(),
        b"WARC-Target-URI: %b" % answer.address.url.encode(),
        b"%b: %b" % (_ENTRY, entry.encode()),
        b"Content-Type: application/http; msgtype=response",
        b"Content-Length: %d" % (len(head) + len(answer.body)),
    )
    block = b"\r\n".join([*fields, b"", head + answer.body, b"", b""])
    return gzip.compress(block, mtime=0)


def _entries(path: Path) -> tuple[list[str], int]:
    """The entries of a file's whole records, and the bytes that these take."""
    data = path.read_bytes()
    found: list[str] = []
    whole = 0
    while whole < len(data):
        unpacker = zlib.decompressobj(31)
        try:
            block = unpacker.decompress(data[whole:])
        except zlib.error:
            break
        if not unpacker.eof:
            break
        whole = len(data) - len(unpacker.unused_data)
        for line in block.partition(b"\r\n\r\n")[0].split(b"\r\n"):
            name, _, value = line.partition(b": ")
            if name == _ENTRY:
                found.append(value.decode())
    return found, whole
