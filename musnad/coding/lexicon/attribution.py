"""Attribution: to whom the text attributes the report of an event.

A reporting verb (قال، أكد، أفادت) with the party that stands by it, or a formula (بحسب، وفقا لـ، نقلا عن),
holds for what follows it up to the end of the sentence; a formula at the end holds for what stands before.
A sentence that opens with a continuing verb (وأضاف، وتابع) without a party of its own keeps the speaker of
the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...language.words import Word
from ...records import Span
from ..function_words import bare, key_set
from ..mentions import Mention
from .scene import Scene
from .triggers import Trigger

_VERBS = key_set(
    """قال قالت قالوا يقول تقول يقولون أكد أكدت أكدوا يؤكد تؤكد أوضح أوضحت أضاف أضافت أضافوا تابع تابعت ذكر
    ذكرت ذكروا أعلن أعلنت أعلنوا أفاد أفادت أفادوا أشار أشارت أشاروا صرح صرحت كشف كشفت زعم زعمت ادعى ادعت
    روى لفت لفتت اعتبر اعتبرت رأى رأت يرى ترى بين بينت نوه نوهت اعترف اعترفت قالا أبلغ أبلغت كتب كتبت نشرت
    نشر نقلت نقل استطرد مضى اردف أردفت تحدث تحدثت شدد شددت"""
)
_PARTICIPLES = key_set(
    """مؤكدا مؤكدة مضيفا مضيفة موضحا موضحة مشيرا مشيرة قائلا قائلة معتبرا معتبرة لافتا لافتة مبينا متابعا
    كاشفا مشددا معلنا"""
)
_CONTINUING = key_set(
    """أضاف أضافت تابع تابعت أوضح أوضحت استطرد مضى أردف أردفت قال قالت أكد أكدت أشار أشارت لفت لفتت شدد شددت
    ختم زاد"""
)
_FORMULAS = key_set("بحسب حسب وفق وفقا طبقا نقلا استنادا حسبما وفقما")
_FORMULA_LINKS = key_set("ل عن إلى ما لما")
# What a reporting verb takes before its content; عن introduces a topic or somebody else's words.
_ANONYMOUS = key_set(
    """مصدر مصادر تقارير تقرير شهود شاهد وسائل صحيفة صحف وكالة بيان قناة إذاعة التلفزيون موقع مراقبون ناشطون
    نشطاء سكان مسؤولون مسؤول محللون خبراء مكتب"""
)
_MAX_REACH = 6


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who reports, and the words of the sentence that his report covers."""

    first: int
    last: int
    mention: Mention | None
    covers_from: int
    covers_to: int


def find_sources(scene: Scene) -> list[Source]:
    """The reporting parties of a sentence, in order."""
    words = scene.words
    found: list[Source] = []
    for i, word in enumerate(words):
        key = bare(word.key)
        if key in _FORMULAS:
            party = _party(scene, i + 1, 3)
            if party is not None:
                first, last, mention = party
                start, end = (last, len(words)) if i <= 2 else (0, i)
                found.append(Source(first, last, mention, start, end))
        elif key in _VERBS:
            party = _party(scene, i + 1, _MAX_REACH) or _party_before(scene, i)
            if party is not None:
                first, last, mention = party
                found.append(Source(first, last, mention, max(last, i + 1), len(words)))
        elif word.key in _PARTICIPLES:
            speaker = found[-1] if found else _subject(scene, i)
            if speaker is not None:
                found.append(Source(speaker.first, speaker.last, speaker.mention, i + 1, len(words)))
    return found


def said_by(text: str, scene: Scene, source: Source) -> Span:
    """The words that name a source."""
    if source.mention is not None:
        return Span(source.mention.text, source.mention.start, source.mention.end)
    start, end = scene.words[source.first].start, scene.words[source.last - 1].end
    return Span(text[start:end], start, end)


def continues(words: Sequence[Word]) -> bool:
    """Whether a sentence opens with a verb that carries on somebody's statement."""
    return bool(words) and bare(words[0].key) in _CONTINUING


def _party(scene: Scene, start: int, reach: int) -> tuple[int, int, Mention | None] | None:
    """The party that a reporting verb names behind it."""
    words = scene.words
    for i in range(start, min(start + reach, len(words))):
        key = words[i].key
        if key in ("ان", "بان", "انه", "انها", "انهم", ":") or (
            words[i].is_punctuation and words[i].text in '.:«"“'
        ):
            return None
        for mention in scene.mentions:
            if mention.first == i and mention.kind != "place":
                return mention.first, mention.last, mention
        stem = bare(key)
        stem = stem[1:] if stem[:1] == "ل" and stem[1:] in _ANONYMOUS else stem
        if (stem in _ANONYMOUS or stem.removeprefix("ال") in _ANONYMOUS) and key not in _FORMULA_LINKS:
            return i, _phrase_end(words, i), None
    return None


def _phrase_end(words: Sequence[Word], i: int) -> int:
    """The end of a source phrase without a known name: the noun and its adjectives, at most four words."""
    j = i + 1
    while j < min(i + 4, len(words)) and not words[j].is_punctuation:
        key = words[j].key
        if key in (
            "ان",
            "ب",
            "عن",
            "في",
            "من",
            "الى",
            "على",
            "امس",
            "اليوم",
            "انه",
            "انها",
            "لم",
            "قد",
        ) or key.startswith(("وا", "بان")):
            break
        j += 1
    return j


def _party_before(scene: Scene, i: int) -> tuple[int, int, Mention | None] | None:
    """The party that opens the sentence before a reporting verb: الرئيس قال."""
    for mention in reversed(scene.mentions):
        if mention.last <= i and i - mention.last <= 2 and mention.kind != "place" and not mention.particle:
            return mention.first, mention.last, mention
    return None


def _subject(scene: Scene, i: int) -> Source | None:
    for mention in scene.mentions:
        if mention.last <= i and mention.kind != "place" and not mention.particle:
            return Source(mention.first, mention.last, mention, i + 1, len(scene.words))
    return None


def attribute(
    scene: Scene, trigger: Trigger, actors: Sequence[Mention], sources: Sequence[Source]
) -> Source | None:
    """The source whose report covers a trigger.

    None when the outlet itself reports it, or when the speaker's own words are the event.
    """
    for source in reversed(sources):
        if not source.covers_from <= trigger.first < source.covers_to:
            continue
        if source.first <= trigger.first < source.last:
            continue
        if source.mention is not None and any(_same(source.mention, actor) for actor in actors):
            return None
        return source
    return None


def _same(a: Mention, b: Mention) -> bool:
    return a is b or a.text == b.text or (a.actor is not None and a.actor is b.actor)
