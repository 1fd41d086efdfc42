"""Mentions: the words of a sentence that name a possible participant, source or place.

Known names come from the knowledge base. Noun phrases headed by a role (وزير الداخلية، قوات الأمن، متظاهرون) are read with their
adjectives and complements, which give the country. Persons that the knowledge base does not have are found behind a title or
role, or by their first names; once introduced, they are known by each part of their name for the rest of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..knowledge import Actor, Entry, KnowledgeBase, Place, Role, State
from ..knowledge.names import Match, case_free
from ..language.clitics import splits
from ..language.folding import MARKS, fold
from ..language.inflection import adjective_forms
from ..language.words import Word
from ..records import Name, Participant
from .function_words import PREPOSITIONS, SPEECH, bare

_INTERNATIONAL = ("IGO", "IMG", "NGO", "MNC")
_JOINERS = frozenset("بن ابن بنت ابو ابي ام ال عبد ولد ايت بو بني دي دو فان فون لو لا دا ماك سان".split())
_ADJECTIVES = frozenset(
    """مسلح مسلحه مسلحين مجهول مجهولين مجهوله مشترك مشتركه جديد جديده سابق سابقه حاكم حاكمه خاص خاصه كبير كبيره كبار موقت موقته
    متطرف متطرفه متطرفين متشدد متشدده متشددين متمرد متمرده متمردين ارهابي ارهابيه ارهابيين منشق منشقه منشقين معارض معارضه معارضين
    موال مواليه موالين مويد مويده مويدين تابع تابعه محلي محليه امني امنيه عسكري عسكريه حكومي حكوميه دولي دوليه عربي عربيه اسلامي
    اسلاميه وطني وطنيه شعبي شعبيه سياسي سياسيه رفيع مسوول مسووله اتحادي اتحاديه فدرالي فيدرالي عالمي اقليمي اقليميه قضائي قضائيه""".split()
)
# Heads whose sector comes from what they belong to: متحدث باسم الجيش is MIL, مصدر أمني is COP.
_TRANSPARENT = frozenset(
    map(
        case_free,
        """متحدث ناطق مصدر مصادر مسوول مسوولين عضو اعضاء قياده قيادي قياديين عناصر عنصر قاده قائد زعيم زعماء ممثل ممثلي ممثلين وفد
        رئيس نائب امين مندوب مبعوث مقاتلي مسلحي انصار مويدي افراد فرد قوات طيران طائرات مقاتلات مكتب بعثه مقر لجنه اجهزه جهاز سلطات حكومه
        قيادات كوادر جنود ضباط ضابط جندي مدير مستشار مساعد وكيل ابناء اهالي سكان سفير سفاره وزير وزراء مواطن مواطنين شعب
        جانب طرف""".split(),
    )
)
_SEVERAL_STATES = frozenset("دول غرب عواصم مجتمع اسره حكومات حلفاء عالم مانحين مانح".split())
# What a definite noun alone refers back to, by the kind of the organisation named before.
_NAMED_BEFORE = {
    "تنظيم": ("armed_group",),
    "جماعه": ("armed_group", "party"),
    "حركه": ("party", "armed_group"),
    "حزب": ("party",),
    "ميليشيا": ("armed_group",),
    "ميليشيات": ("armed_group",),
    "منظمه": ("body", "organisation"),
    "بعثه": ("body",),
    "وكاله": ("body",),
}
# Adjectives of international bodies: المبعوث الأممي، المسؤولة الأوروبية.
_BLOCS = {
    stem + ending: code
    for stem, code in {"اممي": "IGO UNO", "اوروبي": "IGO EUR", "خليجي": "IGO", "اطلسي": "IGO MIL"}.items()
    for ending in ("", "ه", "ين")
}
_LEANINGS = frozenset(
    form
    for stem in ("داعم", "موالي", "مؤيد", "مساند", "مناصر", "حليف", "مناهض", "معارض", "معادي", "مناوئ")
    for form in adjective_forms(stem)
)
_KINGDOMS = frozenset(("SAU", "JOR", "MAR", "BHR"))
_NAMED_GROUPS = frozenset(
    map(case_free, "ميليشيا ميليشيات مليشيا مليشيات كتيبه كتائب لواء حركه حزب تنظيم جماعه جبهه تيار ائتلاف عمليه غرفه".split())
)
_COMPLEMENT_PARTICLES = frozenset(("", "ب", "ل"))
_MAX_PHRASE = 9
_QUOTES = frozenset("«»“”\"'")
_NUMERALS = frozenset("عشرات مئات الاف ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره بضعه عده بعض كل جميع احد اكثر".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate participant: words `first:last` of its sentence, `text == document[start:end]`."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: str
    """person, actor, state, capital, nisba (an adjective), people, group, body, office or place."""
    particle: str
    """The preposition written onto its first word (ب ك ل), or nothing."""
    conjunction: bool
    definite: bool
    iso: str
    """Country, empty if the mention does not tell it."""
    sector: str
    """PLOVER sector, or the whole code without country for international bodies (IGO UNO)."""
    source: str
    """What the code rests on: name, office, state, role, context, none."""
    actor: Actor | None = None
    state: State | None = None
    place: Place | None = None
    role: str = ""
    """Folded head of a role phrase."""
    plural: bool = False
    office: tuple[int, int] | None = None
    """Words `first:last` of the office phrase before a person's name: وزير الخارجية المصري."""
    body: Mention | None = None
    """What the office phrase belongs to, where it names it: مصر, حركة النهضة."""
    leaning: tuple[int, Mention] | None = None
    """The word that says for or against whom the party stands, and whom: الدول [الداعمة] ل[حفتر]."""

    @property
    def identity(self) -> str:
        """What two mentions of one party have in common: the actor, the state, or the folded words."""
        if self.actor is not None:
            return self.actor.id
        if self.state is not None and self.kind in ("state", "capital", "nisba"):
            return self.state.iso3
        return fold(self.text)

    @property
    def international(self) -> bool:
        """Whether the sector stands for a body without a country: IGO UNO, IMG REB."""
        return self.sector[:3] in _INTERNATIONAL

    @property
    def code(self) -> str:
        """Country and sector, '---' where the country is not known."""
        if self.international:
            return self.sector
        return f"{self.iso or '---'} {self.sector or 'UAF'}"

    def participant(self) -> Participant:
        """The record of this mention as a party of an event."""
        if self.actor is not None:
            actor_id, name = self.actor.id, self.actor.name
        elif self.state is not None and self.kind in ("state", "capital", "nisba"):
            actor_id, name = self.state.iso3, self.state.name
        else:
            return Participant(self.text, self.start, self.end, None, None, self.code, self.source)
        return Participant(self.text, self.start, self.end, actor_id, Name(name.ar, name.en), self.code, self.source)


def find_mentions(
    text: str,
    sentences: Sequence[Sequence[Word]],
    knowledge: KnowledgeBase,
    date: str,
    is_verb: Callable[[str], bool],
) -> list[list[Mention]]:
    """The mentions of each sentence of a document, in reading order, not overlapping.

    `date` (ISO, any precision, or empty) decides which office a person held; `is_verb` tells folded words that may be verbs, behind
    which an adjective is a noun (قتل مسلح).
    """
    finder = _Finder(text, knowledge, date, is_verb)
    found = [finder.sentence(i, words) for i, words in enumerate(sentences)]
    found = [finder.short_names(i, words, found[i]) for i, words in enumerate(sentences)]
    return _fill_countries(found)


class _Finder:
    def __init__(self, text: str, knowledge: KnowledgeBase, date: str, is_verb: Callable[[str], bool]) -> None:
        self.text = text
        self.is_verb = is_verb
        self.kb = knowledge
        self.date = date
        self.introduced: dict[str, Mention] = {}

    def sentence(self, index: int, words: Sequence[Word]) -> list[Mention]:
        keys = [w.key for w in words]
        found: list[Mention] = []
        i = 0
        while i < len(words):
            mention = None if words[i].is_punctuation else self._at(index, words, keys, i)
            if mention is None:
                i += 1
                continue
            found.append(mention)
            i = mention.last
        return _join_appositions(words, found)

    def _at(self, index: int, words: Sequence[Word], keys: list[str], i: int) -> Mention | None:
        match = self.kb.names.match(keys, i)
        if match is None:
            return (
                self._nationals(index, words, keys, i)
                or self._unknown_person(index, words, keys, i, 0)
                or self._national_adjective(index, words, keys, i)
            )
        entry = self._choose(match)
        if entry.kind in ("role", "title"):
            if match.conjunction and not match.definite and self.is_verb(keys[i]):
                return None  # وجهت is a verb, not و and جهت
            if _is_adjective_here(words, match, self.is_verb):
                return None
            return self._role_phrase(index, words, keys, match, entry)
        person = self._unknown_person(index, words, keys, i, 0)
        if person is not None and person.last > match.last and not isinstance(entry.value, Actor):
            return person  # a longer personal name that only begins like a place or a state
        return self._known(index, words, match, entry)

    def _choose(self, match: Match) -> Entry:
        """Among namesakes the one whose office is held on the date, else the first."""
        if len(match.entries) > 1 and self.date:
            for entry in match.entries:
                if isinstance(entry.value, Actor) and entry.value.code_on(self.date)[1] is not None:
                    return entry
        return match.entries[0]

    def _known(self, index: int, words: Sequence[Word], match: Match, entry: Entry) -> Mention:
        value = entry.value
        if isinstance(value, Actor):
            code, office = value.code_on(self.date)
            iso, sector = _split_code(code)
            kind = "person" if value.kind == "person" else "actor"
            mention = self._mention(index, words, match, kind, iso, sector, "office" if office else "name")
            mention = replace(mention, actor=value)
            if kind == "person":
                self._introduce(words, mention)
            return mention
        if isinstance(value, State):
            kind = {"state": "state", "people": "people"}.get(entry.kind, "capital")
            sector = "CVL" if entry.kind == "people" else "GOV"
            mention = self._mention(index, words, match, kind, value.iso3, sector, "state")
            return replace(mention, state=value, plural=entry.plural)
        assert isinstance(value, Place)
        return replace(self._mention(index, words, match, "place", value.iso3, "GOV", "state"), place=value)

    def _mention(
        self, index: int, words: Sequence[Word], match: Match, kind: str, iso: str, sector: str, source: str
    ) -> Mention:
        start = skip_letters(words[match.first], match.prefix)
        end = words[match.last - 1].end
        return Mention(
            index, match.first, match.last, start, end, self.text[start:end], kind, match.particle, match.conjunction,
            match.definite, iso, sector, source,
        )  # fmt: skip

    def _nationals(self, index: int, words: Sequence[Word], keys: list[str], i: int) -> Mention | None:
        """A plural of nationality used as a noun: الليبيون، مصريين."""
        for split in splits(keys[i]):
            counted = i > 0 and (keys[i - 1].isdigit() or keys[i - 1] in _NUMERALS)
            if split.particle == "س" or not (counted or split.stem.endswith(("ون", "ين", "ات"))):
                continue
            iso = self.kb.nationality(split.stem)
            if not iso:
                continue
            width = len(split.conjunction) + (0 if split.article and split.particle == "ل" else len(split.particle))
            match = Match(i, i + 1, width, split.particle, bool(split.conjunction), split.article, ())
            mention = self._mention(index, words, match, "people", iso, "CVL", "state")
            return replace(mention, state=self.kb.states[iso], plural=True)
        return None

    def _national_adjective(self, index: int, words: Sequence[Word], keys: list[str], i: int) -> Mention | None:
        """An adjective of nationality that stands for its government: الدعوة المصرية، غارات إسرائيلية."""
        for split in splits(keys[i]):
            iso = self.kb.nationality(split.stem) if split.particle != "س" else ""
            if iso:
                width = len(split.conjunction) + (0 if split.article and split.particle == "ل" else len(split.particle))
                match = Match(i, i + 1, width, split.particle, bool(split.conjunction), split.article, ())
                mention = self._mention(index, words, match, "nisba", iso, "GOV", "state")
                return replace(mention, state=self.kb.states[iso])
        return None

    def _role_phrase(
        self, index: int, words: Sequence[Word], keys: list[str], match: Match, entry: Entry
    ) -> Mention | None:
        role = entry.value if isinstance(entry.value, Role) else None
        j = match.last
        iso = sector = bloc = ""
        leaning: tuple[int, Mention] | None = None
        inner: Mention | None = None
        limit = min(len(words), match.first + _MAX_PHRASE)
        while j < limit:
            if words[j].is_punctuation:
                quoted = self._quoted_name(keys, words, j)
                if quoted is None or inner is not None:
                    break
                inner = self._known(index, words, quoted, self._choose(quoted))
                iso, sector = iso or inner.iso, sector or inner.sector
                j = quoted.last + 1
                continue
            adjective_iso = self._adjective(keys[j])
            if adjective_iso is not None:
                iso = iso or adjective_iso
                bloc = bloc or _BLOCS.get(keys[j].removeprefix("ال"), "")
                j += 1
                continue
            if keys[j] == "من" and j + 1 < limit and role is not None and _partitive(keys[match.first], match.prefix):
                whole = self._whole(index, words, keys, j + 1)
                if whole is None:
                    break
                inner, j = whole, whole.last
                iso, sector = iso or inner.iso, sector or inner.sector
                break
            inside = self.kb.names.match(keys, j)
            if inside is not None and j > match.last and keys[j - 1].removeprefix("ال") in _LEANINGS and not inside.conjunction:
                toward = self._known_or_phrase(index, words, keys, inside)
                if toward is not None:
                    leaning = (j - 1, toward)
                    j = toward.last
                break
            if inside is None and role is not None and self._group_name(words, keys, match, j):
                j += 1
                continue
            if inside is None or inside.conjunction or inside.particle not in _COMPLEMENT_PARTICLES:
                break
            other = self._choose(inside)
            if other.kind == "title" or (isinstance(other.value, Actor) and other.value.kind == "person"):
                break
            if inside.particle and not (role and role.kind != "group" and not isinstance(other.value, Place)):
                break
            if isinstance(other.value, Role):
                if other.value.kind == "person" and not inside.particle and match.last != j:
                    break
                sector = sector or other.value.sector
            else:
                inner = self._known(index, words, inside, other)
                iso = iso or inner.iso
                sector = sector or inner.sector
            j = inside.last
        head = case_free(keys[match.first][match.prefix :].removeprefix("ال"))
        own = role.sector if role else ""
        if own and head not in _TRANSPARENT or not sector:
            sector = own
        if inner is not None and inner.actor is not None and inner.international:
            sector, iso = inner.sector, ""
        if bloc and not iso:
            sector = bloc
        person = None
        if role is None or role.kind == "person":
            name = j + 1 if j < len(words) and words[j].text in _QUOTES else j
            person = self._known_person(index, words, keys, name) or self._unknown_person(index, words, keys, name, 1)
        if person is not None:
            if person.actor is None:
                person = replace(person, iso=iso, sector=sector or person.sector, source="role" if iso else "none")
            office = (match.first, j) if role is not None else None
            person = replace(
                person, first=match.first, particle=match.particle, conjunction=match.conjunction, office=office, body=inner
            )
            self._introduce(words, person)
            return person
        if role is None:
            return None
        kind = {"person": "office", "group": "group", "body": "body"}[role.kind]
        whole = replace_last(match, j)
        mention = self._mention(index, words, whole, kind, iso, sector, "role" if iso or sector[:3] in _INTERNATIONAL else "none")
        return replace(mention, role=head, plural=entry.plural, body=inner, leaning=leaning)

    def _group_name(self, words: Sequence[Word], keys: list[str], match: Match, j: int) -> bool:
        """Whether word j is the proper name of a group: ميليشيات الكرامة، حزب الاستقلال."""
        before = case_free(keys[j - 1].removeprefix("ال"))
        if j == match.first + 1:
            before = case_free(keys[match.first][match.prefix :])
        return before in _NAMED_GROUPS and keys[j].startswith("ال") and not self.is_verb(keys[j])

    def _known_or_phrase(self, index: int, words: Sequence[Word], keys: list[str], match: Match) -> Mention | None:
        entry = self._choose(match)
        if entry.kind in ("role", "title"):
            return self._role_phrase(index, words, keys, match, entry)
        return self._known(index, words, match, entry)

    def _whole(self, index: int, words: Sequence[Word], keys: list[str], i: int) -> Mention | None:
        """The group after من in عناصر من حزب العمال."""
        match = self.kb.names.match(keys, i)
        if match is None or match.particle or match.conjunction:
            return None
        entry = self._choose(match)
        if isinstance(entry.value, Actor) and entry.value.kind != "person":
            return self._known(index, words, match, entry)
        if isinstance(entry.value, Role) and entry.value.kind != "person":
            return self._role_phrase(index, words, keys, match, entry)
        return None

    def _quoted_name(self, keys: list[str], words: Sequence[Word], j: int) -> Match | None:
        """A known name in quotation marks that continues a phrase: تنظيم «داعش»."""
        if words[j].text not in _QUOTES or j + 2 >= len(words):
            return None
        match = self.kb.names.match(keys, j + 1)
        if match is None or match.particle or match.conjunction or match.last >= len(words):
            return None
        entry = self._choose(match)
        known = isinstance(entry.value, Actor) and entry.value.kind != "person"
        return match if known and words[match.last].text in _QUOTES else None

    def _adjective(self, key: str) -> str | None:
        """The country of an adjective that continues a noun phrase; empty for other adjectives, None if it is none."""
        stem = key[2:] if key.startswith("ال") else key
        iso = self.kb.nationality(stem)
        if iso:
            return iso
        if stem in _ADJECTIVES or stem in _BLOCS or stem in _LEANINGS:
            return ""
        if key.startswith("ال") and len(stem) > 4 and stem.endswith(("يه", "يين", "يون")):
            return ""
        return None

    def _known_person(self, index: int, words: Sequence[Word], keys: list[str], i: int) -> Mention | None:
        if i >= len(words):
            return None
        match = self.kb.names.match(keys, i)
        if match is None or match.particle or match.conjunction:
            return None
        entry = self._choose(match)
        if isinstance(entry.value, Actor) and entry.value.kind == "person":
            return self._known(index, words, match, entry)
        return None

    def _unknown_person(
        self, index: int, words: Sequence[Word], keys: list[str], i: int, titled: int
    ) -> Mention | None:
        """A personal name from word i: behind a title any words that may be names, else a first name and another part."""
        if i >= len(words) or words[i].is_punctuation:
            return None
        prefix, particle, first = 0, "", keys[i]
        if not titled and first not in self.kb.given_names and not self._opens_with_joiner(keys, i):
            for split in splits(first):
                if not split.article and split.stem in self.kb.given_names and split.particle in ("", "ل", "ب"):
                    prefix, particle, first = len(split.conjunction) + len(split.particle), split.particle, split.stem
                    break
            else:
                return None
        j = i
        parts = certain = 0
        while j < len(words) and parts < 4:
            key = first if j == i else keys[j]
            if words[j].is_punctuation:
                break
            if key in _JOINERS and j + 1 < len(words):
                j += 1
                continue
            if not self._name_part(key, words[j], titled or parts):
                break
            j += 1
            parts += 1
            certain += key in self.kb.name_words
        while j > i and keys[j - 1] in _JOINERS:
            j -= 1
        if certain < (1 if titled else 2):
            return None
        match = Match(i, j, prefix, particle, prefix > len(particle), False, ())
        mention = self._mention(index, words, match, "person", "", "", "none")
        known = self.introduced.get(case_free(keys[j - 1]))
        if known is not None:
            mention = replace(mention, iso=known.iso, sector=known.sector, source=known.source, actor=known.actor)
        self._introduce(words, mention)
        return mention

    def _opens_with_joiner(self, keys: list[str], i: int) -> bool:
        """عبد ربه، أبو مازن، ولد داداه: a joining word and a name."""
        return keys[i] in ("عبد", "ابو", "ولد", "بن", "ابن") and i + 1 < len(keys) and keys[i + 1] in self.kb.name_words

    def _name_part(self, key: str, word: Word, lenient: int) -> bool:
        if not key.isalpha() or word.text[-1:] == "ى" and len(key) < 5:
            return False
        if key in self.kb.name_words:
            return True
        if not lenient or key in self.kb.common_words or len(key) < 3 or key in self.kb.nisba:
            return False
        if key[0] in ("و", "ف", "ل", "ب") and len(key) > 4 or key.endswith(("وا", "تا", "ها", "هم")):
            return False
        if key.startswith("ال"):
            return self.kb.nationality(key[2:]) == "" and key[2:] not in self.kb.common_words
        return not any(s.width and s.stem in self.kb.common_words for s in splits(key)) and self.kb.names.match([key], 0) is None

    def _introduce(self, words: Sequence[Word], mention: Mention) -> None:
        """Remember the parts of a name, so that the surname alone is recognised later."""
        for word in words[mention.first : mention.last]:
            if word.start < mention.start:
                continue
            key = case_free(word.key)
            last = word.end == mention.end
            if (len(key) > 3 and key not in self.kb.common_words and key not in self.kb.given_names) or (last and len(key) > 3):
                known = self.introduced.get(key)
                if known is None or (not known.iso and mention.iso):
                    self.introduced[key] = mention

    def short_names(self, index: int, words: Sequence[Word], found: list[Mention]) -> list[Mention]:
        """Add single words that are part of a personal name introduced anywhere in the document."""
        taken = {k for m in found for k in range(m.first, m.last)}
        added = list(found)
        for i, word in enumerate(words):
            if i in taken or word.is_punctuation:
                continue
            for split in splits(word.key):
                if split.particle == "س" or split.article:
                    continue
                full = self.introduced.get(case_free(split.stem))
                if full is None:
                    continue
                match = Match(i, i + 1, split.width, split.particle, bool(split.conjunction), False, ())
                mention = self._mention(index, words, match, "person", full.iso, full.sector, full.source)
                added.append(replace(mention, actor=full.actor))
                break
        refreshed = (self._refresh(words, m) for m in added)
        return sorted(refreshed, key=lambda m: m.first)

    def _refresh(self, words: Sequence[Word], mention: Mention) -> Mention:
        """Give an unknown person the country that a later introduction told."""
        if mention.kind != "person" or mention.iso or mention.actor:
            return mention
        full = self.introduced.get(case_free(words[mention.last - 1].key))
        if full is None or not full.iso:
            return mention
        return replace(mention, iso=full.iso, sector=full.sector, source=full.source)


_PARTITIVES = frozenset(
    map(case_free, "عناصر عنصر افراد فرد مسلحين مسلح مقاتلين مقاتل اعضاء عضو جنود جندي ضباط ضابط قاده قيادات قياديين قيادي نواب نائب وفد انصار ناشطين مسوول مسوولين مجموعه".split())
)


def _partitive(key: str, prefix: int) -> bool:
    stem = case_free(key[prefix:].removeprefix("ال"))
    return stem in _PARTITIVES or stem.removesuffix("ا") in _PARTITIVES


def _is_adjective_here(words: Sequence[Word], match: Match, is_verb: Callable[[str], bool]) -> bool:
    """Words such as السياسي or مسلحة head a phrase on their own, but qualify a noun that stands before them."""
    key = words[match.first].key
    if bare(key) in SPEECH or key == "بقوه":
        return True
    if match.last - match.first > 1 or match.prefix or match.first == 0:
        return False
    stem = key.removeprefix("ال")
    if stem not in _ADJECTIVES and not (stem.endswith(("ي", "يه")) and len(stem) > 3):
        return False
    before = words[match.first - 1]
    if before.text in _QUOTES and match.first > 1:
        return match.definite
    if before.is_punctuation or before.key.isdigit() or before.key in _NUMERALS:
        return False
    governed = before.key in PREPOSITIONS or bare(before.key) in SPEECH or is_verb(before.key)
    return not governed and not stem.endswith("ين")


def replace_last(match: Match, last: int) -> Match:
    """The same match with another end."""
    return Match(
        match.first, last, match.prefix, match.particle, match.conjunction, match.definite, match.entries
    )


def _split_code(code: str) -> tuple[str, str]:
    first, _, rest = code.partition(" ")
    if first in (*_INTERNATIONAL, ""):
        return "", code
    return ("" if first == "---" else first), rest


def skip_letters(word: Word, letters: int) -> int:
    """Offset behind the first `letters` letters of a word, marks not counted."""
    position = word.start
    for character in word.text:
        if letters == 0:
            break
        position += 1
        if character not in MARKS:
            letters -= 1
    return position


def _join_appositions(words: Sequence[Word], found: list[Mention]) -> list[Mention]:
    """A person followed by his office takes its code: فتحي باشاغا، وزير الداخلية الليبي."""
    joined: list[Mention] = []
    for mention in found:
        if joined and mention.kind == "office" and not mention.plural:
            before = joined[-1]
            gap = words[before.last : mention.first]
            close = not gap or (len(gap) == 1 and gap[0].text in "،,(«")
            if before.kind == "person" and before.actor is None and not before.iso and close and not mention.particle and not mention.conjunction:
                joined[-1] = replace(
                    before, iso=mention.iso, sector=mention.sector, source=mention.source,
                    office=(mention.first, mention.last), body=mention.body,
                )  # fmt: skip
        joined.append(mention)
    return joined


def _fill_countries(found: list[list[Mention]]) -> list[list[Mention]]:
    """Give mentions without a country that of their surroundings, and say so: التنظيم is the organisation last named, else the
    country that the document names most. Several states together keep none."""
    counts = Counter(m.iso for mentions in found for m in mentions if m.iso)
    focus = min(counts, key=lambda iso: (-counts[iso], iso)) if counts else ""
    last: dict[str, Mention] = {}
    filled: list[list[Mention]] = []
    for mentions in found:
        row = []
        for mention in mentions:
            if mention.actor is not None:
                last[mention.actor.kind] = mention
            row.append(_with_context(mention, _focus(mention, focus, counts), last))
        filled.append(row)
    return filled


def _focus(mention: Mention, focus: str, counts: Counter[str]) -> str:
    """The country that a bare noun means: the document's, unless the word is used of one country by the whole press."""
    if mention.role == "مملكه" and focus not in _KINGDOMS:
        return "SAU"
    if mention.role in ("احتلال", "سلطات احتلال") and (counts["ISR"] or counts["PSE"]):
        return "ISR"
    return focus


def _with_context(mention: Mention, focus: str, last: dict[str, Mention]) -> Mention:
    if mention.iso or mention.international or mention.role in _SEVERAL_STATES:
        return mention
    if mention.definite and mention.last - mention.first == 1:
        for kind in _NAMED_BEFORE.get(mention.role, ()):
            if kind in last:
                named = last[kind]
                return replace(mention, actor=named.actor, iso=named.iso, sector=named.sector, source="context")
    return replace(mention, iso=focus, source="context") if focus else mention
