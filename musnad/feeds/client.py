"""One request, one answer: no redirect followed, no cookie kept, no proxy, nothing unpacked unasked.

httpcore2, the transport of httpx2, does this much and no more; a new connection each time, since between two
requests to a host lie seconds.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import httpcore2

from ..errors import FetchError, RefusedAddress, UnfitAnswer, UsageError
from .addresses import PORTS, Address
from .network import Guarded, Resolver, system_resolver
from .unpacking import ENCODINGS, unpack

MAX_HEADER_BYTES = 64 * 1024
_TOKEN = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")
_PRODUCT = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one answer may take."""

    bytes: int = 5_000_000
    """Of the body, packed and unpacked."""
    seconds: float = 60.0
    """From the connection to the last byte."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    address: Address
    status: int
    headers: Mapping[str, str]
    """Names in lower case; of a repeated one the first."""
    body: bytes
    """Unpacked; empty where the status is not 200."""

    @property
    def type(self) -> str:
        """The content type without its parameters, lower case; "" if none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Client:
    """Asks servers.

    Raises: UsageError if the user agent is not a product name, with what else one may say after it.
    """

    user_agent: str
    bounds: Bounds = Bounds()
    allow_private: bool = False
    """Whether machines that are not public, and other ports than 80 and 443, may be asked."""
    resolve: Resolver = system_resolver
    backend: Callable[[], httpcore2.NetworkBackend] = httpcore2.SyncBackend

    def __post_init__(self) -> None:
        if not (_TOKEN.fullmatch(self.user_agent) and _PRODUCT.match(self.user_agent)):
            remedy = "Write NAME/VERSION (CONTACT), such as: musnad/1.0 (+https://example.org/about)."
            raise UsageError(f"{self.user_agent!r} is not a user agent", remedy=remedy)

    @property
    def product(self) -> str:
        """The name that robots.txt knows it by."""
        match = _PRODUCT.match(self.user_agent)
        return match[0] if match else ""

    def get(self, address: Address, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer of an address. A redirect is an answer, too.

        Raises: RefusedAddress for an address that is not to be asked; UnfitAnswer for one too large or badly
        packed; FetchError if there is no whole answer in time.
        """
        if address.port != PORTS[address.scheme] and not self.allow_private:
            raise RefusedAddress("only the ports 80 and 443 are asked", where=address.url)
        sent = {
            "Host": address.authority,
            "User-Agent": self.user_agent,
            "Accept-Encoding": ENCODINGS,
            "Connection": "close",
            **(headers or {}),
        }
        network = Guarded(self.bounds.seconds, self.allow_private, self.resolve, self.backend())
        try:
            with (
                httpcore2.ConnectionPool(
                    ssl_context=_tls() if address.scheme == "https" else None, network_backend=network
                ) as pool,
                pool.stream("GET", _url(address), headers=list(sent.items())) as response,
            ):
                return self._answer(address, response)
        except UnfitAnswer as error:
            raise UnfitAnswer(error.what, where=address.url, remedy=error.todo) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            what = "it took too long" if isinstance(error, httpcore2.TimeoutException) else str(error)
            raise FetchError(f"there is no whole answer: {what}", where=address.url) from error

    def _answer(self, address: Address, response: httpcore2.Response) -> Answer:
        if sum(len(name) + len(value) for name, value in response.headers) > MAX_HEADER_BYTES:
            raise UnfitAnswer(f"the headers have more than {MAX_HEADER_BYTES:,} bytes")
        headers: dict[str, str] = {}
        for name, value in response.headers:
            headers.setdefault(name.decode("ascii", "replace").lower(), value.decode("latin-1"))
        if response.status != 200:
            return Answer(address, response.status, headers, b"")
        body = unpack(self._body(response), headers.get("content-encoding", ""), self.bounds.bytes)
        return Answer(address, 200, headers, body)

    def _body(self, response: httpcore2.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_stream():
            size += len(piece)
            if size > self.bounds.bytes:
                raise UnfitAnswer(f"the answer has more than {self.bounds.bytes:,} bytes")
            pieces.append(piece)
        return b"".join(pieces)


def _url(address: Address) -> httpcore2.URL:
    # Given in parts, so that it is not parsed a second time.
    return httpcore2.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )


@cache
def _tls() -> ssl.SSLContext:
    """Certificates and names are verified against the system's authorities."""
    return httpcore2.default_ssl_context()
