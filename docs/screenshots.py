"""Pictures of the pages for the documentation: codes the sample corpus, serves it, and looks.

python docs/screenshots.py       # into docs/screenshots; needs a Chromium (python tests/browsers.py)
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
sys.path[:0] = [str(ROOT / "tests")]

from browsers import find_browser, launch_options  # noqa: E402

WIDTH, HEIGHT = 1100, 850
ACCEPTED = 202
PAGES = {
    "overview": "overview",
    "events": "events?type=ASSAULT&status=asserted&since=2020-06",
    "article": "article?id=2019-04-04-agency-tripoli-offensive",
    "actors": "actors",
    "dyads": "dyads",
    "sources": "sources",
    "provenance": "provenance",
    "search": f"search?q={quote('وقف إطلاق النار')}",
    "code": "code",
    "api": "api",
}
"""Name of the picture, and the address without language."""


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """A server on a workspace; its address."""
    call = [sys.executable, "-m", "musnad", "serve", str(workspace), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT) as server:
        assert server.stderr is not None
        try:
            found = None
            while found is None:
                line = server.stderr.readline()
                if not line:
                    raise SystemExit("the server did not start")
                found = re.search(r"http://\S+(?=/ )", line)
            yield found[0]
        finally:
            server.terminate()


def picture(browser: Any, address: str, path: Path, *, width: int = WIDTH, dark: bool = False) -> None:
    """What a page shows above the fold, as PNG."""
    scheme = "dark" if dark else "light"
    tab = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
    while tab.goto(address).status == ACCEPTED:  # still being worked out
        tab.wait_for_timeout(500)
    tab.evaluate("document.fonts.ready.then(() => true)")
    tab.screenshot(path=str(path))
    tab.close()


def main() -> None:
    program = find_browser()
    if not program:
        raise SystemExit("there is no Chromium: python tests/browsers.py")
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Path(temporary) / "libya"
        call = [sys.executable, "-m", "musnad", "code", "examples/libya-2020", "-w", str(workspace)]
        subprocess.run(call, cwd=ROOT, check=True)
        with served(workspace) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options(program))  # type: ignore[arg-type]
            for name, address in PAGES.items():
                for lang in ("ar", "en"):
                    picture(browser, f"{root}/{lang}/{address}", FOLDER / f"{name}-{lang}.png")
            article = f"{root}/ar/{PAGES['article']}"
            picture(browser, article, FOLDER / "article-ar-narrow-dark.png", width=380, dark=True)
            browser.close()


if __name__ == "__main__":
    main()
