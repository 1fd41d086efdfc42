"""Triggers: which words of a sentence tell a political event, and of which type.

The lexicon proposes readings; its conditions (`needs`, `blocks`, fixed words that must follow) exclude or
weaken some; a weighing of the surroundings decides between the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from ...language.words import Word, word_key
from ..function_words import CONJUNCTIONS, PREPOSITIONS, RELATIVES, SPEECH, bare
from ..linear import LinearModel
from ..mentions import Mention, skip_letters
from .entries import Entry, Lexicon, Reading
from .scene import Scene

_WINDOW_BEFORE = 2
_WINDOW_AFTER = 6
_TAIL_WINDOW = 3
_LIKELY = 0.4
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word, or a word and its fixed companions (`first:last`), that may tell an event."""

    first: int
    last: int
    reading: Reading
    probability: float

    @property
    def entry(self) -> Entry:
        """The lexicon entry that it is read by."""
        return self.reading.entry

    @property
    def head_end(self) -> int:
        """Where its first word ends; the companions of a fixed phrase may stand further on."""
        return self.first + 1 if self.entry.tail else self.last


Proposal = tuple[int, int, Reading]
"""Words `first:last` of a sentence and how the lexicon reads them."""


def candidates(scene: Scene, lexicon: Lexicon) -> Iterator[Proposal]:
    """Every reading of every word that the lexicon's conditions allow: (first, last, reading)."""
    words = scene.words
    named = {
        k
        for m in scene.mentions
        if m.kind in ("person", "state", "capital", "place")
        for k in range(m.first, m.last)
    }
    for i, word in enumerate(words):
        if word.is_punctuation or i in named:
            continue
        feminine = word.text.endswith("ة")
        around = _Surroundings(words, i)
        for reading in lexicon.readings(word.key):
            if feminine and reading.pronoun:
                continue  # ة is folded like the pronoun ه; the text tells them apart
            entry = reading.entry
            last = i + 1
            if entry.tail:
                end = _tail(words, i, entry.tail)
                if end is None:
                    continue
                last = end
            if not _conditions_hold(entry, around):
                if not entry.odds_else:
                    continue
                reading = replace(reading, met=False)
            yield i, last, reading


class _Surroundings:
    """The words near a trigger, and all before it in the sentence; gathered when first asked for."""

    def __init__(self, words: Sequence[Word], i: int) -> None:
        self._words = words
        self._i = i

    @cached_property
    def near(self) -> set[str]:
        """What stands within a few words."""
        return _near(self._words, self._i)

    @cached_property
    def before(self) -> set[str]:
        """What stands anywhere before."""
        return {stem for word in self._words[: self._i] for stem in _stems(word.key)}


def _conditions_hold(entry: Entry, around: _Surroundings) -> bool:
    """Whether one of the needed words is there, and none of those that exclude the entry."""
    if entry.blocks and not around.near.isdisjoint(entry.blocks):
        return False
    if entry.blocks_before and not around.before.isdisjoint(entry.blocks_before):
        return False
    if not entry.needs and not entry.needs_before:
        return True
    if entry.needs and not around.near.isdisjoint(entry.needs):
        return True
    return bool(entry.needs_before) and not around.before.isdisjoint(entry.needs_before)


def _tail(words: Sequence[Word], i: int, tail: tuple[str, ...]) -> int | None:
    j = i + 1
    for part in tail:
        for k in range(j, min(j + _TAIL_WINDOW, len(words))):
            if part in _stems(words[k].key):
                j = k + 1
                break
        else:
            return None
    return j


def _near(words: Sequence[Word], i: int) -> set[str]:
    found: set[str] = set()
    for k in range(max(0, i - _WINDOW_BEFORE), min(len(words), i + 1 + _WINDOW_AFTER)):
        if k != i:
            found.update(_stems(words[k].key))
    return found


@lru_cache(maxsize=65536)
def _stems(key: str) -> tuple[str, ...]:
    """A word as it stands, and without conjunction, preposition and article."""
    found = [key]
    rest = key[1:] if key[:1] in ("و", "ف") and len(key) > 3 else key
    found.append(rest)
    if rest[:1] in ("ب", "ك", "ل") and len(rest) > 3:
        rest = rest[1:]
        found.append(rest)
        if rest[:1] == "ل" and len(rest) > 3:
            found.append(rest[1:])
    if rest.startswith("ال") and len(rest) > 4:
        found.append(rest[2:])
    return tuple(found)


def trigger_features(scene: Scene, proposal: Proposal, proposals: Sequence[Proposal]) -> list[str]:
    """What speaks for or against a proposal among all `proposals` of its sentence, as named features."""
    first, last, reading = proposal
    words, entry = scene.words, reading.entry
    form, event_type = reading.form, entry.event_type
    odds = f"odds={_step(reading.odds)}" if entry.seen or not reading.met else "odds=unseen"
    article = "def" if reading.split.article else "pron" if reading.pronoun else "bare"
    before = [w.key for w in words[max(0, first - 3) : first]]
    after = [w.key for w in words[last : last + 3]]
    previous = before[-1] if before else "^"
    following = after[0] if after else "$"
    features = [
        "bias",
        odds,
        f"{odds}&{entry.pos}",
        f"type={event_type}",
        f"form={form}",
        f"form={form}&{article}",
        f"type={event_type}&form={form}",
        f"type={event_type}&{article}",
        f"clitic={reading.split.particle or '-'}&{form}",
        f"prev={previous}",
        f"next={following}",
        f"{form}&prev={_kind(previous)}",
        f"{form}&next={_kind(following)}",
    ]
    word = f"{entry.lemma}/{event_type}"
    features += [f"word={word}", f"word={word}&{form}&{article}", f"key={words[first].key}&{event_type}"]
    features += [f"{event_type}&prev={previous}", f"{event_type}&next={following}"]
    if len(before) > 1:
        features.append(f"prev2={before[-2]}")
    if len(after) > 1:
        features.append(f"next2={after[1]}")
    if not reading.met:
        features.append("against")
        features.append(f"against&{event_type}")
    elif entry.needs or entry.needs_before:
        features.append(f"needs&{event_type}")
    if entry.tail:
        features.append("phrase")
    if first == 0:
        features.append(f"opens&{form}")
    if scene.heading:
        features.append("headline")
        features.append(f"headline&{form}")
    if scene.off_topic:
        features += ["other-topic", f"other-topic&{event_type}"]
    features.append(f"politics={scene.politics}")
    features.append(f"politics={scene.politics}&{event_type}")
    features.extend(_neighbour_features(proposal, proposals))
    features.extend(_party_features(scene, first, last, reading, form))
    if any(w.text in '«“"' for w in words[max(0, first - 1) : first]):
        features.append("quoted")
    return features


def _neighbour_features(proposal: Proposal, proposals: Sequence[Proposal]) -> Iterator[str]:
    """Other likely events of the sentence: a killing beside its attack, an act behind the demand for it."""
    first, _, reading = proposal
    event_type = reading.entry.event_type
    seen = set()
    for start, _, other in proposals:
        if start == first or other.odds < _LIKELY:
            continue
        gap = first - start
        side = "behind" if gap > 0 else "before"
        near = "near" if abs(gap) <= _NEAR else "far"
        same = "same" if other.entry.event_type == event_type else "other"
        seen.add(f"{side}-{near}-{same}&{event_type}")
        if gap > 0 and near == "near":
            seen.add(f"behind={other.entry.event_type}&{event_type}&{reading.form}")
        if same == "same":
            stronger = "stronger" if other.odds > reading.odds else "weaker"
            seen.add(f"{side}-{stronger}&{event_type}")
    yield from sorted(seen)


def is_off_topic(words: Sequence[Word]) -> bool:
    """Whether a word of another topic (`data/other_topics.txt`) stands in a sentence."""
    topics = other_topics()
    return any(_stems(w.key)[-1] in topics for w in words)


@cache
def other_topics() -> frozenset[str]:
    """Words of illness, sport, accidents and the like, folded, without article."""
    lines = (files(__package__) / "data" / "other_topics.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(_stems(word_key(line))[-1] for line in lines if line[:1] not in ("", "#"))


def _party_features(scene: Scene, first: int, last: int, reading: Reading, form: str) -> Iterator[str]:
    parties = [m for m in scene.mentions if m.kind != "place"]
    if not scene.mentions:
        yield "no-mention"
        yield f"no-mention&{form}"
        return
    yield f"mentions={min(len(scene.mentions), 4)}"
    if not parties:
        yield f"places-only&{form}"
    after = [m for m in scene.mentions if m.first >= last]
    before = [m for m in scene.mentions if m.last <= first]
    if after:
        near = after[0]
        gap = near.first - last
        yield f"{form}&after={_gap(gap)}"
        yield f"{form}&after={_gap(gap)}&{near.kind}"
        slots = reading.entry.actor + reading.entry.recipient
        governor = _governor(scene.words, near)
        if governor and governor in slots:
            yield f"slot-filled&{form}"
    else:
        yield f"{form}&after=none"
    yield f"{form}&before={_gap(first - before[-1].last) if before else 'none'}"


def _governor(words: Sequence[Word], mention: Mention) -> str:
    """The preposition before a mention, written onto it or apart; empty if there is none."""
    if mention.particle:
        return mention.particle
    if mention.first > 0:
        key = words[mention.first - 1].key
        for form in (key, bare(key)):
            if form in PREPOSITIONS:
                return form
    return ""


def _gap(words: int) -> str:
    return "0" if words <= 0 else "1" if words == 1 else "3" if words <= 3 else "7" if words <= 7 else "far"


def _kind(key: str) -> str:
    stem = bare(key)
    for name, group in (
        ("prep", PREPOSITIONS),
        ("speech", SPEECH),
        ("rel", RELATIVES),
        ("conj", CONJUNCTIONS),
    ):
        if key in group or stem in group:
            return name
    if not key[:1].isalnum():
        return "punct" if key not in "^$" else "edge"
    if key.isdigit():
        return "number"
    return "def" if key.startswith("ال") else "word"


def _step(probability: float) -> str:
    logit = math.log(probability / (1 - probability))
    return str(max(-4, min(4, round(logit * 2))) / 2)


def trigger_span(scene: Scene, trigger: Trigger) -> tuple[int, int]:
    """Where the trigger stands in the document, without conjunction and preposition; للهجوم stays whole."""
    split = trigger.reading.split
    letters = len(split.conjunction)
    if not (split.article and split.particle == "ل"):
        letters += len(split.particle)
    word = scene.words[trigger.first]
    together = trigger.last - trigger.first == 1 + len(trigger.entry.tail)
    last = (
        trigger.last if together else trigger.head_end
    )  # a phrase that others stand in is told by its first word
    return skip_letters(word, letters), scene.words[last - 1].end


def find_triggers(scene: Scene, lexicon: Lexicon, model: LinearModel, threshold: float) -> list[Trigger]:
    """The triggers of a sentence whose probability reaches the threshold; of overlapping ones the most
    probable.

    Two entries of one word are two senses of it; an event is told by one of them.
    """
    yes = model.classes.index("event")
    proposals = list(candidates(scene, lexicon))
    scored = [
        Trigger(*proposal, model.probabilities(trigger_features(scene, proposal, proposals))[yes])
        for proposal in proposals
    ]
    chosen: list[Trigger] = []
    for trigger in sorted(scored, key=lambda t: (-t.probability, -(t.last - t.first), t.first, t.entry.id)):
        if trigger.probability < threshold:
            break
        if all(trigger.last <= other.first or trigger.first >= other.last for other in chosen):
            chosen.append(trigger)
    return sorted(chosen, key=lambda t: t.first)
