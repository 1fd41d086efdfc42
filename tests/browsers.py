"""Finding a Chromium for the tests of the web interface, and trying to install one.

python tests/browsers.py       # says which browser the tests take, or how it went with getting one
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT = 300
"""Seconds for one way of installing."""


def own_browser() -> str:
    """The program of Playwright's own Chromium if it is installed; empty otherwise."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def find_browser() -> str:
    """The program of a Chromium; empty if there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return own_browser()


def launch_options(program: str) -> dict[str, object]:
    """How to start it. Its sandbox does not work for root, as whom containers run their tests."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": program, "args": ["--no-sandbox"] if root else []}


def install() -> None:
    """Tries Playwright's own download, then Debian's package where it may be installed."""
    ways: list[Sequence[str]] = [(sys.executable, "-m", "playwright", "install", "chromium")]
    if shutil.which("apt-get") and os.geteuid() == 0:
        ways += [("apt-get", "-qq", "update"), ("apt-get", "-qq", "-y", "install", "chromium")]
    for way in ways:
        print("browser tests: trying", " ".join(way), flush=True)
        try:
            done = subprocess.run(way, capture_output=True, timeout=WAIT, check=False)
        except subprocess.TimeoutExpired:
            continue
        if done.returncode == 0 and find_browser():
            return


if __name__ == "__main__":
    if not find_browser():
        install()
    program = find_browser()
    print(
        f"browser tests: {program}" if program else "BROWSER TESTS WILL BE SKIPPED: no Chromium could be had"
    )
