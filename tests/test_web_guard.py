from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_fakes import HOST, client

from musnad.errors import UsageError
from musnad.web import Settings
from musnad.web.guard import SESSION_COOKIE, host_name, session_of

TOKEN = "a-token-of-many-letters"
PROTECTED = Settings(host="0.0.0.0", token=TOKEN, names=("data.example",))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "data.example", "::"])
def test_another_address_needs_a_token(host: str) -> None:
    with pytest.raises(UsageError, match="no token protects it"):
        Settings(host=host)
    assert Settings(host=host, token=TOKEN).token == TOKEN


def test_a_short_token_is_refused() -> None:
    with pytest.raises(UsageError, match="shorter than 16"):
        Settings(token="short")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("127.0.0.1:8470", "127.0.0.1"),
        ("LocalHost", "localhost"),
        ("localhost.", "localhost"),
        ("[::1]:80", "::1"),
        ("localhost:x", ""),
        ("localhost@evil.example", ""),
        ("evil.example/localhost", ""),
        ("evil.example#localhost", ""),
        ("", ""),
    ],
)
def test_names_of_hosts(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example"])
@pytest.mark.parametrize("path", ["/", "/ar/overview", "/api/events", "/static/style.css", "/nope"])
def test_a_foreign_host_is_refused(visits: Path, host: str, path: str) -> None:
    with client(visits) as site:
        reply = site.get(path, headers={"host": host})
        assert reply.status_code == 400
        assert reply.json()["code"] == "MSN-U01"


@pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1", "[::1]:8470"])
def test_names_of_this_machine_are_answered(visits: Path, host: str) -> None:
    with client(visits) as site:
        assert site.get("/ar/overview", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/ar/overview", "/en/nope", "/api/events", "/static/article.js", "/static/x"]
)
def test_every_answer_has_the_headers(visits: Path, path: str) -> None:
    with client(visits) as site:
        headers = site.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert {policy[name] for name in policy if name.endswith("-src")} == {"'none'", "'self'"}
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/ar/overview", "/en/events.json", "/api/events", "/static/style.css"])
def test_pages_are_only_read(visits: Path, method: str, path: str) -> None:
    with client(visits) as site:
        assert site.request(method, path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/static/../guard.py", "/static/%2e%2e/guard.py", "/static/fonts/../../app.py"]
)
def test_only_the_files_of_the_look_are_served(visits: Path, path: str) -> None:
    with client(visits) as site:
        assert site.get(path).status_code == 404


def test_without_the_token_nothing_is_told(visits: Path) -> None:
    with client(visits, PROTECTED) as site:
        pages = ("/", "/ar/overview", "/en/events.json", "/nope", "/en/enter/x", "/en/enterx")
        for path in (*pages, "/api/events", "/api/openapi.json"):
            reply = site.get(path)
            assert reply.status_code == 401, path
            assert "المثال" not in reply.text and "visits" not in reply.text
        assert site.get("/static/style.css").status_code == 200
        assert site.get("/en/overview", headers={"host": "data.example"}).status_code == 401
        assert site.get("/en/overview", headers={"host": "other.example"}).status_code == 400


def test_the_token_opens_by_header(visits: Path) -> None:
    with client(visits, PROTECTED) as site:
        for given, status in ((TOKEN, 200), (TOKEN + "x", 401), ("", 401), ("é", 401)):
            headers = {"authorization": f"Bearer {given}".encode()}
            assert site.get("/api/events", headers=headers).status_code == status  # type: ignore[arg-type]
        basic = {"authorization": f"Basic {TOKEN}"}
        assert site.get("/api/events", headers=basic).status_code == 401


def enter(site: TestClient, token: str, to: str = "", origin: str = HOST) -> tuple[int, str]:
    reply = site.post("/en/enter", data={"token": token, "to": to}, headers={"origin": origin})
    return reply.status_code, reply.headers.get("location", "")


def test_the_token_opens_by_the_form(visits: Path) -> None:
    with client(visits, PROTECTED) as site:
        form = site.get("/ar/overview").text
        assert re.search(r'name="token"', form) and 'value="/ar/overview"' in form
        assert enter(site, "wrong-token-of-letters") == (401, "")
        assert site.get("/en/events").status_code == 401
        assert enter(site, TOKEN, origin="http://evil.example") == (403, "")
        assert enter(site, TOKEN, "/ar/overview") == (303, "/ar/overview")
        assert site.cookies[SESSION_COOKIE] == session_of(TOKEN) != TOKEN
        assert site.get("/en/events").status_code == 200


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/en//evil", "/\\evil.example", "x"]
)
def test_the_form_leads_nowhere_else(visits: Path, to: str) -> None:
    with client(visits, PROTECTED) as site:
        assert enter(site, TOKEN, to) == (303, "/en/overview")


def test_a_cookie_that_was_made_up_opens_nothing(visits: Path) -> None:
    with client(visits, PROTECTED) as site:
        for value in (TOKEN, session_of("another-token-of-letters"), ""):
            site.cookies.set(SESSION_COOKIE, value)
            assert site.get("/en/overview").status_code == 401
