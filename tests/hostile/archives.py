"""Web archives of wrong lengths, odd kinds and damaged bytes."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

from .case import CODED, DAMAGED, EMPTY, TOO_LARGE, UNDECODABLE, Case, sentence


def record(kind: str, block: bytes, n: int, content_type: str, length: int | None = None) -> bytes:
    """A WARC record; `length` is what it says of its block, else the truth."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:id-{n}>\r\n"
        f"WARC-Target-URI: https://x.example/{n}\r\nWARC-Date: 2020-11-16T10:00:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def conversion(n: int, length: int | None = None) -> bytes:
    """A record of extracted text, as in WET files."""
    return record("conversion", sentence(n).encode(), n, "text/plain", length)


def response(
    n: int, head: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", body: bytes | None = None
) -> bytes:
    """A record of a page as a server sent it."""
    page = f"<html><body><p>{sentence(n)}</p></body></html>".encode() if body is None else body
    return record("response", head.encode() + b"\r\n" + page, n, "application/http; msgtype=response")


def archive(*records: bytes) -> Callable[[], bytes]:
    """A plain archive, made when asked for."""
    return lambda: b"".join(records)


def members(*records: bytes) -> Callable[[], bytes]:
    """An archive in which each record is a gzip member of its own, as crawlers write them."""
    return lambda: b"".join(gzip.compress(r, 1, mtime=0) for r in records)


def spoiled(records: int, bytes_: int, seed: int = 7) -> tuple[bytes, set[int]]:
    """A gzipped archive with single bytes overwritten at random, and the records they fell in."""
    rng = random.Random(seed)
    packed = [gzip.compress(conversion(n), 1, mtime=0) for n in range(records)]
    starts = [0]
    for member in packed:
        starts.append(starts[-1] + len(member))
    data = bytearray(b"".join(packed))
    places = rng.sample(range(len(data)), bytes_)
    for at in places:
        data[at] ^= rng.randrange(1, 256)
    hit = {next(n for n in range(records) if starts[n] <= at < starts[n + 1]) for at in sorted(places)}
    return bytes(data), hit


CHUNKED = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
ZIPPED = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"

ARCHIVES = (
    Case("nothing.warc", "no bytes", bytes, (EMPTY,)),
    Case(
        "plain.warc",
        "nothing: the measure for the others",
        archive(conversion(1), response(2)),
        (CODED, CODED),
    ),
    Case(
        "short.warc",
        "a record that says it is shorter than it is",
        archive(conversion(1), conversion(2, 10), conversion(3)),
        (CODED, UNDECODABLE, DAMAGED, CODED),
    ),
    Case(
        "long.warc",
        "a record that says it is longer than it is",
        archive(conversion(1), conversion(2, 5_000), conversion(3)),
        (CODED, DAMAGED, CODED),
    ),
    Case(
        "negative.warc",
        "a record of negative length",
        archive(conversion(1), conversion(2, -5), conversion(3)),
        (CODED, EMPTY, DAMAGED, CODED),
    ),
    Case(
        "huge.warc",
        "a record that claims 10 GB",
        archive(conversion(1), conversion(2, 10**10), conversion(3)),
        (CODED, TOO_LARGE, CODED),
    ),
    Case(
        "nolength.warc",
        "a record of no length",
        archive(conversion(1).replace(b"Content-Length", b"Content-Longth"), conversion(2)),
        (EMPTY, DAMAGED, CODED),
    ),
    Case(
        "cut.warc.gz",
        "an archive that ends within a record",
        lambda: members(*(conversion(n) for n in range(4)))()[:-60],
        (CODED,) * 3 + (DAMAGED,),
    ),
    Case(
        "member.warc.gz",
        "a damaged gzip member",
        lambda: members(conversion(1))()[:100] + members(conversion(2))(),
        (DAMAGED, CODED),
    ),
    Case(
        "garbage.warc.gz",
        "rubbish between members",
        lambda: members(conversion(1))() + b"\x1f\x8b" * 5_000 + members(conversion(2))(),
        (CODED, DAMAGED, CODED),
    ),
    Case(
        "chunked.warc",
        "chunks of wrong length",
        archive(response(1, CHUNKED, b"ffffffff\r\nabc\r\n0\r\n\r\n"), response(2)),
        (DAMAGED, CODED),
    ),
    Case(
        "chunkless.warc",
        "said to be chunked, and is not",
        archive(response(1, CHUNKED), response(2)),
        (DAMAGED, CODED),
    ),
    Case(
        "zipped.warc",
        "said to be gzipped, and is not",
        archive(response(1, ZIPPED), response(2)),
        (DAMAGED, CODED),
    ),
    Case(
        "bomb.warc",
        "a page that unpacks to 100 MB",
        lambda: response(1, ZIPPED, gzip.compress(b"<p>" + b"s" * 100_000_000)) + response(2),
        (TOO_LARGE, CODED),
    ),
    Case(
        "kinds.warc",
        "records that are no page",
        archive(
            record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", 1, "application/http; msgtype=response"),
            record("metadata", b"x: y\r\n", 2, "application/warc-fields"),
            record("resource", b"\x89PNG", 3, "image/png"),
            response(4, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
            response(5, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"),
            conversion(6),
        ),
        (CODED,),
    ),
    Case(
        "nohttp.warc",
        "a response without HTTP",
        archive(record("response", b"\0\1\2", 1, "application/http; msgtype=response"), conversion(2)),
        (CODED,),
    ),
    Case(
        "headers.warc",
        "50,000 header lines",
        archive(
            b"WARC/1.0\r\n" + b"X-A: b\r\n" * 50_000 + conversion(1)[len(b"WARC/1.0\r\n") :], conversion(2)
        ),
        (DAMAGED, CODED),
    ),
    Case(
        "header.warc",
        "a header line of 5 MB",
        archive(conversion(1).replace(b"x.example/1", b"x" * 5_000_000), conversion(2)),
        (DAMAGED, CODED),
    ),
    Case(
        "type.warc",
        "a server that names no encoding there is",
        archive(response(1, 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="\xff\0\r\n')),
        (CODED,),
    ),
    Case(
        "one.warc.gz",
        "all records in one gzip member",
        lambda: gzip.compress(conversion(1) + conversion(2)),
        (CODED, CODED),
    ),
)
