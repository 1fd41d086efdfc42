"""Participants: which mentions are the actors and the recipients of a trigger.

Each mention of the sentence (and, for a dropped subject or a pronoun, of those before) is described by
where it stands to the trigger and by what the entry asks for. For each role the candidates compete with
each other and with nobody: the weights make a probability over them (conditional logit; McFadden 1974).
Then the likeliest compete in pairs, for an actor and a recipient have to fit together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...language.words import Word, word_key
from ..function_words import CONJUNCTIONS, PREPOSITIONS, RELATIVES, SPEECH, bare, bucket
from ..linear import LinearModel, softmax
from ..mentions import Mention
from .triggers import Scene, Trigger

ROLES = ("actor", "recipient")
# Phrases that add a party like و does: مصر بالإضافة إلى فرنسا.
_ALONG_WITH = frozenset(
    tuple(word_key(word) for word in phrase.split())
    for phrase in ("بالإضافة", "بالإضافة إلى", "إلى جانب", "فضلا عن", "علاوة على", "كذلك")
)
_REACH = 3
"""Sentences back in which a party that is not named again is looked for."""
_MOST_EARLIER = 10
_LIKELIEST = 7
"""Candidates for each role that are tried in pairs."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention as a possible party of one trigger."""

    mention: Mention
    features: tuple[str, ...]
    before: bool
    """It stands in an earlier sentence."""
    slot: str
    """Where it stands to the trigger."""


def participant_candidates(scene: Scene, trigger: Trigger, scenes: Sequence[Scene]) -> list[Candidate]:
    """Every mention that might take part, with its features; `scenes` are all sentences of the document."""
    own = [
        m
        for m in scene.mentions
        if m.last <= trigger.first or (m.first >= trigger.head_end and not _in_tail(m, trigger))
    ]
    heads = _heads(scene, own)
    found = []
    for k, mention in enumerate(own):
        slot = _slot(scene, trigger, own, heads[k])
        found.append(Candidate(mention, tuple(_features(scene, trigger, own, heads, k, slot)), False, slot))
    here = {m.identity for m in scene.mentions}
    for mention, distance, k in _earlier(scenes, scene.index, here):
        features = _earlier_features(scene, trigger, own, scenes[scene.index - distance], mention, k)
        found.append(Candidate(mention, tuple(features), True, "earlier"))
    return found


def _in_tail(mention: Mention, trigger: Trigger) -> bool:
    """Whether a mention holds the last word of a fixed phrase. Before that word a party may stand inside the
    phrase: فرضت [واشنطن] عقوبات."""
    return bool(trigger.entry.tail) and mention.first < trigger.last <= mention.last


def _earlier(scenes: Sequence[Scene], index: int, here: set[str]) -> list[tuple[Mention, int, int]]:
    """Parties of earlier sentences that this one does not name: (mention, sentences back, position)."""
    found = []
    seen = set(here)
    for back in range(1, min(_REACH, index) + 1):
        for k, mention in enumerate(scenes[index - back].mentions):
            key = mention.identity
            if mention.kind != "place" and key not in seen:
                seen.add(key)
                found.append((mention, back, k))
    return found[:_MOST_EARLIER]


def _heads(scene: Scene, mentions: Sequence[Mention]) -> list[int]:
    """For each mention the first of its coordination (مصر وفرنسا وقطر: all point at مصر)."""
    heads: list[int] = []
    for k, mention in enumerate(mentions):
        before = mentions[k - 1] if k else None
        if before is not None and _coordinated(scene, before, mention):
            heads.append(heads[k - 1])
        else:
            heads.append(k)
    return heads


def _coordinated(scene: Scene, before: Mention, mention: Mention) -> bool:
    gap = scene.words[before.last : mention.first]
    if mention.conjunction and len(gap) <= 1:
        return all(w.is_punctuation for w in gap)
    keys = tuple(bare(w.key) for w in gap if not w.is_punctuation)
    if keys in _ALONG_WITH:
        return True
    return len(gap) == 1 and gap[0].key in ("و", "او") and not mention.particle


def governor(scene: Scene, mention: Mention) -> str:
    """What governs a mention: the preposition written onto it or standing before it, or `-`."""
    if mention.particle:
        return mention.particle
    if mention.first > 0:
        key = scene.words[mention.first - 1].key
        for form in (key, bare(key)):
            if form in PREPOSITIONS:
                before = scene.words[mention.first - 2].key if mention.first > 1 else ""
                return "من قبل" if form == "قبل" and bare(before) == "من" else form
            if form in ("يد", "ايدي", "ايادي"):
                return "على يد"
            if form == "جانب":
                return "من جانب"
    return "-"


def _features(
    scene: Scene, trigger: Trigger, mentions: Sequence[Mention], heads: Sequence[int], k: int, slot: str
) -> list[str]:
    mention = mentions[heads[k]]  # members of a coordination stand where its first member stands
    own = mentions[k]
    words, entry, form = scene.words, trigger.entry, trigger.reading.form
    kind = "verb" if form in ("past", "present", "passive") else form
    governing = governor(scene, mention)
    between = (
        words[trigger.head_end : mention.first]
        if mention.first >= trigger.head_end
        else words[mention.last : trigger.first]
    )
    bare_keys = [bare(w.key) for w in between]
    distance = bucket(len(between))
    side = "after" if mention.first >= trigger.head_end else "before"
    inside = sum(1 for m in mentions if _inside(m, mention, trigger))
    wants = "A" if slot in entry.actor else ""
    wants += "R" if slot in entry.recipient else ""
    rank = _rank(slot, entry.actor, entry.recipient)
    verbs_between = min(_verbs(scene, between), 2)
    comma = any(w.is_punctuation and w.text in ".،,؛:()" for w in between)
    after_verb = mention.first > 0 and words[mention.first - 1].start in scene.verbs
    clitic = trigger.reading.split.particle or "-"
    features = [
        "bias",
        f"slot={slot}",
        f"{kind}&slot={slot}",
        f"{entry.event_type}&slot={slot}",
        f"{entry.event_type}/{entry.event_mode}&{kind}&slot={slot}",
        f"wants={wants or '-'}",
        f"wants={wants or '-'}&{side}&{distance}",
        f"rank={rank}",
        f"kind={own.kind}",
        f"kind={own.kind}&{kind}&slot={slot}",
        f"kind={own.kind}&{entry.event_type}",
        f"{side}&{distance}&{kind}",
        f"{side}&between={min(inside, 4)}&{kind}",
        f"{side}&between={min(inside, 4)}&slot={slot}",
        f"sector={own.sector[:3]}&{entry.event_type}",
        f"def={own.definite}&{own.kind}",
        f"plural={own.plural}&{own.kind}",
        f"lemma={entry.lemma}&slot={slot}",
        f"standing={_standing(scene, own)}&{side}",
        f"standing={_standing(scene, own)}&{own.kind}",
        f"head={own.role or own.kind}",
        f"head={own.role or own.kind}&{entry.event_type}",
        f"verbs-between={verbs_between}&{side}",
        f"verbs-between={verbs_between}&{kind}&slot={slot}",
    ]
    if governing == "-" and not any(m.first < mention.first and governor(scene, m) == "-" for m in mentions):
        features.append(f"first-bare&{side}&{kind}")
        features.append(f"first-bare&{side}&{entry.event_type}")
        features.append(f"first-bare&{side}&clitic={clitic}&after-verb={after_verb}")
    features += [
        f"{kind}&{side}&{distance}&after-verb={after_verb}&verbs={verbs_between}&comma={comma}",
        f"{kind}&{side}&{governing}&after-verb={after_verb}&verbs={verbs_between}",
        f"clitic={clitic}&{kind}&slot={slot}",
    ]
    for place, name in ((mention.first - 1, "subject-of"), (mention.last, "stands-before")):
        if 0 <= place < len(words) and (told := scene.verbs.get(words[place].start)):
            features.append(f"{name}={told}&{entry.event_type}&{side}")
            features.append(f"{name}={told}&{entry.event_type}&{side}&{kind}")
    if after_verb:
        verb = bare(words[mention.first - 1].key)
        features += [
            f"after-verb&{side}&{kind}",
            f"after-verb&{side}&{entry.event_type}",
            f"verb={verb}&{side}&{kind}",
        ]
    if kind == "verb":
        features.append(
            f"gender={_verb_gender(words[trigger.first].key, form)}&{own.kind}&{_feminine(own)}&{slot}"
        )
    if heads[k] != k:
        features.append("coordinated")
    if comma:
        features.append(f"{side}&comma")
    if any(b in RELATIVES for b in bare_keys):
        features.append(f"{side}&relative")
    if any(b in CONJUNCTIONS for b in bare_keys):
        features.append(f"{side}&clause")
    if any(b in SPEECH for b in bare_keys):
        features.append(f"{side}&speech")
    if mention.first > 0 and bare(words[mention.first - 1].key) in SPEECH:
        features.append("speaker")
        features.append(f"speaker&{entry.event_type}")
    if mention.first > 0:
        features.append(f"word-before={words[mention.first - 1].key}")
    if trigger.reading.pronoun:
        features.append(f"pronoun&{kind}&{side}&{min(inside, 3)}")
        features.append(f"pronoun&slot={slot}")
    if trigger.first > 0 and side == "before":
        features.append(f"{kind}&trigger-after={words[trigger.first - 1].key}")
    if mention.first == 0 or (mention.first == 1 and side == "before"):
        features.append(f"opens&{kind}&{slot}")
    if scene.heading:
        features.append(f"headline&{slot}")
    return features


def _verb_gender(key: str, form: str) -> str:
    stem = bare(key).removeprefix("س")
    return "f" if (stem.startswith("ت") if form == "present" else stem.endswith("ت")) else "m"


def _feminine(mention: Mention) -> bool:
    """A guess from the form of the head noun; states and capitals are mostly feminine."""
    return mention.kind in ("state", "capital") or mention.text.split()[0].endswith(("ة", "ات"))


def _verbs(scene: Scene, between: Sequence[Word]) -> int:
    """How many words of a stretch are verbs that the lexicon knows or that open with a future particle."""
    return sum(w.start in scene.verbs for w in between)


def _inside(other: Mention, mention: Mention, trigger: Trigger) -> bool:
    if mention.first >= trigger.head_end:
        return trigger.head_end <= other.first < mention.first
    return mention.first < other.first < trigger.first


def _rank(slot: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> str:
    a = actor.index(slot) if slot in actor else -1
    r = recipient.index(slot) if slot in recipient else -1
    return f"{a}/{r}"


def _slot(scene: Scene, trigger: Trigger, mentions: Sequence[Mention], k: int) -> str:
    """Where a mention stands to a trigger: subj, obj, gen, a preposition, or a rough place."""
    mention = mentions[k]
    form = trigger.reading.form
    governing = governor(scene, mention)
    if mention.last <= trigger.first:
        if governing == "-" and form in ("past", "present", "passive"):
            later = any(
                mention.last <= m.first < trigger.first and governor(scene, m) == "-" for m in mentions
            )
            return "topic" if not later else "topic2"
        if form == "adj" and mention.last == trigger.first:
            return "subj"
        return f"before-{governing}"
    if governing != "-":
        crossed = any(
            trigger.head_end <= m.first < mention.first and governor(scene, m) == governing for m in mentions
        )
        return governing if not crossed else f"{governing}2"
    bare_before = [
        m
        for m in mentions
        if trigger.head_end <= m.first < mention.first and governor(scene, m) == "-" and not m.conjunction
    ]
    if form in ("noun",):
        if (
            mention.first == trigger.head_end
            and not trigger.reading.pronoun
            and not trigger.reading.split.article
        ):
            return "gen"
        return "gen-far" if not bare_before else "bare2"
    if form == "adj":
        return "obj" if not bare_before else "bare2"
    if not bare_before:
        return "subj" if not trigger.reading.pronoun else "subj-clitic"
    return "obj" if len(bare_before) == 1 else "bare3"


def _earlier_features(
    scene: Scene, trigger: Trigger, own: Sequence[Mention], source: Scene, mention: Mention, k: int
) -> list[str]:
    """The same for a mention of an earlier sentence, `source`, where it stands at position k."""
    form, event_type = trigger.reading.form, trigger.entry.event_type
    kind = "verb" if form in ("past", "present", "passive") else form
    distance = scene.index - source.index
    parties = [m for m in own if m.kind != "place"]
    before = any(m.last <= trigger.first and governor(scene, m) == "-" for m in parties)
    subject_follows = any(trigger.head_end == m.first and governor(scene, m) == "-" for m in parties)
    opens = trigger.first <= 1
    governing = governor(source, mention)
    after_verb = mention.first > 0 and source.words[mention.first - 1].start in source.verbs
    first_bare = governing == "-" and not any(
        m.first < mention.first and governor(source, m) == "-" for m in source.mentions
    )
    standing = _standing(scene, mention)
    speaker = mention.first > 0 and bare(source.words[mention.first - 1].key) in SPEECH
    return [
        "earlier",
        f"earlier={min(k, 4)}&back={distance}",
        f"earlier&back={distance}&{kind}&opens={opens}",
        f"earlier&kind={mention.kind}",
        f"earlier&{event_type}",
        f"earlier&{event_type}&standing={standing}",
        f"earlier&before={before}&follows={subject_follows}&{kind}",
        f"earlier&opens={opens}&follows={subject_follows}&{kind}&first-bare={first_bare}",
        f"earlier&pronoun={bool(trigger.reading.pronoun)}&{kind}&before={before}",
        f"earlier&governor={governing}",
        f"earlier&after-verb={after_verb}&first-bare={first_bare}&back={distance}",
        f"earlier&speaker={speaker}&{event_type}",
        f"earlier&standing={standing}&back={distance}",
        f"earlier&headline={source.heading}",
        f"earlier&parties={min(len(parties), 3)}&{kind}",
        f"earlier&gender={_verb_gender(scene.words[trigger.first].key, form) if kind == 'verb' else kind}"
        f"&{mention.kind}&{_feminine(mention)}",
    ]


def _standing(scene: Scene, mention: Mention) -> str:
    """How much of the document names a party: 1, 2, 3, many sentences."""
    n = scene.standing.get(mention.identity, 1)
    return str(n) if n < 4 else "many"


def nobody_features(scene: Scene, trigger: Trigger) -> list[str]:
    """What speaks for a role being filled by nobody in the text."""
    form, event_type = trigger.reading.form, trigger.entry.event_type
    kind = "verb" if form in ("past", "present", "passive") else form
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


@dataclass(frozen=True, slots=True)
class Pairing:
    """A possible actor with a possible recipient; None is nobody. `scores` are what each alone is worth."""

    actor: Candidate | None
    recipient: Candidate | None
    scores: tuple[float, float]


def pairings(
    found: Sequence[Candidate], scores: Sequence[Sequence[float]], nobody: Sequence[float]
) -> list[Pairing]:
    """The pairs of the likeliest candidates for each role, nobody among them; nobody acts on himself."""
    ranked: list[list[tuple[float, int | None]]] = []
    for role in range(len(ROLES)):
        order = sorted(range(len(found)), key=lambda k, role=role: (-scores[k][role], k))[:_LIKELIEST]  # type: ignore[misc]
        ranked.append([*((scores[k][role], k) for k in order), (nobody[role], None)])
    return [
        Pairing(None if a is None else found[a], None if r is None else found[r], (x, y))
        for x, a in ranked[0]
        for y, r in ranked[1]
        if a is None or r is None or found[a].mention.identity != found[r].mention.identity
    ]


def pair_features(trigger: Trigger, pair: Pairing) -> list[str]:
    """What speaks for an actor and a recipient being those of one event, as named features."""
    entry, form = trigger.entry, trigger.reading.form
    kind = "verb" if form in ("past", "present", "passive") else form
    a, r = pair.actor, pair.recipient
    slots = f"{a.slot if a else '-'}/{r.slot if r else '-'}"
    kinds = f"{a.mention.kind if a else '-'}/{r.mention.kind if r else '-'}"
    features = [
        f"pair={kind}&{slots}",
        f"pair={form}&{slots}",
        f"pair={entry.event_type}&{slots}",
        f"pair={entry.lemma}&{slots}",
        f"kinds={kinds}&{entry.event_type}",
    ]
    if a is None or r is None:
        return features
    sectors = f"{a.mention.sector[:3]}/{r.mention.sector[:3]}"
    features += [
        f"same-country={a.mention.iso == r.mention.iso}&{entry.event_type}",
        f"sectors={sectors}",
        f"sectors={sectors}&{entry.event_type}",
    ]
    if a.before or r.before:
        return [*features, f"earlier={a.before}/{r.before}&{kind}"]
    places = sorted([(a.mention.first, "A"), (r.mention.first, "R"), (trigger.first, "T")])
    order = "".join(name for _, name in places)
    gap = min(abs(r.mention.first - a.mention.first) // 2, 5)
    features += [f"order={order}&{kind}", f"order={order}&{entry.event_type}", f"gap={order}&{gap}&{kind}"]
    if "coordinated" in r.features:
        features.append(f"recipient-coordinated&{entry.event_type}")
    return features


def choose_participants(
    scene: Scene, trigger: Trigger, scenes: Sequence[Scene], model: LinearModel, pair_model: LinearModel
) -> tuple[list[Mention], list[Mention]]:
    """The actors and the recipients of a trigger, in text order.

    The most probable pair of actor and recipient fills the roles, several mentions of one party speaking
    for it together; the members of a coordination join their first. One party does not fill both roles.
    """
    found = participant_candidates(scene, trigger, scenes)
    scores = [model.scores(candidate.features) for candidate in found]
    pairs = pairings(found, scores, model.scores(nobody_features(scene, trigger)))
    weights = [pair_model.weights[f"{role}-score"][0] for role in ROLES]
    values = [
        pair_model.scores(pair_features(trigger, pair))[0]
        + sum(w * s for w, s in zip(weights, pair.scores, strict=True))
        for pair in pairs
    ]
    together: dict[tuple[str, str], float] = {}
    best: dict[tuple[str, str], tuple[float, Pairing]] = {}
    for pair, odds in zip(pairs, softmax(values), strict=True):
        key = (_party(pair.actor), _party(pair.recipient))
        together[key] = together.get(key, 0.0) + odds
        if odds > best.get(key, (0.0,))[0]:
            best[key] = (odds, pair)
    key = max(together, key=lambda k: (together[k], k))
    pair = _host_last(trigger, best[key][1])
    key = (_party(pair.actor), _party(pair.recipient))
    actors = _coordination(scene, found, pair.actor)
    recipients = _coordination(scene, found, pair.recipient)
    actors = [m for m in actors if m.identity != key[1]]
    taken = {m.identity for m in actors}
    return _distinct(actors), _distinct([m for m in recipients if m.identity not in taken])


def _host_last(trigger: Trigger, pair: Pairing) -> Pairing:
    """The pair turned round where the entry's subject is a host (استقبل) and was taken for the visitor."""
    entry, actor = trigger.entry, pair.actor
    hosts = "subj" in entry.recipient and "subj" not in entry.actor
    subject = actor is not None and actor.slot in ("subj", "subj-clitic", "من قبل")
    if not (hosts and subject and entry.event_mode == "visit"):
        return pair
    return Pairing(pair.recipient, actor, (pair.scores[1], pair.scores[0]))


def _party(candidate: Candidate | None) -> str:
    return candidate.mention.identity if candidate is not None else ""


def _coordination(scene: Scene, found: Sequence[Candidate], candidate: Candidate | None) -> list[Mention]:
    """A mention with those that are coordinated with it."""
    if candidate is None:
        return []
    if candidate.before:
        return [candidate.mention]
    own = [c.mention for c in found if not c.before]
    heads = _heads(scene, own)
    head = heads[own.index(candidate.mention)]
    return [m for n, m in enumerate(own) if heads[n] == head]


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    """Without second mentions of the same actor."""
    seen: set[str] = set()
    found = []
    for mention in mentions:
        key = mention.identity
        if key not in seen:
            seen.add(key)
            found.append(mention)
    return found
