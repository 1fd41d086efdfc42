"""The client: which connections are made, and what an answer may take. Every server here is on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import itertools
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpcore2
import pytest
from feeds_fakes import PUBLIC, Visit, Web, at, reply, served

from musnad.errors import FetchError, RefusedAddress, UnfitAnswer, UsageError
from musnad.feeds import Bounds, Client
from musnad.feeds.addresses import Address
from musnad.feeds.unpacking import unpack


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        yield web


def test_a_page_is_asked_for_with_name_and_host_and_nothing_else(web: Web) -> None:
    web.pages["/خبر"] = web.pages["/%D8%AE?a=1"] = reply("نص".encode(), set_cookie="a=b")
    answer = web.client().get(at("/خ?a=1"))
    assert (answer.status, answer.body.decode(), answer.type) == (200, "نص", "text/html")
    web.client().get(at("/خ?a=1"))
    for visit in web.visits:
        assert dict(visit.headers) == {
            "host": "news.example",
            "user-agent": "musnad/test",
            "accept-encoding": "gzip, deflate",
            "connection": "close",
        }


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:93.184.215.14"]
)
def test_names_and_numbers_that_are_not_public_are_refused(web: Web, address: str) -> None:
    web.names["inner.example"] = [address]
    host = f"[{address}]" if ":" in address else address
    for site in ("http://inner.example", f"http://{host}"):
        with pytest.raises(RefusedAddress, match="not a public address"):
            web.client().get(at("/", site))
    assert not web.visits


def test_a_name_that_mixes_public_and_private_is_refused(web: Web) -> None:
    web.names["mixed.example"] = [PUBLIC, "127.0.0.1"]
    with pytest.raises(RefusedAddress):
        web.client().get(at("/", "http://mixed.example"))
    assert not web.visits


def test_the_address_that_was_judged_is_the_one_connected_to(web: Web) -> None:
    """A name that answers otherwise the second time (DNS rebinding) is not asked a second time."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    dialled: list[str] = []

    class Dial(httpcore2.SyncBackend):
        def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # type: ignore[no-untyped-def]
            dialled.append(host)
            return super().connect_tcp("127.0.0.1", web.port, timeout)

    web.pages["/"] = reply(b"x")
    client = Client("musnad/test", resolve=lambda host, port: next(answers), backend=Dial)
    assert client.get(at("/")).status == 200
    assert dialled == [PUBLIC]
    with pytest.raises(RefusedAddress):
        client.get(at("/"))


def test_numbers_in_other_spellings_are_judged_by_what_they_mean() -> None:
    for host in ("2130706433", "0x7f.1", "127.1", "localhost"):
        with pytest.raises(FetchError):
            Client("musnad/test").get(at("/", f"http://{host}"))


def test_loopback_and_other_ports_are_asked_where_allowed(web: Web) -> None:
    web.pages["/"] = reply(b"x")
    site = f"http://127.0.0.1:{web.port}"
    with pytest.raises(RefusedAddress, match="ports"):
        web.client().get(at("/", site))
    assert web.client(allow_private=True).get(at("/", site)).body == b"x"


def test_the_next_address_of_a_name_is_tried_and_unknown_names_are_told(web: Web) -> None:
    web.pages["/"] = reply(b"x")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    web.names["two.example"] = ["127.0.0.2", "127.0.0.1"]
    client = web.client(allow_private=True)
    with pytest.raises(FetchError):
        client.get(at("/", f"http://two.example:{closed}"))
    assert client.get(at("/", f"http://two.example:{web.port}")).body == b"x"

    def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such name")

    with pytest.raises(FetchError, match="not known"):
        web.client(resolve=nobody).get(at("/"))


def endless(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        visit.send(b"x" * 65536)


def endless_chunks(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        visit.send(b"400\r\n" + b"x" * 1024 + b"\r\n")


def endless_headers(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        visit.send(b"X-%d: %b\r\n" % (number, b"y" * 1000))


def bomb(visit: Visit) -> None:
    visit.send(reply(gzip.compress(bytes(50_000_000)), content_encoding="gzip"))


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (endless, "more than 100,000 bytes"),
        (endless_chunks, "more than 100,000 bytes"),
        (endless_headers, "no whole answer"),
        (reply(b"", x="y" * 70_000), "headers have more than"),
        (bomb, "unpacked, the answer has more than 100,000 bytes"),
        (reply(b"x", content_encoding="br"), "not asked for"),
        (reply(b"x", content_encoding="gzip, gzip"), "not asked for"),
        (reply(b"x", content_encoding="gzip"), "damaged"),
        (reply(gzip.compress(b"x" * 999)[:-9], content_encoding="gzip"), "damaged"),
        (reply(gzip.compress(b"") * 100, content_encoding="gzip"), "damaged"),
        (reply(b"short", content_length="100"), "no whole answer"),
        (reply(b"", content_length="many"), "no whole answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "no whole answer"),
        (b"not HTTP at all\r\n\r\n", "no whole answer"),
        (b"", "no whole answer"),
    ],
)
def test_answers_that_misbehave_are_told_and_left(web: Web, page: bytes, problem: str) -> None:
    web.pages["/"] = page
    with pytest.raises(FetchError, match=problem):
        web.client().get(at("/"))


def test_what_stands_behind_the_announced_length_is_not_read(web: Web) -> None:
    web.pages["/"] = reply(b"whole and more", content_length="5")
    assert web.client().get(at("/")).body == b"whole"


def drip_body(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    drip(visit)


def drip(visit: Visit) -> None:
    for _ in range(100):
        visit.send(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("page", [drip, drip_body])
def test_a_slow_drip_ends_at_the_time_for_the_whole(web: Web, page: object) -> None:
    web.pages["/"] = page  # type: ignore[assignment]
    with pytest.raises(FetchError, match="too long"):
        web.client(bounds=Bounds(100_000, 0.3)).get(at("/"))


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_packed_answers_are_unpacked(pack) -> None:  # type: ignore[no-untyped-def]
    data = "نص ".encode() * 1000
    name = "gzip" if pack is gzip.compress else "deflate"
    assert unpack(pack(data), name, len(data)) == data
    with pytest.raises(UnfitAnswer, match="more than"):
        unpack(pack(data), name, len(data) - 1)
    assert unpack(b"", name, 10) == b""


def test_a_gzip_file_of_several_members_is_one_content() -> None:
    assert unpack(gzip.compress(b"a") + gzip.compress(b"b") + b"\0\0", "gzip", 10) == b"ab"


@pytest.mark.parametrize("name", ["", "مسند/1", "musnad\r\nX: y", " musnad", "(no name)"])
def test_a_user_agent_is_a_product_name(name: str) -> None:
    with pytest.raises(UsageError):
        Client(name)


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    call = (
        f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -keyout {key} -out {certificate}"
    )
    subprocess.run([openssl, *call.split()], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        asked.append(secure.recv(1000))
                except OSError:
                    pass

        thread = threading.Thread(target=answer)
        thread.start()
        address = Address("https", "localhost", server.getsockname()[1], "/")
        with pytest.raises(FetchError, match=r"certificate verify failed|CERTIFICATE_VERIFY_FAILED"):
            Client("musnad/test", Bounds(seconds=10.0), True).get(address)
        thread.join()
    assert not any(asked)


def test_the_public_address_of_these_tests_is_one() -> None:
    assert ipaddress.ip_address(PUBLIC).is_global
