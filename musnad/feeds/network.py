"""Connections: a name is resolved here, each of its addresses is judged, and the one judged is the one
connected to, so that no second look-up can answer otherwise. What is read has a deadline as a whole."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from ..errors import RefusedAddress
from .addresses import is_public

Resolver = Callable[[str, int], Sequence[str]]
"""From host and port to numeric addresses. Raises: OSError if there are none."""


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives, each once, in its order. Raises: OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guarded(httpcore2.NetworkBackend):
    """Connects for one exchange, to public addresses alone unless `allow_private`."""

    def __init__(
        self,
        seconds: float,
        allow_private: bool,
        resolve: Resolver = system_resolver,
        inner: httpcore2.NetworkBackend | None = None,
    ) -> None:
        self._deadline = time.monotonic() + seconds
        self._allow_private = allow_private
        self._resolve = resolve
        self._inner = inner or httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Raises: RefusedAddress if one of the name's addresses is not public: a name that mixes them is
        made to get past a check; httpcore2.ConnectError if none answers."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} is not known: {error}") from error
        for address in addresses:
            if not self._allow_private and not is_public(address):
                remedy = "If it is a machine of your own, use --allow-private."
                raise RefusedAddress(f"{address} is not a public address", where=host, remedy=remedy)
        failure: Exception = httpcore2.ConnectError(f"the name {host} has no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline, timeout))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure


class _Timed(httpcore2.NetworkStream):
    """A stream of which every step ends by the deadline: a drop a second does not hold it open."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Seconds that a step may take. Raises: httpcore2.ReadTimeout if there are none left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for the whole answer is over")
    return left if timeout is None else min(left, timeout)
