"""Builds the site of the documentation; a warning is an error.

python docs/build.py [FOLDER]       # into FOLDER, by default ./site; needs the extra "docs"

The pages of this folder are taken as they are. What they link to elsewhere in the project comes along below
`project/`; the reference pages are written by `reference`. Formulas become MathML here, and each page forbids
browsers to fetch anything from elsewhere: the site works without a network.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from latex2mathml.converter import convert
from reference import PAGES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
KEPT = {".md", ".png", ".css"}
"""Suffixes of the files of this folder that go into the site."""
LINK = re.compile(r"(\]\()([^)\s#]+)((?:#[^)\s]*)?\))")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.S)
COLOUR = re.compile("\x1b\\[[0-9;]*m")
CODE = re.compile(r"<pre\b.*?</pre>", re.S)
ARABIC = re.compile(r"[^<>\s]*[\u0600-\u06ff](?:[^<>\n ]| (?! ))*")
"""A run of text with Arabic in it, to the end of its cell: two spaces, a tag or the line end it."""
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
    "worker-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""What a page may load: files of the site. The theme has scripts and styles in its pages."""


def main() -> None:
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        gather(folder / "docs")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(folder / "mkdocs.yml")]
        done = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        if done.returncode:
            raise SystemExit(COLOUR.sub("", done.stdout))
        for path in (folder / "site").rglob("*.html"):
            path.write_text(finished(path.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder / "site", target)


def gather(folder: Path) -> None:
    """Puts all pages of the site, and the files that they link to, into a folder."""
    waiting = [path for path in sorted(DOCS.rglob("*")) if path.suffix in KEPT]
    seen = set(waiting)
    while waiting:
        source = waiting.pop()
        target = folder / place(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix != ".md":
            shutil.copy(source, target)
            continue
        text = source.read_text(encoding="utf-8")
        target.write_text(relinked(text, source), encoding="utf-8")
        new = {path for path in linked(text, source) if path not in seen}
        waiting += sorted(new)
        seen |= new
    for name, write in PAGES.items():
        (folder / name).write_text(write(), encoding="utf-8")


def place(path: Path) -> Path:
    """Where in the site a file of the project stands."""
    if path.is_relative_to(DOCS):
        return path.relative_to(DOCS)
    plain = path if path.suffix else path.with_suffix(".txt")
    return "project" / plain.relative_to(ROOT)


def linked(text: str, source: Path) -> Iterator[Path]:
    """The files that a page links to."""
    for match in LINK.finditer(FENCE.sub("", text)):
        if not re.match(r"[a-z]+:", match[2]):
            path = (source.parent / match[2]).resolve()
            if not path.is_file():
                raise SystemExit(f"{source.relative_to(ROOT)} links to {match[2]}: there is no such file")
            yield path


def relinked(text: str, source: Path) -> str:
    """A page with its links leading to where files stand in the site."""

    def moved(match: re.Match[str]) -> str:
        if re.match(r"[a-z]+:", match[2]):
            return match[0]
        file = place((source.parent / match[2]).resolve())
        return match[1] + os.path.relpath(file, place(source).parent).replace(os.sep, "/") + match[3]

    parts = re.split(f"({FENCE.pattern})", text, flags=FENCE.flags)
    return "".join(part if part.startswith("```") else LINK.sub(moved, part) for part in parts)


def finished(page: str) -> str:
    """A page with formulas as MathML, Arabic in its own direction within listings, and what it may load."""

    def formula(match: re.Match[str]) -> str:
        display = "block" if match[1] == "div" else "inline"
        return convert(html.unescape(match[2]).strip(), display=display)

    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = FORMULA.sub(formula, page).replace("<head>", f"<head>{policy}", 1)
    return CODE.sub(lambda listing: ARABIC.sub(r"<bdi>\g<0></bdi>", listing[0]), page)


if __name__ == "__main__":
    main()
