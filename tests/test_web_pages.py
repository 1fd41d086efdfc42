"""Every page in both languages, with its twins; what hostile texts do to them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import workspace_fakes as fakes
from lxml import html
from starlette.testclient import TestClient
from web_fakes import HARD_TEXT, IMAGE, OVERRIDE, SCRIPT, client, hard_workspace

from musnad.web import jobs
from musnad.web.pages import PAGES
from musnad.web.settings import LANGUAGES

ODD_ID = "a/b c?&#.json"
PATHS = ["overview", "brief", "brief?actor=EGY&rival=QAT", "stories", "story?id=8db995ce4b82a686", "events",
         "documents", "actors", "actor?id=EGY", "dyads", "dyad?a=EGY&b=QAT", "network",
         "network?at=2020-06&limit=2", "sources", "provenance", "search", "search?q=قطر", "article?id=hard",
         f"article?{urlencode({'id': ODD_ID})}"]  # fmt: skip
IN_WORDS = ["brief?actor=EGY&rival=QAT"]
"""Pages whose data are sentences of their language."""
OWN_SCRIPTS = ("/static/article.js", "/static/network.js")
OTHERS = ["code", "api", "enter"]
FIGURES = {
    "actors": ("events", "acted", "received"),
    "dyads": ("events", "one_acts", "other_acts", "cooperation", "conflict", "intensity"),
    "sources": ("documents", "events", "asserted"),
}
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08]")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jobs, "PATIENCE", 60.0)  # a busy machine gets the page, not its waiting room
        with client(hard_workspace(tmp_path_factory.mktemp("hard"))) as made:
            yield made


def page(site: TestClient, path: str, lang: str = "en") -> Any:
    reply = site.get(f"/{lang}/{path}")
    assert reply.status_code == 200, reply.text
    return html.fromstring(reply.content.decode())


def twin(path: str, suffix: str) -> str:
    name, _, query = path.partition("?")
    return f"{name}{suffix}?{query}" if query else name + suffix


def data(site: TestClient, path: str, lang: str = "en") -> Any:
    return site.get(f"/{lang}/{twin(path, '.json')}").json()


def rows(site: TestClient, path: str) -> list[dict[str, str]]:
    text = site.get(f"/en/{twin(path, '.csv')}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PATHS + OTHERS)
def test_every_page_is_there_in_both_languages(site: TestClient, lang: str, path: str) -> None:
    shown = page(site, path, lang)
    assert shown.get("lang") == lang and shown.get("dir") == ("rtl" if lang == "ar" else "ltr")
    assert shown.findtext(".//title") and len(shown.findall(".//h1")) == 1
    assert shown.xpath("//main[@id='content']")
    (switch,) = shown.xpath("//a[@class='switch']/@href")
    name, _, query = path.partition("?")
    other = "en" if lang == "ar" else "ar"
    assert switch.split("?")[0] == f"/{other}/{name}"
    assert site.get(switch).status_code == 200
    assert bool(query) == ("?" in switch)  # the address is kept
    if name != "enter":
        assert shown.xpath("//a[@class='skip']/@href") == ["#content"]
        assert "127.0.0.1" in words(shown.find(".//cite"))


def test_every_registered_page_is_tested() -> None:
    assert {p.name for p in PAGES} - {"coded"} == {path.split("?")[0] for path in PATHS}


@pytest.mark.parametrize("path", PATHS)
def test_twins_are_linked_and_the_same_in_both_languages(site: TestClient, path: str) -> None:
    links = page(site, path).xpath("//p[@class='data']/a/@href")
    assert [site.get(link).headers["content-type"].split(";")[0] for link in links] == [
        "application/json",
        "text/csv",
    ]
    assert data(site, path, "en") == site.get(links[0]).json()
    if path not in IN_WORDS:
        assert data(site, path, "ar") == data(site, path, "en")


def test_events_shown_are_those_of_the_twins(site: TestClient) -> None:
    shown, items = page(site, "events"), data(site, "events")["items"]
    cards = shown.xpath("//article[contains(@class, 'card')]")
    ids = [f"e-{item['id']}" for item in items]
    assert [card.get("id") for card in cards] == ids and len(ids) == 4
    assert [f"e-{row['id']}" for row in rows(site, "events")] == ids
    for card, item in zip(cards, items, strict=True):
        assert card.findtext(".//mark") == item["trigger"]["text"]
        sentence = card.find(".//blockquote").text_content()
        assert sentence == CONTROLS.sub("", item["sentence_text"])
        assert item["event_date"] in words(card)


@pytest.mark.parametrize(("path", "columns"), [("actors", 6), ("dyads", 7), ("sources", 8)])
def test_tables_show_the_figures_of_the_twins(site: TestClient, path: str, columns: int) -> None:
    body = page(site, path).xpath("//main//table[1]/tbody")[0]
    given = rows(site, path)
    lines = body.xpath("./tr")
    assert len(lines) == len(given) > 0
    for line, row in zip(lines, given, strict=True):
        cells = [words(cell).replace("−", "-") for cell in line]
        assert len(cells) == columns
        for name in FIGURES[path]:
            assert any(cell == row[name] or cell == f"{float(row[name]):.2f}" for cell in cells), name


def test_documents_and_overview_show_what_the_twins_say(site: TestClient) -> None:
    items = data(site, "documents")["items"]
    assert [i["id"] for i in items] == ["hard", ODD_ID, "plain"]
    titles = page(site, "documents").xpath("//ol[@class='articles']//h2")
    assert [words(t) for t in titles] == [CONTROLS.sub("", i["title"]).strip() or i["id"] for i in items]
    over = data(site, "overview")
    shown = page(site, "overview")
    periods = shown.xpath("//details//tbody/tr")
    assert [[words(c) for c in line] for line in periods] == [
        [str(value) for value in row.values()] for row in over["periods"]
    ]
    assert over["account"]["quarantined"] == 1 and over["account"]["coded"] == 3
    figures = [words(dd) for dd in shown.xpath("//dl[@class='figures']//dd")]
    assert figures[:2] == [str(over["account"]["coded"]), str(over["account"]["events"])]
    assert sum(row[f"quad_{q}"] for row in over["periods"] for q in (1, 2, 3, 4)) + over["not_placed"] == 4


def test_marks_stand_on_the_right_words(site: TestClient) -> None:
    shown, found = page(site, "article?id=hard"), data(site, "article?id=hard")
    text = shown.xpath("//div[@class='text']")[0]
    for event in found["events"]:
        assert HARD_TEXT[event["trigger"]["start"] : event["trigger"]["end"]] == "زار"
        marks = text.xpath(f".//a[contains(@class, 'event')][contains(@data-of, '{event['id']}')]")
        assert "".join(mark.text_content() for mark in marks) == event["trigger"]["text"]
        assert {mark.get("href") for mark in marks} <= {f"#r-{id}" for id in marks[0].get("data-of").split()}
        (place,) = text.xpath(f".//*[@id='m-{event['id']}']")
        assert place in marks or place.getnext() is not None
        (record,) = shown.xpath(f"//li[@id='r-{event['id']}']")
        assert f"#m-{event['id']}" in record.xpath(".//a/@href")
        for side in (*event["actors"], *event["recipients"]):
            parts = text.xpath(f".//*[contains(@class, 'party')][contains(@data-of, '{event['id']}')]")
            assert side["text"] in [part.text_content() for part in parts]
    for reference in text.xpath(".//sup"):
        reference.getparent().remove(reference) if not reference.tail else reference.drop_tree()
    assert text.text_content() == CONTROLS.sub("", HARD_TEXT)


def test_status_and_attribution_are_said_in_words(tmp_path: Path, visits: Path) -> None:
    with client(visits) as site:
        assert "منتظر" in words(page(site, "article?id=b", "ar").xpath("//div[@class='text']//sup")[0])
        (record,) = page(site, "article?id=b", "en").xpath("//li[@class='record'][.//span[@class='kind q1']]")
        assert "future" in words(record) and "Said by" in words(record)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_hostile_texts_stay_inert(site: TestClient, lang: str, path: str) -> None:
    text = site.get(f"/{lang}/{path}").text
    shown = html.fromstring(text)
    scripts = [script for script in shown.iter("script") if script.get("src") not in OWN_SCRIPTS]
    assert scripts == [] and not shown.xpath("//img") and not shown.xpath("//@style | //style")
    assert not [v for v in shown.xpath("//@*") if v.strip().lower().startswith("javascript:")]
    assert not shown.xpath("//@*[starts-with(name(), 'on')]")
    assert not CONTROLS.search(text)
    for address in shown.xpath("//link/@href | //script/@src | //form/@action"):
        assert address.startswith("/")
    raw = site.get(f"/{lang}/{twin(path, '.json')}").content
    assert not re.search(rb"[<>&]", raw) and not CONTROLS.search(raw.decode())


def test_the_twins_give_texts_back_exactly(site: TestClient) -> None:
    found = data(site, "article?id=hard")["document"]
    assert found["text"] == HARD_TEXT and OVERRIDE in found["text"] and SCRIPT in found["title"]
    assert data(site, "documents")["items"][0]["outlet"] == IMAGE
    assert rows(site, "documents")[1]["title"] == "'=1+1"


def test_only_addresses_on_the_web_are_linked(site: TestClient) -> None:
    assert "javascript" not in " ".join(page(site, "article?id=hard").xpath("//main//@href"))
    odd = page(site, f"article?{urlencode({'id': ODD_ID})}")
    assert "https://a.example/1" in odd.xpath("//main//a/@href")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_signed_numbers_stand_in_a_box_of_their_own_direction(site: TestClient, lang: str) -> None:
    for path in ("dyads", "article?id=hard"):
        boxes = page(site, path, lang).xpath("//bdi[@dir='ltr'][@class='number']")
        assert {"−0.42", "−0.4"} & {box.text for box in boxes}, path
    text = site.get(f"/{lang}/dyads").text
    assert '<bdi dir="ltr" class="number">−0.42</bdi>' in text


def test_pages_follow_each_other_without_loss(site: TestClient) -> None:
    for path, key in (("events", "id"), ("documents", "id"), ("actors", "actor_id"), ("dyads", "one")):
        whole = [item[key] for item in data(site, path)["items"]]
        came: list[str] = []
        next: str | None = f"/en/{path}?limit=1"
        while next:
            shown = html.fromstring(site.get(next).text)
            came += [i[key] for i in site.get(next.replace("?", ".json?", 1)).json()["items"]]
            (next,) = shown.xpath("(//a[@rel='next'])[1]/@href") or [None]
        assert came == whole and len(came) == data(site, path)["total"]
    found = data(site, "search?q=مصر")
    assert found["total"] == 3
    first = data(site, "search?q=مصر&limit=2")
    rest = data(site, f"search?q=مصر&limit=2&cursor={first['next']}")
    assert [i["id"] for i in first["items"] + rest["items"]] == [i["id"] for i in found["items"]]


def test_search_folds_and_finds_records(site: TestClient) -> None:
    for q in ("وقال", "الُبيان", '"ثم مصر زار"', "المطار مساء"):
        items = data(site, f"search?{urlencode({'q': q})}")["items"]
        assert [i["id"] for i in items] == ["hard"], q
    (item,) = data(site, f"search?{urlencode({'q': 'وقال البيان'})}")["items"]
    assert item["snippet"]["found"] == "وقالَ البيانُ" and len(item["event_ids"]) == 2
    event = data(site, "events")["items"][0]
    assert data(site, f"search?q={event['id']}")["record"]["document_id"] == event["document_id"]
    assert data(site, "search?q=قطر")["actors"][0]["actor_id"] == "Q846"
    assert data(site, "search?q=zzzz")["total"] == 0
    assert page(site, f"search?{urlencode({'q': SCRIPT})}").xpath("//input[@name='q']/@value") == [SCRIPT]


def test_filters_are_those_of_the_command_line(visits: Path) -> None:
    from musnad.workspace import Workspace

    with client(visits) as site:
        for query, given in (
            ({"actor": "مصر"}, {"actor": "مصر"}),
            ({"recipient": "QAT"}, {"recipient": "QAT"}),
            ({"dyad": ["EGY", "QAT"]}, {"dyad": ("EGY", "QAT")}),
            ({"type": ["ASSAULT"]}, {"event_type": ["ASSAULT"]}),
            ({"status": ["future", "asserted"]}, {"status": ["future", "asserted"]}),
            ({"since": "2020-07"}, {"since": "2020-07"}),
            ({"outlet": ["المنبر"], "until": "2021"}, {"outlet": ["المنبر"], "until": "2021"}),
        ):  # fmt: skip
            wanted = [e.id for e in Workspace.open(visits).events(**given).records()]  # type: ignore[arg-type]
            assert wanted
            address = f"events?{urlencode(query, doseq=True)}"
            assert [item["id"] for item in data(site, address)["items"]] == wanted
            form = page(site, address)
            kept = form.xpath("//form//input[@type='text'][@value!='']/@value")
            kept += form.xpath("//form//input[@checked]/@value")
            assert sorted(kept) == sorted(
                v for values in query.values() for v in (values if isinstance(values, list) else [values])
            )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events?nope=1", 400),
        ("events?type=nope", 400),
        ("events?since=yesterday", 400),
        ("events?since=2020-13", 400),
        ("events?dyad=EGY", 400),
        ("events?actor=%D9%8B", 400),
        ("events?cursor=zz", 400),
        ("events?limit=100000", 400),
        ("documents?until=x", 400),
        ("article", 400),
        ("article?id=none", 404),
        ("coded?id=none", 404),
        ("nope", 404),
        ("events.xml", 404),
        (f"events?actor={'x' * 5000}", 400),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_answered_is_told(site: TestClient, lang: str, path: str, status: int) -> None:
    reply = site.get(f"/{lang}/{path}")
    assert reply.status_code == status
    assert reply.headers["content-security-policy"]
    name, _, query = path.partition("?")
    if (status == 404 and name in ("nope", "events.xml")) or len(path) > 4000:
        return
    assert html.fromstring(reply.text).get("lang") == lang
    told = site.get(f"/{lang}/{name}.json?{query}")
    assert told.status_code == status and told.headers["content-type"] == "application/problem+json"
    assert told.json()["status"] == status and told.json()["title"] and told.json()["detail"]


def test_the_root_leads_to_the_language_of_the_browser(site: TestClient) -> None:
    for accepted, lang in (("ar-TN,ar;q=0.9,en;q=0.5", "ar"), ("fr", "en"), ("", "en"), ("en,ar", "en")):
        reply = site.get("/", headers={"accept-language": accepted})
        assert (reply.status_code, reply.headers["location"]) == (302, f"/{lang}/overview")
    assert site.get("/ar/").headers["location"] == "/ar/overview"


def test_a_fault_of_the_program_shows_nothing_of_it(visits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.web.state.State.ask", lambda *_: 1 / 0)
    with client(visits) as site:
        reply = site.get("/en/dyads")
        assert reply.status_code == 500 and "ZeroDivision" not in reply.text
        assert reply.headers["content-security-policy"]
        assert site.get("/api/dyads").json()["status"] == 500


def test_an_empty_workspace_has_pages(tmp_path: Path) -> None:
    source = fakes.json_lines(tmp_path / "none.jsonl", ["{broken"])
    fakes.code(tmp_path / "ws", source)
    with client(tmp_path / "ws") as site:
        for path in ("overview", "events", "documents", "actors", "dyads", "sources", "search?q=x"):
            for lang in LANGUAGES:
                page(site, path, lang)
            assert json.loads(site.get(f"/en/{twin(path, '.json')}").content)
            assert rows(site, path) == []
        assert "broken" in site.get("/en/sources").text or "JSON" in site.get("/en/sources").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workspace_that_breaks_while_it_is_served_is_told(
    visits: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr("musnad.web.state.REST", 0.0)
    with client(visits) as site:
        (visits / "ledger.jsonl").unlink()
        for _ in range(2):
            reply = site.get(f"/{lang}/overview")
            assert reply.status_code == 503 and html.fromstring(reply.text).get("lang") == lang
            assert str(visits) not in reply.text
        assert site.get("/api/events").json()["code"] == "MSN-W01"


def test_many_ask_at_once(site: TestClient) -> None:
    with ThreadPoolExecutor(12) as pool:
        addresses = [f"/{lang}/{path}" for path in PATHS for lang in LANGUAGES] * 3
        assert {reply.status_code for reply in pool.map(site.get, addresses)} == {200}


def test_provenance_names_copies_and_of_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 60.0)
    report = " ".join(f"{fakes.story(n)} والتقى كلمة{n} مسؤولين هناك" for n in range(8))
    records: list[dict[str, str] | str] = [
        {"id": "first", "outlet": "المنبر", "published": "2020-06-06", "text": report},
        {"id": "copy", "outlet": SCRIPT, "published": "2020-06-07", "text": f"{report} ختاما"},
        {"id": "own", "outlet": "المثال", "published": "2020-06-07", "text": fakes.story("(9)", "منفردا")},
    ]
    fakes.code(tmp_path / "ws", fakes.json_lines(tmp_path / "in.jsonl", records))
    with client(tmp_path / "ws") as site:
        found = data(site, "provenance")
        assert [(c["document_id"], c["original_id"]) for c in found["copies"]] == [("copy", "first")]
        assert (found["documents"], found["origins"], found["total"]) == (3, 2, 1)
        (copied,) = [row for row in rows(site, "provenance") if row["copies"] == "1"]
        assert (copied["outlet"], copied["of_outlet"], copied["of_documents"]) == (SCRIPT, "المنبر", "1")
        shown = page(site, "provenance", "ar")
        (line,) = [row for row in shown.xpath("(//tbody)[1]/tr") if SCRIPT in words(row)]
        assert [words(cell) for cell in line][1:5] == ["1", "0", "1", "المنبر 1"]
        assert shown.xpath("//section[@aria-labelledby='copies']//th/a/@href") == ["/ar/article?id=copy"]
        assert not shown.xpath("//script")
