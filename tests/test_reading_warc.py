"""WARC and WET, plain and gzipped, whole and damaged."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from musnad.reading import MAX_DOCUMENT_BYTES, ReadingOptions, plan, read
from musnad.records import Document, SetAside

PAGE = (
    "<html><head><title>عنوان {n}</title></head><body>"
    "<p>زار الوزير رقم {n} باريس أمس والتقى نظيره.</p></body></html>"
)


def warc_record(kind: str, block: bytes, n: int, content_type: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:id-{n}>\r\n"
        f"WARC-Target-URI: https://x.example/2020/11/15/{n}\r\nWARC-Date: 2020-11-16T10:00:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(
    n: int, body: bytes = b"", status: str = "200 OK", kind: str = "text/html", extra: str = ""
) -> bytes:
    body = body or PAGE.format(n=n).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    return warc_record("response", head.encode() + body, n, "application/http; msgtype=response")


def conversion(n: int) -> bytes:
    return warc_record("conversion", f"زار الوزير رقم {n}\r\nباريس".encode(), n, "text/plain")


def request(n: int) -> bytes:
    return warc_record("request", b"GET / HTTP/1.1\r\n\r\n", n, "application/http; msgtype=request")


def archive(path: Path, records: Sequence[bytes], packing: str) -> bytes:
    whole = b"".join(records)
    members = b"".join(map(gzip.compress, records))
    packed = {"plain": whole, "members": members, "one": gzip.compress(whole)}
    path.write_bytes(packed[packing])
    return packed[packing]


def ids(found: list[Document | SetAside]) -> list[str]:
    return [d.id for d in found if isinstance(d, Document)]


def codes(found: list[Document | SetAside]) -> list[str]:
    return [d.code for d in found if isinstance(d, SetAside)]


PACKINGS = pytest.mark.parametrize("packing", ["plain", "members", "one"])


@PACKINGS
def test_warc_pages_and_texts(tmp_path: Path, packing: str) -> None:
    archive(tmp_path / "a.warc", [request(0), response(1), conversion(2)], packing)
    page, text = read([str(tmp_path)])
    assert isinstance(page, Document) and isinstance(text, Document)
    assert (page.id, page.title, page.url) == ("id-1", "عنوان 1", "https://x.example/2020/11/15/1")
    assert (page.retrieved, page.published, page.published_source) == (
        "2020-11-16T10:00:00+00:00",
        "2020-11-15",
        "url",
    )
    assert page.outlet == "x.example"
    assert page.text == "عنوان 1\n\nزار الوزير رقم 1 باريس أمس والتقى نظيره."
    assert (text.id, text.text, text.retrieved) == (
        "id-2",
        "زار الوزير رقم 2\nباريس",
        "2020-11-16T10:00:00+00:00",
    )


def test_warc_what_is_no_page_is_skipped(tmp_path: Path) -> None:
    records = [
        response(1, status="404 Not Found"),
        response(2, kind="image/png"),
        response(3, status="301 Moved"),
        response(4),
    ]
    archive(tmp_path / "a.warc", records, "plain")
    assert [d.source.rpartition(":")[2] for d in read([str(tmp_path)])] == ["4"]


def test_warc_server_names_the_encoding_and_packs(tmp_path: Path) -> None:
    body = PAGE.format(n=1).encode("cp1256")
    packed = gzip.compress(body, mtime=0)
    chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    records = [
        response(1, body, kind="text/html; charset=windows-1256"),
        response(2, packed, extra="Content-Encoding: gzip\r\n"),
        response(3, chunked, extra="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ]
    archive(tmp_path / "a.warc", records, "plain")
    found = list(read([str(tmp_path)]))
    assert [d.title for d in found if isinstance(d, Document)] == ["عنوان 1"] * 3


@PACKINGS
def test_warc_cut_off_keeps_what_stands_before(tmp_path: Path, packing: str) -> None:
    file = tmp_path / "a.warc"
    records = [
        response(n, PAGE.format(n=n).encode() + f"<!-- {Random(n).randbytes(300).hex()} -->".encode())
        for n in range(4)
    ]
    raw = archive(file, records, packing)
    file.write_bytes(raw[: -60 if packing != "plain" else -300])
    found = list(read([str(file)]))
    assert ids(found) == ["id-0", "id-1", "id-2"]
    assert codes(found) == ["MSN-R02"]


@pytest.mark.parametrize("packing", ["plain", "members"])
def test_warc_damage_in_the_middle_costs_one_record(tmp_path: Path, packing: str) -> None:
    file = tmp_path / "a.warc"
    records = [response(n) for n in range(4)]
    if packing == "plain":
        records[1] = records[1].replace(b"WARC/1.0", b"XXXX/9.9")
        archive(file, records, packing)
    else:
        members = [gzip.compress(r, mtime=0) for r in records]
        members[1] = members[1][:60] + b"\xff" * 40 + members[1][100:]
        file.write_bytes(b"".join(members))
    found = list(read([str(file)]))
    assert ids(found) == ["id-0", "id-2", "id-3"]
    assert codes(found) == ["MSN-R02"]


def test_warc_too_large_a_page_is_quarantined(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b"x" * MAX_DOCUMENT_BYTES, mtime=0)
    records = [
        response(1, b"<html>" + b"x" * MAX_DOCUMENT_BYTES),
        response(2, bomb, extra="Content-Encoding: gzip\r\n"),
        response(3),
    ]
    archive(tmp_path / "a.warc", records, "plain")
    found = list(read([str(tmp_path)]))
    assert codes(found) == ["MSN-R06", "MSN-R06"]
    assert ids(found) == ["id-3"]


def test_warc_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"hello" * 100)
    assert codes(list(read([str(tmp_path)]))) == ["MSN-R02"]


@PACKINGS
def test_warc_units_read_what_the_whole_file_holds(tmp_path: Path, packing: str) -> None:
    file = tmp_path / "a.warc.gz"
    records = [conversion(n) for n in range(110)]
    records[70] = b"XXXX" + records[70][4:] if packing == "plain" else records[70]
    archive(file, records, packing)
    units = plan([str(file)], ReadingOptions())
    assert [(u.first, u.last) for u in units] == [(0, 50), (50, 100), (100, None)]
    assert [bool(u.offset) for u in units] == [False, packing != "one", packing != "one"]
    found = list(read([str(file)]))
    lost = {70} if packing == "plain" else set()
    assert ids(found) == [f"id-{n}" for n in range(110) if n not in lost]
    assert codes(found) == ["MSN-R02"] * len(lost)
