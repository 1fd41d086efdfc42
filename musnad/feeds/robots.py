"""robots.txt as RFC 9309 has it, with Crawl-delay beside.

Of a file only the groups for our own name, or else for all, are kept: files that give thousands of rules to
thousands of names would otherwise take gigabytes (the parsers at hand keep them all). Matching a rule takes
time in proportion to the path, whatever its wildcards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

MAX_BYTES = 500 * 1024
"""RFC 9309, section 2.5: what stands behind need not be read."""
MAX_DELAY = 120.0
"""Seconds between two requests at most, whatever Crawl-delay asks."""
_NAME = re.compile(r"[A-Za-z_-]+")
_SAFE = "/%:@!&'()+,;=~?[]|*$"


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host lets us ask."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Pattern, and whether it allows; the longest first, of equal ones the allowing."""
    delay: float = 0.0
    """Seconds between two requests; 0 if it says nothing."""

    @classmethod
    def parse(cls, data: bytes, product: str) -> Robots:
        """The rules for a product name, else those for all ("*").

        >>> Robots.parse(b"User-agent: *\\nDisallow: /private/", "musnad").allows("/private/a")
        False
        """
        groups: dict[str, _Group] = {}
        current: set[str] = set()
        in_rules = False
        for line in data[:MAX_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").splitlines():
            key, colon, value = line.partition("#")[0].partition(":")
            key, value = key.strip().lower(), value.strip()
            if not colon:
                continue
            if key == "user-agent":
                if in_rules:
                    current, in_rules = set(), False
                match = _NAME.match(value)
                name = "*" if value == "*" else match[0].lower() if match else ""
                if name in ("*", product.lower()):
                    current.add(name)
                    groups.setdefault(name, _Group([], 0.0))
            elif key in ("allow", "disallow", "crawl-delay"):
                in_rules = True
                for name in current:
                    groups[name] = groups[name].plus(key, value)
        group = groups.get(product.lower()) or groups.get("*") or _Group([], 0.0)
        return cls(tuple(sorted(group.rules, key=lambda rule: (-len(rule[0]), not rule[1]))), group.delay)

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked. robots.txt itself always may."""
        if target == "/robots.txt":
            return True
        path = _normal(target)
        return next((allows for pattern, allows in self.rules if _matches(pattern, path)), True)


ALL = Robots()
NOTHING = Robots((("/", False),))


@dataclass(frozen=True, slots=True)
class _Group:
    rules: list[tuple[str, bool]]
    delay: float

    def plus(self, key: str, value: str) -> _Group:
        if key == "crawl-delay":
            return _Group(self.rules, min(_seconds(value), MAX_DELAY))
        if value:  # an empty Disallow forbids nothing
            self.rules.append((_normal(value), key == "allow"))
        return self


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value) else 0.0


def _normal(path: str) -> str:
    """A path in one spelling: letters beyond ASCII encoded, what needs no encoding decoded (2.2.2)."""
    # What is reserved keeps the spelling that it has: /a%2Fb is not /a/b.
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", path)
    spelled = (
        _spelled(piece) if number % 2 else quote(piece, safe=_SAFE) for number, piece in enumerate(pieces)
    )
    return "".join(spelled)


def _spelled(triplet: str) -> str:
    letter = unquote_to_bytes(triplet)
    return letter.decode() if re.fullmatch(rb"[A-Za-z0-9._~-]", letter) else triplet.upper()


def _matches(pattern: str, path: str) -> bool:
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or len(path) == len(first)
    at = len(first)
    last = rest.pop()
    for part in rest:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(path) - len(last) >= at and path.endswith(last) if anchored else path.find(last, at) >= 0
