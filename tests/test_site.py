"""The site: pages whose output is what commands print, reference pages of all there is, nothing from elsewhere.

python tests/test_site.py       # writes what is printed now into the tutorial, the Arabic page and the notebook
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from pathlib import Path

import pytest
from test_docs import ROOT, fenced, page, printed, replayed

SHOWING = ("docs/tutorial.md", "docs/mathematics.md")
"""Pages that show what commands and code print."""


def renewed(name: str, folder: Path) -> str:
    """A page with what its commands and then its code print now, run in `folder`."""
    text = page(name)
    (folder / "examples").symlink_to(ROOT / "examples")
    for dialogue in fenced(name, "console"):
        text = text.replace(dialogue, replayed(dialogue, folder))
    with contextlib.chdir(folder):
        blocks = list(printed(text))
    for block, output in reversed(blocks):
        if block[2] is not None:
            text = text[: block.start(2)] + output + text[block.end(2) :]
    return text


@pytest.mark.parametrize("name", SHOWING)
def test_page_shows_what_is_printed(name: str, tmp_path: Path) -> None:
    assert fenced(name, "console") or fenced(name, "text")
    assert renewed(name, tmp_path) == page(name), "python tests/test_site.py writes the new output"


if __name__ == "__main__":
    for shown in SHOWING:
        with tempfile.TemporaryDirectory() as temporary:
            (ROOT / shown).write_text(renewed(shown, Path(temporary)), encoding="utf-8")
