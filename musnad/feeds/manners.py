"""Manners: a pause between two requests to a host, robots.txt before all else, patience after failures."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from random import Random
from typing import Protocol

from ..errors import FetchError, RefusedAddress, UnfitAnswer
from .addresses import Address
from .client import Answer, Client
from .robots import ALL, MAX_DELAY, NOTHING, Robots

HOPS = 5
"""Redirects that are followed, for pages and for robots.txt (RFC 9309, 2.3.1.2)."""
ROBOTS_SECONDS = 24 * 3600.0
"""How long a robots.txt is taken to hold (2.4)."""
ROBOTS_RETRY_SECONDS = 1800.0
"""When a robots.txt is asked for again that could not be had; until then the host is left alone (2.3.1.4)."""
FIRST_WAIT = 60.0
LONGEST_WAIT = 24 * 3600.0
"""Seconds after a first failure; it doubles with each further one up to the longest."""
PATIENCE = 2 * MAX_DELAY
"""Seconds that a request waits for its turn; a host that wants more is asked another time."""
REDIRECTS = (301, 302, 303, 307, 308)


class Clock(Protocol):
    """What time it is."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def sleep(self, seconds: float) -> None:
        """Waits."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


def wait_after(failures: int, random: Random, asked: float = 0.0) -> float:
    """Seconds to wait after so many failures in a row: doubling, with half of it left to chance so that
    feeds that failed together do not come back together; no less than what the server `asked` for."""
    full = min(FIRST_WAIT * 2.0 ** min(failures - 1, 30), LONGEST_WAIT)
    return min(max(full * (0.5 + 0.5 * random.random()), asked), LONGEST_WAIT)


def asked_wait(value: str, now: float) -> float:
    """Seconds that a Retry-After header asks for, in seconds or as a date; 0 if it is none."""
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now)


@dataclass(slots=True)
class Visitor:
    """Asks hosts with manners."""

    client: Client
    clock: Clock
    pause: float = 5.0
    """Seconds between two requests to a host, if its robots.txt does not ask for more."""
    _ready: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, tuple[float, Robots]] = field(default_factory=dict)

    def ready(self, address: Address) -> float:
        """When the address's host may be asked again."""
        ready = self._ready.get(address.host, 0.0)
        # What lies further ahead is left from before the clock was set back.
        return ready if ready <= self.clock.now() + LONGEST_WAIT else 0.0

    def hold(self, address: Address, seconds: float) -> None:
        """Leaves a host alone for a while, as it has asked."""
        until = self.clock.now() + min(seconds, LONGEST_WAIT)
        self._ready[address.host] = max(self.ready(address), until)

    def visit(self, address: Address, headers: dict[str, str] | None = None) -> Answer:
        """The answer of an address, or of where it redirects to; each hop is checked as the first one.

        Raises: RefusedAddress if a hop is not to be asked; UnfitAnswer; FetchError, as `Client.get`, and for
        more than 5 redirects.
        """
        return self._follow(address, headers, check=True)

    def _follow(self, address: Address, headers: dict[str, str] | None, check: bool) -> Answer:
        for _ in range(HOPS + 1):
            delay = self.pause
            if check:
                robots = self._robots_of(address)
                if robots is NOTHING:
                    raise FetchError("robots.txt cannot be had; the host is left alone", where=address.url)
                if not robots.allows(address.target):
                    raise RefusedAddress("robots.txt forbids it", where=address.url)
                delay = max(delay, robots.delay)
            self._await(address)
            try:
                answer = self.client.get(address, headers)
            finally:
                self.hold(address, delay)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            address = address.join(answer.headers["location"])
        raise UnfitAnswer(f"there are more than {HOPS} redirects", where=address.url)

    def _await(self, address: Address) -> None:
        left = self.ready(address) - self.clock.now()
        if left > PATIENCE:
            raise FetchError(f"the host wants to be left alone for {left:.0f} seconds", where=address.url)
        if left > 0:
            self.clock.sleep(left)

    def _robots_of(self, address: Address) -> Robots:
        until, robots = self._robots.get(address.origin, (0.0, ALL))
        now = self.clock.now()
        # Neither past its time nor from a future that a clock set back has left.
        if not now < until <= now + ROBOTS_SECONDS:
            robots, seconds = self._ask_robots(address)
            self._robots[address.origin] = (self.clock.now() + seconds, robots)
        return robots

    def _ask_robots(self, address: Address) -> tuple[Robots, float]:
        """RFC 9309, 2.3.1: what is not there allows all, what cannot be reached forbids all."""
        where = Address(address.scheme, address.host, address.port, "/robots.txt")
        try:
            answer = self._follow(where, None, check=False)
        except RefusedAddress as error:
            if error.where in (address.host, where.url):
                raise  # the host itself is not to be asked
            return NOTHING, ROBOTS_RETRY_SECONDS
        except FetchError:
            return NOTHING, ROBOTS_RETRY_SECONDS
        if answer.status == 200:
            return Robots.parse(answer.body, self.client.product), ROBOTS_SECONDS
        if answer.status >= 500 or answer.status == 429:
            return NOTHING, max(
                ROBOTS_RETRY_SECONDS, asked_wait(answer.headers.get("retry-after", ""), self.clock.now())
            )
        return ALL, ROBOTS_SECONDS
