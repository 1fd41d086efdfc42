"""How long the pages take, and what the server holds, on a large workspace made of copies of another.

python benchmarks/web.py WORKSPACE [--events 100000] [--rounds 7]
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pyarrow.compute as pc
import pyarrow.parquet as pq

from musnad.records import TABLES, arrow_schema
from musnad.workspace import Workspace
from musnad.workspace.ledger import LEDGER, Entry, UnitEntry
from musnad.workspace.manifest import MANIFEST

PAGES = (
    "overview", "events", f"events?actor={quote('مصر')}", "events?dyad=SAU&dyad=YEM",
    "events?type=ASSAULT&status=asserted&since=2015", "documents", "actors", "dyads", "sources",
    f"search?q={quote('الحكومة')}", f"search?q={quote('وزير الخارجية')}", "code",
)  # fmt: skip
"""Addresses without language; an article of the workspace is added."""


def multiplied(source: Workspace, target: Path, events: int) -> int:
    """Writes copies of a workspace with ids of their own, so many that there are at least `events`; how many
    there are."""
    entries = source.entries()
    each = sum(entry.counts.events for entry in entries)
    copies = -(-events // each)
    shutil.copy(source.path / MANIFEST, target / MANIFEST)
    lines = []
    for number in range(copies):
        for entry in entries:
            part = hashlib.sha256(f"{entry.part}{number}".encode()).hexdigest()[:16]
            files = {}
            for name in entry.files:
                table = pq.read_table(source.path / name / f"{entry.part}.parquet")
                for column in {"id", "document_id"} & set(table.column_names):
                    ids = pc.binary_join_element_wise(table[column], f"~{number}", "")
                    table = table.set_column(table.column_names.index(column), column, ids)
                (target / name).mkdir(exist_ok=True)
                path = target / name / f"{part}.parquet"
                pq.write_table(table.cast(arrow_schema(TABLES[name])), path)
                files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            units = tuple(UnitEntry(f"{unit.key}~{number}", unit.path, unit.counts) for unit in entry.units)
            lines.append(Entry(part, entry.options, files, units).to_line())
    (target / LEDGER).write_bytes(b"".join(lines))
    return each * copies


@contextmanager
def served(workspace: Path) -> Iterator[tuple[str, int]]:
    """A server on a workspace: its address and process id."""
    call = [sys.executable, "-m", "musnad", "serve", str(workspace), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr is not None
        try:
            for line in server.stderr:
                if found := re.search(r"http://\S+(?=/ )", line):
                    yield found[0], server.pid
                    break
        finally:
            server.terminate()


def memory(process: int, key: str) -> float:
    """What a process holds (VmRSS) or held at most (VmHWM), in MB; Linux only."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(rf"{key}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def seconds(address: str) -> float:
    begun = time.perf_counter()
    with urllib.request.urlopen(address) as reply:
        reply.read()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    source = Workspace.open(options.workspace)
    with tempfile.TemporaryDirectory() as folder:
        count = multiplied(source, Path(folder), options.events)
        begun = time.perf_counter()
        with served(Path(folder)) as (root, process):
            print(f"{count} events; ready after {time.perf_counter() - begun:.1f} s")
            first = source.documents().records()[0].id
            pages = [*PAGES, f"article?id={quote(first + '~0', safe='')}"]
            times: dict[str, list[float]] = {page: [] for page in pages}
            for _ in range(options.rounds):
                for page, taken in times.items():
                    taken.append(seconds(f"{root}/ar/{page}"))
            for page, taken in times.items():
                print(f"{statistics.median(taken):7.3f} s median, {max(taken):7.3f} s most  {page[:60]}")
            print(f"memory {memory(process, 'VmRSS'):.0f} MB, at most {memory(process, 'VmHWM'):.0f} MB")


if __name__ == "__main__":
    main()
