"""The watch: feeds are polled, what they link to is fetched and archived, what is new is coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ..errors import FetchError, MismatchError, RefusedAddress, UnfitAnswer, WorkspaceError
from ..files import locked
from ..reading import ReadingOptions, plan
from ..workspace import Counts, Executor, Limits, Workspace, run
from ..workspace.executors import CoderFactory
from ..workspace.parts import disk_errors
from .addresses import Address
from .archive import FOLDER, SEGMENT_PAGES, Archive
from .client import Answer
from .entries import entry_links
from .manners import FIRST_WAIT, PATIENCE, Clock, Visitor, asked_wait, wait_after
from .state import FILE, LEFT, FeedState, PageState, State
from .subscriptions import Subscription

TRIES = 5
"""A page that fails so often is given up."""
LONGEST_SLEEP = 3600.0
"""Seconds after which the clock is looked at again, in case it was set."""
_FEED = {"Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"}
_PAGE = {"Accept": "text/html, application/xhtml+xml"}
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed was asked."""

    feed: str
    new: int
    """Pages that it lists and that were not known."""
    problem: str = ""
    """Why it could not be had or read; empty if it could."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page was asked for."""

    page: str
    outcome: str
    """kept, left (given up) or waiting (to be tried again)."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """What was fetched is in the workspace."""

    counts: Counts
    problem: str = ""
    """Why it has to wait; empty if it has not."""


@dataclass(frozen=True, slots=True)
class Resting:
    """There is nothing to do for a while."""

    seconds: float


Happening = Polled | Fetched | Coded | Resting


@dataclass(slots=True)
class Watch:
    """Feeds and the workspace that what they link to is coded into."""

    workspace: Workspace
    feeds: Sequence[Subscription]
    visitor: Visitor
    make: CoderFactory
    executor: Executor
    limits: Limits
    every: float = 900.0
    """Seconds between two polls of a feed."""
    random: Random = field(default_factory=Random)
    _state: State = field(default_factory=State)
    _uncoded: dict[str, list[Path]] = field(default_factory=dict)

    def happenings(self, once: bool = False) -> Iterator[Happening]:
        """Watches while it is consumed; with `once` each feed is asked once and what waits is fetched, but
        nothing is waited for after a failure. It may be left or killed at any moment: the same call goes on.

        Raises: UsageError while another watch has the workspace; WorkspaceError, MismatchError and
        EnvironmentFault as `run`.
        """
        # The first run makes the workspace what it is, before anything else is put into its folder.
        list(run(self.workspace, [], self.make, executor=self.executor, limits=self.limits))
        with disk_errors(self._archive.folder):
            self._archive.folder.mkdir(exist_ok=True)
        with locked(self._archive.folder):
            self._resume()
            yield from self._code()
            while True:
                yield from self._round(once)
                if once:
                    return
                seconds = self._idle()
                yield Resting(seconds)
                self._clock.sleep(min(seconds, LONGEST_SLEEP))

    def _resume(self) -> None:
        found = State.load(self._file)
        self._state = found or State()
        now = self._clock.now()
        for outlet in self._archive.outlets():
            for entry in self._archive.recover(outlet):
                self._state.keep(entry, outlet, now)
            self._uncoded[outlet] = self._archive.closed(outlet)
        if found is None:
            for entry in self._archive.entries():
                self._state.keep(entry, "", now)

    def _round(self, once: bool) -> Iterator[Happening]:
        """Each feed that is due, then the pages that are; those of the hosts that are free first."""
        for feed in self.feeds:
            state = self._state.feeds.setdefault(feed.address.url, FeedState())
            if self._is_due(state.due) or (once and not state.failures):
                yield self._poll(feed, state)
        fetched = 0
        while (page := self._next()) is not None:
            yield self._fetch(*page)
            fetched += 1
            if fetched % SEGMENT_PAGES == 0:
                yield from self._code()
            if not once and any(self._is_due(self._state.feeds[f.address.url].due) for f in self.feeds):
                break
        yield from self._code()

    def _poll(self, feed: Subscription, state: FeedState) -> Polled:
        url = feed.address.url
        headers = _FEED | {
            name: value
            for name, value in (("If-None-Match", state.etag), ("If-Modified-Since", state.modified))
            if value
        }
        new, problem, asked = 0, "", 0.0
        try:
            answer = self.visitor.visit(feed.address, headers)
            if answer.status == 200:
                new = self._list(entry_links(answer), feed.outlet)
                state.etag = answer.headers.get("etag", "")
                state.modified = answer.headers.get("last-modified", "")
            elif answer.status != 304:
                problem, asked = f"status {answer.status}", self._asked(answer)
        except FetchError as error:
            problem = str(error)
        now = self._clock.now()
        state.failures = state.failures + 1 if problem else 0
        state.due = now + max(self.every, wait_after(state.failures, self.random, asked) if problem else 0.0)
        self._state.forget(now)
        self._state.save(self._file)
        return Polled(url, new, problem)

    def _list(self, links: Sequence[Address], outlet: str) -> int:
        now, new = self._clock.now(), 0
        for address in links:
            known = self._state.pages.get(address.url)
            if known is None:
                self._state.pages[address.url] = PageState(outlet, now)
                new += 1
            else:
                known.listed = now
        return new

    def _next(self) -> tuple[str, PageState] | None:
        """The page to fetch now, if there is one: of those due the one whose host is free first."""
        now = self._clock.now()
        ready = (
            (self.visitor.ready(Address.parse(url)), number, url, page)
            for number, (url, page) in enumerate(self._state.waiting.items())
            if self._is_due(page.due)
        )
        first = min(ready, default=None, key=lambda item: item[:2])
        return None if first is None or first[0] > now + PATIENCE else (first[2], first[3])

    def _fetch(self, url: str, page: PageState) -> Fetched:
        asked = 0.0
        try:
            answer = self.visitor.visit(Address.parse(url), _PAGE)
            if answer.status == 200 and answer.type in _PAGE_TYPES:
                self._archive.add(page.outlet, url, answer, self._clock.now())
                self._state.keep(url, page.outlet, self._clock.now())
                return Fetched(url, page.outcome)
            final = answer.status < 500 and answer.status not in (408, 425, 429)
            page.reason = f"status {answer.status}"
            if answer.status == 200:
                page.reason = f"it is no page but {answer.type[:80]!r}"
            asked = self._asked(answer)
        except FetchError as error:
            page.reason, final = str(error), isinstance(error, RefusedAddress | UnfitAnswer)
        page.failures += 1
        page.due = self._clock.now() + wait_after(page.failures, self.random, asked)
        if final or page.failures >= TRIES:
            page.outcome = LEFT
        self._state.save(self._file)
        return Fetched(url, page.outcome, page.reason)

    def _asked(self, answer: Answer) -> float:
        """What a server asks to be left alone for; its host is, too."""
        if answer.status not in (429, 503):
            return 0.0
        asked = asked_wait(answer.headers.get("retry-after", ""), self._clock.now()) or FIRST_WAIT
        self.visitor.hold(answer.address, asked)
        return asked

    def _code(self) -> Iterator[Coded]:
        """Closes what is open and codes what is not coded yet."""
        # First what is known of the pages, then the file's name: an open file is looked into again, a closed
        # one is not.
        self._state.save(self._file)
        for outlet in self._archive.outlets():
            path = self._archive.close(outlet, self._clock.now())
            if path is not None:
                self._uncoded.setdefault(outlet, []).append(path)
        for outlet, paths in sorted(self._uncoded.items()):
            options = ReadingOptions(outlet=outlet)
            counts = Counts()
            try:
                units = plan([str(path) for path in paths], options)
                for progress in run(self.workspace, units, self.make, options, self.executor, self.limits):
                    counts = progress.counts
            except MismatchError:
                raise
            except WorkspaceError as error:
                yield Coded(counts, str(error))
                continue
            del self._uncoded[outlet]
            if counts.read:
                yield Coded(counts)

    def _idle(self) -> float:
        """Seconds until something is due."""
        now = self._clock.now()
        times = [self._state.feeds[feed.address.url].due for feed in self.feeds]
        for url, page in self._state.waiting.items():
            times.append(max(page.due, self.visitor.ready(Address.parse(url)) - PATIENCE))
        return max(1.0, min(times) - now)

    def _is_due(self, due: float) -> bool:
        now = self._clock.now()
        # What lies further ahead than any wait is left from before the clock was set back.
        return due <= now or due > now + max(self.every, 2 * 24 * 3600.0)

    @property
    def _archive(self) -> Archive:
        return Archive(self.workspace.path / FOLDER)

    @property
    def _file(self) -> Path:
        return self.workspace.path / FILE

    @property
    def _clock(self) -> Clock:
        return self.visitor.clock
