"""What the tests of the workspace share: a small coder, inputs, and a program to be killed."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from musnad.reading import ReadingOptions, plan
from musnad.records import (
    CodedDocument,
    Document,
    Event,
    Label,
    Name,
    Participant,
    SentenceRef,
    Span,
    Tie,
    content_id,
)
from musnad.workspace import Here, Limits, Local, Progress, Workspace, run
from musnad.workspace.running import LIMITS

ACTORS = {
    "مصر": ("Q79", "Egypt", "EGY GOV"),
    "قطر": ("Q846", "Qatar", "QAT GOV"),
    "باشاغا": (None, "", "LBY GOV"),
}
FAULTY = "خلل"
"""A document with this word makes the coder raise."""
DEADLY = "انهيار"
"""A document with this word ends the coder's process."""
HALTING = "توقف"
"""A document with this word makes the coder announce itself in its file and wait for ever."""

SLOW = "بطء"
"""A document with this word keeps the coder busy; Python can interrupt it."""
STUCK = "جمود"
"""A document with this word keeps the coder in a loop of C, which nothing can interrupt."""
HUGE = "ضخامة"
"""A document with this word makes the coder ask for 8 GB."""

OPTIONS = ReadingOptions()


class FakeCoder:
    """Codes "<actor> زار <recipient>" as a visit, with a tie and a label beside it."""

    name = "fake 1.0"

    def __init__(self, fingerprint: str = "f" * 64, halt: str = "") -> None:
        self.fingerprint = fingerprint
        self.halt = halt

    def code(self, document: Document) -> CodedDocument:
        if FAULTY in document.text:
            raise ZeroDivisionError("no such root")
        if DEADLY in document.text and self.halt:
            os._exit(9)
        if SLOW in document.text:
            time.sleep(600)
        if STUCK in document.text:
            sum(itertools.repeat(1))
        if HUGE in document.text:
            bytearray(8 << 30)
        if HALTING in document.text and self.halt:
            self._wait_to_be_killed()
        found = [self._found(document, match) for match in re.finditer(r"(\w+) زار (\w+)", document.text)]
        events, ties, labels = zip(*found, strict=True) if found else ((), (), ())
        return CodedDocument(document, events, ties, labels)

    def _found(self, document: Document, match: re.Match[str]) -> tuple[Event, Tie, Label]:
        trigger = Span("زار", match.end(1) + 1, match.start(2) - 1)
        actor, recipient = (self._participant(match, group) for group in (1, 2))
        sentence = SentenceRef(0, 0, len(document.text))
        date = re.search(r"\d{4}(-\d\d)*", document.text)
        event = Event(
            id=content_id(document.id, trigger.start, "CONSULT"),
            document_id=document.id,
            event_type="CONSULT",
            event_mode="visit",
            contexts=("diplomatic",),
            intensity=4.0,
            quad_class=1,
            status="future" if "غدا" in document.text else "asserted",
            trigger=trigger,
            sentence=sentence,
            actors=(actor,),
            recipients=(recipient,),
            said_by=match[1],
            said_by_start=match.start(1),
            said_by_end=match.end(1),
            said_by_actor_id=None,
            event_date=date[0] if date else "",
            date_precision="day" if date else "",
            date_source="text" if date else "unknown",
            date_text=date[0] if date else "",
            date_interval="",
            place=match[2],
            place_id=None,
            latitude=None,
            longitude=None,
            coder=self.name,
            confidence=0.5,
        )
        id = content_id(document.id, trigger.start)
        tie = Tie(
            id, document.id, "SUPPORTS", actor, recipient, trigger, sentence, "asserted", "", self.name, 0.5
        )
        label = Label(id, document.id, actor, trigger, "neutral", sentence, self.name, 0.5)
        return event, tie, label

    def _participant(self, match: re.Match[str], group: int) -> Participant:
        words = match[group]
        actor_id, english, code = ACTORS.get(words, (None, "", "---"))
        name = Name(words, english) if actor_id else None
        return Participant(words, match.start(group), match.end(group), actor_id, name, code, "name")

    def _wait_to_be_killed(self) -> None:
        with Path(self.halt).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write("here")
            file.flush()
            time.sleep(600)


def story(number: int | str, more: str = "") -> str:
    """An article of its own for each number."""
    text = f"قال بيان رسمي رقم {number} إن مصر زار قطر من أجل بحث العلاقات بين البلدين وقضايا المنطقة {more}"
    return text.strip()


def text_files(folder: Path, numbers: Iterable[int], more: dict[int, str] | None = None) -> Path:
    """A folder with one plain-text article a number."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        text = story(f"({number})", (more or {}).get(number, ""))
        (folder / f"a{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def json_lines(path: Path, records: Sequence[dict[str, str] | str]) -> Path:
    """A JSONL file; a string is written as it is."""
    lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def code(
    folder: Path,
    *inputs: Path,
    options: ReadingOptions = OPTIONS,
    fingerprint: str = "f" * 64,
    workers: int = 1,
    limits: Limits = LIMITS,
    halt: str = "",
    processes: bool = False,
) -> list[Progress]:
    """Plans and runs, in this process unless there are several workers or `processes` asks for it; the
    progress made."""
    factory = partial(FakeCoder, fingerprint, halt)
    units = plan([str(path) for path in inputs], options)
    executor = Here() if workers == 1 and not processes else Local(workers)
    return list(run(Workspace.create(folder), units, factory, options, executor, limits))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


if __name__ == "__main__":
    code(Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3]), halt=sys.argv[4])
