"""`musnad stories`: lists, one story side by side, claims, and what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import workspace_fakes as fakes
from conftest import Musnad
from stories_fakes import CAIRO, HAFTAR, MIGRANTS, SISI, TAJOURA, Report, report, tell

from musnad.reading import ReadingOptions, plan
from musnad.records import CodedDocument, Document
from musnad.workspace import Workspace, run


def reports() -> Iterator[Report]:
    visit = tell(
        "[استقبل] الرئيس عبد الفتاح السيسي المشير خليفة حفتر في القاهرة",
        [HAFTAR],
        [SISI],
        mode="visit",
        date="2019-04-14",
        place=CAIRO,
    )
    yield report("cairo", "القاهرة المثال", "2019-04-14", visit)
    talks = tell("أجرى السيسي [محادثات] مع حفتر أمس الأحد", [SISI], [HAFTAR], date="2019-04-14")
    yield report("paris", "باريس المثال", "2019-04-15", talks)
    plan_ = tell("ومن المقرر أن [يلتقي] السيسي حفتر قريبا", [SISI], [HAFTAR], status="future")
    yield report("early", "القاهرة المثال", "2019-04-02", plan_)
    strike = tell(
        "قُتل 44 شخصا في [قصف] مركز المهاجرين في تاجوراء",
        [],
        [MIGRANTS],
        kind="ASSAULT",
        date="2019-07-02",
        place=TAJOURA,
    )
    yield report("strike", "باريس المثال", "2019-07-03", strike)
    denial = tell(
        "نفت القيادة العامة [استهداف] مركز المهاجرين في تاجوراء",
        [HAFTAR],
        [MIGRANTS],
        kind="ASSAULT",
        place=TAJOURA,
    )
    yield report("denial", "منبر برقة المثال", "2019-07-04", denial)


class Prepared:
    """Codes the documents of `reports`, each with its events."""

    name, fingerprint = "made", "f" * 64

    def code(self, document: Document) -> CodedDocument:
        (found,) = (r for r in reports() if r.document.text == document.text)
        events = tuple(replace(e, document_id=document.id) for e in found.events)
        return CodedDocument(document, events, (), ())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    records: list[dict[str, str] | str] = [
        {k: getattr(r.document, k) for k in ("id", "outlet", "published", "text")} for r in reports()
    ]
    source = fakes.json_lines(folder / "reports.jsonl", records)
    options = ReadingOptions()
    for _ in run(Workspace.create(folder / "ws"), plan([str(source)], options), Prepared, options):
        pass
    return folder / "ws"


def listed(musnad_command: Musnad, *arguments: object) -> list[dict[str, Any]]:
    result = musnad_command("stories", *arguments, "--json")
    assert (result.code, result.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.out)
    return found


def documents(found: list[dict[str, Any]]) -> list[list[str]]:
    return [[m["document_id"] for m in s["mentions"]] for s in found]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [["early"], ["cairo", "paris"], ["strike"], ["denial"]]),
        (["--actor", "حفتر"], [["early"], ["cairo", "paris"], ["denial"]]),
        (["--actor", "EGY"], [["early"], ["cairo", "paris"]]),
        (["--dyad", "haftar-khalifa", "السيسي"], [["early"], ["cairo", "paris"]]),
        (["--dyad", "haftar-khalifa", "حفتر"], []),
        (["--type", "ASSAULT"], [["strike"], ["denial"]]),
        (["--since", "2019-07"], [["strike"], ["denial"]]),
        (["--until", "2019-04-10"], [["early"]]),
        (["--mentions", "2"], [["cairo", "paris"]]),
        (["--disputed"], [["strike"]]),
        (["--limit", "1"], [["early"]]),
    ],
)
def test_stories_are_chosen(
    musnad_command: Musnad, workspace: Path, arguments: list[str], expected: list[list[str]]
) -> None:
    assert documents(listed(musnad_command, "-w", workspace, *arguments)) == expected


def test_json_has_the_sentences(musnad_command: Musnad, workspace: Path) -> None:
    (story,) = listed(musnad_command, "-w", workspace, "--disputed")
    assert "تاجوراء" in story["mentions"][0]["sentence"]
    (denial,) = story["denials"]
    assert (denial["document_id"], denial["outlet"]) == ("denial", "منبر برقة المثال")
    assert denial["sentence"].startswith("نفت القيادة العامة")


def test_a_story_reads_well(musnad_command: Musnad, workspace: Path) -> None:
    result = musnad_command("stories", "-w", workspace, "--actor", "حفتر", "--mentions", 2)
    lines = result.out.splitlines()
    assert lines[0] == "2019-04-14  CONSULT visit  asserted  القاهرة"
    assert lines[1] == "  خليفة حفتر (LBY MIL) → عبد الفتاح السيسي (EGY GOV)"
    assert re.fullmatch(
        r"  2 mentions, 2 independent; corroboration 0\.\d\d, .*; story [0-9a-f]{16}", lines[2]
    )
    assert lines[3].split() == ["2019-04-14", "القاهرة", "المثال"]
    assert lines[4].strip().startswith("[استقبل] الرئيس")
    assert lines[-1] == "1 story, 2 mentions"
    assert "محادثات" not in result.out


def test_one_story_shows_all_its_reports(musnad_command: Musnad, workspace: Path) -> None:
    (story,) = listed(musnad_command, "-w", workspace, "--mentions", 2)
    result = musnad_command("stories", story["id"][:6], "-w", workspace)
    assert "[استقبل]" in result.out
    assert "[محادثات]" in result.out
    assert result.out.count("dates it 2019-04-14") == 2


def test_a_denial_is_shown_under_what_it_denies(musnad_command: Musnad, workspace: Path) -> None:
    out = musnad_command("stories", "-w", workspace, "--disputed").out
    assert "denied: 2019-07-04  منبر برقة المثال" in out
    assert "نفت القيادة العامة [استهداف] مركز المهاجرين" in out
    assert "reports differ on status: asserted (1) | negated (1)" in out


def test_claims(musnad_command: Musnad, workspace: Path) -> None:
    (claim,) = listed(musnad_command, "-w", workspace, "--claims")
    assert (claim["state"], claim["speaker"]["actor_id"]) == ("came", "sisi-abdelfattah")
    out = musnad_command("stories", "-w", workspace, "--claims").out
    assert "2019-04-02  CONSULT future  came" in out
    assert "came: 2019-04-14, 12 days later" in out
    assert out.endswith("1 claim\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ffffffffffffffff"], "0 stories have an id"),
        ([""], "stories have an id that begins with ''"),
        (["--type", "VISIT"], "VISIT"),
        (["--since", "April"], "'April' is not a date"),
        (["--limit", "-1"], "it cannot be negative"),
    ],
)
def test_what_is_refused(musnad_command: Musnad, workspace: Path, arguments: list[str], message: str) -> None:
    result = musnad_command("stories", "-w", workspace, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_nothing_found(musnad_command: Musnad, workspace: Path) -> None:
    assert musnad_command("stories", "-w", workspace, "--actor", "QAT").out == "No stories.\n"
    assert musnad_command("stories", "-w", workspace, "--actor", "QAT", "--claims").out == "No claims.\n"


def test_a_party_that_nobody_knows_is_an_error(musnad_command: Musnad, workspace: Path) -> None:
    result = musnad_command("stories", "-w", workspace, "--actor", "xyzzy")
    assert (result.code, result.out) == (2, "") and "there is no actor 'xyzzy'" in result.err
