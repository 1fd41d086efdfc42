"""The places of a document: those that its sentences name, and what the sentences tell of each other's.

A name that several places have is the one in the country named behind it; a place that nobody knows lies in
the known one behind it; المدينة is the city named last; a name introduced once (مدينة بور) is known
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...knowledge import Place
from ..mentions import skip_letters
from ..mentions.names import as_entry
from .place_names import Where, identity_of, places_named
from .place_words import HEADS, POINTING, TO_GENITIVE
from .scene import Scene

_PROCLITICS = (("", ""), ("و", ""), ("ب", "ب"), ("ل", "ل"), ("وب", "ب"))
"""Letters written onto a name, and the preposition among them."""


def find_places(scenes: Sequence[Scene]) -> list[list[Where]]:
    """The places that each sentence of a document names, in reading order, none inside another.

    A name that the document introduces with a noun (مدينة بور) is known in all its sentences.
    """
    found = [_linked(scene, places_named(scene)) for scene in scenes]
    _point_back(found)
    introduced: dict[str, Where] = {}
    for scene, places in zip(scenes, found, strict=True):
        for where in places:
            if where.kind == "settlement" and where.head and not where.definite:
                name = scene.words[where.first + 1].key
                if name not in HEADS and name not in TO_GENITIVE and name.isalpha():
                    introduced.setdefault(name, where)
    if introduced:
        for scene, places in zip(scenes, found, strict=True):
            places += _again(scene, places, introduced)
            places.sort(key=lambda w: w.first)
    return found


def _point_back(found: Sequence[list[Where]]) -> None:
    """Give المدينة and المحافظة the known place of that kind which the text named last."""
    named: dict[str, Where] = {}
    for places in found:
        for k, where in enumerate(places):
            if where.definite and where.head in named:
                meant = named[where.head]
                places[k] = replace(where, mention=meant.mention, identity=meant.identity)
            elif where.mention is not None and where.kind != "part":
                place = where.mention.place
                kind = place.kind if place is not None else where.mention.kind
                named.update(dict.fromkeys(POINTING.get(kind, ()), where))


def _linked(scene: Scene, places: Sequence[Where]) -> list[Where]:
    return _joined(scene, [_settled(scene, places, k) for k in range(len(places))])


def _settled(scene: Scene, places: Sequence[Where], k: int) -> Where:
    """Place k; if several have its name, the one in the country that stands behind it: طرابلس شمالي لبنان."""
    place, mention = places[k], places[k].mention
    if (
        mention is None
        or k + 1 == len(places)
        or not (mention.place is not None or mention.state is not None)
    ):
        return place
    wider = places[k + 1].mention
    if wider is None or wider.kind == "capital" or not wider.iso or wider.iso == mention.iso:
        return place
    gap = {w.key for w in scene.words[place.last : places[k + 1].first]}
    if places[k + 1].conjunction or not gap <= {"في", "،", "("}:
        return place
    for entry in mention.namesakes:
        if isinstance(entry.value, Place) and entry.value.iso3 == wider.iso:
            meant = as_entry(mention, entry)
            return replace(place, mention=meant, identity=identity_of(meant), kind="place")
    return place


def _joined(scene: Scene, places: Sequence[Where]) -> list[Where]:
    """The same, a place that nobody knows made one with the known place behind it that it lies in: حي الروضة
    بصنعاء.
    """
    joined: list[Where] = []
    for where in places:
        before = joined[-1] if joined else None
        if before is not None and _lies_in(scene, before, where):
            name = " ".join(w.key for w in scene.words[before.first : where.last])
            joined[-1] = replace(
                before, last=where.last, end=where.end, mention=where.mention, definite=False, identity=name
            )
        else:
            joined.append(where)
    return joined


def _lies_in(scene: Scene, place: Where, wider: Where) -> bool:
    unknown = place.mention is None and bool(place.head) and not place.definite
    if not unknown or wider.mention is None or wider.conjunction:
        return False
    gap = [w.key for w in scene.words[place.last : wider.first]]
    if gap:
        return gap == ["في"] and not wider.particle
    return wider.particle == "ب" or bool(wider.particle and wider.head)


def _again(scene: Scene, places: Sequence[Where], introduced: dict[str, Where]) -> Iterator[Where]:
    """Names that another sentence introduced, where they stand without their noun."""
    taken = {k for p in places for k in range(p.first, p.last)}
    taken |= {k for m in scene.mentions for k in range(m.first, m.last)}
    for i, word in enumerate(scene.words):
        if i in taken:
            continue
        for letters, particle in _PROCLITICS:
            name = word.key[len(letters) :]
            if word.key.startswith(letters) and name in introduced:
                yield Where(
                    i, i + 1, skip_letters(word, len(letters)), word.end, "settlement", "", particle,
                    letters[:1] in ("و", "ف") and letters != "", False, None, introduced[name].identity,
                )  # fmt: skip
                break
