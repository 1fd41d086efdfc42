"""What the tests of the command line and the Python API share: calls of the program, coders made once."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import workspace_fakes as fakes

import musnad.coding
from musnad.cli import main
from musnad.coding import Coder, get_coder
from musnad.reading import ReadingOptions, plan
from musnad.records import CodedDocument, Document
from musnad.workspace import Workspace, run

PATROL = "دورية"
"""A document with this word has an ASSAULT in place of a visit, in the tests' small coder."""


@dataclass(frozen=True)
class Result:
    """How a call of the program ended."""

    code: int
    out: str
    err: str


Musnad = Callable[..., Result]


@pytest.fixture
def musnad_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Musnad:
    """Calls the command line in this process; `stdin` is what stands on standard input."""

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        code = left.value.code
        assert code is None or isinstance(code, int)
        return Result(code or 0, out, err)

    return call


@pytest.fixture(scope="session")
def lexicon_coder() -> Coder:
    """The lexicon coder, which takes a second to load."""
    return get_coder("lexicon")


@pytest.fixture
def shared_coder(monkeypatch: pytest.MonkeyPatch, lexicon_coder: Coder) -> None:
    """Lets commands take the coder that is loaded; one with options, or unknown, is made as always."""

    def shared(name: str = "lexicon", options: Mapping[str, str] | None = None) -> Coder:
        return lexicon_coder if name == "lexicon" and not options else get_coder(name, options)

    monkeypatch.setattr(musnad.coding, "get_coder", shared)


class SmallCoder(fakes.FakeCoder):
    """The small coder of the workspace's tests, with a second event type."""

    def code(self, document: Document) -> CodedDocument:
        coded = super().code(document)
        if PATROL not in document.text:
            return coded
        events = tuple(replace(e, event_type="ASSAULT", event_mode="", quad_class=4) for e in coded.events)
        return replace(coded, events=events)


def make_small_coder(name: str = "lexicon", options: Mapping[str, str] | None = None) -> Coder:
    """Stands in for `get_coder`; of this module, so that it reaches worker processes."""
    return SmallCoder()


@pytest.fixture
def small_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets commands use the small coder, whose results are plain to see, under the lexicon's name."""
    monkeypatch.setattr(musnad.coding, "get_coder", make_small_coder)


@pytest.fixture(scope="session")
def visits_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `visits` copies."""
    folder = tmp_path_factory.mktemp("visits")
    first = fakes.story(1, "يوم 2020-06-06")
    planned = "قال بيان رسمي إن قطر زار مصر غدا من أجل بحث العلاقات بين البلدين وقضايا المنطقة"
    assault = f"قال بيان رسمي آخر إن مصر زار باشاغا مع {PATROL} من أجل بحث قضايا المنطقة 2021-02"
    undated = "قال مصدر مسؤول إن باشاغا زار قطر من أجل بحث التطورات السياسية في المنطقة"
    url = "https://a.example/1"
    records: list[dict[str, str] | str] = [
        {"id": "a", "outlet": "المثال", "text": first, "published": "2020-06-07", "url": url},
        {"id": "b", "outlet": "المثال", "text": planned, "published": "2020-07-01"},
        {"id": "c", "outlet": "المنبر", "text": assault, "published": "2021-03-01"},
        {"id": "d", "text": undated},
        "{broken",
    ]
    source = fakes.json_lines(folder / "visits.jsonl", records)
    options = ReadingOptions()
    for _ in run(Workspace.create(folder / "ws"), plan([str(source)], options), SmallCoder, options):
        pass
    return folder / "ws"


@pytest.fixture
def visits(visits_made: Path, tmp_path: Path) -> Path:
    """A workspace of four documents of two outlets with an event each, and one document in quarantine."""
    return Path(shutil.copytree(visits_made, tmp_path / "visits"))
