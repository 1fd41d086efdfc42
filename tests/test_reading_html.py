"""Pages: main text, headline once, metadata, encodings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.reading import ReadingOptions, read
from musnad.records import Document, SetAside

TITLE = "الوزير يزور باريس ويلتقي نظيره"
FIRST = "زار الوزير 😀 العاصمةَ الفرنسية أمس، والتقى نظيره في قصر الرئاسة بحضور السفير."
SECOND = "وقالَ إن الزيــارة «مهمة» للبلدين، مؤكدا أن المحادثات ستستمر خلال الأسابيع المقبلة."


def page(head: str = "", body: str = "", title: str = f"{TITLE} | صحيفة الخبر") -> str:
    return (
        f"<!DOCTYPE html><html lang='ar'><head><title>{title}</title>{head}</head><body>"
        "<a href='#c' class='skip-link'>تجاوز إلى المحتوى</a>"
        "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>رياضة</a></li></ul></nav>"
        + (body or f"<article><h1>{TITLE}</h1><p>{FIRST}</p><h2>عنوان فرعي</h2><p>{SECOND}</p></article>")
        + "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def one(tmp_path: Path, content: str | bytes, options: ReadingOptions | None = None) -> Document | SetAside:
    file = tmp_path / "page.html"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (item,) = read([str(file)], options or ReadingOptions())
    return item


def document(tmp_path: Path, content: str | bytes, options: ReadingOptions | None = None) -> Document:
    found = one(tmp_path, content, options)
    assert isinstance(found, Document), found
    return found


def test_html_main_text_with_the_headline_once(tmp_path: Path) -> None:
    found = document(tmp_path, page())
    assert found.text == f"{TITLE}\n\n{FIRST}\n\nعنوان فرعي\n\n{SECOND}"
    assert (found.id, found.title) == ("page", TITLE)
    assert [s.text for s in found.headings] == [TITLE, "عنوان فرعي"]
    assert all(found.text[s.start : s.end] == s.text for s in found.headings)


def test_html_repeated_headline_is_kept_once(tmp_path: Path) -> None:
    body = f"<div><h1>{TITLE}</h1><h2>{TITLE}</h2><p>{TITLE}</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert document(tmp_path, page(body=body)).text == f"{TITLE}\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859-6"])
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1256", "iso-8859-6"])
def test_html_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    plain = (
        page(f"<meta charset='{declared}'>" if declared else "")
        .replace("😀", "")
        .replace("«", "")
        .replace("»", "")
    )
    found = document(tmp_path, plain.encode(encoding))
    assert found.title == TITLE
    assert "وقالَ إن الزيــارة مهمة للبلدين" in found.text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='article:published_time' content='2020-11-15T10:00Z'>", "2020-11-15T10:00:00+00:00"),
        ("<meta itemprop='datePublished' content='2020-11-15'>", "2020-11-15"),
        ("<meta name='pubdate' content='2020/11/15'>", "2020-11-15"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2019-01-01"},'
         '{"@type":"NewsArticle","datePublished":"2020-11-15"}]}</script>', "2020-11-15"),
        ('<script type="application/ld+json">{</script>'
         '<meta name="date" content="2020-11-15">', "2020-11-15"),
    ],
)  # fmt: skip
def test_html_date_from_metadata(tmp_path: Path, head: str, expected: str) -> None:
    found = document(tmp_path, page(head))
    assert (found.published, found.published_source) == (expected, "metadata")


def test_html_date_from_a_time_element(tmp_path: Path) -> None:
    body = f"<article><h1>{TITLE}</h1><time datetime='2020-11-15'>أمس</time><p>{FIRST}</p></article>"
    assert document(tmp_path, page(body=body)).published == "2020-11-15"


def test_html_date_from_the_address(tmp_path: Path) -> None:
    found = document(
        tmp_path, page("<link rel='canonical' href='https://www.news.example/2020/11/19/story'>")
    )
    assert (found.published, found.published_source) == ("2020-11-19", "url")
    assert (found.url, found.outlet) == ("https://www.news.example/2020/11/19/story", "news.example")


def test_html_visible_date_is_not_guessed(tmp_path: Path) -> None:
    body = f"<article><h1>{TITLE}</h1><p>15 أكتوبر 2020</p><p>{FIRST}</p><p>{SECOND}</p></article>"
    found = document(tmp_path, page(body=body))
    assert (found.published, found.published_source) == ("", "")


def test_html_outlet_in_order_of_what_names_it(tmp_path: Path) -> None:
    canonical = "<link rel='canonical' href='https://news.example/a'>"
    linked = f"<script type='application/ld+json'>{json.dumps({'publisher': {'name': 'الناشر'}})}</script>"
    site = "<meta property='og:site_name' content='صحيفة الخبر'>"
    given_outlet = ReadingOptions(outlet="المعطى")
    assert document(tmp_path, page(canonical + linked + site), given_outlet).outlet == "صحيفة الخبر"
    assert document(tmp_path, page(canonical + linked), given_outlet).outlet == "الناشر"
    assert document(tmp_path, page(canonical), given_outlet).outlet == "المعطى"
    assert document(tmp_path, page(canonical)).outlet == "news.example"


@pytest.mark.parametrize(
    ("head", "title", "heading"),
    [
        (f"<meta property='og:title' content='{TITLE} - صحيفة الخبر'>", "x", f"<h1>{TITLE}</h1>"),
        (f"<meta property='og:title' content='{TITLE}'>", "الصحيفة", "<h1>الصحيفة</h1>"),
        (
            f"<meta property='og:title' content='{TITLE} | خبر'><meta property='og:site_name' content='خبر'>",
            "x",
            "",
        ),
        ("", f"{TITLE} - صحيفة الخبر", ""),
        ("<meta property='og:site_name' content='الخبر'>", f"الخبر | {TITLE}", ""),
        ("", TITLE, ""),
    ],
)
def test_html_title_without_the_site(tmp_path: Path, head: str, title: str, heading: str) -> None:
    found = document(tmp_path, page(head, f"{heading}<p>{FIRST}</p><p>{SECOND}</p>", title))
    assert found.title == TITLE


def test_html_short_page_without_markup_falls_back_to_its_text(tmp_path: Path) -> None:
    found = document(tmp_path, "<html><body><font>زار الوزير باريس<br>ثم عاد</font></body></html>")
    assert found.text == "زار الوزير باريس\nثم عاد"


def test_html_old_page_in_a_form_and_tables(tmp_path: Path) -> None:
    body = f"<form><table><tr><td><font>{FIRST}<br><br>{SECOND}</font></td></tr></table></form>"
    found = document(tmp_path, page(body=body))
    assert FIRST in found.text and SECOND in found.text and "الحقوق" not in found.text


def test_html_nested_deeper_than_usual_is_read(tmp_path: Path) -> None:
    assert "العمق" in document(tmp_path, "<html>" + "<div>" * 600 + "<p>كلمة في العمق</p>").text


def test_html_nested_too_deep_is_quarantined(tmp_path: Path) -> None:
    found = one(tmp_path, page(body=f"<p>{FIRST}</p>" + "<div>" * 3000 + f"<p>{SECOND}</p>"))
    assert isinstance(found, SetAside)
    assert (found.outcome, found.code) == ("quarantined", "MSN-R04")


def test_html_tag_of_very_many_attributes_is_quarantined(tmp_path: Path) -> None:
    flood = " ".join(f"a{n}=1" for n in range(6000))
    found = one(tmp_path, page(body=f"<p {flood}>{FIRST}</p>"))
    assert isinstance(found, SetAside)
    assert (found.outcome, found.code) == ("quarantined", "MSN-R04")
    assert isinstance(one(tmp_path, page(body=f"<p data-x='{flood}'>{FIRST}</p>")), Document)


@pytest.mark.parametrize(
    "content", ["<html><body></body></html>", "<html>", page(body="<div></div>").replace("رياضة", "")]
)
def test_html_without_text_is_empty(tmp_path: Path, content: str) -> None:
    found = one(tmp_path, content)
    assert isinstance(found, SetAside)
    assert found.outcome == "empty"


ARABIC_WORD = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةأإءَُِّـ", min_size=2, max_size=9).filter(
    lambda w: any("ء" <= c <= "ي" and c != "ـ" for c in w)
)
PARAGRAPH = st.lists(
    st.one_of(ARABIC_WORD, st.sampled_from(["😀", "2020", "«نعم»", "5 < 6", "&"])), min_size=8, max_size=30
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARAGRAPH, min_size=1, max_size=5))
def test_html_round_trip_keeps_every_word(tmp_path: Path, paragraphs: list[list[str]]) -> None:
    texts = [f"قال في {n} " + " ".join(words) for n, words in enumerate(paragraphs)]
    escaped = [t.replace("&", "&amp;").replace("<", "&lt;") for t in texts]
    found = document(
        tmp_path, page(body="<article>" + "".join(f"<p>{t}</p>" for t in escaped) + "</article>", title="")
    )
    assert found.text.split() == " ".join(texts).split()
