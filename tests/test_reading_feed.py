"""RSS and Atom."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.reading import ReadingOptions, halves, plan, read
from musnad.records import Document, SetAside

ITEM = """<item><title>الوزير يزور &quot;باريس&quot;</title><link>https://x.example/{n}</link><guid>g{n}</guid>
<pubDate>Sun, 15 Nov 2020 10:00:00 +0200</pubDate>
<description>&lt;p&gt;ملخص&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>الوزير يزور "باريس"</p><p>زار الوزير 😀 باريس.<br>ثم عاد</p>
<script>x</script>]]></content:encoded>
</item>"""
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>صحيفة الخبر</title>{items}
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة الخبر</title><entry>
<title>عنوان الخبر</title>
<id>tag:1</id><link href="https://x.example/1"/><updated>2020-11-15T10:00:00Z</updated>
<summary>زار الوزير باريس.</summary></entry></feed>"""


def write(
    tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "feed.xml"
) -> list[Document | SetAside]:
    (tmp_path / name).write_bytes(text.encode(encoding, "ignore"))
    return list(read([str(tmp_path / name)]))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256"])
def test_feed_rss(tmp_path: Path, encoding: str, declared: str) -> None:
    text = RSS.format(items=ITEM.format(n=1), encoding=declared)
    (found,) = write(tmp_path, text if encoding != "cp1256" else text.replace("😀", ""), encoding)
    assert isinstance(found, Document)
    assert (found.id, found.url, found.outlet) == ("g1", "https://x.example/1", "صحيفة الخبر")
    assert (found.published, found.published_source) == ("2020-11-15T10:00:00+02:00", "feed")
    assert found.title == 'الوزير يزور "باريس"'
    body = "زار الوزير باريس." if encoding == "cp1256" else "زار الوزير 😀 باريس."
    assert found.text == f'الوزير يزور "باريس"\n\n{body}\nثم عاد'
    assert [found.text[s.start : s.end] for s in found.headings] == [found.title]


def test_feed_atom(tmp_path: Path) -> None:
    (found,) = write(tmp_path, ATOM)
    assert isinstance(found, Document)
    assert (found.id, found.text) == ("tag:1", "عنوان الخبر\n\nزار الوزير باريس.")
    assert (found.published, found.published_source) == ("2020-11-15T10:00:00+00:00", "feed")


def test_feed_cut_off_keeps_whole_entries(tmp_path: Path) -> None:
    text = RSS.format(items="".join(ITEM.format(n=n) for n in range(3)), encoding="utf-8")
    *whole, damage = write(tmp_path, text[: text.rindex("ثم عاد")])
    assert [d.id for d in whole if isinstance(d, Document)] == ["g0", "g1"]
    assert isinstance(damage, SetAside)
    assert (damage.outcome, damage.code) == ("quarantined", "MSN-R02")


@pytest.mark.parametrize("text", ["<rss><channel>", "<feed", "<?xml version='1.0'?><rss"])
def test_feed_that_is_none(tmp_path: Path, text: str) -> None:
    (found,) = write(tmp_path, text, name="feed.rss")
    assert isinstance(found, SetAside)
    assert (found.outcome, found.code) == ("quarantined", "MSN-R04")


def test_feed_without_entries_is_empty(tmp_path: Path) -> None:
    (found,) = write(tmp_path, RSS.format(items="", encoding="utf-8"))
    assert isinstance(found, SetAside)
    assert found.outcome == "empty"


def test_feed_entities_open_no_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("السر", encoding="utf-8")
    text = (
        f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        + RSS.format(items="<item><title>خبر &e;</title></item>", encoding="utf-8").partition("?>\n")[2]
    )
    found = write(tmp_path, text, name="feed.rss")
    assert "السر" not in str(found)


def test_feed_is_one_unit_for_it_is_read_as_a_whole(tmp_path: Path) -> None:
    items = "".join(ITEM.format(n=n) for n in range(51))
    found = write(tmp_path, RSS.format(items=items, encoding="utf-8"))
    (unit,) = plan([str(tmp_path)], ReadingOptions())
    assert (unit.first, unit.last, halves(unit)) == (0, None, None)
    assert [d.id for d in found if isinstance(d, Document)] == [f"g{n}" for n in range(51)]
