"""Manners: pauses, robots.txt, redirects hop by hop, waiting after failures."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import formatdate
from random import Random

import pytest
from feeds_fakes import ROBOTS, FakeClock, Visit, Web, at, redirect, reply, served

from musnad.errors import FetchError, RefusedAddress, UnfitAnswer
from musnad.feeds.manners import FIRST_WAIT, LONGEST_WAIT, asked_wait, wait_after


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        web.pages["/"] = web.pages["/a"] = reply(b"x")
        yield web


def test_robots_txt_is_asked_first_once_and_requests_to_a_host_keep_their_distance(web: Web) -> None:
    clock = FakeClock()
    visitor = web.visitor(clock)
    for _ in range(2):
        visitor.visit(at("/a"))
    assert [visit.path for visit in web.visits] == [ROBOTS, "/a", "/a"]
    assert clock.slept == [5.0, 5.0]
    visitor.visit(at("/a", "http://other.example"))
    assert clock.slept == [5.0, 5.0, 5.0]  # its robots.txt at once, the page after a pause
    clock.time += 24 * 3600
    visitor.visit(at("/a"))
    assert [visit.path for visit in web.visits][-2:] == [ROBOTS, "/a"]


def test_a_clock_set_back_neither_keeps_robots_txt_for_ever_nor_the_host_waiting(web: Web) -> None:
    clock = FakeClock()
    visitor = web.visitor(clock)
    visitor.visit(at("/a"))
    clock.time -= 10 * 365 * 24 * 3600
    visitor.visit(at("/a"))
    assert [visit.path for visit in web.visits] == [ROBOTS, "/a", ROBOTS, "/a"]


def test_what_robots_txt_forbids_is_not_asked_and_its_delay_is_kept(web: Web) -> None:
    web.pages[ROBOTS] = reply(b"User-agent: musnad\nDisallow: /private\nCrawl-delay: 20\n")
    clock = FakeClock()
    visitor = web.visitor(clock)
    with pytest.raises(RefusedAddress, match=r"robots\.txt forbids"):
        visitor.visit(at("/private/1"))
    visitor.visit(at("/a"))
    visitor.visit(at("/a"))
    assert web.paths() == ["/a", "/a"]
    assert clock.slept == [5.0, 20.0]


@pytest.mark.parametrize("status", [404, 403, 410, 204])
def test_without_robots_txt_all_may_be_asked(web: Web, status: int) -> None:
    web.pages[ROBOTS] = reply(b"", status)
    assert web.visitor(FakeClock()).visit(at("/a")).status == 200


@pytest.mark.parametrize(
    "page", [reply(b"", 500), reply(b"", 503), reply(b"", 429), b"", b"nonsense\r\n\r\n"]
)
def test_while_robots_txt_cannot_be_had_the_host_is_left_alone(web: Web, page: bytes) -> None:
    web.pages[ROBOTS] = page
    clock = FakeClock()
    visitor = web.visitor(clock)
    for _ in range(2):
        with pytest.raises(FetchError, match="cannot be had") as caught:
            visitor.visit(at("/a"))
        assert not isinstance(caught.value, RefusedAddress)
    assert len(web.visits) == 1
    web.pages[ROBOTS] = reply(b"")
    clock.time += 3600
    assert visitor.visit(at("/a")).status == 200


def test_robots_txt_may_be_redirected_but_not_without_end_or_inwards(web: Web) -> None:
    web.pages["news.example" + ROBOTS] = redirect("http://www.example/robots.txt", 301)
    web.pages["www.example" + ROBOTS] = reply(b"User-agent: *\nDisallow: /a\n")
    with pytest.raises(RefusedAddress):
        web.visitor(FakeClock()).visit(at("/a"))
    for location in ("http://news.example/robots.txt", "http://10.0.0.1/robots.txt", "file:///etc/passwd"):
        web.pages["www.example" + ROBOTS] = redirect(location)
        with pytest.raises(FetchError, match="cannot be had"):
            web.visitor(FakeClock()).visit(at("/a"))
    assert web.paths() == []


def test_a_robots_txt_beyond_the_bound_is_not_taken_for_none(web: Web) -> None:
    web.pages[ROBOTS] = reply(b"User-agent: *\nDisallow: /\n" + b"#" * 200_000)
    with pytest.raises(FetchError, match="cannot be had"):
        web.visitor(FakeClock()).visit(at("/a"))


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "http://127.0.0.1/a",
        "http://[::1]/a",
        "http://inner.example/a",
        "http://169.254.169.254/latest/meta-data/",
        "http://news.example:6379/",
        "http://user:word@news.example/a",
        "http://2130706433/a",
    ],
)
def test_every_hop_of_a_redirect_is_checked(web: Web, location: str) -> None:
    web.names["inner.example"] = ["192.168.1.1"]
    web.names["2130706433"] = ["127.0.0.1"]
    web.pages["/go"] = redirect("/further")
    web.pages["/further"] = redirect(location)
    with pytest.raises(RefusedAddress):
        web.visitor(FakeClock()).visit(at("/go"))
    assert web.paths() == ["/go", "/further"]


def test_a_redirect_to_what_robots_txt_of_another_host_forbids_is_not_followed(web: Web) -> None:
    web.pages["/go"] = redirect("http://other.example/a")
    web.pages["other.example" + ROBOTS] = reply(b"User-agent: *\nDisallow: /\n")
    with pytest.raises(RefusedAddress, match="robots"):
        web.visitor(FakeClock()).visit(at("/go"))
    assert web.paths() == ["/go"]


def test_a_loop_of_redirects_ends_after_five(web: Web) -> None:
    web.pages["/go"] = redirect("/come")
    web.pages["/come"] = redirect("/go")
    with pytest.raises(UnfitAnswer, match="more than 5 redirects"):
        web.visitor(FakeClock()).visit(at("/go"))
    assert len(web.paths()) == 6


def test_cookies_are_not_kept_and_the_answer_names_the_last_address(web: Web) -> None:
    web.pages["/go"] = reply(b"", 301, location="/a#part", set_cookie="id=1")
    answer = web.visitor(FakeClock()).visit(at("/go"))
    assert answer.address.url == "http://news.example/a"
    assert all("cookie" not in visit.headers for visit in web.visits)


def test_a_host_that_wants_to_be_left_alone_is_not_waited_for(web: Web) -> None:
    clock = FakeClock()
    visitor = web.visitor(clock)
    visitor.hold(at("/"), 10**9)
    assert visitor.ready(at("/")) == clock.now() + LONGEST_WAIT
    with pytest.raises(FetchError, match="left alone"):
        visitor.visit(at("/a"))
    assert not web.visits and not clock.slept


def test_the_pause_comes_after_failures_too(web: Web) -> None:
    def cut(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")

    web.pages["/cut"] = cut
    clock = FakeClock()
    visitor = web.visitor(clock)
    with pytest.raises(FetchError):
        visitor.visit(at("/cut"))
    visitor.visit(at("/a"))
    assert clock.slept == [5.0, 5.0]


def test_waits_double_up_to_a_day_with_chance_from_the_seed() -> None:
    waits = [wait_after(n, Random(1)) for n in range(1, 40)]
    assert FIRST_WAIT / 2 <= waits[0] <= FIRST_WAIT
    assert waits[1] == 2 * waits[0] and waits[5] == 32 * waits[0]
    assert waits[-1] == waits[-2] <= LONGEST_WAIT
    assert wait_after(1, Random(1)) != wait_after(1, Random(2))
    assert wait_after(1, Random(1), asked=500.0) == 500.0
    assert wait_after(1, Random(1), asked=1e9) == LONGEST_WAIT


def test_retry_after_in_seconds_and_as_a_date() -> None:
    now = FakeClock().now()
    assert asked_wait("120", now) == 120.0
    assert asked_wait(formatdate(now + 90, usegmt=True), now) == 90.0
    assert asked_wait(formatdate(now - 90, usegmt=True), now) == 0.0
    for nonsense in ("", "soon", "-5", "1e9", "٣", "99999999999999999999", "Mon, 99 Foo 99999 99:99:99 GMT"):
        assert asked_wait(nonsense, now) == 0.0
