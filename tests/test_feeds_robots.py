"""robots.txt: groups, rules and their precedence as RFC 9309 has them."""

from __future__ import annotations

import pytest

from musnad.feeds.robots import ALL, MAX_BYTES, MAX_DELAY, NOTHING, Robots


def allows(text: str, target: str) -> bool:
    return Robots.parse(text.encode(), "musnad").allows(target)


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/about", False),
        ("Disallow: /a/", "/about", True),
        ("disallow : /a # private", "/a", False),
        ("Disallow: /\nAllow: /news/", "/news/1", True),
        ("Allow: /news/\nDisallow: /", "/other", False),
        ("Disallow: /page\nAllow: /page", "/page", True),  # equal: the one that allows
        ("Allow: /p\nDisallow: /page", "/page", False),  # the longest
        ("Disallow: /*.php", "/a/b.php?x=1", False),
        ("Disallow: /*.php$", "/b.php?x=1", True),
        ("Disallow: /*.php$", "/b.php", False),
        ("Disallow: /a*c*e$", "/abcde", False),
        ("Disallow: /a*c*e$", "/abcdef", True),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*?print", "/x?print=1", False),
        ("Disallow: /خاص", "/%D8%AE%D8%A7%D8%B5/1", False),
        ("Disallow: /%d8%ae", "/%D8%AE", False),
        ("Disallow: /%61bc", "/abc", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /", "/robots.txt", True),
        ("Sitemap: http://x/\nNonsense\nDisallow: /a", "/a", False),
    ],
)
def test_rules(rules: str, target: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}\n", target) is allowed


def test_the_group_of_the_own_name_stands_before_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: MUSNAD/2.0\nDisallow: /x\n"
    assert allows(text, "/a")
    assert not allows(text, "/x")
    assert not Robots.parse(text.encode(), "stranger").allows("/a")


def test_groups_of_the_same_name_are_one() -> None:
    text = "User-agent: musnad\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: musnad\nDisallow: /b\n"
    assert (allows(text, "/a"), allows(text, "/b"), allows(text, "/c")) == (False, False, True)


def test_a_longer_or_shorter_name_is_another() -> None:
    for name in ("musnadbot", "mus", "x-musnad"):
        assert allows(f"User-agent: {name}\nDisallow: /", "/a")


@pytest.mark.parametrize(
    ("text", "delay"), [("7", 7.0), ("0.5", 0.5), ("99999", MAX_DELAY), ("-1", 0.0), ("inf", 0.0), ("x", 0.0)]
)
def test_crawl_delay_within_bounds(text: str, delay: float) -> None:
    assert Robots.parse(f"User-agent: *\nCrawl-delay: {text}".encode(), "musnad").delay == delay


def test_rules_without_a_group_and_bytes_that_are_no_text_are_passed_over() -> None:
    assert allows("Disallow: /\n", "/a")
    assert Robots.parse(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\xff\x00\r\n", "musnad").allows("/a")
    assert Robots.parse(b"<html><body>Not found: sorry</body></html>", "musnad") == ALL
    assert not NOTHING.allows("/")


def test_a_file_made_to_take_memory_keeps_only_what_is_ours() -> None:
    """Each of thousands of names with each of thousands of rules would be hundreds of millions."""
    half = MAX_BYTES // 2
    names = b"".join(b"user-agent:%x\n" % n for n in range(half // 17))
    rules = b"allow:/a\n" * (half // 9)
    assert Robots.parse(names + rules, "musnad") == ALL
    many = Robots.parse(b"user-agent:*\n" + b"disallow:/*a*a*a*b$\n" * 1000, "musnad")
    assert many.allows("/" + "a" * 5000)
