"""Addresses: which are taken, what they become, and which machines count as public."""

from __future__ import annotations

import pytest

from musnad.errors import RefusedAddress
from musnad.feeds.addresses import Address, is_public


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://news.example/",
        "gopher://news.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//news.example/",
        "news.example/feed",
        "",
        "http://",
        "http:///path",
        "http://user@news.example/",
        "http://user:word@news.example/",
        "http://@news.example/",
        "http://news.example:port/",
        "http://news.example:99999/",
        "http://news.example\\@evil.example/",
        "http://news.example/a b",
        "http://news.example/a\r\nHost: evil.example",
        "http://news.example/a\tb",
        "http://news%2eexample/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://-news.example/",
        "http://" + "a" * 64 + "أ.example/",
        "http://news.example/" + "a" * 8000,
    ],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(RefusedAddress):
        Address.parse(text)


@pytest.mark.parametrize(
    ("text", "url", "port"),
    [
        ("HTTP://News.Example", "http://news.example/", 80),
        (" https://news.example/feed?a=1#top\n", "https://news.example/feed?a=1", 443),
        ("https://news.example:443/x", "https://news.example/x", 443),
        ("http://news.example:8080/x", "http://news.example:8080/x", 8080),
        ("http://[2001:4860:0::8888]/", "http://[2001:4860::8888]/", 80),
        ("https://موقع.مصر/", "https://xn--4gbrim.xn--wgbh1c/", 443),
        ("https://news.example/أخبار", "https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1", 443),
        ("https://news.example/%D8%A3", "https://news.example/%D8%A3", 443),
    ],
)
def test_addresses_have_one_spelling(text: str, url: str, port: int) -> None:
    address = Address.parse(text)
    assert (address.url, address.port) == (url, port)
    assert Address.parse(address.url) == address


def test_links_are_joined_and_checked_like_addresses() -> None:
    page = Address.parse("https://news.example/a/b?c")
    assert page.join("../خبر").url == "https://news.example/%D8%AE%D8%A8%D8%B1"
    assert page.join("//other.example/x").url == "https://other.example/x"
    for link in ("file:///etc/passwd", "javascript:x", "http://u:p@news.example/", "http://[bad/"):
        with pytest.raises(RefusedAddress):
            page.join(link)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
        "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1",
        "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::7f00:1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2001:4860::1%eth0", "fec0::1", "ff02::1",
        "localhost", "2130706433", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "172.32.0.1", "2001:4860:4860::8888", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)
