"""The pages as a browser shows them. Without a Chromium these are skipped; `python tests/browsers.py` tries
to get one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsers import find_browser, launch_options
from web_fakes import HARD_TEXT, hard_workspace

PROGRAM = find_browser()
pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="NO BROWSER: pages are not looked at; `python tests/browsers.py` tries to install one"
)
PAGES = ("overview", "events", "documents", "actors", "dyads", "sources", "provenance",
         f"search?q={quote('قطر')}", "article?id=hard", "code", "api", "nope")  # fmt: skip


@dataclass
class Visit:
    """A tab with what went on in it."""

    tab: Any
    root: str
    foreign: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        self.tab.goto(f"{self.root}/{path}")
        return self.tab


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the hard workspace."""
    folder = hard_workspace(tmp_path_factory.mktemp("hard"))
    call = [sys.executable, "-m", "musnad", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr is not None
        try:
            for line in server.stderr:
                if found := re.search(r"http://\S+(?=/ )", line):
                    yield found[0]
                    break
            else:
                raise AssertionError("the server did not start")
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(**launch_options(PROGRAM))  # type: ignore[arg-type]
        yield made
        made.close()


@contextmanager
def visiting(browser: Any, root: str, width: int = 1200, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    visit = Visit(context.new_page(), root)

    def dismiss(dialog: Any) -> None:
        visit.dialogs.append(dialog.message)
        dialog.dismiss()

    visit.tab.on("dialog", dismiss)
    visit.tab.on("console", lambda message: visit.said.append(message.text))
    visit.tab.on("pageerror", lambda error: visit.said.append(str(error)))
    visit.tab.on("request", lambda asked: asked.url.startswith(root + "/") or visit.foreign.append(asked.url))
    yield visit
    context.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_nothing_foreign_and_fits_a_telephone(
    browser: Any, root: str, lang: str, path: str
) -> None:
    with visiting(browser, root, 360) as visit:
        tab = visit.go(f"{lang}/{path}")
        tab.wait_for_load_state("networkidle")
        assert visit.foreign == [] and visit.dialogs == []
        assert [line for line in visit.said if "404" not in line] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) <= 0


@pytest.mark.parametrize(("lang", "scheme"), [("ar", "light"), ("en", "dark")])
def test_axe_finds_no_violation(browser: Any, root: str, lang: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe is put into the page by the test, which the pages' own policy would refuse.
    with visiting(browser, root, color_scheme=scheme, bypass_csp=True) as visit:
        found = {}
        for path in PAGES:
            result = Axe().run(visit.go(f"{lang}/{path}")).response["violations"]
            if result:
                found[path] = [(v["id"], v["nodes"][0]["html"][:120]) for v in result]
        assert found == {}


def test_the_number_of_a_mark_leads_to_its_record_and_back(browser: Any, root: str) -> None:
    with visiting(browser, root) as visit:
        tab = visit.go("ar/article?id=hard")
        (event, *_) = tab.request.get(f"{root}/ar/article.json?id=hard").json()["events"]
        id = event["id"]
        mark = tab.locator(f"a.event[data-of~='{id}']").first
        assert mark.inner_text() == HARD_TEXT[event["trigger"]["start"] : event["trigger"]["end"]]
        mark.click()
        assert tab.url.endswith(f"#r-{id}")
        assert "lit" in tab.locator(f"#r-{id}").get_attribute("class")
        assert "lit" in mark.get_attribute("class")
        tab.locator(f"#r-{id} .to-text").click()
        assert tab.url.endswith(f"#m-{id}") and mark.is_visible()


def test_without_scripts_records_are_still_reached(browser: Any, root: str) -> None:
    with visiting(browser, root, java_script_enabled=False) as visit:
        tab = visit.go("en/article?id=hard")
        tab.locator("a.event").first.click()
        assert "#r-" in tab.url


def test_the_minus_stands_before_its_number(browser: Any, root: str) -> None:
    script = """() => {
        const box = [...document.querySelectorAll("bdi.number")].find((b) => b.textContent === "−0.42");
        const at = (n) => {
            const range = document.createRange();
            range.setStart(box.firstChild, n); range.setEnd(box.firstChild, n + 1);
            return range.getBoundingClientRect().left;
        };
        return [0, 1, 2, 3, 4].map(at);
    }"""
    with visiting(browser, root) as visit:
        for lang in ("ar", "en"):
            places = visit.go(f"{lang}/dyads").evaluate(script)
            assert places == sorted(places)


def test_the_switch_keeps_what_is_asked(browser: Any, root: str) -> None:
    with visiting(browser, root) as visit:
        tab = visit.go("ar/events?type=CONSULT&status=asserted&limit=2")
        assert tab.locator("html").get_attribute("dir") == "rtl"
        tab.locator(".switch").click()
        assert tab.url == f"{root}/en/events?type=CONSULT&status=asserted&limit=2"
        assert tab.locator("html").get_attribute("dir") == "ltr"


def test_search_and_filter_by_typing(browser: Any, root: str) -> None:
    with visiting(browser, root) as visit:
        tab = visit.go("ar/search")
        tab.fill("input[name=q]", "وقال البيان")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        assert tab.locator(".articles h3").count() == 1
        tab = visit.go("en/events")
        tab.fill("input[name=recipient]", "قطر")
        with tab.expect_navigation():
            tab.click("button")
        assert tab.locator("article.card").count() == 3


def test_an_article_is_coded_from_the_page(browser: Any, root: str, tmp_path: Path) -> None:
    with visiting(browser, root) as visit:
        tab = visit.go("ar/code")
        tab.fill("textarea", "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة المشير خليفة حفتر.")
        tab.click("button")
        tab.wait_for_url("**/coded?id=*")
        assert tab.locator("a.event").first.inner_text() == "استقبل"
        file = tmp_path / "a.txt"
        file.write_text("زار الرئيس المصري عبد الفتاح السيسي باريس أمس.", encoding="utf-8")
        tab = visit.go("en/code")
        tab.set_input_files("input[type=file]", str(file))
        tab.click("button")
        tab.wait_for_url("**/coded?id=*")
        assert tab.locator("a.event").first.inner_text() == "زار"
        assert visit.said == []


def test_the_keyboard_reaches_the_content_first(browser: Any, root: str) -> None:
    with visiting(browser, root) as visit:
        tab = visit.go("en/overview")
        tab.keyboard.press("Tab")
        skip = tab.locator(".skip")
        assert skip.bounding_box()["y"] >= 0
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "content"


def test_the_fonts_are_the_servers_own(browser: Any, root: str) -> None:
    with visiting(browser, root) as visit:
        tab = visit.go("ar/article?id=hard")
        tab.evaluate("document.fonts.ready.then(() => true)")
        faces = tab.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
        assert {name.strip('"') for name in faces} == {"IBM Plex Sans Arabic", "Noto Naskh Arabic"}
