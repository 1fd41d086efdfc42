"""Where an event happens: which of the places that its sentence names, or none.

Each place is described by where it stands to the trigger; the places compete with each other and with none
(conditional logit, as for participants; McFadden 1974). Only the event's own sentence is looked at: a place
that is not named there is not the event's.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..function_words import CONJUNCTIONS, PREPOSITIONS, RELATIVES, SPEECH, bare, bucket, key_set
from ..linear import LinearModel, softmax
from ..mentions import Mention
from .place_names import KNOWN, Where
from .scene import Scene
from .triggers import Trigger

_WITHIN = key_set("في ب داخل قرب وسط")
_BY_WAY = key_set("قرب وسط داخل خارج باتجاه صوب مدخل قبالة عبر")
NONE_COST = 1.5
"""Taken from the score of no place: the annotation leaves out many a place that the text gives, so that by
the weights alone too few are told (training/EXPERIMENTS.md)."""
_MARKS = '.،,؛:()«»"-'


def choose_place(
    scene: Scene,
    trigger: Trigger,
    places: Sequence[Where],
    actors: Sequence[Mention],
    recipients: Sequence[Mention],
    model: LinearModel,
) -> Where | None:
    """The likeliest of the places that the sentence names, or None if none is likelier."""
    found = [p for p in places if not trigger.first <= p.first < trigger.head_end]
    if not found:
        return None
    rows = place_features(scene, trigger, found, actors, recipients)
    scores = [model.scores(row)[0] for row in rows]
    none = model.scores(no_place_features(scene, trigger, found))[0]
    parties = [stands_for_state(scene, place, actors, recipients) for place in found]
    k = likeliest(found, scores, parties, none, NONE_COST)
    return found[k] if k is not None else None


def likeliest(
    places: Sequence[Where], scores: Sequence[float], parties: Sequence[bool], none: float, cost: float
) -> int | None:
    """Which place is likeliest by its score, the mentions of one place speaking for it together; None if
    that there is none, which scores `none`, is likelier.

    The cost is taken from `none` against all places but those that stand for a state which takes part.
    """
    odds = softmax([*(s - cost * party for s, party in zip(scores, parties, strict=True)), none - cost])
    together: dict[str, float] = {}
    for place, p in zip(places, odds, strict=False):
        together[place.identity] = together.get(place.identity, 0.0) + p
    best = max(together, key=lambda identity: (together[identity], identity), default="")
    if not best or together[best] <= odds[-1]:
        return None
    same = [k for k, place in enumerate(places) if place.identity == best]
    return max(same, key=lambda k: (not places[k].definite, odds[k], -k))


def stands_for_state(
    scene: Scene, place: Where, actors: Sequence[Mention], recipients: Sequence[Mention]
) -> bool:
    """Whether a country or capital takes part in the event rather than being where it happens."""
    if place.kind not in ("state", "capital"):
        return False
    return _part(scene, place, actors, recipients) in ("actor", "recipient", "same-actor", "same-recipient")


def no_place_features(scene: Scene, trigger: Trigger, places: Sequence[Where]) -> list[str]:
    """What speaks for the text giving no place for the event, as named features."""
    entry, form = trigger.entry, trigger.reading.form
    within = any(_governor(scene, p) in ("في", "ب") for p in places)
    return [
        "none",
        f"none&{entry.event_type}",
        f"none&{entry.event_type}/{entry.event_mode}",
        f"none&{form}",
        f"none&{entry.event_type}&{form}",
        f"none&lemma={entry.lemma}",
        f"none&places={min(len(places), 5)}",
        f"none&within={within}&{entry.event_type}",
        f"none&headline={scene.heading}",
        f"none&definite={trigger.reading.split.article}&{form}",
    ]


def place_features(
    scene: Scene,
    trigger: Trigger,
    places: Sequence[Where],
    actors: Sequence[Mention],
    recipients: Sequence[Mention],
) -> list[list[str]]:
    """What speaks for and against each of the places, as named features."""
    return [
        _features(scene, trigger, places, k, _part(scene, p, actors, recipients))
        for k, p in enumerate(places)
    ]


def _features(scene: Scene, trigger: Trigger, places: Sequence[Where], k: int, part: str) -> list[str]:
    place, entry, form = places[k], trigger.entry, trigger.reading.form
    words = scene.words
    after = place.first >= trigger.head_end
    side = "after" if after else "before"
    between = words[trigger.head_end : place.first] if after else words[place.last : trigger.first]
    keys = [bare(w.key) for w in between]
    governing = _governor(scene, place)
    distance = bucket(len(between))
    others = sum(
        1 for p in places if p is not place and (trigger.head_end <= p.first < place.first if after
        else place.first < p.first < trigger.first)
    )  # fmt: skip
    chain = _chain(scene, places, k)
    verbs = min(sum(w.start in scene.verbs for w in between), 2)
    comma = any(w.text in _MARKS for w in between)
    clause = any(w in CONJUNCTIONS or w in RELATIVES for w in keys)
    kind = place.kind if not place.definite else f"{place.kind}-alone"
    verbal = "verb" if form in ("past", "present", "passive") else form
    event = entry.event_type
    features = [
        "place",
        f"kind={kind}",
        f"kind={kind}&{event}",
        f"kind={kind}&{governing}",
        f"governor={governing}",
        f"governor={governing}&{side}",
        f"governor={governing}&{event}",
        f"governor={governing}&{event}&{side}",
        f"governor={governing}&{side}&{distance}",
        f"governor={governing}&{side}&others={min(others, 2)}",
        f"governor={governing}&{side}&comma={comma}&clause={clause}",
        f"{side}&{distance}",
        f"{side}&{distance}&{verbal}",
        f"{side}&{distance}&{event}",
        f"{side}&others={min(others, 3)}",
        f"{side}&others={min(others, 3)}&{verbal}",
        f"{side}&verbs={verbs}",
        f"{side}&verbs={verbs}&{verbal}",
        f"{side}&comma={comma}",
        f"{side}&clause={clause}&verbs={verbs}",
        f"part={part}",
        f"part={part}&{event}",
        f"part={part}&{event}/{entry.event_mode}",
        f"part={part}&{governing}&{side}",
        f"lemma={entry.lemma}&{governing}",
        f"chain={chain}",
        f"chain={chain}&{side}",
        f"chain={chain}&kind={kind}",
        f"head={place.head or '-'}",
    ]
    within = [p for p in places if _governor(scene, p) in _WITHIN]
    if place in within:
        first = next((p for p in within if p.first >= trigger.head_end), None)
        last = next((p for p in reversed(within) if p.first < trigger.first), None)
        order = (
            "only" if len(within) == 1 else "next" if place is first else "last" if place is last else "other"
        )
        features += [f"within={order}&{side}", f"within={order}&{event}", f"within={order}&{verbal}&{side}"]
    if governing in entry.recipient or governing in entry.actor:
        features += [f"asked-for&{governing}", f"asked-for&{event}", f"asked-for&{side}&{distance}"]
    if place.mention is not None:
        standing = min(scene.standing.get(place.mention.identity, 1), 4)
        features += [f"standing={standing}", f"standing={standing}&{place.mention.kind}"]
        if place.mention.place is not None:
            weight = place.mention.place.weight // 3
            features += [
                f"weight={weight}",
                f"weight={weight}&noun={bool(place.head)}",
                f"weight={weight}&{governing}",
            ]
    if entry.event_mode:
        features += [
            f"governor={governing}&{event}/{entry.event_mode}",
            f"kind={kind}&{event}/{entry.event_mode}",
        ]
    if place.outer:
        features += [f"outer={place.outer}", f"outer={place.outer}&{event}", f"outer={place.outer}&{side}"]
    if place.first == trigger.last:
        features += ["touches", f"touches&{event}", f"touches&{kind}&{verbal}", f"touches&{entry.lemma}"]
        features.append(f"touches&{governing}")
    if any(w in SPEECH for w in keys):
        features += [f"{side}&speech"]
    if place.first > 0:
        features.append(f"word-before={bare(words[place.first - 1].key)}")
    if place.first < 2:
        following = words[place.last].text if place.last < len(words) else ""
        features += ["opens", f"opens&{following if following in _MARKS else 'word'}&{kind}"]
    if scene.heading:
        features.append(f"headline&{governing}&{side}")
    return features


def _governor(scene: Scene, place: Where) -> str:
    """The preposition before a place, written onto it or apart; - if there is none."""
    if place.particle:
        return place.particle
    if place.first > 0:
        key = bare(scene.words[place.first - 1].key)
        if key in PREPOSITIONS or key in _BY_WAY:
            return key
    return "-"


def _chain(scene: Scene, places: Sequence[Where], k: int) -> str:
    """How a place stands to its neighbours: the wider one behind (حي الروضة بصنعاء), the narrower one before,
    one of a list.
    """
    place = places[k]
    if k and _touch(scene, places[k - 1], place):
        return "listed" if place.conjunction else "wider"
    if k + 1 < len(places) and _touch(scene, place, places[k + 1]):
        return "first-listed" if places[k + 1].conjunction else "narrower"
    return "-"


def _touch(scene: Scene, a: Where, b: Where) -> bool:
    gap = [w.key for w in scene.words[a.last : b.first]]
    return len(gap) <= 1 and all(bare(w) in PREPOSITIONS or w in "،,(و" for w in gap)


def _part(scene: Scene, place: Where, actors: Sequence[Mention], recipients: Sequence[Mention]) -> str:
    """Whether the place is a participant, or stands in the name of one."""
    for name, parties in (("actor", actors), ("recipient", recipients)):
        for m in parties:
            if m.sentence == scene.index and m.first < place.last and place.first < m.last:
                return name if m.kind in KNOWN else f"in-{name}"
            if place.mention is not None and m.identity == place.mention.identity:
                return f"same-{name}"
    return "-"
