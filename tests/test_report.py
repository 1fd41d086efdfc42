"""What the commands show: nothing that acts on a terminal, each Arabic piece isolated, sums that add up."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from musnad.report import (
    FIRST_STRONG_ISOLATE,
    POP_ISOLATE,
    account,
    isolated,
    json_text,
    print_counts,
    print_evaluation,
    print_events,
    print_status,
    shown,
)
from musnad.workspace import Counts, Status

SENTENCE = "وقال بيان إن مصر زارت قطر أمس."


def screen(terminal: bool = False, width: int = 120) -> Console:
    """A console that keeps what is printed; without colours, so that words stand as they are."""
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        color_system=None,
        highlight=False,
        emoji=False,
    )


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def event(**changes: Any) -> dict[str, Any]:
    """A row as `exports.rows` gives it, as far as it is shown."""
    start = SENTENCE.index("زارت")
    row = {
        "event_date": "2020-06-06", "published": "2020-06-07T10:00:00", "status": "asserted",
        "event_type": "CONSULT", "event_mode": "visit", "said_by": "بيان", "outlet": "المثال",
        "actors": [{"text": "مصر", "code": "EGY GOV"}], "recipients": [{"text": "قطر", "code": "QAT GOV"}],
        "sentence_text": SENTENCE, "sentence": {"index": 3, "start": 100, "end": 100 + len(SENTENCE)},
        "trigger": {"text": "زارت", "start": 100 + start, "end": 104 + start}, "document_id": "a",
    }  # fmt: skip
    return row | changes


def shown_events(*events: dict[str, Any], terminal: bool = False, width: int = 120) -> str:
    console = screen(terminal, width)
    print_events(console, events)
    return printed(console)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("وزارة الخارجية", "وزارة الخارجية"),
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred\x1b[0m", " [31mred [0m"),
        ("left \u202eopen\u2066", "left  open "),
        ("\x9b2J", " 2J"),
    ],
)
def test_shown_takes_out_what_acts_on_a_terminal(text: str, safe: str) -> None:
    assert shown(text) == safe


@pytest.mark.parametrize("text", ["مصر", "EGY مصر", "שלום", "١٢٣"])
def test_isolated_only_for_a_terminal(text: str) -> None:
    assert isolated(text, screen(terminal=False)) == text
    assert isolated(text, screen(terminal=True)) == f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def test_isolated_leaves_left_to_right_text_alone() -> None:
    assert isolated("EGY GOV", screen(terminal=True)) == "EGY GOV"


def test_json_text_keeps_letters() -> None:
    text = json_text({"name": "مصر"})
    assert "مصر" in text
    assert json.loads(text) == {"name": "مصر"}


def test_events_mark_the_trigger_where_it_stands() -> None:
    out = shown_events(event())
    assert "  وقال بيان إن مصر [زارت] قطر أمس.\n" in out
    assert f"  a, {100 + SENTENCE.index('زارت')}–" in out
    for words in ("2020-06-06", "asserted", "CONSULT", "visit", "مصر (EGY GOV)", "قطر (QAT GOV)", "المثال"):
        assert words in out


@pytest.mark.parametrize(
    ("changes", "date"),
    [
        ({"event_date": "2020-06"}, "2020-06 "),
        ({"event_date": ""}, "(2020-06-07)"),
        ({"event_date": "", "published": ""}, "– "),
    ],
)
def test_events_say_whose_date_it_is(changes: dict[str, str], date: str) -> None:
    line = shown_events(event(**changes)).splitlines()[2]
    assert line.startswith(date)


def test_events_nobody_is_a_dash() -> None:
    assert "–" in shown_events(event(actors=[]))


def test_events_text_from_outside_is_no_markup() -> None:
    out = shown_events(event(said_by="[bold]من[/bold]", outlet="\x1b[31mالمثال"))
    assert "[bold]من" in out.replace("\n", "")
    assert "\x1b" not in out


def test_events_on_a_terminal_stay_within_it_and_close_what_they_open() -> None:
    name = "وزارة الخارجية والمغتربين في الجمهورية العربية"
    out = shown_events(event(actors=[{"text": name, "code": "SYR GOV"}]), terminal=True, width=80)
    assert "[زارت]" not in out  # underlined there
    for line in out.splitlines():
        visible = line.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
        assert len(visible) <= 80
        assert line.count(FIRST_STRONG_ISOLATE) == line.count(POP_ISOLATE)
    assert FIRST_STRONG_ISOLATE in out


def test_account_numbers_add_up() -> None:
    counts = Counts(
        read=9, coded=4, empty=1, duplicate=1, not_arabic=1, quarantined=2, events=7, ties=3, labels=5
    )
    assert account(counts) == (
        "9 read = 4 coded + 1 empty + 1 duplicate + 1 not Arabic + 2 quarantined; 7 events, 3 ties, 5 labels"
    )
    assert account(Counts(read=1, coded=1)) == "1 read = 1 coded; 0 events, 0 ties, 0 labels"


def test_status_without_documents_is_short() -> None:
    console = screen()
    print_status(console, Status(0, Counts(), {}, "", "", {}), [])
    out = printed(console)
    assert "units read" in out
    assert not any(words in out for words in ("Published", "outlet", "Quarantined"))


def test_status_reasons_stay_on_one_line() -> None:
    console = screen()
    reason = "MSN-R04: the line is not JSON (in/[a].jsonl:2)\x1b[2J. " + "Mend it. " * 30
    print_status(console, Status(1, Counts(1, quarantined=1), {}, "", "", {}), [{"reason": reason}])
    assert shown(reason).rstrip() in printed(console)


def test_counts_name_what_is_not_known() -> None:
    console = screen()
    print_counts(console, "By outlet", {"": 2, "[المثال]": 1})
    assert "(not known)" in printed(console)
    assert "[المثال]" in printed(console)
    nothing = screen()
    print_counts(nothing, "By outlet", {})
    assert printed(nothing) == ""


def test_evaluation_shows_a_share_only_where_there_is_one() -> None:
    figures = {"precision": 0.5, "recall": 0.25, "f1": 0.333, "hits": 1, "predicted": 2, "gold": 4}
    result: dict[str, Any] = {"documents": 3, "by_type": {"AID": figures}}
    result |= dict.fromkeys(("detection", "sentence", "event", "countries"), figures)
    result["over_matches"] = {
        "status": {"right": 1, "of": 1, "share": 1.0},
        "date": {"right": 0, "of": 0, "share": None},
    }
    console = screen()
    print_evaluation(console, result)
    rows = [line.split() for line in printed(console).splitlines()]
    assert ["3", "documents"] in rows
    for name in ("detection", "sentence", "event", "countries", "AID"):
        assert [name, "0.500", "0.250", "0.333", "1", "2", "4"] in rows
    assert ["status", "1", "1", "1.000"] in rows
    assert ["date", "0", "0", "–"] in rows
