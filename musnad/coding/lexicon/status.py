"""Status: whether an event is told as happened, planned, possible, denied or long past."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.words import Word
from ..function_words import CONJUNCTIONS, DENIALS, FUTURE, HYPOTHETICAL, NEGATIONS, PAST_TIME, SPEECH, bare
from ..linear import LinearModel
from .scene import Scene
from .triggers import Trigger

_GROUPS = (
    ("negation", NEGATIONS),
    ("denial", DENIALS),
    ("future", FUTURE),
    ("hypothetical", HYPOTHETICAL),
    ("past", PAST_TIME),
    ("speech", SPEECH),
)


def status_features(scene: Scene, trigger: Trigger, published: str) -> list[str]:
    """What tells the status of a trigger, as named features; `published` is an ISO date or empty."""
    words, reading = scene.words, trigger.reading
    form, event_type = reading.form, trigger.entry.event_type
    before = [w.key for w in words[: trigger.first]]
    after = [w.key for w in words[trigger.last : trigger.last + 8]]
    previous = before[-1] if before else "^"
    features = [
        "bias",
        f"form={form}",
        f"type={event_type}",
        f"type={event_type}&{form}",
        f"clitic={reading.split.particle or '-'}&{form}",
        f"article={reading.split.article}&{form}",
        f"prev={previous}",
        f"prev={previous}&{form}",
        f"lemma={trigger.entry.lemma}",
    ]
    if len(before) > 1:
        features.append(f"prev2={before[-2]}")
    if len(before) > 2:
        features.append(f"prev3={before[-3]}")
    if previous.startswith("ل") and len(previous) > 3:
        features.append("prev-starts-with-l")
    features.extend(f"next={key}" for key in after[:2])
    for name, group in _GROUPS:
        for reach, keys in (("near", before[-3:]), ("clause", _clause(before)), ("behind", after)):
            if any(k in group or bare(k) in group for k in keys):
                features.append(f"{name}-{reach}")
                features.append(f"{name}-{reach}&{form}")
    features.extend(_governors(before, form))
    features.extend(_years(words, published))
    if scene.heading:
        features.append("headline")
        features.append(f"headline&{form}")
    if any(w.text == "؟" for w in words):
        features.append("question")
    return features


def _clause(before: Sequence[str]) -> Sequence[str]:
    """The words before the trigger back to the last conjunction or comma."""
    for k in range(len(before) - 1, max(-1, len(before) - 12), -1):
        if bare(before[k]) in CONJUNCTIONS or before[k] in "،؛.:":
            return before[k:]
    return before[-12:]


def _governors(before: Sequence[str], form: str) -> list[str]:
    """Each of the words before the trigger, for among them are those that govern its clause."""
    return [f"within={k}" for k in before[-6:]] if form else []


def _years(words: Sequence[Word], published: str) -> list[str]:
    if not published[:4].isdecimal():
        return []
    year = int(published[:4])
    named = (int(w.key) for w in words if len(w.key) == 4 and w.key.isdecimal())  # not ²²²²
    found = [y for y in named if 1900 <= y <= 2100]
    features = []
    if any(y < year for y in found):
        features.append("earlier-year")
    if any(y > year for y in found):
        features.append("later-year")
    if year in found:
        features.append("this-year")
    return features


def decide_status(scene: Scene, trigger: Trigger, published: str, model: LinearModel) -> str:
    """The most probable status."""
    odds = model.probabilities(status_features(scene, trigger, published))
    return model.classes[max(range(len(odds)), key=lambda k: odds[k])]
