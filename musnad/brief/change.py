"""The sections on what changed, who stands together, and what the picture hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from ..charts import Bar, Chart, Node, Tie, bar_chart, network_chart
from ..measures import Camps
from ..measures.turning_points import MIN_EVENTS
from .findings import HEAVIEST, Findings, Stand
from .model import Number, Section, Statement
from .saying import aligned, recorded
from .words import Words, unmarked

PROBABLE = 0.5
"""Mean probability of one camp, of two parties that a division puts into one, below which it is not told."""
POINTS = 12
"""Turning points that are told at most, the likeliest first."""


def turning(findings: Findings, words: Words) -> Section:
    """Turning points of the dyads, with the events around them, and the actor's months."""
    statements = []
    points = [(turns, point) for turns in findings.turns for point in turns.points]
    points.sort(key=lambda pair: (-pair[1].probability, pair[1].date, pair[0].a, pair[0].b))
    for turns, point in sorted(points[:POINTS], key=lambda pair: (pair[1].date, pair[0].a, pair[0].b)):
        text = words(
            "turning.point",
            a=words.name(turns.a),
            b=words.name(turns.b),
            channel=words(f"turning.channel.{point.channel}"),
            date=words.date(point.date),
            p=words.percent(point.probability),
            before=words.signed(point.before.alignment),
            after=words.signed(point.after.alignment),
        )
        number = Number(f"turning point {turns.a} {turns.b}", point.probability, None, None, turns.n)
        statements.append(Statement(text, (number,), point.evidence))
    for turns in findings.turns:
        if not turns.insufficient and not turns.points:
            names = {"a": words.name(turns.a), "b": words.name(turns.b)}
            text = words("turning.none", n=words.count(turns.n, "event"), **names)
            statements.append(Statement(text, (recorded(f"turning points {turns.a} {turns.b}", turns),)))
    if findings.turns and findings.turns[0].insufficient:
        most = findings.turns[0]
        text = words(
            "turning.insufficient",
            least=words.count(MIN_EVENTS, "event", oblique=True),
            b=f"{words.name(most.a)}–{words.name(most.b)}",
            n=words.count(most.n, "event"),
        )
        statements.append(Statement(text, (recorded(f"turning points {most.a} {most.b}", most),)))
    return Section("turning", words("turning"), "", tuple(statements), (_months(findings, words),))


def _months(findings: Findings, words: Words) -> Chart:
    series = findings.series
    bars = [
        Bar(begin, float(counts[1] + counts[2]), float(counts[3] + counts[4]))
        for begin, counts in zip(series.begins, series.counts, strict=True)
    ]
    title = unmarked(words("turning.chart", actor=words.name(findings.question.actor)))
    names = (words("legend.cooperation"), words("legend.conflict"))
    return bar_chart(title, title, bars, names=names, lang=words.lang)


def camped(findings: Findings, words: Words, half_life: float) -> Section | None:
    """Who stands together; None for fewer than three parties."""
    found = findings.camps
    if found is None:
        return None
    title = words("camps")
    about = words("camps.about", half=words("days", n=words.plain(half_life, 0)))
    if found.value is None or found.frustration is None:
        nothing = Statement(words("camps.insufficient"), (recorded("frustration", found),), found.evidence)
        return Section("camps", title, about, (nothing,))
    statements = [*_division(found, words), *_besides(findings, found, words)]
    if found.silent:
        names = words.listed(words.name(name) for name in found.silent)
        statements.append(Statement(words("camps.silent", names=names)))
    return Section("camps", title, about, tuple(statements), (_network(findings, found, words),))


def _division(found: Camps, words: Words) -> Iterator[Statement]:
    """The best division, if it is probable, and what it leaves contradicted."""
    assert found.frustration is not None and found.value is not None
    sure = _sure(found)
    if sure < PROBABLE:
        yield Statement(words("camps.vague", p=words.percent(sure)), (), found.evidence)
        return
    camps = words.listed(
        words("camps.camp", names=words.listed(words.name(name) for name in camp)) for camp in found.camps
    )
    yield Statement(words("camps.division", camps=camps, p=words.percent(sure)), (), found.evidence)
    best = found.frustration
    bound = ""
    if not best.exact:
        bound = words("camps.bound", bound=words.percent(best.bound / best.weight * best.share))
    share = words.percent(found.value)
    yield Statement(words("camps.frustration", share=share, bound=bound), (recorded("frustration", found),))


def _besides(findings: Findings, found: Camps, words: Words) -> Iterator[Statement]:
    """With whom actor and rival stand in one camp, the likeliest first."""
    for party in findings.question.focus:
        if party in found.actors:
            beside = _beside(found, party)
            items = words.listed(
                words("item", name=words.name(name), value=f"({words.percent(p)})")
                for name, p in beside.items()
            )
            numbers = tuple(
                Number(f"one camp {party} {name}", p, None, None, found.n) for name, p in beside.items()
            )
            yield Statement(words("camps.with", actor=words.name(party), items=items), numbers)


def _sure(found: Camps) -> float:
    """The mean probability of one camp of two parties that the division puts into one."""
    pairs = [
        float(found.together[found.actors.index(a), found.actors.index(b)])
        for camp in found.camps
        for a, b in combinations(camp, 2)
    ]
    return sum(pairs) / len(pairs) if pairs else 1.0


def _beside(found: Camps, party: str) -> Mapping[str, float]:
    """The probability of one camp with a party, of each other one, the likeliest first."""
    place = found.actors.index(party)
    others = {name: float(found.together[place, k]) for k, name in enumerate(found.actors) if name != party}
    return dict(sorted(others.items(), key=lambda item: (-item[1], item[0])))


def _network(findings: Findings, found: Camps, words: Words) -> Chart:
    camp = {name: number for number, names in enumerate(found.camps) for name in names}
    focus = findings.question.focus
    nodes = [Node(words.bare_name(name), camp[name], name in focus) for name in found.actors]
    size = len(found.actors)
    ties = [Tie(i, j, float(found.ties[i, j])) for i in range(size) for j in range(i + 1, size)]
    names = (words("legend.together"), words("legend.apart"))
    title = words("camps.chart")
    return network_chart(title, title, nodes, ties, names=names, lang=words.lang)


def hanging(findings: Findings, words: Words) -> Section:
    """What would change the picture: single events, single sources."""
    statements = [
        statement
        for stand in findings.stands
        if stand.events is not None
        for statement in (_events(stand, findings, words), *_sources(stand, words))
    ]
    if not statements:
        statements = [Statement(words("whatif.insufficient"))]
    about = words("whatif.about", actor=words.name(findings.question.actor))
    return Section("whatif", words("whatif"), about, tuple(statements))


def _events(stand: Stand, findings: Findings, words: Words) -> Statement:
    assert stand.events is not None
    heaviest = stand.events.ranking[:HEAVIEST]
    items = []
    for one in heaviest:
        day, kind = findings.described[one.name]
        change = words.signed(one.change)
        items.append(words("whatif.event", date=words.date(day), type=words.event_type(kind), change=change))
    flipped = stand.events.flipped_by
    text = words(
        "whatif.events.none" if flipped is None else "whatif.events",
        name=words.name(stand.party),
        value=aligned(words, stand.whole),
        n=words.count(len(flipped or ()), "event", oblique=True),
        items=words.listed(items),
    )
    numbers = tuple(
        Number(f"alignment {stand.party} without {one.name}", one.without, None, None, stand.whole.n - 1)
        for one in heaviest
    )
    ids = [id for one in heaviest for id in one.evidence]
    return Statement(text, numbers, tuple(dict.fromkeys([*ids, *(flipped or ())])))


def _sources(stand: Stand, words: Words) -> Iterator[Statement]:
    """What the source that moves the alignment most does to it."""
    assert stand.sources is not None
    ranking = stand.sources.ranking
    if not ranking:
        return
    name, heaviest = words.name(stand.party), ranking[0]
    source = words.outside(heaviest.name)
    if len(ranking) == 1:
        yield Statement(words("whatif.source.only", name=name, source=source), (), heaviest.evidence)
        return
    turns = heaviest.without * (heaviest.without - heaviest.change) <= 0
    text = words(
        "whatif.source.turns" if turns else "whatif.source",
        name=name,
        source=source,
        value=words.signed(heaviest.without),
    )
    number = Number(
        f"alignment {stand.party} without {heaviest.name}", heaviest.without, None, None, stand.whole.n
    )
    yield Statement(text, (number,), heaviest.evidence)
