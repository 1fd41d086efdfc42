"""The archive: what is written is what the reader of WARC reads; a torn end is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from feeds_fakes import article, at

from musnad.feeds.archive import Archive, record
from musnad.feeds.client import Answer
from musnad.reading import ReadingOptions, read
from musnad.records import Document

NOW = 1_790_000_000.0


def answer(number: int) -> Answer:
    body = article(number).partition(b"\r\n\r\n")[2]
    headers = {"content-type": "text/html; charset=utf-8", "content-encoding": "gzip", "set-cookie": "a=b"}
    return Answer(at(f"/{number}"), 200, headers, body)


def test_pages_are_read_again_as_documents(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for number in (1, 2):
        archive.add("", f"http://feed.example/{number}", answer(number), NOW)
    assert archive.closed("") == [] and not list(read([str(tmp_path)], ReadingOptions()))
    path = archive.close("", NOW)
    assert path is not None and path.name == "20260921T141320Z.warc.gz"
    documents = [item for item in read([str(tmp_path)]) if isinstance(item, Document)]
    assert [document.url for document in documents] == ["http://news.example/1", "http://news.example/2"]
    assert documents[0].retrieved.startswith("2026-09-21")
    assert list(archive.entries()) == ["http://feed.example/1", "http://feed.example/2"]
    assert archive.close("", NOW) is None
    assert b"a=b" not in record("x", answer(1), NOW)
    assert record("x", answer(1), NOW) == record("x", answer(1), NOW)


def test_files_of_the_same_second_have_names_of_their_own(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for number in (1, 2):
        archive.add("", f"http://feed.example/{number}", answer(number), NOW)
        archive.close("", NOW)
    assert [p.name for p in archive.closed("")] == ["20260921T141320Z-2.warc.gz", "20260921T141320Z.warc.gz"]


@pytest.mark.parametrize("outlet", ["الوكالة", "../../up", ".hidden", "a/b", "..", "a%2Fb"])
def test_outlets_have_folders_and_none_leads_elsewhere(tmp_path: Path, outlet: str) -> None:
    archive = Archive(tmp_path / "fetched")
    archive.add(outlet, "http://feed.example/1", answer(1), NOW)
    path = archive.close(outlet, NOW)
    assert path is not None and path.parent.parent == tmp_path / "fetched"
    assert not path.parent.name.startswith(".")
    assert archive.outlets() == [outlet]


@pytest.mark.parametrize("lost", [1, 8, 200])
def test_a_page_that_was_half_written_is_cut_off(tmp_path: Path, lost: int) -> None:
    archive = Archive(tmp_path)
    archive.add("", "http://feed.example/1", answer(1), NOW)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    archive.add("", "http://feed.example/2", answer(2), NOW)
    path.write_bytes(path.read_bytes()[:-lost])
    assert archive.recover("") == ["http://feed.example/1"]
    assert path.read_bytes() == whole
    path.write_bytes(whole[:20])
    assert archive.recover("") == [] and not path.exists()
