"""The watch: new pages are fetched once and coded, through failures, restarts and kills at any moment."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from feeds_fakes import ROBOTS, SITE, FakeClock, Visit, Web, article, at, feed, redirect, reply, rss, served
from workspace_fakes import FakeCoder

from musnad.errors import UsageError, WorkspaceError
from musnad.feeds import Coded, Fetched, Happening, Polled, Resting, Subscription, Watch
from musnad.reading import ReadingOptions, plan
from musnad.workspace import Here, Workspace, run
from musnad.workspace.audit import check
from musnad.workspace.running import LIMITS

FEED = Subscription(at("/feed"))


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        web.pages |= {f"/{number}": article(number) for number in range(1, 7)}
        web.pages["/feed"] = rss("/1", "/2", "/3")
        yield web


def watching(web: Web, folder: Path, clock: FakeClock, *feeds: Subscription, **more: Any) -> Watch:
    return Watch(
        Workspace.create(folder), feeds or (FEED,), web.visitor(clock, **more), FakeCoder, Here(), LIMITS,
        random=Random(7),
    )  # fmt: skip


def once(web: Web, folder: Path, clock: FakeClock | None = None, *feeds: Subscription) -> list[Happening]:
    return list(watching(web, folder, clock or FakeClock(), *feeds).happenings(once=True))


def until_rest(steps: Iterator[Happening]) -> list[Happening]:
    found: list[Happening] = []
    for step in steps:
        if isinstance(step, Resting):
            return found
        found.append(step)
    raise AssertionError("it ended")


def rows(folder: Path, columns: str, table: str = "documents") -> list[tuple[Any, ...]]:
    found = Workspace.open(folder).query(f"SELECT {columns} FROM {table} ORDER BY ALL")
    return [tuple(row.values()) for row in found.to_pylist()]


def urls(folder: Path) -> list[str]:
    return [url.removeprefix(SITE) for (url,) in rows(folder, "url")]


def outcomes(found: list[Happening]) -> dict[str, str]:
    return {step.page.removeprefix(SITE): step.outcome for step in found if isinstance(step, Fetched)}


def test_what_feeds_link_to_is_coded_and_the_files_are_read_again_alike(web: Web, tmp_path: Path) -> None:
    found = once(web, tmp_path / "w")
    assert found[0] == Polled(SITE + "/feed", 3)
    assert isinstance(found[-1], Coded) and (found[-1].counts.read, found[-1].counts.coded) == (3, 3)
    assert urls(tmp_path / "w") == ["/1", "/2", "/3"]
    again = Workspace.create(tmp_path / "again")
    list(run(again, plan([str(tmp_path / "w" / "fetched")], ReadingOptions()), FakeCoder))
    for table in ("documents", "events", "ties", "labels"):
        assert rows(tmp_path / "again", "*", table) == rows(tmp_path / "w", "*", table) != []
    assert not list(check(Workspace.open(tmp_path / "w")))


def test_pages_are_fetched_once_and_unchanged_feeds_are_not_sent_again(web: Web, tmp_path: Path) -> None:
    def conditional(visit: Visit) -> None:
        same = visit.headers.get("if-none-match") == '"v1"'
        assert not same or visit.headers["if-modified-since"] == "yesterday"
        visit.send(reply(b"", 304) if same else rss("/1", "/2", etag='"v1"', last_modified="yesterday"))

    web.pages["/feed"] = conditional
    once(web, tmp_path)
    assert once(web, tmp_path) == [Polled(SITE + "/feed", 0)]
    web.pages["/feed"] = rss("/2", "/3", "/1")
    assert outcomes(once(web, tmp_path)) == {"/3": "kept"}
    assert web.paths() == ["/feed", "/1", "/2", "/feed", "/feed", "/3"]
    assert urls(tmp_path) == ["/1", "/2", "/3"]


def test_it_rests_between_polls(web: Web, tmp_path: Path) -> None:
    clock = FakeClock()
    steps = watching(web, tmp_path, clock).happenings()
    until_rest(steps)
    begun = clock.now()
    web.pages["/feed"] = rss("/4", "/1")
    assert outcomes(until_rest(steps)) == {"/4": "kept"}
    assert 800 < clock.now() - begun < 920
    steps.close()


def test_an_outlet_is_given_to_pages_that_name_none(web: Web, tmp_path: Path) -> None:
    other = Subscription(at("/other"), "الوكالة")
    web.pages["/other"] = rss("/4", "/1")
    once(web, tmp_path, None, FEED, other)
    found = {url.removeprefix(SITE): outlet for url, outlet in rows(tmp_path, "url, outlet")}
    assert found == {"/1": "news.example", "/2": "news.example", "/3": "news.example", "/4": "الوكالة"}
    assert len(list((tmp_path / "fetched" / "الوكالة").glob("*.warc.gz"))) == 1


def test_500_then_fine(web: Web, tmp_path: Path) -> None:
    web.pages["/2"] = reply(b"", 500)
    clock = FakeClock()
    steps = watching(web, tmp_path, clock).happenings()
    assert outcomes(until_rest(steps)) == {"/1": "kept", "/2": "waiting", "/3": "kept"}
    web.pages["/2"] = article(2)
    assert outcomes(until_rest(steps)) == {"/2": "kept"}
    assert urls(tmp_path) == ["/1", "/2", "/3"]


def test_429_leaves_the_host_alone_for_as_long_as_it_asks(web: Web, tmp_path: Path) -> None:
    web.pages["/1"] = reply(b"", 429, retry_after="700")
    clock = FakeClock()
    steps = watching(web, tmp_path, clock).happenings()
    first = until_rest(steps)
    assert outcomes(first) == {"/1": "waiting"}
    told = clock.now()
    web.pages["/1"] = article(1)
    found: dict[str, str] = {}
    while not found:
        found = outcomes(until_rest(steps))
    assert clock.now() - told >= 700
    assert sorted(found) == ["/1", "/2", "/3"]


def test_a_feed_that_fails_is_asked_ever_more_seldom(web: Web, tmp_path: Path) -> None:
    web.pages["/feed"] = reply(b"", 500)
    clock = FakeClock()
    steps = watching(web, tmp_path, clock).happenings()
    times = []
    for _ in range(9):
        polled = next(step for step in steps if isinstance(step, Polled))
        assert polled.problem == "status 500"
        times.append(clock.now())
    gaps = [b - a for a, b in itertools.pairwise(times)]
    assert gaps[0] < 1000 and gaps[-1] > 5000
    steps.close()
    assert once(web, tmp_path, clock) == []  # it waits across a restart, too


@pytest.mark.parametrize(
    ("page", "outcome", "problem"),
    [
        (redirect("file:///etc/passwd"), "left", "only http"),
        (redirect("http://127.0.0.1/"), "left", "not a public"),
        (redirect("http://inner.example/"), "left", "not a public"),
        (redirect("/2"), "left", "redirects"),
        (reply(b"", 404), "left", "status 404"),
        (reply(b"x", content_type="image/png"), "left", "no page"),
        (reply(b"x" * 200_000), "left", "more than"),
        (reply(b"x", content_length="9"), "waiting", "no whole answer"),
        (reply(b"", 503), "waiting", "status 503"),
    ],
)
def test_a_page_that_misbehaves_does_not_hold_up_the_others(
    web: Web, tmp_path: Path, page: bytes, outcome: str, problem: str
) -> None:
    web.names["inner.example"] = ["10.0.0.1"]
    web.pages["/2"] = page
    web.pages["/feed"] = rss("/1", "/3", "/2")
    found = once(web, tmp_path)
    assert outcomes(found) == {"/1": "kept", "/2": outcome, "/3": "kept"}
    assert any(problem in step.problem for step in found if isinstance(step, Fetched))
    assert urls(tmp_path) == ["/1", "/3"]


def test_a_page_is_given_up_after_five_times(web: Web, tmp_path: Path) -> None:
    web.pages["/2"] = reply(b"", 500)
    steps = watching(web, tmp_path, FakeClock()).happenings()
    found = [step for step in (next(steps) for _ in range(120)) if isinstance(step, Fetched)]
    assert [s.outcome for s in found if s.page.endswith("/2")] == ["waiting"] * 4 + ["left"]


def test_what_robots_txt_forbids_and_hostile_feeds_are_left(web: Web, tmp_path: Path) -> None:
    web.pages[ROBOTS] = reply(b"User-agent: *\nDisallow: /2\n")
    web.pages["/private"] = redirect("http://10.0.0.1/feed")
    found = once(web, tmp_path, None, FEED, Subscription(at("/private")), Subscription(at("/missing")))
    assert outcomes(found) == {"/1": "kept", "/2": "left", "/3": "kept"}
    assert "/2" not in web.paths()
    problems = [step.problem for step in found if isinstance(step, Polled)]
    assert problems[0] == "" and "not a public" in problems[1] and problems[2] == "status 404"


def test_a_page_without_text_is_set_aside(web: Web, tmp_path: Path) -> None:
    web.pages["/2"] = reply(b"<html><body><img src='x.png'></body></html>")
    coded = once(web, tmp_path)[-1]
    assert isinstance(coded, Coded)
    assert (coded.counts.read, coded.counts.coded, coded.counts.empty) == (3, 2, 1)
    assert coded.counts.balanced


class Killed(BaseException):
    """Stands for a kill: nothing of the program catches it."""


def test_killed_at_any_moment_it_loses_nothing_and_fetches_nothing_twice(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(web, tmp_path / "whole")
    whole = rows(tmp_path / "whole", "event_type, actors[1].text, trigger.start", "events")
    real = os.fsync
    for moment in range(1, 200):
        left = [moment]

        def fsync(descriptor: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            real(descriptor)

        web.visits.clear()
        folder = tmp_path / f"killed{moment}"
        clock = FakeClock()
        monkeypatch.setattr(os, "fsync", fsync)
        with contextlib.suppress(Killed):
            once(web, folder, clock)
        monkeypatch.setattr(os, "fsync", real)
        if left[0] > 0:
            break  # there were no more moments
        once(web, folder, clock)
        pages = [path for path in web.paths() if path != "/feed"]
        assert sorted(pages) == ["/1", "/2", "/3"], moment
        assert urls(folder) == urls(tmp_path / "whole")
        assert rows(folder, "event_type, actors[1].text, trigger.start", "events") == whole
        assert not list(check(Workspace.open(folder)))
    assert moment > 20


def test_without_its_memory_it_knows_what_it_has_fetched(web: Web, tmp_path: Path) -> None:
    once(web, tmp_path)
    (tmp_path / "watch.json").unlink()
    web.pages["/feed"] = rss("/1", "/2", "/3", "/4")
    assert outcomes(once(web, tmp_path)) == {"/4": "kept"}


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"version": 9}', b'{"version": 1, "feeds": {"file:///x": {}}, "pages": {}}',
     b'{"version": 1, "feeds": {}, "pages": {"http://a/": {"outlet": 1, "listed": 0}}}'],
)  # fmt: skip
def test_a_damaged_memory_is_told(web: Web, tmp_path: Path, data: bytes) -> None:
    once(web, tmp_path)
    (tmp_path / "watch.json").write_bytes(data)
    with pytest.raises(WorkspaceError, match="Remove the file"):
        once(web, tmp_path)


def test_two_watches_do_not_share_a_workspace(web: Web, tmp_path: Path) -> None:
    first = watching(web, tmp_path, FakeClock()).happenings(once=True)
    next(first)
    with pytest.raises(UsageError, match="another command"):
        once(web, tmp_path)
    first.close()


def test_while_another_run_has_the_workspace_what_was_fetched_waits(web: Web, tmp_path: Path) -> None:
    steps = watching(web, tmp_path, FakeClock()).happenings()
    next(steps)
    workspace = Workspace.open(tmp_path)
    with workspace.writing(workspace.manifest()):
        coded = until_rest(steps)[-1]
        assert isinstance(coded, Coded) and "another run" in coded.problem
        assert urls(tmp_path) == []
    until_rest(steps)
    assert urls(tmp_path) == ["/1", "/2", "/3"]


def test_pages_that_no_feed_lists_any_more_are_forgotten_in_time(web: Web, tmp_path: Path) -> None:
    clock = FakeClock()
    once(web, tmp_path, clock)
    web.pages["/feed"] = reply(feed("/3"), content_type="text/xml")
    clock.time += 50 * 24 * 3600
    once(web, tmp_path, clock)
    clock.time += 50 * 24 * 3600
    once(web, tmp_path, clock)
    text = (tmp_path / "watch.json").read_text()
    assert f"{SITE}/3" in text and f"{SITE}/1" not in text
