"""What the tests of feeds share: sites on loopback that may misbehave, a network on which they have public
names, a clock that sleeps at once."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpcore2

from musnad.feeds import Bounds, Client
from musnad.feeds.addresses import Address
from musnad.feeds.manners import Visitor

PUBLIC = "93.184.215.14"
"""A public address; on the network of the tests the sites on loopback answer for it."""
SITE = "http://news.example"
ROBOTS = "/robots.txt"

Page = bytes | Callable[["Visit"], None]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request."""

    host: str
    path: str
    headers: Mapping[str, str]
    connection: socket.socket

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)


@dataclass(slots=True)
class Web:
    """All sites: what each path answers, whatever the host unless the key says "host/path"."""

    pages: dict[str, Page] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    """Names that do not mean PUBLIC."""
    port: int = 0

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [visit.path for visit in self.visits if visit.path != ROBOTS]

    def resolve(self, host: str, port: int) -> list[str]:
        return self.names.get(host, [host if host[0].isdigit() or ":" in host else PUBLIC])

    def client(self, **more: Any) -> Client:
        more = {"bounds": Bounds(100_000, 10.0), "resolve": self.resolve} | more
        return Client("musnad/test", backend=lambda: _Dial(self.port), **more)

    def visitor(self, clock: FakeClock, **more: Any) -> Visitor:
        return Visitor(self.client(**more), clock, 5.0)

    def _serve(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (data := connection.recv(65536)):
                return
            head += data
        first, *lines = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}
        path = first.split()[1]
        visit = Visit(headers["host"], path, headers, connection)
        self.visits.append(visit)
        page = self.pages.get(visit.host + path, self.pages.get(path, reply(b"", 404)))
        if isinstance(page, bytes):
            visit.send(page)
        else:
            page(visit)


@contextmanager
def served() -> Iterator[Web]:
    """A web that answers while the block runs."""
    web = Web()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # the client has had enough
                web._serve(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        web.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield web
        server.shutdown()


class _Dial(httpcore2.SyncBackend):
    """Reaches the sites by the public address, and itself by what it is."""

    def __init__(self, port: int) -> None:
        self._port = port

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        if host == PUBLIC:
            host, port = "127.0.0.1", self._port
        return super().connect_tcp(host, port, timeout)


@dataclass(slots=True)
class FakeClock:
    """A clock that moves when somebody sleeps."""

    time: float = 1_790_000_000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.slept.append(seconds)
            self.time += seconds


def reply(body: bytes, status: int = 200, **headers: str) -> bytes:
    """A whole answer; underscores in the names of headers stand for hyphens."""
    named = {"content_length": str(len(body)), "content_type": "text/html; charset=utf-8"} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([f"HTTP/1.1 {status} X", *lines, "", ""]).encode() + body


def redirect(location: str, status: int = 302) -> bytes:
    return reply(b"", status, location=location)


def feed(*links: str) -> bytes:
    """The body of an RSS feed with these links."""
    items = "".join(f"<item><title>خبر</title><link>{link}</link></item>" for link in links)
    text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'
    return text.encode()


def rss(*links: str, **headers: str) -> bytes:
    return reply(feed(*links), **({"content_type": "application/rss+xml"} | headers))


def article(number: int) -> bytes:
    """A page with an article of its own for each number."""
    text = (
        f"قال بيان رسمي رقم ({number}) إن مصر زار قطر من أجل بحث العلاقات بين البلدين وقضايا المنطقة، "
        "وأضاف البيان أن الجانبين اتفقا على مواصلة التشاور بشأن الملفات المشتركة في الأسابيع المقبلة."
    )
    head = f"<title>بيان رسمي رقم {number}</title>"
    body = f"<article><h1>بيان رسمي رقم {number}</h1><p>{text}</p></article>"
    page = (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )
    return reply(page.encode())


def at(path: str, site: str = SITE) -> Address:
    return Address.parse(site + path)
