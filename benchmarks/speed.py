"""How fast Musnad reads and codes, and in how much memory.

    python benchmarks/speed.py [--repeat N] [--workers N] [--input PATH ...] [--no-write]

Each stage runs in a process of its own, so that its peak memory is its own:

    read     the corpus in the formats in which it lies (HTML, RSS, WARC, CSV, JSON Lines, text)
    code     the documents, already in memory, one process
    run      reading JSON Lines, coding, writing a workspace; one process, then one a core

The sample corpus is repeated N times, each copy with a sentence of its own, in a temporary folder inside
./bench. It is no everyday news: the coder remembers words that it has met, which makes copies cheap, but the
reports are dense with events. With --input it measures articles of your own (taken once). Results are printed
and written to benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "examples" / "libya-2020"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
ARTICLE_WORDS = 400
"""Words of a reference article: what "articles a second" counts in."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One stage: what it did, in how many seconds, in how much memory."""

    stage: str
    processes: int
    documents: int
    words: int
    seconds: float
    start_seconds: float
    """Loading the tables of the coder, where it is measured apart and not part of `seconds`; else 0."""
    memory_mib: float
    """Peak of the main process."""
    worker_mib: float
    """Peak of the largest worker process; 0 if there was none."""

    @property
    def documents_a_second(self) -> float:
        return self.documents / self.seconds

    @property
    def words_a_second(self) -> float:
        return self.words / self.seconds

    @property
    def articles_a_second(self) -> float:
        return self.words_a_second / ARTICLE_WORDS


def copies(rows: Sequence[dict[str, str]], repeat: int) -> Iterator[dict[str, str]]:
    """The documents `repeat` times, each copy with an id and a last sentence of its own: no duplicates."""
    for n in range(repeat):
        for row in rows:
            text = f"{row['text']}\nانتهت النسخة رقم {n}." if repeat > 1 else row["text"]
            yield row | {"id": f"{row['id']}-{n}", "text": text}


def word_count(texts: Iterable[str]) -> int:
    """Words, as white space divides them."""
    return sum(len(text.split()) for text in texts)


def peak_mib(who: int) -> float:
    """Peak resident memory of this process or of its largest child, in MiB."""
    peak = resource.getrusage(who).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)  # macOS counts bytes, Linux KiB


def peaks(processes: int) -> tuple[float, float]:
    """Peak memory until now: of this process, and of its largest worker."""
    workers = peak_mib(resource.RUSAGE_CHILDREN) if processes > 1 else 0.0
    return peak_mib(resource.RUSAGE_SELF), workers


def read_stage(inputs: Sequence[str]) -> Measure:
    """Reads the inputs."""
    from musnad.reading import read
    from musnad.records import Document

    begin = time.perf_counter()
    texts = [item.text for item in read(inputs) if isinstance(item, Document)]
    seconds = time.perf_counter() - begin
    return Measure("read", 1, len(texts), word_count(texts), seconds, 0.0, *peaks(1))


def code_stage(inputs: Sequence[str]) -> Measure:
    """Codes what the inputs hold, from memory."""
    from musnad.coding import get_coder
    from musnad.reading import read
    from musnad.records import Document

    documents = [item for item in read(inputs) if isinstance(item, Document)]
    begin = time.perf_counter()
    coder = get_coder("lexicon")
    ready = time.perf_counter()
    for document in documents:
        coder.code(document)
    end = time.perf_counter()
    words = word_count(d.text for d in documents)
    return Measure("code", 1, len(documents), words, end - ready, ready - begin, *peaks(1))


def run_stage(inputs: Sequence[str], workspace: Path, workers: int) -> Measure:
    """Codes the inputs into a new workspace, as `musnad code -w` does."""
    from musnad.coding import get_coder
    from musnad.reading import ReadingOptions, plan
    from musnad.workspace import Here, Local, Workspace, run

    begin = time.perf_counter()
    for _ in run(
        Workspace.create(workspace),
        plan(inputs, ReadingOptions()),
        partial(get_coder, "lexicon", {}),
        executor=Here() if workers == 1 else Local(workers),
    ):
        pass
    seconds, memory = time.perf_counter() - begin, peaks(workers)
    column = Workspace.open(workspace).query("select text from documents").column("text")
    texts = [str(text) for text in column.to_pylist()]
    return Measure("run", workers, len(texts), word_count(texts), seconds, 0.0, *memory)


def alone(stage: str, inputs: Sequence[str], workspace: Path, workers: int) -> Measure:
    """A stage in a process of its own."""
    command = [
        sys.executable,
        __file__,
        "--stage",
        stage,
        "--workers",
        str(workers),
        "--workspace",
        str(workspace),
    ]
    done = subprocess.run([*command, "--input", *inputs], stdout=subprocess.PIPE, check=False, text=True)
    if done.returncode:
        sys.exit(f"the stage '{stage}' failed")
    return Measure(**json.loads(done.stdout))


def files(inputs: Sequence[str], repeat: int, folder: Path) -> list[str]:
    """The inputs, or a folder that holds them `repeat` times: one path given twice is read once."""
    if repeat == 1:
        return list(inputs)
    for n in range(repeat):
        for path in map(Path, inputs):
            copy = folder / "corpus" / str(n) / path.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, copy)
            else:
                shutil.copy(path, copy)
    return [str(folder / "corpus")]


def measure(inputs: Sequence[str], repeat: int, workers: int, folder: Path) -> list[Measure]:
    """All stages; `folder` takes the repeated corpus and the workspaces."""
    from musnad.reading import read
    from musnad.records import Document

    rows = [
        {"id": d.id, "outlet": d.outlet, "title": d.title, "published": d.published, "text": d.text}
        for d in read(inputs)
        if isinstance(d, Document)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in copies(rows, repeat)]
    table = folder / "corpus.jsonl"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    stages = [("read", files(inputs, repeat, folder), 1), ("code", [str(table)], 1), ("run", [str(table)], 1)]
    if workers > 1:
        stages.append(("run", [str(table)], workers))
    return [alone(stage, paths, folder / f"workspace-{n}", n) for stage, paths, n in stages]


def table_of(measures: Sequence[Measure]) -> str:
    """The measures as a Markdown table."""
    head = ["Stage", "Processes", "Documents", "Words", "Seconds", "Documents/s", "Words/s"]
    head += [f"Articles/s ({ARTICLE_WORDS} words)", "Peak memory, MiB"]
    rows = [head, ["---", *["--:"] * (len(head) - 1)]]
    for m in measures:
        memory = f"{m.memory_mib:.0f}" + (f" + {m.worker_mib:.0f} a worker" if m.worker_mib else "")
        counts = [f"{m.documents:,}", f"{m.words:,}", f"{m.seconds:.1f}"]
        rates = [f"{m.documents_a_second:,.0f}", f"{m.words_a_second:,.0f}", f"{m.articles_a_second:,.1f}"]
        rows.append([m.stage, str(m.processes), *counts, *rates, memory])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def report(measures: Sequence[Measure], corpus: str, facts: str, day: str) -> str:
    """The page benchmarks/RESULTS.md."""
    start = next((m.start_seconds for m in measures if m.start_seconds), 0.0)
    return f"""# Speed

Written by `make bench` on {day}. {facts}.

{corpus}

{table_of(measures)}

- read: the corpus in the formats in which it lies; nothing is coded.
- code: from memory, without reading and writing. Loading the coder's tables took {start:.1f} s, once a
  process, and is not counted.
- run: the whole job, from JSON Lines to a workspace on disk, loading and starting of processes included.
- An article is taken to have {ARTICLE_WORDS} words. Copies are cheap, since the coder remembers words it has
  met, but these reports are dense with events: `benchmarks/speed.py --input PATH ...` measures yours.
- Whatever else the machine does meanwhile lowers the figures.
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=10, help="copies of the sample corpus (10)")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes of the last stage (all cores)"
    )
    parser.add_argument(
        "--input", nargs="+", default=[], metavar="PATH", help="measure with these files instead"
    )
    parser.add_argument("--no-write", action="store_true", help="leave benchmarks/RESULTS.md as it is")
    parser.add_argument("--stage", choices=("read", "code", "run"), help=argparse.SUPPRESS)
    parser.add_argument("--workspace", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()

    if args.stage:
        stages = {"read": read_stage, "code": code_stage}
        found = (
            run_stage(args.input, args.workspace, args.workers)
            if args.stage == "run"
            else stages[args.stage](args.input)
        )
        print(json.dumps(asdict(found)))
        return

    load = os.getloadavg()[0]
    repeat = 1 if args.input else args.repeat
    inputs = args.input or [str(CORPUS)]
    (ROOT / "bench").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:
        measures = measure(inputs, repeat, args.workers, Path(folder))
    print(table_of(measures))
    if not args.no_write:
        corpus = (
            "Articles of the user's own."
            if args.input
            else f"Sample corpus examples/libya-2020, {repeat} times."
        )
        facts = (
            f"{processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
        )
        facts += f"; load average before {load:.1f}"
        RESULTS.write_text(report(measures, corpus, facts, date.today().isoformat()), encoding="utf-8")


if __name__ == "__main__":
    main()
