"""The site: pages show what commands print, the reference has all there is, nothing comes from elsewhere.

python tests/test_site.py       # writes what is printed now into the pages and the notebook
"""

from __future__ import annotations

import ast
import contextlib
import html
import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from test_docs import ROOT, fenced, page, printed, replayed

SHOWING = ("docs/tutorial.md", "docs/arabic.md", "docs/mathematics.md")
"""Pages that show what commands and code print."""

NOTEBOOK = ROOT / "examples" / "first-look.ipynb"


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


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook with what its cells print and show now; run where it lies, as Jupyter does."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    with contextlib.chdir(NOTEBOOK.parent):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                count += 1
                outputs = outputs_of("".join(cell["source"]), names, count)
                cell = cell | {"execution_count": count, "outputs": outputs}
            cells.append(cell)
    return notebook | {"cells": cells}


def outputs_of(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What a cell prints, and the value of its last line as Jupyter shows it."""
    tree, printed_text, value = ast.parse(source), io.StringIO(), None
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed_text):
        exec(compile(tree, "notebook", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "notebook", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if text := printed_text.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)})
    if value is not None:
        shown = {"text/plain": repr(value).splitlines(keepends=True)}
        for kind, method in (("text/html", "_repr_html_"), ("image/svg+xml", "_repr_svg_")):
            if made := getattr(value, method, lambda: None)():
                shown[kind] = made.splitlines(keepends=True)
        outputs.append(
            {"data": shown, "execution_count": count, "metadata": {}, "output_type": "execute_result"}
        )
    return outputs


def words(cell: dict[str, Any]) -> list[str]:
    """What a reader sees of a cell's outputs: text, without the mark-up around it."""
    seen = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        text = "".join(data.get("text/html") or data.get("image/svg+xml") or output.get("text", []))
        seen.append(" ".join(html.unescape(re.sub(r"(?s)<style.*?</style>|<[^>]+>", " ", text)).split()))
    return seen


def test_notebook_shows_what_its_cells_give() -> None:
    stored = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    now = executed(stored)
    assert len([cell for cell in now["cells"] if cell["cell_type"] == "code"]) >= 8
    for before, after in zip(stored["cells"], now["cells"], strict=True):
        assert words(before) == words(after), "python tests/test_site.py writes the new output"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as `make docs` does."""
    for needed in ("zensical", "latex2mathml"):
        pytest.importorskip(needed, reason="pip install 'musnad[docs]' builds the site")
    folder = tmp_path_factory.mktemp("built") / "site"
    call = [sys.executable, str(ROOT / "docs" / "build.py"), str(folder)]
    done = subprocess.run(call, cwd=folder.parent, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_in_the_menu() -> None:
    menu = re.findall(r"^ +- (?:.+: )?(\S+\.md)$", page("mkdocs.yml"), re.M)
    assert len(menu) == len(set(menu))
    written = {"codebook.md", "commands.md", "python.md", "errors.md", "notebook.md"}
    assert {path.name for path in (ROOT / "docs").glob("*.md")} | written == set(menu)


def test_site_has_every_page_and_what_pages_link_to(site: Path) -> None:
    missing = [
        path.stem for path in (ROOT / "docs").glob("*.md") if not (site / f"{path.stem}.html").exists()
    ]
    assert missing == []
    assert (site / "project" / "CONTRIBUTING.html").exists()
    assert (site / "project" / "NOTICE.txt").read_text("utf-8") == page("NOTICE")


def test_site_fetches_nothing_from_elsewhere(site: Path) -> None:
    remote = re.compile(r'(?:<(?:script|img|iframe|source)[^>]+src|<link[^>]+href)="?(?:https?:)?//')
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\''
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not remote.search(text), path.name
        assert policy in text, path.name
    for path in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path.name


def test_formulas_are_mathml(site: Path) -> None:
    formulas = (site / "mathematics.html").read_text(encoding="utf-8")
    assert formulas.count("<math") > 50
    assert "arithmatex" not in formulas and "\\frac" not in formulas
    assert not [path.name for path in site.glob("*.html") if 'class="arithmatex"' in path.read_text("utf-8")]


def test_arabic_page_reads_from_the_right(site: Path) -> None:
    text = (site / "arabic.html").read_text(encoding="utf-8")
    assert re.search(r'<div dir="?rtl"? lang="?ar"?>\s*<p>«مُسنَد»', text)
    assert "<bdi>خليفة حفتر وفتحي باشاغا: من يقف إلى جانب من؟</bdi>" in text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("codebook.html", "the words that tell the event"),
        ("commands.html", "musnad actors"),
        ("python.html", "open_workspace"),
        ("errors.html", "MSN-R05"),
        ("notebook.html", "<svg"),
    ],
)
def test_reference_pages_are_written_from_the_program(site: Path, name: str, told: str) -> None:
    assert re.search(told, (site / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    for shown in SHOWING:
        with tempfile.TemporaryDirectory() as temporary:
            (ROOT / shown).write_text(renewed(shown, Path(temporary)), encoding="utf-8")
    document = executed(json.loads(NOTEBOOK.read_text(encoding="utf-8")))
    NOTEBOOK.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
