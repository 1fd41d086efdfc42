"""Reports as lines of text, for the command line and the demonstration. Pure functions: records in, lines out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .records import Document, Event, Participant

if TYPE_CHECKING:
    from .workspace import Counts, Status

Mark = Callable[[str], str]
"""How a piece of Arabic is set off from its surroundings, see `cli.terminal.isolated`."""

_MOST_REASONS = 20
# Control characters, and marks of direction that a text could leave open, would act on the terminal.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def shown(text: str) -> str:
    """A text as it may go to a terminal: what would act on it is a blank."""
    return _ACTING.sub(" ", text)


def account(counts: Counts, where: str) -> str:
    """What a run added, in a sentence whose numbers add up."""
    parts = (
        f"{counts.coded} coded",
        f"{counts.empty} empty",
        f"{counts.duplicate} duplicate",
        f"{counts.not_arabic} not Arabic",
        f"{counts.quarantined} quarantined",
    )
    return f"{where}: {counts.read} documents read = {' + '.join(parts)}; {counts.events} events"


def status_lines(status: Status, set_aside: Sequence[Mapping[str, Any]], mark: Mark) -> Iterator[str]:
    """What is in a workspace."""
    yield account(status.counts, f"{status.units} units")
    yield f"ties {status.counts.ties}, labels {status.counts.labels}"
    if status.first_published:
        yield f"published {status.first_published} to {status.last_published}"
    for outlet, n in sorted(status.outlets.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {n:6} documents  {mark(shown(outlet)) if outlet else '(outlet not known)'}"
    for coder, n in sorted(status.coders.items()):
        yield f"  {n:6} events by {coder}"
    if set_aside:
        yield "set aside:"
    for row in set_aside[:_MOST_REASONS]:
        yield shown(f"  {row['outcome']}: {row['source']}: {row['reason']}")
    if len(set_aside) > _MOST_REASONS:
        yield f"  and {len(set_aside) - _MOST_REASONS} more (--json shows all)"


def sentence_of(event: Event, document: Document) -> str:
    """The sentence that tells an event."""
    return document.text[event.sentence.start : event.sentence.end]


def marked_sentence(event: Event, document: Document) -> str:
    """The same with the trigger between brackets."""
    text, trigger = document.text, event.trigger
    before = text[event.sentence.start : trigger.start]
    behind = text[trigger.end : event.sentence.end]
    return shown(f"{before}[{trigger.text}]{behind}")


def party_names(parties: Iterable[Participant], mark: Mark) -> str:
    """Parties as the text names them, with their codes; a dash for nobody."""
    return ", ".join(f"{mark(shown(p.text))} ({p.code})" for p in parties) or "—"


def event_lines(event: Event, document: Document, mark: Mark) -> Iterator[str]:
    """An event with its evidence."""
    kind = f"{event.event_type}/{event.event_mode}" if event.event_mode else event.event_type
    published = f"(published {document.published[:10]})" if document.published else "(no date)"
    yield "  ".join((event.event_date or published, kind, event.status, f"confidence {event.confidence:.2f}"))
    yield f"  {party_names(event.actors, mark)}  →  {party_names(event.recipients, mark)}"
    if event.said_by:
        yield f"  said by {mark(shown(event.said_by))}"
    if event.place:
        yield f"  in {mark(shown(event.place))}"
    yield f"  {mark(marked_sentence(event, document))}"
    yield f"  {mark(shown(document.outlet)) or '(outlet not known)'}, {shown(document.id)}"


def types(events: Iterable[Event]) -> list[tuple[str, int]]:
    """Event types by how often they occur."""
    counts = Counter(e.event_type for e in events)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def busiest_dyads(events: Iterable[Event], most: int) -> list[tuple[str, str, int, int, int]]:
    """Pairs of parties with the most asserted events: (actor, recipient, events, cooperative, conflictual).

    Resolved parties go by their English name, others by their code.
    """
    total: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.status != "asserted":
            continue
        for pair in {(_label(a), _label(r)) for a in event.actors for r in event.recipients}:
            if pair[0] != pair[1]:
                total[pair] += 1
                good[pair] += event.quad_class <= 2
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [(a, r, n, good[a, r], n - good[a, r]) for (a, r), n in ranked]


def _label(party: Participant) -> str:
    return (party.name.en or party.name.ar) if party.name else party.code


def score_lines(result: Mapping[str, Any]) -> Iterator[str]:
    """The figures of an evaluation."""
    yield f"{result['documents']} documents"
    for name in ("detection", "sentence", "event", "countries"):
        r = result[name]
        yield (
            f"{name:10} P {r['precision']:.3f}  R {r['recall']:.3f}  F1 {r['f1']:.3f}"
            f"   ({r['hits']} of {r['predicted']} coded, {r['gold']} annotated)"
        )
    yield "over the matches:"
    for name, r in result["over_matches"].items():
        yield f"  {name:8} {r['right']} of {r['of']}" + (f" = {r['share']:.3f}" if r["of"] else "")
    for name, r in result["by_type"].items():
        yield f"  {name:10} P {r['precision']:.2f}  R {r['recall']:.2f}  F1 {r['f1']:.2f}  ({r['gold']} annotated)"
