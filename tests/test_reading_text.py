"""Plain text: kept whole, headline, offsets; texts given as strings."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.reading import ReadingOptions, read, read_text
from musnad.records import Document, SetAside, text_hash

HEAD = "الوزير في باريس .. هل تتغير المواقف؟"
BODY = "زار الوزير باريس أمس والتقى نظيره.\n\nوقال إن الزيارة مهمة."


def one(path: Path, options: ReadingOptions | None = None) -> Document | SetAside:
    (item,) = read([str(path)], options or ReadingOptions())
    return item


def test_text_file_becomes_a_document(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(f"{HEAD}\n\n{BODY}\n", encoding="utf-8")
    found = one(file, ReadingOptions(outlet="صحيفة"))
    assert isinstance(found, Document)
    assert (found.id, found.title, found.outlet, found.language) == ("story", HEAD, "صحيفة", "ar")
    assert (found.published, found.published_source) == ("", "")
    assert found.text == f"{HEAD}\n\n{BODY}\n"
    assert found.text_sha256 == text_hash(found.text)
    (span,) = found.headings
    assert found.text[span.start : span.end] == span.text == HEAD


@pytest.mark.parametrize(
    "skip", ["skip to Main Content", "Skip to content", "تجاوز إلى المحتوى الرئيسي", "تخطى إلى المحتوى"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "  \n \n\n"])
def test_text_skip_link_and_repeated_headline_stay_and_the_title_is_the_headline(
    tmp_path: Path, skip: str, gap: str
) -> None:
    text = f"\n {skip}{gap}{HEAD}\n\n{HEAD}\n\n{BODY}"
    file = tmp_path / "story.txt"
    file.write_text(text, encoding="utf-8")
    found = one(file)
    assert isinstance(found, Document)
    assert found.text == text
    assert found.title == HEAD
    at = text.index(HEAD)
    assert [(s.start, s.end, s.text) for s in found.headings] == [(at, at + len(HEAD), HEAD)]


def test_text_offsets_count_into_the_file(tmp_path: Path) -> None:
    text = f"Skip to content\n{HEAD}\n\n{HEAD}\n\n{BODY}"
    file = tmp_path / "story.txt"
    file.write_text(text, encoding="utf-8")
    found = one(file)
    assert isinstance(found, Document)
    stored = file.read_text(encoding="utf-8")
    assert [stored[s.start : s.end] for s in found.headings] == [HEAD]
    assert found.text.index("زار") == stored.index("زار")


@pytest.mark.parametrize("rest", [BODY, f"{HEAD}\n{BODY}", ""])
def test_text_skip_link_is_no_title(rest: str) -> None:
    found = read_text(f"Skip to content\n\n{rest}")
    assert found.text == f"Skip to content\n\n{rest}"
    assert (found.title, found.headings) == ("", ())


def test_text_keeps_everything_else(tmp_path: Path) -> None:
    text = f"{HEAD}\n\n{BODY}\n\n{HEAD}\n\nتجاوز إلى المحتوى\n"
    file = tmp_path / "story.txt"
    file.write_text(text, encoding="utf-8")
    found = one(file)
    assert isinstance(found, Document)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [BODY, "سطر قصير.\n\nثم فقرة", "سطر قصير\nثم فقرة", "كلمة " * 40 + "\n\nثم فقرة", "سطر وحيد"],
)
def test_text_without_a_headline_has_no_title(text: str) -> None:
    found = read_text(text)
    assert (found.title, found.headings) == ("", ())


def test_text_offsets_hold_for_emoji_diacritics_and_crlf(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes("عنوان 😀\r\n\r\nقُتِلَ رجــلٌ\r👨‍👩‍👧 ثم\x00 عا\x0bد\u200f.\r\n".encode())
    found = one(file)
    assert isinstance(found, Document)
    assert found.text == "عنوان 😀\n\nقُتِلَ رجــلٌ\n👨‍👩‍👧 ثم عاد\u200f.\n"
    assert [found.text[s.start : s.end] for s in found.headings] == ["عنوان 😀"]
    assert found.text[found.text.index("رجــلٌ") :].startswith("رجــلٌ\n👨")


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-8-sig", "utf-16"])
def test_text_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(BODY.encode(encoding))
    found = one(file)
    assert isinstance(found, Document)
    assert found.text == BODY


def test_text_from_a_string() -> None:
    found = read_text(
        "زار الوزير\r\nباريس", outlet="o", published="2020-11-15", title="عنوان", url="https://x.example/1"
    )
    assert found.text == "زار الوزير\nباريس"
    assert (found.title, found.published, found.published_source) == ("عنوان", "2020-11-15", "option")
    assert found.id == read_text("زار الوزير\nباريس").id != ""
    assert read_text("x", id="mine").id == "mine"
    assert read_text("\ud800نص").text == "نص"
