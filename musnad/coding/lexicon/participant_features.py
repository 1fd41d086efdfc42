"""Candidates for the roles of a trigger: each mention described, as named features, by where it stands to the
trigger and by what the entry asks for.

Features that rest on the same few values go together in parts, whose scores the model remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...language.words import word_key
from ..function_words import CONJUNCTIONS, RELATIVES, SPEECH, bucket
from ..linear import Part, named
from ..mentions import Mention
from .scene import Scene
from .triggers import Trigger

ROLES = ("actor", "recipient")
# Phrases that add a party like و does: مصر بالإضافة إلى فرنسا.
_ALONG_WITH = frozenset(
    tuple(word_key(word) for word in phrase.split())
    for phrase in ("بالإضافة", "بالإضافة إلى", "إلى جانب", "فضلا عن", "علاوة على", "كذلك")
)
_REACH = 3
"""Sentences back in which a party that is not named again is looked for."""
_MOST_EARLIER = 10
_COMMAS = ".،,؛:()"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention as a possible party of one trigger."""

    mention: Mention
    party: str
    """The identity of the mention."""
    parts: tuple[Part, ...]
    """Features that go together."""
    others: tuple[str, ...]
    """Features that stand alone."""
    before: bool
    """It stands in an earlier sentence."""
    slot: str
    """Where it stands to the trigger."""
    head: Mention
    """The first of its coordination (مصر وفرنسا وقطر: مصر), itself if there is none."""

    @property
    def coordinated(self) -> bool:
        """Whether it stands behind one that it is coordinated with."""
        return self.head is not self.mention

    @property
    def features(self) -> tuple[str, ...]:
        """All features."""
        return (*named(self.parts), *self.others)


def participant_candidates(scene: Scene, trigger: Trigger, scenes: Sequence[Scene]) -> list[Candidate]:
    """Every mention that might take part, with its features; `scenes` are all sentences of the document."""
    here = {m.identity for m in scene.mentions}
    numbers = [
        n
        for n, m in enumerate(scene.mentions)
        if m.last <= trigger.first or (m.first >= trigger.head_end and not _in_tail(m, trigger))
    ]
    own = _Own(scene, trigger, [scene.mentions[n] for n in numbers], [scene.governors[n] for n in numbers])
    found = [_candidate(own, k, head) for k, head in enumerate(_heads(scene, own.mentions))]
    return found + [
        _earlier_candidate(own, scenes[index], n, party)
        for party, index, n in _earlier(scenes, scene.index, here)
    ]


def verbal(form: str) -> str:
    """What kind of word a form of an entry is: verb, noun or adj."""
    return "verb" if form in ("past", "present", "passive") else form


@dataclass(frozen=True, slots=True)
class _Own:
    """The mentions of the trigger's own sentence that do not stand in it, and what governs each."""

    scene: Scene
    trigger: Trigger
    mentions: Sequence[Mention]
    governors: Sequence[str]

    def free(self, first: int, last: int) -> list[Mention]:
        """Those in words `first:last` that nothing governs."""
        pairs = zip(self.mentions, self.governors, strict=True)
        return [m for m, g in pairs if g == "-" and first <= m.first < last]


def _in_tail(mention: Mention, trigger: Trigger) -> bool:
    """Whether a mention holds the last word of a fixed phrase. Before that word a party may stand inside the
    phrase: فرضت [واشنطن] عقوبات."""
    return bool(trigger.entry.tail) and mention.first < trigger.last <= mention.last


def _earlier(scenes: Sequence[Scene], index: int, here: set[str]) -> list[tuple[str, int, int]]:
    """Parties of earlier sentences that this one does not name: (identity, sentence, number there)."""
    found: list[tuple[str, int, int]] = []
    seen = set(here)
    for back in range(1, min(_REACH, index) + 1):
        for n, mention in enumerate(scenes[index - back].mentions):
            if mention.kind == "place" or (party := mention.identity) in seen:
                continue
            seen.add(party)
            found.append((party, index - back, n))
            if len(found) == _MOST_EARLIER:
                return found
    return found


def _heads(scene: Scene, mentions: Sequence[Mention]) -> list[int]:
    """For each mention the first of its coordination (مصر وفرنسا وقطر: all point at مصر)."""
    heads: list[int] = []
    for k, mention in enumerate(mentions):
        joined = k > 0 and _coordinated(scene, mentions[k - 1], mention)
        heads.append(heads[k - 1] if joined else k)
    return heads


def _coordinated(scene: Scene, before: Mention, mention: Mention) -> bool:
    gap = range(before.last, mention.first)
    if mention.conjunction and len(gap) <= 1:
        return all(scene.words[k].is_punctuation for k in gap)
    keys = tuple(scene.bare_keys[k] for k in gap if not scene.words[k].is_punctuation)
    if keys in _ALONG_WITH:
        return True
    return len(gap) == 1 and scene.keys[before.last] in ("و", "او") and not mention.particle


def _candidate(own: _Own, k: int, head: int) -> Candidate:
    scene, trigger = own.scene, own.trigger
    mention = own.mentions[head]  # members of a coordination stand where its first member stands
    party = own.mentions[k]
    entry, reading = trigger.entry, trigger.reading
    event_type, kind = entry.event_type, verbal(reading.form)
    slot, governing = _slot(own, head), own.governors[head]
    after = mention.first >= trigger.head_end
    side = "after" if after else "before"
    start, end = (trigger.head_end, mention.first) if after else (mention.last, trigger.first)
    between = scene.words[start:end]
    inside = sum((start <= m.first < end) and (after or m.first > mention.first) for m in own.mentions)
    verbs = min(sum(w.start in scene.verbs for w in between), 2)
    comma = any(w.text in _COMMAS for w in between)
    before = scene.keys[mention.first - 1] if mention.first > 0 else ""
    after_verb = mention.first > 0 and scene.words[mention.first - 1].start in scene.verbs
    clitic = reading.split.particle or "-"
    distance = bucket(len(between))
    wants = ("A" if slot in entry.actor else "") + ("R" if slot in entry.recipient else "") or "-"
    rank = _rank(slot, entry.actor, entry.recipient)
    standing = _standing(scene, party)
    parts: list[Part] = [
        (_asked_for, slot, kind, event_type, entry.event_mode, entry.lemma, wants, rank, clitic),
        (_distances, side, distance, kind, slot, min(inside, 4), wants),
        (_governing, side, distance, kind, slot, governing, after_verb, verbs, comma),
        (_party, party.kind, party.definite, party.plural, standing, side),
        (_office, party.kind, party.role or party.kind, party.sector[:3], kind, slot, event_type),
    ]
    others: list[str] = []
    if governing == "-" and not own.free(0, mention.first):
        parts.append((_first_free, side, kind, event_type, clitic, after_verb))
    for place, name in ((mention.first - 1, "subject-of"), (mention.last, "stands-before")):
        if 0 <= place < len(scene.words) and (told := scene.verbs.get(scene.words[place].start)):
            parts.append((_beside_verb, name, told, event_type, side, kind))
    if after_verb:
        parts.append((_behind_verb, scene.bare_keys[mention.first - 1], side, kind, event_type))
    if kind == "verb":
        gender = _verb_gender(scene.bare_keys[trigger.first], reading.form)
        others.append(f"gender={gender}&{party.kind}&{_feminine(party)}&{slot}")
    if head != k:
        others.append("coordinated")
    if comma:
        others.append(f"{side}&comma")
    crossed = scene.bare_keys[start:end]
    for group, name in ((RELATIVES, "relative"), (CONJUNCTIONS, "clause"), (SPEECH, "speech")):
        if not group.isdisjoint(crossed):
            others.append(f"{side}&{name}")
    if mention.first > 0:
        if scene.bare_keys[mention.first - 1] in SPEECH:
            others += ["speaker", f"speaker&{event_type}"]
        others.append(f"word-before={before}")
    if reading.pronoun:
        others += [f"pronoun&{kind}&{side}&{min(inside, 3)}", f"pronoun&slot={slot}"]
    if trigger.first > 0 and not after:
        others.append(f"{kind}&trigger-after={scene.keys[trigger.first - 1]}")
    if mention.first == 0 or (mention.first == 1 and not after):
        others.append(f"opens&{kind}&{slot}")
    if scene.heading:
        others.append(f"headline&{slot}")
    return Candidate(party, party.identity, tuple(parts), tuple(others), False, slot, mention)


def _asked_for(
    slot: str, kind: str, event_type: str, mode: str, lemma: str, wants: str, rank: str, clitic: str
) -> list[str]:
    return [
        "bias",
        f"slot={slot}",
        f"{kind}&slot={slot}",
        f"{event_type}&slot={slot}",
        f"{event_type}/{mode}&{kind}&slot={slot}",
        f"wants={wants}",
        f"rank={rank}",
        f"lemma={lemma}&slot={slot}",
        f"clitic={clitic}&{kind}&slot={slot}",
    ]


def _distances(side: str, distance: str, kind: str, slot: str, inside: int, wants: str) -> list[str]:
    return [
        f"wants={wants}&{side}&{distance}",
        f"{side}&{distance}&{kind}",
        f"{side}&between={inside}&{kind}",
        f"{side}&between={inside}&slot={slot}",
    ]


def _governing(
    side: str, distance: str, kind: str, slot: str, governing: str, after_verb: bool, verbs: int, comma: bool
) -> list[str]:
    return [
        f"verbs-between={verbs}&{side}",
        f"verbs-between={verbs}&{kind}&slot={slot}",
        f"{kind}&{side}&{distance}&after-verb={after_verb}&verbs={verbs}&comma={comma}",
        f"{kind}&{side}&{governing}&after-verb={after_verb}&verbs={verbs}",
    ]


def _party(kind: str, definite: bool, plural: bool, standing: str, side: str) -> list[str]:
    return [
        f"kind={kind}",
        f"def={definite}&{kind}",
        f"plural={plural}&{kind}",
        f"standing={standing}&{side}",
        f"standing={standing}&{kind}",
    ]


def _office(party: str, head: str, sector: str, kind: str, slot: str, event_type: str) -> list[str]:
    return [
        f"kind={party}&{kind}&slot={slot}",
        f"kind={party}&{event_type}",
        f"sector={sector}&{event_type}",
        f"head={head}",
        f"head={head}&{event_type}",
    ]


def _first_free(side: str, kind: str, event_type: str, clitic: str, after_verb: bool) -> list[str]:
    about = (kind, event_type, f"clitic={clitic}&after-verb={after_verb}")
    return [f"first-bare&{side}&{name}" for name in about]


def _beside_verb(name: str, told: str, event_type: str, side: str, kind: str) -> list[str]:
    return [f"{name}={told}&{event_type}&{side}", f"{name}={told}&{event_type}&{side}&{kind}"]


def _behind_verb(verb: str, side: str, kind: str, event_type: str) -> list[str]:
    return [f"after-verb&{side}&{kind}", f"after-verb&{side}&{event_type}", f"verb={verb}&{side}&{kind}"]


def _verb_gender(key: str, form: str) -> str:
    """The gender of a verb from its folded form without conjunction."""
    stem = key.removeprefix("س")
    return "f" if (stem.startswith("ت") if form == "present" else stem.endswith("ت")) else "m"


def _feminine(mention: Mention) -> bool:
    """A guess from the form of the head noun; states and capitals are mostly feminine."""
    if mention.kind in ("state", "capital"):
        return True
    return mention.text.split(None, 1)[0].endswith(("ة", "ات"))


def _rank(slot: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> str:
    a = actor.index(slot) if slot in actor else -1
    r = recipient.index(slot) if slot in recipient else -1
    return f"{a}/{r}"


def _slot(own: _Own, k: int) -> str:
    """Where a mention stands to a trigger: subj, obj, gen, a preposition, or a rough place."""
    mention, governing = own.mentions[k], own.governors[k]
    trigger = own.trigger
    form, begins = trigger.reading.form, trigger.head_end
    if mention.last <= trigger.first:
        if governing == "-" and verbal(form) == "verb":
            return "topic2" if own.free(mention.last, trigger.first) else "topic"
        if form == "adj" and mention.last == trigger.first:
            return "subj"
        return f"before-{governing}"
    if governing != "-":
        pairs = zip(own.mentions, own.governors, strict=True)
        crossed = any(g == governing and begins <= m.first < mention.first for m, g in pairs)
        return governing if not crossed else f"{governing}2"
    free = sum(not m.conjunction for m in own.free(begins, mention.first))
    if form == "noun":
        if mention.first == begins and not trigger.reading.pronoun and not trigger.reading.split.article:
            return "gen"
        return "gen-far" if not free else "bare2"
    if form == "adj":
        return "obj" if not free else "bare2"
    if not free:
        return "subj" if not trigger.reading.pronoun else "subj-clitic"
    return "obj" if free == 1 else "bare3"


def _earlier_candidate(own: _Own, source: Scene, n: int, party: str) -> Candidate:
    """The same for mention `n` of an earlier sentence, `source`."""
    scene, trigger = own.scene, own.trigger
    mention, governing = source.mentions[n], source.governors[n]
    form, event_type = trigger.reading.form, trigger.entry.event_type
    kind = verbal(form)
    pairs = list(zip(own.mentions, own.governors, strict=True))
    parties = [(m, g) for m, g in pairs if m.kind != "place"]
    before = any(m.last <= trigger.first and g == "-" for m, g in parties)
    follows = any(trigger.head_end == m.first and g == "-" for m, g in parties)
    opens = trigger.first <= 1
    back = scene.index - source.index
    first_bare = governing == "-" and mention.first <= source.first_free
    standing = _standing(scene, mention)
    after_verb = mention.first > 0 and source.words[mention.first - 1].start in source.verbs
    speaker = mention.first > 0 and source.bare_keys[mention.first - 1] in SPEECH
    gender = _verb_gender(scene.bare_keys[trigger.first], form) if kind == "verb" else kind
    parts: list[Part] = [
        (_recalled, min(n, 4), back, kind, opens, mention.kind, event_type, standing),
        (_needed, before, follows, kind, opens, first_bare, bool(trigger.reading.pronoun)),
        (_earlier_place, governing, after_verb, first_bare, back, speaker, event_type, standing),
        (
            _earlier_sentence,
            source.heading,
            min(len(parties), 3),
            kind,
            gender,
            mention.kind,
            _feminine(mention),
        ),
    ]
    return Candidate(mention, party, tuple(parts), (), True, "earlier", mention)


def _recalled(
    n: int, back: int, kind: str, opens: bool, party: str, event_type: str, standing: str
) -> list[str]:
    return [
        "earlier",
        f"earlier={n}&back={back}",
        f"earlier&back={back}&{kind}&opens={opens}",
        f"earlier&kind={party}",
        f"earlier&{event_type}",
        f"earlier&{event_type}&standing={standing}",
    ]


def _needed(
    before: bool, follows: bool, kind: str, opens: bool, first_bare: bool, pronoun: bool
) -> list[str]:
    return [
        f"earlier&before={before}&follows={follows}&{kind}",
        f"earlier&opens={opens}&follows={follows}&{kind}&first-bare={first_bare}",
        f"earlier&pronoun={pronoun}&{kind}&before={before}",
    ]


def _earlier_place(
    governing: str,
    after_verb: bool,
    first_bare: bool,
    back: int,
    speaker: bool,
    event_type: str,
    standing: str,
) -> list[str]:
    return [
        f"earlier&governor={governing}",
        f"earlier&after-verb={after_verb}&first-bare={first_bare}&back={back}",
        f"earlier&speaker={speaker}&{event_type}",
        f"earlier&standing={standing}&back={back}",
    ]


def _earlier_sentence(
    heading: bool, parties: int, kind: str, gender: str, party: str, feminine: bool
) -> list[str]:
    return [
        f"earlier&headline={heading}",
        f"earlier&parties={parties}&{kind}",
        f"earlier&gender={gender}&{party}&{feminine}",
    ]


def _standing(scene: Scene, mention: Mention) -> str:
    """How much of the document names a party: 1, 2, 3, many sentences."""
    n = scene.standing.get(mention.identity, 1)
    return str(n) if n < 4 else "many"


def nobody_features(scene: Scene, trigger: Trigger) -> list[str]:
    """What speaks for a role being filled by nobody in the text."""
    form, event_type = trigger.reading.form, trigger.entry.event_type
    kind = verbal(form)
    parties = sum(m.kind != "place" for m in scene.mentions)
    return [
        "nobody",
        f"nobody&{event_type}",
        f"nobody&{event_type}/{trigger.entry.event_mode}",
        f"nobody&{event_type}&{form}",
        f"nobody&{kind}&parties={min(parties, 5)}",
        f"nobody&lemma={trigger.entry.lemma}",
        f"nobody&pronoun={bool(trigger.reading.pronoun)}&{kind}",
        f"nobody&definite={trigger.reading.split.article}&{kind}",
        f"nobody&headline={scene.heading}",
        f"nobody&wants={bool(trigger.entry.actor)}/{bool(trigger.entry.recipient)}",
    ]
