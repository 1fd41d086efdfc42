"""The answer: a few sentences, each by a rule from the numbers.

- **Verdict.** Signs that pressure grew: hostility rose, or isolation did (the 90% intervals before and now do
  not overlap, and some alignment is sufficient now); a party is further from the actor after `before` than up
  to it (probability SURE, and the more parties are asked about the surer: `sure_among`); a backer went over
  to the rival after `before`. Signs that it eased: the opposite of the first three. Signs of one kind make
  the verdict, of both kinds a mixed one. Without signs nothing changed, if of one party the evidence up to
  `before` and after it is sufficient; else the evidence is insufficient.
- **Taken together.** The same of all parties as one (`pooled`), over the whole period, and whether they are
  closer to actor or rival, by the limits for one backer.
- **Who stands how.** Over the whole period an alignment is clear where its interval lies on one side of zero,
  unclear where it holds zero, insufficient where the measure says so; then the tally of what was reported is
  told, from which nothing follows. Likewise for the rival.
- **Now.** The alignments on the last day, of those of whom it is sufficient.
- **Actor or rival.** A backer is closer to the rival above PREFERS, to the actor below 1 − PREFERS.
- **How firm.** The fewest events whose loss turns the sign, for each clear alignment; for that of all parties
  together those without which it is no longer clear.
- **What stands behind it.** Events, reports, outlets, independent sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..measures import Alignment, Isolation
from ..measures.preference import MIN_EVENTS
from ..measures.result import Interval
from .findings import Findings, Stand
from .model import Section, Statement
from .saying import aligned, likely, recorded, weightiest
from .words import Words

SURE = 0.95
"""Probability from which a party is said to have moved."""
PREFERS = 0.8
"""Probability from which a backer is said to be closer to the rival; the measure's own limit."""


def answer(findings: Findings, words: Words, counted: Statement) -> Section:
    """The first section; `counted` is the sentence on what stands behind it."""
    statements = [
        verdict(findings, words),
        *_together(findings, words),
        *_whole(findings, words),
        *_now(findings, words),
        *_rival(findings, words),
        *preferring(findings, words),
        *_firm(findings, words),
        counted,
    ]
    return Section("answer", words("answer"), "", tuple(statements))


def direction(alignment: Alignment | None) -> int:
    """1 or -1 where an alignment is clear, 0 where it is not, or insufficient."""
    if alignment is None or alignment.value is None or alignment.interval is None:
        return 0
    low, high = alignment.interval
    return 1 if low > 0 else -1 if high < 0 else 0


def moved(before: Interval | None, now: Interval | None) -> str:
    """Whether a number rose ("up"), fell ("down") or neither ("same"): intervals that overlap say neither."""
    if before is None or now is None:
        return "same"
    return "up" if now[0] > before[1] else "down" if now[1] < before[0] else "same"


def sure_among(parties: int) -> float:
    """Probability from which one of several parties is said to have moved, so that a mistake about any of
    them stays as rare as about one: Bonferroni's bound."""
    return 1 - (1 - SURE) / max(parties, 1)


def verdict(findings: Findings, words: Words) -> Statement:
    """Whether pressure on the actor grew or eased."""
    question = findings.question
    grown, eased, evidence = list[str](), list[str](), list[str]()
    if any(stand.now.value is not None for stand in findings.stands):
        for name, interval in (("isolation", _isolation), ("hostility", _hostility)):
            change = moved(interval(findings.isolation_before), interval(findings.isolation_now))
            if change != "same":
                (grown if change == "up" else eased).append(words(f"sign.{name}.{change}"))
                evidence += findings.isolation_now.evidence if findings.isolation_now else ()
    sure = sure_among(sum(stand.closer is not None for stand in findings.stands))
    for stand in findings.stands:
        if stand.closer is not None and not 1 - sure < stand.closer < sure:
            closer = stand.closer >= sure
            key = "sign.closer" if closer else "sign.further"
            (eased if closer else grown).append(words(key, name=words.name(stand.party)))
            evidence += weightiest([stand])
    for patron in findings.preferences.patrons if findings.preferences else ():
        if patron.defection and question.rival and patron.defection > question.before:
            names = {"name": words.name(patron.patron), "rival": words.name(question.rival)}
            grown.append(words("sign.defection", **names))
            evidence += patron.evidence
    known = any(all(half.value is not None for half in stand.halves) for stand in findings.stands)
    kind = (
        "mixed"
        if grown and eased
        else "tighter"
        if grown
        else "looser"
        if eased
        else "same"
        if known
        else "insufficient"
    )
    signs = words.listed([*grown, *eased])
    text = words(
        f"verdict.{kind}",
        actor=words.name(question.actor),
        before=words.date(question.before),
        signs=signs,
    )
    numbers = [
        recorded(f"isolation {when}", one)
        for when, one in (("before", findings.isolation_before), ("now", findings.isolation_now))
        if one is not None
    ]
    return Statement(text, tuple(numbers), tuple(dict.fromkeys(evidence)))


def _isolation(found: Isolation | None) -> Interval | None:
    return found.interval if found else None


def _hostility(found: Isolation | None) -> Interval | None:
    return found.hostility_interval if found else None


def _together(findings: Findings, words: Words) -> Iterator[Statement]:
    """What all parties together are reported to do to actor and rival, and to whom they are closer."""
    found, question = findings.together, findings.question
    if found is None:
        return
    parties = words.count(len(found.parties), "peer", oblique=True)
    sides = (
        (question.actor, found.actor, found.tally),
        (question.rival, found.rival, found.rival_tally),
    )
    for who, stand, (plus, minus) in sides:
        if who is None or stand is None or not stand.n:
            continue
        leaning = {1: "with", -1: "against", 0: "unclear"}[direction(stand)]
        text = words(
            f"together.{'insufficient' if stand.value is None else leaning}",
            actor=words.name(who),
            parties=parties,
            value=aligned(words, stand),
            plus=words.plain(plus, 0),
            minus=words.plain(minus, 0),
        )
        yield Statement(text, (recorded(f"alignment together {who}", stand),), stand.evidence)
    one = found.preference
    if one is None or question.rival is None or not (found.actor.n and one.n_rival):
        return
    text = words(
        f"together.prefer.{leaning_to(one.value)}",
        actor=words.name(question.actor),
        rival=words.name(question.rival),
        value=likely(words, one.value, one.interval),
    )
    yield Statement(text, (recorded("preference together", one),), one.evidence)


def leaning_to(preference: float | None) -> str:
    """Whom a preference is said to be for: rival, actor, unclear, or insufficient."""
    if preference is None:
        return "insufficient"
    return "rival" if preference > PREFERS else "actor" if preference < 1 - PREFERS else "unclear"


def _whole(findings: Findings, words: Words) -> Iterator[Statement]:
    kinds: tuple[tuple[str, Callable[[Stand], bool]], ...] = (
        ("with", lambda stand: direction(stand.whole) > 0),
        ("against", lambda stand: direction(stand.whole) < 0),
        ("unclear", lambda stand: stand.whole.value is not None and not direction(stand.whole)),
        ("insufficient", lambda stand: stand.whole.value is None and stand.whole.n > 0),
    )
    for kind, belongs in kinds:
        stands = [stand for stand in findings.stands if belongs(stand)]
        if stands:
            items = words.listed((_item(words, stand) for stand in stands), apart=True)
            yield Statement(
                words(f"whole.{kind}", actor=words.name(findings.question.actor), items=items),
                tuple(recorded(f"alignment {stand.party} whole", stand.whole) for stand in stands),
                weightiest(stands),
            )


def _item(words: Words, stand: Stand) -> str:
    if stand.whole.value is None:
        return _tallied(words, stand.party, stand.tally)
    return words("item", name=words.name(stand.party), value=aligned(words, stand.whole))


def _tallied(words: Words, party: str, tally: tuple[int, int]) -> str:
    plus, minus = (words.plain(n, 0) for n in tally)
    return words("whole.item", name=words.name(party), plus=plus, minus=minus)


def _now(findings: Findings, words: Words) -> Iterator[Statement]:
    stands = [stand for stand in findings.stands if stand.now.value is not None]
    until = words.date(findings.question.until)
    if not stands:
        if findings.stands:
            yield Statement(words("now.insufficient", until=until))
        return
    items = words.listed(
        words("item", name=words.name(stand.party), value=aligned(words, stand.now)) for stand in stands
    )
    yield Statement(
        words("now.known", until=until, items=items),
        tuple(recorded(f"alignment {stand.party} now", stand.now) for stand in stands),
        weightiest(stands),
    )


def _rival(findings: Findings, words: Words) -> Iterator[Statement]:
    if findings.question.rival is None or not findings.stands:
        return
    rival = words.name(findings.question.rival)
    pairs = [(stand, stand.rival) for stand in findings.stands if stand.rival and stand.rival.n]
    kinds = (
        ("with", [pair for pair in pairs if direction(pair[1]) > 0]),
        ("against", [pair for pair in pairs if direction(pair[1]) < 0]),
        ("unclear", [pair for pair in pairs if pair[1].value is not None and not direction(pair[1])]),
        ("insufficient", [pair for pair in pairs if pair[1].value is None]),
    )
    for kind, these in kinds:
        if these:
            items = words.listed(
                (
                    _tallied(words, stand.party, stand.rival_tally)
                    if kind == "insufficient"
                    else words("item", name=words.name(stand.party), value=aligned(words, found))
                    for stand, found in these
                ),
                apart=True,
            )
            yield Statement(
                words(f"rival.{kind}", rival=rival, items=items),
                tuple(recorded(f"alignment {stand.party} with rival", found) for stand, found in these),
                tuple(dict.fromkeys(id for _, found in these for id in found.evidence)),
            )
    if not pairs:
        yield Statement(words("rival.none", rival=rival))


def preferring(findings: Findings, words: Words) -> Iterator[Statement]:
    """Which of the backers are closer to the rival."""
    found, question = findings.preferences, findings.question
    if found is None or question.rival is None:
        return
    names = {"actor": words.name(question.actor), "rival": words.name(question.rival)}
    known = [patron for patron in found.patrons if patron.value is not None]
    for patron in known:
        value = patron.value or 0.0
        since = patron.defection is not None and value > PREFERS
        kind = leaning_to(value)
        date = words.date(patron.defection) if patron.defection else ""
        yield Statement(
            words(
                f"prefer.{kind}{'.since' if since else ''}",
                name=words.name(patron.patron),
                value=likely(words, patron.value, patron.interval),
                date=date,
                **names,
            ),
            (recorded(f"preference {patron.patron}", patron),),
            patron.evidence,
        )
    if not known:
        most = max(found.patrons, key=lambda patron: (patron.n, patron.patron))
        if most.n >= MIN_EVENTS:
            yield Statement(words("prefer.recent", until=words.date(question.until), **names))
            return
        n = words.count(most.n, "event")
        ending = words("prefer.most", name=words.name(most.patron), n=n) if most.n else ""
        least = words.count(MIN_EVENTS, "event")
        text = words("prefer.insufficient", least=least, most=ending, **names)
        yield Statement(text, (recorded(f"preference {most.patron}", most),), most.evidence)


def _firm(findings: Findings, words: Words) -> Iterator[Statement]:
    items, evidence = list[str](), list[str]()
    for who, n, ids in findings.together.doubtful if findings.together else ():
        lost = words.count(n, "event", oblique=True)
        items.append(words("hangs.together", name=words.name(who), n=lost))
        evidence += ids
    for stand in findings.stands:
        if not direction(stand.whole):
            continue
        flipped = stand.events.flipped_by if stand.events else None
        name = words.name(stand.party)
        if flipped is None:
            items.append(words("hangs.none", name=name))
        else:
            items.append(words("hangs.item", name=name, n=words.count(len(flipped), "event", oblique=True)))
            evidence += flipped
    if items:
        yield Statement(words("hangs", items=words.listed(items)), (), tuple(evidence))
