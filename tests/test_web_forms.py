from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient
from web_fakes import HOST, SCRIPT, client

from musnad.web.articles import Kept
from musnad.web.settings import KEPT_ARTICLES, MAX_CODED_CHARACTERS, MAX_UPLOAD_BYTES

TEXT = "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة المشير خليفة حفتر."
PAGE = f"<html><head><title>خبر</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"


def token_of(site: TestClient, lang: str = "en") -> str:
    found = html.fromstring(site.get(f"/{lang}/code").text).xpath("//input[@name='form_token']/@value")
    return str(found[0])


def send(site: TestClient, *, origin: str | None = HOST, files: Any = None, **fields: str) -> Any:
    headers = {"origin": origin} if origin else {}
    return site.post("/en/code", data=fields, files=files or {"none": b""}, headers=headers)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_text_is_coded_shown_and_not_stored(visits: Path, shared_coder: None) -> None:
    before = contents(visits)
    with client(visits) as site:
        reply = send(site, form_token=token_of(site), text=TEXT, published="2020-06-06", outlet="المثال")
        assert reply.status_code == 303
        where = reply.headers["location"]
        shown = site.get(where)
        assert shown.status_code == 200 and "not in the workspace" in shown.text
        (event,) = site.get(where.replace("coded?", "coded.json?")).json()["events"]
        assert (event["event_type"], event["trigger"]["text"]) == ("CONSULT", "استقبل")
        assert html.fromstring(shown.text).xpath(f"//a[@id='m-{event['id']}']/text()") == ["استقبل"]
        assert site.get(where.replace("/en/", "/ar/")).status_code == 200
        assert site.get(where.replace("coded?", "article?")).status_code == 404
        assert site.get("/en/documents.json").json()["total"] == 4
    assert contents(visits) == before


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.txt", TEXT), ("a.html", PAGE), ("b.HTM", PAGE), ("plain", TEXT)],
    ids=["text", "page", "old page", "no suffix"],
)
def test_a_file_is_coded(visits: Path, shared_coder: None, name: str, body: str) -> None:
    with client(visits) as site:
        files = {"file": (name, body.encode())}
        reply = send(site, form_token=token_of(site), files=files, published="2020-06-06")
        assert reply.status_code == 303, reply.text
        found = site.get(reply.headers["location"].replace("coded?", "coded.json?")).json()
        assert found["events"] and found["document"]["published"] == "2020-06-06"


def test_the_same_article_has_the_same_address(visits: Path, shared_coder: None) -> None:
    with client(visits) as site:
        token = token_of(site)
        one, again = (send(site, form_token=token, text=TEXT).headers["location"] for _ in range(2))
        other = send(site, form_token=token, text=TEXT, published="2020-06-06").headers["location"]
        assert one == again != other


def test_markup_in_an_article_stays_inert(visits: Path, shared_coder: None) -> None:
    with client(visits) as site:
        reply = send(site, form_token=token_of(site), text=f"{SCRIPT} {TEXT}", outlet=SCRIPT)
        shown = html.fromstring(site.get(reply.headers["location"]).text)
        assert shown.xpath("//script/@src") == ["/static/article.js"] and not shown.xpath("//script[text()]")


@pytest.mark.parametrize(
    "broken", ["no token", "another token", "no cookie", "another origin", "no origin, another site", "null"]
)
def test_what_another_site_sends_is_refused(visits: Path, broken: str) -> None:
    with client(visits) as site:
        token = token_of(site)
        fields, origin = {"form_token": token, "text": TEXT}, HOST
        headers = {}
        if broken == "no token":
            fields.pop("form_token")
        elif broken == "another token":
            fields["form_token"] = token[::-1]
        elif broken == "no cookie":
            site.cookies.clear()
        elif broken == "another origin":
            origin = "http://evil.example"
        elif broken == "null":
            origin = "null"
        else:
            origin, headers = "", {"sec-fetch-site": "cross-site"}
        headers |= {"origin": origin} if origin else {}
        reply = site.post("/en/code", data=fields, files={"none": b""}, headers=headers)
        assert reply.status_code == 403, broken


def test_a_form_of_before_a_restart_is_refused(visits: Path) -> None:
    with client(visits) as site:
        token, cookies = token_of(site), site.cookies
    with client(visits) as site:
        site.cookies = cookies
        assert send(site, form_token=token, text=TEXT).status_code == 403


@pytest.mark.parametrize(
    ("fields", "file", "status"),
    [
        ({"text": ""}, None, 400),
        ({"text": "  \n "}, None, 400),
        ({"text": TEXT, "published": "yesterday"}, None, 400),
        ({"text": TEXT, "published": "2020-06-06T00:00"}, None, 400),
        ({}, ("a.pdf", b"%PDF-1.7"), 400),
        ({}, ("a.txt", b""), 400),
        ({}, ("a.html", b"<html></html>"), 400),
        ({}, ("a.txt", bytes(range(256)) * 50), 400),
        ({}, ("a.txt", b"x" * (MAX_UPLOAD_BYTES + 1)), 413),
        ({"text": "ا" * (MAX_CODED_CHARACTERS + 1)}, None, 413),
    ],
)
def test_what_cannot_be_coded_is_told(visits: Path, fields: dict[str, str], file: Any, status: int) -> None:
    with client(visits) as site:
        files = {"file": file} if file else None
        reply = send(site, form_token=token_of(site), files=files, **fields)
        assert reply.status_code == status
        assert html.fromstring(reply.text).xpath("//p[@class='notice']")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"no part"),
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"a=1&" * 50),
    ],
)
def test_a_form_that_is_none_is_refused(visits: Path, kind: str, body: bytes) -> None:
    with client(visits) as site:
        reply = site.post("/en/code", content=body, headers={"content-type": kind, "origin": HOST})
        assert reply.status_code in (400, 403)


def test_the_oldest_article_gives_way(shared_coder: None) -> None:
    import musnad

    kept = Kept()
    articles = [musnad.code("زار الرئيس القاهرة.", id=str(n)) for n in range(KEPT_ARTICLES + 2)]
    for article in articles:
        kept.keep(article)
    assert list(kept) == [str(n) for n in range(2, KEPT_ARTICLES + 2)]
