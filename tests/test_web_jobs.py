from __future__ import annotations

import threading
from pathlib import Path

import pytest
from lxml import html
from web_fakes import client

from musnad.web import jobs
from musnad.web.jobs import Job, Jobs, NotReady
from musnad.web.pages import provenance


def test_a_quick_job_is_waited_for() -> None:
    job = Job(lambda: 42, threading.Lock())
    assert job.result() == job.result() == 42


def test_what_a_job_raises_is_raised_where_it_is_asked_for() -> None:
    job = Job(lambda: 1 / 0, threading.Lock())
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            job.result()


def test_one_job_runs_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 0.01)
    gate, go = threading.Lock(), threading.Event()
    first, second = Job(go.wait, gate), Job(lambda: "second", gate)
    for job in (first, second):
        with pytest.raises(NotReady):
            job.result()
    go.set()
    first.end(10)
    second.end(10)
    assert (first.result(), second.result()) == (True, "second")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_page_says_that_it_is_worked_on_and_then_answers(
    visits: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 0.01)
    go, traced = threading.Event(), provenance.trace

    def slow(*given: object, **options: object) -> object:
        go.wait(30)
        return traced(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(provenance, "trace", slow)
    with client(visits) as site:
        reply = site.get(f"/{lang}/provenance")
        assert (reply.status_code, reply.headers["retry-after"]) == (202, "2")
        shown = html.fromstring(reply.text)
        assert shown.xpath("//meta[@http-equiv='refresh']/@content") == ["2"]
        told = site.get(f"/{lang}/provenance.json")
        assert (told.status_code, told.json()["status"]) == (503, 503) and told.headers["retry-after"]
        go.set()
        monkeypatch.setattr(jobs, "PATIENCE", 30.0)
        assert site.get(f"/{lang}/provenance").status_code == 200


def test_the_server_stops_while_a_job_goes_on(visits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 0.01)
    monkeypatch.setattr("musnad.web.state.FAREWELL", 0.01)
    go = threading.Event()
    monkeypatch.setattr(provenance, "trace", lambda *_, **__: go.wait(30))
    with client(visits) as site:
        assert site.get("/en/provenance").status_code == 202
    go.set()


def test_results_are_kept_up_to_a_number_and_work_is_refused_beyond_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "MOST_KEPT", 2)
    kept = Jobs(threading.Lock())
    made: list[str] = []
    for name in "abcab":
        assert kept.result(name, lambda name=name: made.append(name) or name) == name  # type: ignore[misc, func-returns-value]
    assert made == ["a", "b", "c", "a", "b"]  # only the last two are held
    monkeypatch.setattr(jobs, "MOST_WAITING", 1)
    monkeypatch.setattr(jobs, "PATIENCE", 0.01)
    go = threading.Event()
    with pytest.raises(NotReady):
        kept.result("slow", go.wait)
    with pytest.raises(NotReady):
        kept.result("more", lambda: made.append("more"))
    go.set()
    kept.end(10)
    assert kept.result("slow", go.wait) is True and "more" not in made
