from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from conftest import Musnad


def test_it_serves_and_stops(visits: Path) -> None:
    call = [sys.executable, "-m", "musnad", "serve", str(visits), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr is not None
        assert "reading" in server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
        assert found
        with urllib.request.urlopen(f"{found[0]}en/events.json?limit=1") as reply:
            assert b'"total": 4' in reply.read()
        server.send_signal(signal.SIGINT)
        _, rest = server.communicate(timeout=60)
    assert "Traceback" not in rest


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--host", "0.0.0.0"], 2, "no token protects it"),
        (["--host", "0.0.0.0", "--token", "short"], 2, "shorter than 16"),
        (["--port", "99999"], 2, "--port"),
    ],
)
def test_what_is_not_safe_is_refused(
    musnad_command: Musnad, visits: Path, options: list[str], code: int, message: str
) -> None:
    result = musnad_command("serve", visits, *options)
    assert (result.code, message in result.err) == (code, True)


def test_a_folder_that_is_no_workspace_is_told(musnad_command: Musnad, tmp_path: Path) -> None:
    result = musnad_command("serve", tmp_path)
    assert result.code == 2 and "MSN-W01" in result.err


def test_a_port_that_is_taken_is_told(musnad_command: Musnad, visits: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = musnad_command("serve", visits, "--port", other.getsockname()[1])
    assert result.code == 3 and "cannot listen" in result.err


def test_without_the_extra_it_says_what_to_install(
    musnad_command: Musnad, visits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = musnad_command("serve", visits)
    assert result.code == 3 and "musnad[web]" in result.err
