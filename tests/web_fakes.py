"""What the tests of the web interface share: a workspace with what pages must bear, and a client."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import workspace_fakes as fakes
from starlette.testclient import TestClient

from musnad.reading import ReadingOptions, plan
from musnad.records import CodedDocument, Document, Name
from musnad.web import Settings, create_app
from musnad.workspace import Workspace, run

HOST = "http://127.0.0.1:8470"
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
OVERRIDE = "\u202eقلب\u2066"
"""Marks of direction that are left open."""
HARD_TEXT = (
    "وصل الوفد 🕊️ إلى المطار 👨‍👩‍👧 مساءً، ثمّ مصر زار قطر في يوم 2020-06-07، "
    f"وقالَ البيانُ إنّ {SCRIPT} باشاغا زار مصر أيضا {OVERRIDE} في ختام الجولة الرسمية"
)
"""Emoji of several code points, vowel marks, markup and marks of direction before and between events."""


class HardCoder(fakes.FakeCoder):
    """The small coder, with an actor whose name is markup and intensities that need a minus."""

    def code(self, document: Document) -> CodedDocument:
        coded = super().code(document)
        events = tuple(
            replace(
                event,
                actors=tuple(replace(p, name=p.name and Name(p.name.ar, IMAGE)) for p in event.actors),
                intensity=-0.42,
                quad_class=3,
                said_by=SCRIPT if "script" in document.text else event.said_by,
            )
            for event in coded.events
        )
        return replace(coded, events=events)


def hard_workspace(folder: Path) -> Path:
    """A workspace of four documents: one hard to show, one that is quarantined, one with an id of odd
    characters and an address that is none, one plain."""
    folder.mkdir(parents=True, exist_ok=True)
    records: list[dict[str, str] | str] = [
        {"id": "hard", "outlet": IMAGE, "title": f"{SCRIPT} {OVERRIDE}", "text": HARD_TEXT,
         "published": "2020-06-08", "url": "javascript:alert(3)"},
        {"id": "a/b c?&#.json", "outlet": "المثال", "text": fakes.story(1), "published": "2020-07-01",
         "title": "=1+1", "url": "https://a.example/1"},
        {"id": "plain", "outlet": "المثال", "text": fakes.story(2, "قبل ذلك"), "published": "2020-07-02"},
        "{broken",
    ]  # fmt: skip
    source = fakes.json_lines(folder / "hard.jsonl", records)
    options = ReadingOptions()
    units = plan([str(source)], options)
    for _ in run(Workspace.create(folder / "ws"), units, partial(HardCoder), options):
        pass
    return folder / "ws"


def client(workspace: Path, settings: Settings | None = None, host: str = HOST) -> TestClient:
    """A client of the workspace's server; to be used in a `with` statement, which closes it."""
    app = create_app(workspace, settings or Settings())
    return TestClient(app, base_url=host, follow_redirects=False, raise_server_exceptions=False)
