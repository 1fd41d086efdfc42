"""Role phrases: a noun such as وزير or قوات with its adjectives and complements, and the name behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...knowledge import Actor, Entry, Place, Role, State
from ...knowledge.names import Match, case_free
from ...language.words import Word
from ..function_words import PREPOSITIONS, SPEECH, bare
from .names import KnownNames
from .persons import Persons
from .record import Mention, Sentence, is_international, mention_at
from .vocabulary import (
    ACTING,
    ADJECTIVES,
    BLOCS,
    COMPLEMENT_PARTICLES,
    DEMANDED,
    ENVOYS,
    GOVERNMENT,
    HONOURS,
    LEANINGS,
    NAMED_GROUPS,
    NUMERALS,
    ON_BEHALF,
    OWN_COUNTRY,
    PARTITIVES,
    QUOTES,
    SERVED,
    TAKING_PART,
    TRANSPARENT,
)

_MOST_WORDS = 9
_OF_BLOCS = ("", "GOV", "LEG", "JUD", "UAF", "ELI", "IGO", "NGO")
"""Sectors of heads that an adjective such as أوروبي gives to a body of states."""
_KINDS = {"person": "office", "group": "group", "body": "body"}
"""Kind of the mention that a role phrase without a name makes, by kind of the role."""


@dataclass(slots=True)
class _Phrase:
    """What the words behind the head of a role phrase tell, and where they end."""

    last: int
    iso: str = ""
    sector: str = ""
    bloc: str = ""
    quality: str = ""
    """Sector that an adjective tells: وفد [عسكري]."""
    inner: Mention | None = None
    """What the head belongs to: مصر in رئيس مصر."""

    closed: bool = False
    """An adjective has ended the construct: behind الرئيس الأمريكي another name is another party."""
    leaning: tuple[int, Mention] | None = None

    def add(self, inner: Mention) -> None:
        self.inner = inner
        self.iso = self.iso or inner.iso
        self.sector = self.sector or inner.sector


class RolePhrases:
    """The role phrases of one document. `is_verb` tells folded words that may be verbs."""

    def __init__(self, names: KnownNames, persons: Persons, is_verb: Callable[[str], bool]) -> None:
        self.names = names
        self.persons = persons
        self.is_verb = is_verb

    def mention(self, sentence: Sentence, match: Match, entry: Entry) -> Mention | None:
        """The phrase that a matched role or title heads: an office, group or body, or the person named
        behind it.

        None for a title without a name, and where the word is no head here.
        """
        if match.conjunction and not match.definite and self.is_verb(sentence.keys[match.first]):
            return None  # وجهت is a verb, not و and جهت
        if not match.definite and not match.particle and sentence.keys[match.first] in DEMANDED:
            return None
        if match.last - match.first == 1 and sentence.keys[match.first][match.prefix :] in TAKING_PART:
            return None
        if self._qualifies(sentence.words, match):
            return None
        return self._headed(sentence, match, entry)

    def _headed(self, sentence: Sentence, match: Match, entry: Entry) -> Mention | None:
        words, keys = sentence.words, sentence.keys
        role = entry.value if isinstance(entry.value, Role) else None
        phrase = self._complements(sentence, match, role)
        head = case_free(keys[match.first][match.prefix :].removeprefix("لل").removeprefix("ال"))
        iso, sector = self._code(phrase, head, role.sector if role else "")
        iso = OWN_COUNTRY.get(head, iso)
        last = phrase.last
        if not iso and role is not None and role.kind != "person":
            iso = self._seat(sentence, last)
        # Behind the ن of a plural or dual no name belongs to it: اتهم دبلوماسيون [ماهر الأسد].
        many = not match.definite and last == match.last and keys[match.last - 1].endswith(("ون", "ين"))
        if (role is None or role.kind == "person") and not many:
            name = last + 1 if last < len(words) and words[last].text in QUOTES else last
            person = self._known_person(sentence, name) or self.persons.unknown(sentence, name, titled=True)
            if person is not None:
                if person.actor is None:
                    source = "role" if iso else "none"
                    person = replace(person, iso=iso, sector=sector or person.sector, source=source)
                person = replace(
                    person, first=match.first, particle=match.particle, conjunction=match.conjunction,
                    office=(match.first, last) if role is not None else None, body=phrase.inner,
                    told=("", "") if role is None or _honours(head, match, last) else (iso, sector),
                )  # fmt: skip
                self.persons.introduce(words, person)
                return person
        if role is None:
            return None
        whole = replace(match, last=last)
        source = "role" if iso or is_international(sector) else "none"
        mention = mention_at(self.names.text, sentence, whole, _KINDS[role.kind], iso, sector, source)
        if head in GOVERNMENT and iso and phrase.inner is None:
            mention = replace(mention, state=self.names.kb.states[iso])
        return replace(mention, role=head, plural=entry.plural, body=phrase.inner, leaning=phrase.leaning)

    def _complements(self, sentence: Sentence, match: Match, role: Role | None) -> _Phrase:
        """Adjectives, names, groups and a quoted name that continue the phrase behind its head."""
        words, keys = sentence.words, sentence.keys
        phrase = _Phrase(match.last)
        self._name_begun(sentence, match, phrase)
        limit = min(len(words), match.first + _MOST_WORDS)
        while phrase.last < limit:
            j = phrase.last
            if words[j].is_punctuation:
                quoted_country = self._quoted_adjective(sentence, j)
                if quoted_country:
                    phrase.iso = phrase.iso or quoted_country
                    phrase.last += 3
                    continue
                quoted = self._quoted_name(sentence, j)
                if quoted is None or phrase.inner is not None:
                    break
                phrase.add(self.names.known(sentence, *quoted))
                phrase.last = quoted[0].last + 1
                continue
            if self._named_by_adjective(sentence, phrase):
                continue
            country = self._adjective(keys[j])
            if country and role is not None and role.kind == "body" and keys[j].endswith(("ين", "ون")):
                break  # men, of whom a body is none: طالبت السلطات الليبيين
            if country is not None:
                phrase.iso = phrase.iso or country
                stem = keys[j].removeprefix("ال")
                phrase.bloc = phrase.bloc or BLOCS.get(stem, "")
                phrase.quality = phrase.quality or self.names.kb.sectors["adjective"].get(stem, "")
                phrase.last += 1
                phrase.closed = True
                continue
            if (
                keys[j] in ("من", "في", "عن")
                and (keys[j] != "عن" or _stem(keys[match.first], match) in ON_BEHALF)
                and j + 1 < limit
                and role is not None
                and _partitive(keys[match.first], match)
            ):
                whole = self._whole(sentence, j + 1)
                if whole is not None:
                    phrase.add(whole)
                    phrase.last = whole.last
                break
            if role is not None and role.kind == "person" and self._stationed(sentence, match, phrase):
                continue
            inside = self.names.kb.names.match(keys, j)
            if inside is not None and self.names.choose(inside).kind == "idiom":
                break
            if inside is not None and j > match.last and _leans(keys[j - 1]) and not inside.conjunction:
                toward = self._known_or_headed(sentence, inside)
                if toward is not None:
                    phrase.leaning = (j - 1, toward)
                    phrase.last = toward.last
                break
            if inside is None and role is not None and self._group_name(keys, match, j):
                phrase.last += 1
                continue
            if inside is None or not self._continue(sentence, match, role, phrase, inside):
                break
        return phrase

    def _named_by_adjective(self, sentence: Sentence, phrase: _Phrase) -> bool:
        """Take in the name of a movement that is an adjective as well: المسلحون الحوثيون."""
        key = sentence.keys[phrase.last]
        if phrase.inner is not None or not (key.startswith("ال") and key.endswith(("يين", "يون", "يه"))):
            return False
        found = self.names.bare(sentence, phrase.last)
        if found is None or not isinstance(found[1].value, Actor) or found[1].value.kind == "person":
            return False
        phrase.add(self.names.known(sentence, *found))
        phrase.last = found[0].last
        return True

    def _name_begun(self, sentence: Sentence, match: Match, phrase: _Phrase) -> None:
        """A name that begins with the last word of the head: رئيس [حكومة الوفاق]."""
        if match.last - match.first < 2:
            return
        found = self.names.bare(sentence, match.last - 1)
        if found is None or found[0].last <= match.last or not isinstance(found[1].value, Actor):
            return
        if found[1].value.kind != "person":
            phrase.add(self.names.known(sentence, *found))
            phrase.last = found[0].last

    def _stationed(self, sentence: Sentence, match: Match, phrase: _Phrase) -> bool:
        """Take in where an envoy is sent (المبعوث الأممي إلى ليبيا) or whose minister somebody is."""
        keys, j = sentence.keys, phrase.last
        if keys[j] not in ("الى", "لدى", "في", *ACTING) or j + 1 > len(keys):
            return False
        if keys[j] in ACTING:
            phrase.last += 1
            return True
        found = self.names.bare(sentence, j + 1) if j + 1 < len(keys) else None
        if found is None:
            return False
        value = found[1].value
        head = keys[match.first][match.prefix :].removeprefix("لل").removeprefix("ال")
        whose = bool(phrase.iso or phrase.bloc or phrase.inner)  # السفير المصري في السودان is Egypt's
        sent = (keys[j] != "في" or whose) and head in ENVOYS and isinstance(value, State)
        if keys[j] == "في" and isinstance(value, Actor) and value.kind == "government":
            phrase.add(self.names.known(sentence, *found))
            sent = True
        if sent:
            phrase.last = found[0].last
        return sent

    def _continue(
        self, sentence: Sentence, match: Match, role: Role | None, phrase: _Phrase, inside: Match
    ) -> bool:
        """Take the name or role `inside` into the phrase, if it may stand there."""
        if inside.conjunction or inside.particle not in COMPLEMENT_PARTICLES:
            return False
        if phrase.closed and not inside.particle:
            return False
        # A head has a state rather than a city of the same name: سلطان عمان.
        other = next((e for e in inside.entries if e.kind == "state"), self.names.choose(inside))
        keys = sentence.keys
        named = isinstance(other.value, Actor) and other.value.kind != "person"
        if named and not inside.particle and match.definite and phrase.last == match.first + 1:
            return False  # a definite noun has no complement: behind الحكومة a name is another party
        if other.kind == "title" or (isinstance(other.value, Actor) and other.value.kind == "person"):
            return False
        if phrase.inner is not None and not inside.particle and not isinstance(other.value, Role):
            return False  # the head has its body: behind it another name is another party
        linked = role is not None and role.kind != "group" and not isinstance(other.value, Place)
        if inside.particle and not linked:
            return False
        if isinstance(other.value, Role):
            if other.value.kind == "person" and not inside.particle:
                one = not inside.entries[0].plural and not keys[inside.last - 1].endswith("ه")
                several = match.entries[0].plural and match.definite and one  # السياسيين [الرئيس فلان]
                whole = several or _owned(sentence.words[match.last - 1])
                whole = whole or (
                    inside.last - inside.first > 1 and _apposed(keys, match, inside, other.value)
                )
                if match.last != inside.first or whole:
                    return False
            titled = role is not None and role.kind == "person" and bool(role.sector)
            if not (titled and _apposed(sentence.keys, match, inside, other.value)):
                phrase.sector = phrase.sector or other.value.sector
        else:
            phrase.add(self.names.known(sentence, inside, other))
        phrase.last = inside.last
        return True

    @staticmethod
    def _code(phrase: _Phrase, head: str, own: str) -> tuple[str, str]:
        """Country and sector: the head's own sector, unless it takes that of what it belongs to."""
        iso, sector, inner = phrase.iso, phrase.sector, phrase.inner
        transparent = head in TRANSPARENT or head.removesuffix("ا") in TRANSPARENT
        if (own and not transparent) or not sector or (own == "MIL" and sector == "GOV"):
            sector = own  # also of a government's forces: قوات حكومة الوفاق
        if phrase.quality and not phrase.sector and (own in ("", "UAF") or (transparent and own != "REB")):
            sector = phrase.quality
        if phrase.quality in ("OPP", "REB") and own == "PTY":
            sector = phrase.quality  # حزب معارض، حركات متمردة
        if inner is not None and inner.actor is not None and inner.international:
            iso, sector = "", inner.sector
        if phrase.bloc and not iso and sector in _OF_BLOCS:
            sector = phrase.bloc
        return iso, sector

    def _quoted_adjective(self, sentence: Sentence, i: int) -> str:
        """The country of an adjective in quotation marks: الطيران «الإسرائيلي»."""
        words = sentence.words[i : i + 3]
        if len(words) < 3 or words[0].text not in QUOTES or words[2].text not in QUOTES:
            return ""
        return self.names.kb.nationality(words[1].key.removeprefix("ال"))

    def _seat(self, sentence: Sentence, i: int) -> str:
        """The country in which a body or group is said to be: الحكومة في إسرائيل."""
        if i + 1 >= len(sentence.keys) or sentence.keys[i] != "في":
            return ""
        found = self.names.bare(sentence, i + 1)
        if found is None or not isinstance(found[1].value, (State, Place)):
            return ""
        return self.names.known(sentence, *found).iso

    def _group_name(self, keys: Sequence[str], match: Match, j: int) -> bool:
        """Whether word j is the proper name of a group: ميليشيات الكرامة، حزب الاستقلال."""
        if j == match.first + 1:
            before = case_free(keys[match.first][match.prefix :])
        else:
            before = case_free(keys[j - 1].removeprefix("ال"))
        return before in NAMED_GROUPS and keys[j].startswith("ال") and not self.is_verb(keys[j])

    def _whole(self, sentence: Sentence, i: int) -> Mention | None:
        """The group after من in عناصر من حزب العمال."""
        found = self.names.bare(sentence, i)
        if found is None:
            return None
        match, entry = found
        if isinstance(entry.value, Actor) and entry.value.kind != "person":
            return self.names.known(sentence, match, entry)
        served = sentence.keys[i - 1] != "في" or _stem(sentence.keys[i], match) in SERVED
        if isinstance(entry.value, Role) and entry.value.kind != "person" and served:
            return self._headed(sentence, match, entry)
        return None

    def _known_or_headed(self, sentence: Sentence, match: Match) -> Mention | None:
        entry = self.names.choose(match)
        if entry.kind in ("role", "title"):
            return self._headed(sentence, match, entry)
        return self.names.known(sentence, match, entry)

    def _quoted_name(self, sentence: Sentence, j: int) -> tuple[Match, Entry] | None:
        """A known name in quotation marks that continues a phrase: تنظيم «داعش»."""
        words = sentence.words
        if words[j].text not in QUOTES or j + 2 >= len(words):
            return None
        found = self.names.bare(sentence, j + 1)
        if found is None or found[0].last >= len(words):
            return None
        match, entry = found
        known = isinstance(entry.value, Actor) and entry.value.kind != "person"
        return found if known and words[match.last].text in QUOTES else None

    def _adjective(self, key: str) -> str | None:
        """The country of an adjective in a noun phrase; empty for others, None for no adjective."""
        kb = self.names.kb
        stem = key[2:] if key.startswith("ال") else key
        iso = kb.nationality(stem)
        if iso:
            return iso
        if stem in ADJECTIVES or stem in BLOCS or stem in LEANINGS:
            return ""
        if key.startswith("ال") and len(stem) > 4 and stem.endswith(("يه", "يين", "يون")):
            return ""
        if key.startswith("ال") and stem in kb.sectors["adjective"] and stem not in kb.name_words:
            return ""
        return None

    def _known_person(self, sentence: Sentence, i: int) -> Mention | None:
        if i >= len(sentence.words):
            return None
        found = self.names.bare(sentence, i)
        if found is None or not (isinstance(found[1].value, Actor) and found[1].value.kind == "person"):
            return None
        mention = self.names.known(sentence, *found)
        self.persons.introduce(sentence.words, mention)
        return mention

    def _qualifies(self, words: Sequence[Word], match: Match) -> bool:
        """Whether a word that can head a phrase (السياسي، مسلحة) belongs to the noun before it."""
        key = words[match.first].key
        if bare(key) in SPEECH or key == "بقوه":
            return True
        if match.last - match.first > 1 or match.prefix or match.first == 0:
            return False
        stem = key.removeprefix("ال")
        if stem not in ADJECTIVES and not (stem.endswith(("ي", "يه")) and len(stem) > 3):
            return False
        before = words[match.first - 1]
        if before.text in QUOTES and match.first > 1:
            return match.definite
        if before.is_punctuation or before.key.isdigit() or before.key in NUMERALS:
            return False
        governed = before.key in PREPOSITIONS or bare(before.key) in SPEECH or self.is_verb(before.key)
        return not governed and not stem.endswith("ين")


def _honours(head: str, match: Match, last: int) -> bool:
    """Whether a title is mere courtesy: الشيخ، المستشار, not مستشار الأمن القومي."""
    return head in HONOURS or (head == "مستشار" and last == match.first + 1)


def _owned(word: Word) -> bool:
    """Whether a possessive pronoun ends a noun, so that nothing else can be what it belongs to: نائبه."""
    return word.text.endswith(("ه", "ها", "هم"))


def _apposed(keys: Sequence[str], match: Match, inside: Match, role: Role) -> bool:
    """Whether a rank or title stands beside a whole title: وزير الدفاع [الفريق أول], not نائب [الرئيس]."""
    both = _whole_title(keys, match) and _whole_title(keys, inside)
    return both and role.kind == "person" and not inside.particle


def _whole_title(keys: Sequence[str], match: Match) -> bool:
    """Whether a title is definite, by its article or that of its last word."""
    return match.definite or (match.last - match.first > 1 and keys[match.last - 1].startswith("ال"))


def _leans(key: str) -> bool:
    return key.removeprefix("ال") in LEANINGS


def _partitive(key: str, match: Match) -> bool:
    """Whether behind this head من names the whole."""
    stem = _stem(key, match)
    return not PARTITIVES.isdisjoint((stem, stem.removesuffix("ا"), stem.removesuffix("ين")))


def _stem(key: str, match: Match) -> str:
    return case_free(key[match.prefix :].removeprefix("ال"))
