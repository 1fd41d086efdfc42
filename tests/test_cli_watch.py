"""`musnad watch`: its options, what it prints, and a whole run against a site on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from feeds_fakes import Web, article, reply, rss, served

from musnad.cli import main
from musnad.cli.watch import parse_every
from musnad.errors import UsageError


@pytest.fixture
def site() -> Iterator[tuple[Web, str]]:
    with served() as web:
        web.pages |= {"/feed": rss("/1", "/2"), "/1": article(1), "/2": reply(b"", 404)}
        yield web, f"http://127.0.0.1:{web.port}"


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["watch", *arguments])
    return int(ended.value.code or 0)


def test_watch_once_codes_what_is_new(
    site: tuple[Web, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web, home = site
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# مواقع\n{home}/feed\tالوكالة\n", encoding="utf-8")
    options = ("-w", str(tmp_path / "w"), "--once", "--allow-private", "--per-host", "0")
    assert call(str(feeds), *options) == 0
    lines = [line[21:] for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [f"{home}/feed: 2 new", f"kept  {home}/1", f"left  {home}/2: status 404"]
    assert lines[3].startswith("coded: 1 read = 1 coded; ")
    assert web.visits[0].headers["user-agent"].startswith("musnad/")
    assert call(str(feeds), *options, "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["what"], row["new"]) for row in rows] == [("polled", 0)]


def test_watch_refuses_what_is_not_public_unless_allowed(
    site: tuple[Web, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web, home = site
    assert call(f"{home}/feed", "-w", str(tmp_path / "w"), "--once") == 0
    assert call("http://localhost/feed", "-w", str(tmp_path / "w"), "--once") == 0
    printed = capsys.readouterr().out
    assert "only the ports 80 and 443" in printed and "is not a public address" in printed
    assert not web.visits


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["file:///etc/passwd"], "only http and https"),
        (["missing.txt"], "neither an address nor a file"),
        (["http://news.example/feed", "--every", "5s"], "once a minute"),
        (["http://news.example/feed", "--every", "soon"], "not a time"),
        (["http://news.example/feed", "--user-agent", "a\nb: c"], "not a user agent"),
    ],
)
def test_watch_tells_what_is_wrong_with_a_call(
    arguments: list[str], problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*arguments, "-w", str(tmp_path / "w")) == 2
    assert problem in capsys.readouterr().err
    assert not (tmp_path / "w").exists()


def test_watch_tells_the_line_of_a_bad_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("http://news.example/feed\nftp://news.example/\n", encoding="utf-8")
    assert call(str(path), "-w", str(tmp_path / "w")) == 2
    assert "line 2" in capsys.readouterr().err
    path.write_text("# none\n", encoding="utf-8")
    assert call(str(path), "-w", str(tmp_path / "w")) == 2


def test_watch_times() -> None:
    assert [parse_every(text) for text in ("60s", "15m", "2h", "1d")] == [60.0, 900.0, 7200.0, 86400.0]
    for text in ("", "15", "m", "-1m", "0m", "59s", "١٥m"):
        with pytest.raises(UsageError):
            parse_every(text)
