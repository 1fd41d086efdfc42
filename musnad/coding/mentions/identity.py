"""Who a mention is: the actor behind a name or an office at the time of the document, and why.

Recognition (`names`, `phrases`, `persons`) finds the words; here they get their actor, code, reason and
confidence. What is below `LEAST_CONFIDENCE` stays without an actor: unresolved rather than wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...knowledge import Actor, KnowledgeBase, Office
from ...knowledge.holders import Title, title_key
from .names import as_entry, split_code
from .namesakes import Evidence, evidence, weigh
from .period import YEARS, Period, foremost, infer_period, office_of
from .record import Mention, Sentence
from .titled import FORMER_OFFICE, OF_STATE, is_former, told_code, told_of_all
from .vocabulary import BLOCS, COUNTERPARTS, ENVOYS, FUNCTION_TITLES

LEAST_CONFIDENCE = 0.5
"""Below this a mention has no actor."""
_HELD = 0.9
"""How often an office phrase means whoever holds the office."""
_SENT = frozenset(("الى", "لدى", "في"))
_UNLISTED = "not in the knowledge base; country and sector from the words around the name"
_BY_TITLE = "the title that the text gives him"
_NOBODY = "CVL"
"""Sector of a person of whom the text tells no office, rank or trade."""
_TIMELESS = 0.7
"""How often a person has the code of his longest office in a text of unknown time."""
_UNSEEN = 0.7
"""How often the country of such a person is right."""


def resolve(
    rows: Sequence[Sentence],
    found: Sequence[Sequence[Mention]],
    knowledge: KnowledgeBase,
    published: str,
    wanted: Sequence[Sequence[Mention]] | None = None,
) -> tuple[list[list[Mention]], list[list[Mention]]]:
    """The mentions of a document with actor, code, reason and confidence; and the `wanted` ones, if others.

    `published` is the day of publication (ISO 8601) or empty; without it the text's own words tell the time
    as far as they can.
    """
    complete = told_of_all(m for mentions in found for m in mentions)
    found = [[complete(m) for m in mentions] for mentions in found]
    resolver = _Resolver(rows, knowledge)
    period = Period((published,), published=True) if published else resolver.period(found)
    told = evidence(found, period, knowledge.holders)
    known = [[resolver.identified(m, told) for m in mentions] for mentions in found]
    if wanted is None:
        return known, known
    resolver.restart()
    return known, [[resolver.identified(complete(m), told) for m in mentions] for mentions in wanted]


class _Resolver:
    def __init__(self, rows: Sequence[Sentence], knowledge: KnowledgeBase) -> None:
        self.rows = rows
        self.kb = knowledge
        self.last_title: Title | None = None
        self.last_person: Mention | None = None
        self.told: dict[str, tuple[str, str]] = {}
        """By actor the code that a title in the document gives him, and the reason."""

    def restart(self) -> None:
        """Begin again at the head of the document; what its titles tell stays known."""
        self.last_title = self.last_person = None

    def period(self, found: Sequence[Sequence[Mention]]) -> Period:
        """The period of a text without a date."""
        persons = [
            (m.actor, self.title(m))
            for mentions in found
            for m in mentions
            if m.actor is not None and m.kind == "person" and not m.namesakes
        ]
        return infer_period(self.rows, persons, self.kb.holders)

    def identified(self, mention: Mention, told: Evidence) -> Mention:
        """The mention with its actor, and the actor's code at the time of the document."""
        if mention.namesakes:
            mention = self._chosen(mention, told)
        if mention.body is not None and mention.body.namesakes:
            mention = replace(mention, body=self._chosen(mention.body, told))
        title = self.title(mention)
        counterpart = title is not None and title[0] in COUNTERPARTS
        title = self.last_title if counterpart else title
        self.last_title = title or self.last_title
        before, self.last_person = (None if counterpart else self.last_person), mention
        if mention.actor is not None and mention.kind == "person":
            return self._person(mention, mention.actor, title, told.period)
        if mention.kind == "office" and not mention.plural and title is not None:
            return self._of_person(mention, before, title, told.period) or self._holder(
                mention, title, told.period
            )
        if mention.kind == "person" and title is not None:
            known = self._named_holder(mention, title, told.period)
            if known is not None:
                return self._person(replace(mention, actor=known, full_name=""), known, title, told.period)
        if mention.kind == "person":
            mention = mention if mention.sector else replace(mention, sector=_NOBODY)
            return replace(mention, reason=_UNLISTED, confidence=_UNSEEN)
        return replace(mention, reason="the phrase's own words") if mention.source == "role" else mention

    def title(self, mention: Mention) -> Title | None:
        """The title by which a text calls somebody, without nationalities and the name of the body that the
        office belongs to. None without an office, or where it is not held at the time.
        """
        if mention.kind != "office" and mention.office is None:
            return None
        first, last = mention.office or (mention.first, mention.last)
        keys = self.rows[mention.sentence].keys
        if is_former(keys[first : last + 1]):
            return None
        if mention.body is not None and first < mention.body.first < last:
            last = mention.body.first
        return self._title(mention, first, last)

    def _title(self, mention: Mention, first: int, last: int, blocs: bool = False) -> Title | None:
        """The title in words `first:last` without nationalities, and without blocs (أممي) unless `blocs`."""
        keys = self.rows[mention.sentence].keys[first:last]
        prefix = len(mention.particle) + mention.conjunction if first == mention.first else 0
        title = [
            key
            for before, key in zip(("", *keys), (keys[0][prefix:], *keys[1:]), strict=False)
            if before in _SENT or not self._nationality(key, blocs)  # ليبيا may be read as an adjective
        ]
        return title_key(title) or None

    def _nationality(self, key: str, blocs: bool) -> bool:
        stem = key.removeprefix("ال")
        return bool(self.kb.nisba.get(stem)) or (stem in BLOCS and not blocs)

    def _chosen(self, mention: Mention, told: Evidence) -> Mention:
        """A name of several bearers, read as the likeliest."""
        odds = weigh(mention.namesakes, self.title(mention), told)
        k = max(range(len(odds)), key=lambda n: (odds[n], -n))
        read = as_entry(mention, mention.namesakes[k])
        read = replace(read, confidence=odds[k], odds=tuple(odds))
        if odds[k] >= LEAST_CONFIDENCE:
            return replace(read, reason=f"{read.reason}; likeliest of {len(odds)} of that name")
        return replace(
            read, actor=None, state=None, place=None, source="none",
            reason=f"one of {len(odds)} of that name, and the text does not tell which",
        )  # fmt: skip

    def _person(self, mention: Mention, actor: Actor, title: Title | None, period: Period) -> Mention:
        """A known person with his code: of the title beside his name here or elsewhere in the document, else
        of his office at the time.
        """
        coded = self._by_title(mention, actor, title, period)
        if coded is not None:
            self.told.setdefault(actor.id, (coded.code, coded.reason))
            return coded
        if mention.office is None and actor.id in self.told:
            return _coded(mention, *self.told[actor.id])
        return self._in_office(mention, actor, period)

    def _by_title(
        self, mention: Mention, actor: Actor, title: Title | None, period: Period
    ) -> Mention | None:
        """A known person with the code of the title beside his name, if it tells one."""
        if mention.office is None:
            return None
        office = office_of(actor, title, period, self.kb.holders) if period.dates else None
        if office is not None and title is not None and self.kb.holders.is_called(office, title):
            return _coded(mention, office.code, period.of(office))
        if title is not None and not period.published:
            called = [o for o in actor.offices if o.code and self.kb.holders.is_called(o, title)]
            if held := foremost(called[::-1]):
                return _coded(mention, held.code, f"{held.title.en}, as the text says")
        first, last = mention.office
        code = told_code(mention, actor, self.rows[mention.sentence].keys[first:last])
        return _coded(mention, code, _BY_TITLE) if code else None

    def _in_office(self, mention: Mention, actor: Actor, period: Period) -> Mention:
        """A known person with the code of his office at the time."""
        office = office_of(actor, None, period, self.kb.holders) if period.dates else None
        if office is not None:
            if office.function in FUNCTION_TITLES:
                self.last_title = FUNCTION_TITLES[office.function]
            return _coded(mention, office.code, period.of(office))
        if period.published and _retired(actor, period.dates[0]):
            return _coded(
                mention, f"{actor.country} {FORMER_OFFICE}", "all offices of his that are known have ended"
            )
        if not period.dates and (longest := _longest(actor)) is not None:
            reason = f"{longest.title.en}, his longest office; the text does not tell its time"
            return _coded(replace(mention, confidence=_TIMELESS), longest.code, reason)
        return mention

    def _of_person(
        self, mention: Mention, before: Mention | None, title: Title, period: Period
    ) -> Mention | None:
        """An office behind its holder's name: فتحي باشاغا، [وزير الداخلية]."""
        if before is None or before.actor is None or before.kind != "person" or not period.dates:
            return None
        gap = self.rows[mention.sentence].words[before.last : mention.first]
        near = before.sentence == mention.sentence and len(gap) < 2 and all(w.is_punctuation for w in gap)
        near = near and not mention.conjunction and mention.iso in ("", before.actor.country)
        office = office_of(before.actor, title, period, self.kb.holders) if near else None
        if office is None or not self.kb.holders.is_called(office, title):
            return None
        mention = _coded(mention, office.code, period.of(office))
        return replace(mention, actor=before.actor)

    def _named_holder(self, mention: Mention, title: Title, period: Period) -> Actor | None:
        """The only holder of an office at the time who is called by a single name: رئيس الحكومة زيدان."""
        if " " in mention.text or not period.dates:
            return None
        name = self.kb.names.keys(mention.text)
        held = {
            actor.id: actor
            for date in period.dates
            for actor, office in self.kb.holders.on("", title, date)
            if self.kb.names.keys(actor.name.ar)[-1:] == name and mention.iso in ("", office.code[:3])
        }
        return next(iter(held.values())) if len(held) == 1 else None

    def _holder(self, mention: Mention, title: Title, period: Period) -> Mention:
        """An office phrase without a name, as whoever holds the office."""
        if not period.dates:
            return mention
        whole = self._title(mention, mention.first, mention.last)
        if title[0] in ENVOYS and not _SENT.intersection(whole or ()):
            return mention  # of a state's many envoys one is meant only where the text says to whom
        full = self._title(mention, mention.first, mention.last, blocs=True)
        for body, called, code in _offices(mention, title, whole, full):
            held = {self._held(body, called, date, code) for date in period.dates}
            office = held.pop()
            if office is not None and not held:
                mention = _coded(mention, office.code, period.of(office))
                return replace(mention, actor=self.kb.actors[office.actor_id], confidence=_HELD)
        return mention

    def _held(self, body: str, title: Title, date: str, code: str) -> Office | None:
        """The office held on a date, of several the one with the code; of any body only if there is one."""
        held = [office for _, office in self.kb.holders.on(body, title, date)]
        if not body:
            return held[0] if len({office.actor_id for office in held}) == 1 else None
        same = [office for office in held if office.code == code]
        return foremost(same or held)


def _retired(actor: Actor, date: str) -> bool:
    """Whether somebody known as an official had left every office before a date."""
    if not actor.offices or actor.code[4:] not in OF_STATE or not actor.country:
        return False
    return all(office.end and office.end < date[: len(office.end)] for office in actor.offices)


def _longest(actor: Actor) -> Office | None:
    """The office held for most years, as far as its term is known, one of state or government first."""
    terms = [
        (bool(o.function), int(o.end[:4] or YEARS[-1]) - int(o.start[:4]), o)
        for o in actor.offices
        if o.start and o.code
    ]
    return max(terms, key=lambda term: term[:2])[2] if terms else None


def _offices(
    mention: Mention, title: Title, whole: Title | None, full: Title | None
) -> Iterator[tuple[str, Title, str]]:
    """What office a phrase may mean: body, title, and the code that its holder then has. The more of the
    phrase's words it rests on the earlier it comes; `full` has the adjectives of blocs as well.
    """
    body = mention.body.actor if mention.body is not None else None
    code = body.code if body is not None else f"{mention.iso} GOV"
    if whole is not None and whole != title and mention.iso:
        yield mention.iso, whole, code
    if body is not None:
        yield body.id, title, code
        if body.kind == "government" and body.country and len(title) > 1:
            yield body.country, title, code
    elif mention.iso:
        yield mention.iso, title, code
    if full is not None and full != whole:
        yield "", full, code
    if whole is not None and len(whole) > 1:
        yield "", whole, code


def _coded(mention: Mention, code: str, reason: str) -> Mention:
    iso, sector = split_code(code)
    return replace(mention, iso=iso, sector=sector, source="office", reason=reason)
