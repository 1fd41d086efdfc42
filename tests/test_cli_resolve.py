"""`musnad resolve`: as a user runs it."""

from __future__ import annotations

import io
import json

import pytest

from musnad.cli import main

TEXT = "التقى وزير الداخلية بحكومة الوفاق نظيره المصري في طرابلس."


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        main(["resolve", *arguments])
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_resolve_tells_the_holder_of_an_office_on_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, TEXT, "--date", "2020-11-19", "--json")
    found = {r["text"]: r for r in json.loads(out)}
    assert code == 0
    minister = found["وزير الداخلية بحكومة الوفاق"]
    assert (minister["actor_id"], minister["code"]) == ("bashagha-fathi", "LBY GOV")
    assert minister["reason"] == "Interior Minister on 2020-11-19"
    assert found["نظيره المصري"]["actor_id"] == "tawfik-mahmoud"
    assert all(TEXT[r["start"] : r["end"]] == text for text, r in found.items())


def test_resolve_without_a_date_names_no_holder(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, TEXT, "--json")
    assert {r["text"]: r["actor_id"] for r in json.loads(out)}["نظيره المصري"] is None


def test_resolve_shows_all_bearers_of_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "وصل الوفد إلى طرابلس شمال لبنان.", "--date", "2015-02-03")
    assert code == 0
    assert "likeliest of 2 of that name" in " ".join(out.split())
    assert out.rstrip().endswith("mentions")


def test_resolve_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("زار الرئيس الفرنسي القاهرة."))
    _, out, _ = run(capsys, "-", "--date", "2020-12-07", "--json")
    assert [r["actor_id"] for r in json.loads(out)] == ["macron", "EGY"]


def test_resolve_refuses_what_is_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, TEXT, "--date", "yesterday")
    assert code == 2
    assert "'yesterday' is not a date" in err
