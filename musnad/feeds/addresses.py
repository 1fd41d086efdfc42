"""Addresses as they are asked: which are taken at all, and which machines they may lead to.

One parser decides what is asked and what goes out, so that the two cannot be made to differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from ..errors import RefusedAddress

PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 8000
"""Characters of an address; an Arabic headline in a path takes six for each letter."""

_UNSEEMLY = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_PATH = "/%:@!$&'()*+,;=~"
_QUERY = _PATH + "?[]|"

# IANA's registries of special-purpose addresses, IPv4 and IPv6; and two public addresses at which clouds
# serve what only their machines should know.
_CLOSED4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        ),
    )
)  # fmt: skip
_OPEN6 = ip_network("2000::/3")
# Of the open ones: protocols with Teredo, documentation twice, and 6to4, which carries an IPv4 address.
_CLOSED6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address, taken apart."""

    scheme: str
    host: str
    """Lower case, ASCII (names in other letters as IDNA); IPv6 without brackets."""
    port: int
    target: str
    """Path and query, percent-encoded; begins with a slash."""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Raises: RefusedAddress for what is no http(s) address, names a user, or is malformed."""
        text = text.strip(" \t\r\n")
        if len(text) > MAX_LENGTH or _UNSEEMLY.search(text):
            what = "the address is too long, or has blanks or control characters"
            raise RefusedAddress(what, where=text[:200])
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError as error:
            raise RefusedAddress(f"the address is malformed: {error}", where=text) from error
        if parts.scheme not in PORTS:
            raise RefusedAddress("only http and https addresses are asked", where=text)
        if "@" in parts.netloc:
            raise RefusedAddress("an address with a user or password is not asked", where=text)
        target = quote(parts.path, _PATH) or "/"
        if parts.query:
            target += "?" + quote(parts.query, _QUERY)
        port = PORTS[parts.scheme] if port is None else port
        return cls(parts.scheme, _host(parts.hostname or "", text), port, target)

    def join(self, reference: str) -> Address:
        """The address that a link or a redirect on this one means. Raises: RefusedAddress as `parse`."""
        try:
            return Address.parse(urljoin(self.url, reference.strip(" \t\r\n")))
        except ValueError as error:
            raise RefusedAddress(f"the address is malformed: {error}", where=reference[:200]) from error

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port: what the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, without fragment."""
        return self.origin + self.target


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet: not private, loopback, link-local,
    multicast, reserved or unspecified, and no IPv6 form of an IPv4 address (NAT64 of a public one aside).

    >>> is_public("8.8.8.8"), is_public("127.0.0.1"), is_public("::ffff:8.8.8.8"), is_public("fe80::1%eth0")
    (True, False, False, False)
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _CLOSED4)
    if ip.scope_id:
        return False
    if ip in _NAT64:
        return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip in _OPEN6 and not any(ip in network for network in _CLOSED6)


def _host(name: str, where: str) -> str:
    if ":" in name:
        try:
            if "%" in name:
                raise ValueError("it names an interface")
            return str(IPv6Address(name))
        except ValueError as error:
            raise RefusedAddress(f"the host is malformed: {error}", where=where) from error
    try:
        name = name.encode("ascii" if name.isascii() else "idna").decode()
    except UnicodeError as error:
        raise RefusedAddress(f"the host is malformed: {error}", where=where) from error
    if len(name) > 254 or not _HOST.fullmatch(name):
        raise RefusedAddress("the host is malformed", where=where)
    return name
