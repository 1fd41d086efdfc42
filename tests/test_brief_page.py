"""The brief of a workspace: its page, its sentences, and what outlets may not do with either."""

from __future__ import annotations

import random
import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import workspace_fakes as fakes
from analysis_fakes import FILLING, VERBS, TellingCoder, Told, workspace

from musnad.analysis import Analysis
from musnad.brief import Brief, brief
from musnad.brief.page import SHOWN, directed, link, marked
from musnad.brief.words import unmarked
from musnad.reading import ReadingOptions, plan
from musnad.workspace import Workspace, run

HOSTILE = '</p><script>alert(1)</script><img src="https://evil.example/x">\u202e{{ 7*7 }}'


def reports() -> list[Told]:
    """Sisi visits Haftar every four days or so; Erdogan attacks him."""
    days = [f"2020-{month:02}-{day:02}" for month in (1, 2, 3, 4, 5) for day in range(1, 28, 4)]
    visits = [
        Told("السيسي", "CONSULT", "حفتر", day, HOSTILE if n % 2 else "المثال", day)
        for n, day in enumerate(days)
    ]
    attacks = [Told("أردوغان", "ASSAULT", "حفتر", day, "المنبر", day) for day in days[::2]]
    return [*visits, *attacks, Told("بوتين", "CONSULT", "باشاغا", "2020-05-20")]


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return Analysis.open(workspace(tmp_path_factory.mktemp("brief"), reports()))


@pytest.fixture(scope="module")
def english(events: Analysis) -> Brief:
    return brief(events, "Haftar", "Bashagha", lang="en")


@pytest.fixture(scope="module")
def arabic(events: Analysis) -> Brief:
    return brief(events, "حفتر", "باشاغا", lang="ar")


class Page(HTMLParser):
    """What stands in a page; fails where elements are not closed in order."""

    VOID = ("meta", "br", "img", "link", "input", "hr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[tuple[tuple[str, ...], str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((tuple(self.open), data))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_page_is_well_formed_and_says_its_language(english: Brief, arabic: Brief) -> None:
    for made, lang, direction in ((english, "en", "ltr"), (arabic, "ar", "rtl")):
        page = Page(made.html())
        assert page.attributes("html") == [{"lang": lang, "dir": direction}]
        ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
        assert len(ids) == len(set(ids))
        links = [a["href"] or "" for a in page.attributes("a")]
        assert {one[1:] for one in links if one.startswith("#")} <= set(ids)


def test_page_has_no_script_and_fetches_nothing(english: Brief, arabic: Brief) -> None:
    for made in (english, arabic):
        page = Page(made.html())
        assert not {tag for tag, _ in page.tags} & {
            "script",
            "img",
            "iframe",
            "link",
            "object",
            "base",
            "form",
        }
        for tag, attributes in page.tags:
            assert not any(name.startswith("on") or name == "src" for name in attributes), tag
        assert "url(" not in made.html() and "@import" not in made.html()


def test_what_outlets_are_called_stays_text(english: Brief) -> None:
    html = english.html()
    assert "<script" not in html and "\u202e" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7*7 }}" in html


def test_sentences_stand_in_the_text_with_their_trigger_marked(events: Analysis, arabic: Brief) -> None:
    texts = {document.id: document.text for document in events.documents().records()}
    assert arabic.evidence
    for one in arabic.evidence.values():
        text = texts[one.document_id]
        assert text[one.start : one.end] == one.sentence
        assert f"<mark>{text[one.trigger_start : one.trigger_end]}</mark>" in marked(one)
    page = Page(arabic.html())
    assert {"زار", "هاجم"} <= {text for where, text in page.text if where and where[-1] == "mark"}


def test_every_statement_on_numbers_can_be_opened_to_its_sentences(arabic: Brief) -> None:
    (details,) = re.findall(r"<details>.*?</details>", arabic.html(), re.S)[:1]
    assert details.count("<blockquote") == min(SHOWN, len(_first(arabic)))
    for id in _first(arabic)[SHOWN:]:
        assert id in details


def _first(made: Brief) -> list[str]:
    return next(list(dict.fromkeys(s.evidence)) for s in made.statements() if s.evidence)


def test_signed_numbers_are_in_left_to_right_boxes(arabic: Brief) -> None:
    """Within statements and tables; charts set the direction of each text themselves."""
    page = Page(arabic.html())
    signed = [where for where, text in page.text if re.search(r"[−+]\d\.\d\d", text) and "svg" not in where]
    assert signed and all(where[-1] == "bdi" for where in signed)


def test_languages_tell_the_same(english: Brief, arabic: Brief) -> None:
    assert [s.id for s in english.sections] == [s.id for s in arabic.sections]
    for one, other in zip(english.statements(), arabic.statements(), strict=True):
        assert (one.numbers, one.evidence) == (other.numbers, other.evidence)


def test_answer_of_the_reports(english: Brief) -> None:
    lines = [unmarked(statement.text) for statement in english.answer.statements]
    assert any("clearly cooperative for Egypt" in line for line in lines)
    assert any("clearly hostile for Turkey" in line for line in lines)


def test_copies_count_once_unless_asked(tmp_path: Path) -> None:
    told = [
        Told("ماكرون", "ACCUSE", "حفتر", "2020-06-25", outlet, copied=True)
        for outlet in ("الأول", "الثاني", "الثالث")
    ]
    events = Analysis.open(workspace(tmp_path, told))
    rows, behind = [], []
    for collapse in (True, False):
        made = brief(events, "Haftar", peers=["FRA"], collapse=collapse)
        table = made.section("alignment").table
        assert table is not None
        rows.append(tuple(map(unmarked, table.rows[0])))
        behind.append(unmarked(made.answer.statements[-1].text))
    assert [row[5] for row in rows] == ["3, 1", "3, 3"]
    assert rows[0][1] != rows[1][1]
    assert "1 of them independent" in behind[0] and "copies counted as reports of their own" in behind[1]


def syndicated(folder: Path, days: list[str], outlets: tuple[str, ...]) -> Analysis:
    """One attack a day, each in the words of one report that all outlets print."""
    told: list[Told] = []
    records: list[dict[str, str] | str] = []
    for number, day in enumerate(days):
        words = " ".join(FILLING).split()
        random.Random(number).shuffle(words)
        for outlet in outlets:
            text = f"أردوغان {VERBS['ASSAULT']} حفتر اليوم. {' '.join(words)}."
            records.append({"id": str(len(told)), "outlet": outlet, "text": text, "published": day})
            told.append(Told("أردوغان", "ASSAULT", "حفتر", day, outlet, day))
    source = fakes.json_lines(folder / "reports.jsonl", records)
    options = ReadingOptions()
    coder = partial(TellingCoder, tuple(told))
    for _ in run(Workspace.create(folder / "ws"), plan([str(source)], options), coder, options):
        pass
    return Analysis.open(folder / "ws")


@pytest.mark.parametrize(
    ("days", "bears"),
    [
        (["2020-01-03"], "The evidence on Khalifa Haftar is insufficient for a judgement about: Turkey"),
        (
            ["2020-01-03", "2020-01-17", "2020-02-03"],
            "Relations with Khalifa Haftar go neither way for certain for Turkey −0.",
        ),
    ],
)
def test_copies_make_a_conclusion_that_reports_do_not_bear(
    tmp_path: Path, days: list[str], bears: str
) -> None:
    """Attacks told by an agency and five outlets that print its reports."""
    outlets = ("الوكالة", "الأول", "الثاني", "الثالث", "الرابع", "الخامس")
    events = syndicated(tmp_path, days, outlets)
    once, apart = (
        unmarked(brief(events, "Haftar", peers=["TUR"], collapse=collapse).answer.statements[1].text)
        for collapse in (True, False)
    )
    assert once.startswith(bears)
    assert apart.startswith(
        "Over the whole period relations with Khalifa Haftar are clearly hostile for Turkey −0."
    )


def test_copies_change_the_answer_on_the_sample_corpus(tmp_path: Path, musnad_command: Any) -> None:
    sample = Path(__file__).resolve().parents[1] / "examples" / "libya-2020"
    assert musnad_command("code", sample, "-w", tmp_path / "ws").code == 0
    events = Analysis.open(tmp_path / "ws")
    once, apart = (
        [
            unmarked(statement.text)
            for statement in brief(
                events, "حفتر", "باشاغا", since="2019-04", collapse=collapse
            ).answer.statements
        ]
        for collapse in (True, False)
    )
    assert once[1].startswith("Taken together, what is reported of Khalifa Haftar with")
    assert once[1] != apart[1] and once[-1] != apart[-1]


def test_json_has_all_but_the_charts(english: Brief) -> None:
    found = english.to_json()
    assert [section["id"] for section in found["sections"]] == [section.id for section in english.sections]
    used = {id for section in found["sections"] for s in section["statements"] for id in s["evidence"]}
    assert used == set(found["evidence"])
    assert "\u2066" not in str(found)


def test_text_has_the_answer_first(english: Brief) -> None:
    short, long = english.text(short=True), english.text()
    assert long.startswith(short)
    assert "The answer" in short and "Camps" not in short and "Camps" in long


def test_addresses_are_links_only_if_they_are_of_the_web() -> None:
    assert link("https://a.example/b?c=d") == "https://a.example/b?c=d"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        'https://a.example/" onclick="x',
        "//a.example",
        "",
    ):
        assert link(bad) == ""


def test_marks_of_direction_become_elements_and_the_rest_is_escaped() -> None:
    assert (
        directed("\u2066−0.4\u2069 & \u2068<b>\u2069")
        == '<bdi dir="ltr">−0.4</bdi> &amp; <bdi>&lt;b&gt;</bdi>'
    )


def test_page_is_saved(english: Brief, tmp_path: Path) -> None:
    english.save(tmp_path / "brief.html")
    assert (tmp_path / "brief.html").read_text(encoding="utf-8") == english.html()
