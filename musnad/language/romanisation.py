"""Romanising Arabic personal names: محمد فوزي عيسى is written Muhammad Fawzi Isa.

The convention is that of the International Journal of Middle East Studies (IJMES Translation and
Transliteration Guide; its consonants and vowels are those of the ALA-LC romanization table for Arabic),
written with plain letters:

- no dots, no macrons, no signs for ʿayn and hamza; an ʿayn that closes a syllable after a leaves a second a:
  سعد is Saad, جعفر is Jaafar;
- three short vowels a, i, u and the diphthongs ay, aw: no e, no o (Muhammad, not Mohamed; Husayn);
- the article is al- before every noun, never assimilated, in lower case: al-Shami;
- words that belong together are written so: Abd al-Rahman, Sayf al-Din, Abu Bakr, Al Saud (the House of);
  names formed with الله are one word: Abdallah, Nasrallah;
- بن is bin, ابن is Ibn, بنت is bint; ة is a; the ending ي is i.

IJMES keeps the accepted English form of a name that has one (Gaddafi). So does this module, which takes
known words from a table that the caller hands over; the rest it spells letter by letter. Arabic does not
write short vowels or doubled letters: of an unknown word the consonants are certain, the vowels those of the
commonest pattern, and no letter is doubled. Unknown names of other languages come out as if they were Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from .folding import MARKS, fold

CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "'", "ؤ": "'", "ئ": "'",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ک": "k", "ڪ": "k", "ی": "y",
}  # fmt: skip
"""By letter; the apostrophe stands for ʿayn and hamza until the word is written out."""
SHORT = "aiu"
LONG = "AIU"
"""Long vowels, until the word is written out."""

PARTICLES = {
    "بن": "bin", "ابن": "Ibn", "بنت": "bint", "ابو": "Abu", "ابي": "Abi", "ابا": "Aba",
    "ام": "Umm", "ذو": "Dhu", "ذي": "Dhi", "ولد": "Ould", "عبد": "Abd", "الله": "Allah", "بو": "Bu",
    "ربه": "Rabbuh",
}  # fmt: skip
_ALONE = {"آل": "Al"}
"""Words that folding would make equal to others."""
_JOINED = ("عبد", "ابو")
"""Heads that are also written as one with what follows."""
_VOWELS = "اأإآٱىة"
_LETTERS = {*CONSONANTS, *_VOWELS}
_PARTICIPLE = re.compile("CCCCa?|CCIC[aI]?|CCACC[aI]?")
_UNMARKED = str.maketrans(dict.fromkeys(MARKS))
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")


def romanise(name: str, known: Mapping[str, str]) -> str:
    """A personal name in Latin letters; empty if it has no Arabic letters.

    `known` gives the romanised form of folded words, with or without article. The result has ASCII letters,
    spaces, hyphens and apostrophes only.

    >>> romanise("عبد الرحمن السويحلي", {"رحمن": "Rahman"})
    'Abd al-Rahman al-Suwayhili'
    """
    written = [_word(word, known) for word in _arabic_words(name)]
    joined: list[str] = []
    for word in filter(None, written):
        if word == "Allah" and joined and joined[-1][-1] not in "aiu":
            joined[-1] += "allah"
        else:
            joined.append(word)
    text = " ".join(joined)
    return text if text.startswith("al-") else text[:1].upper() + text[1:]


def _arabic_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", name).translate(_UNMARKED)
    return [word for word in _WORD.findall(plain) if _ARABIC.search(word)]


def _word(word: str, known: Mapping[str, str]) -> str:
    key = fold(word)
    found = _ALONE.get(word) or PARTICLES.get(key) or known.get(key)
    if found:
        return found
    for head in _JOINED:
        rest = key.removeprefix(head)
        if rest != key and (rest == "الله" or rest in known or (rest.startswith("ال") and len(rest) > 4)):
            end = _word(word[len(head) :], known)
            return PARTICLES[head] + ("allah" if end == "Allah" else f" {end}")
    if key.endswith("الله") and len(key) > 6:
        return _word(word[:-4], known) + "allah"
    article = "al-" if key.startswith("ال") and len(key) > 4 else ""
    stem = _derived(key[2:], known) or spell(word[2:]) if article else _derived(key, known) or spell(word)
    return article + stem if stem else ""


def _derived(key: str, known: Mapping[str, str]) -> str:
    """The form of a word that is known, or known with the article or without its ending ي or ة."""
    found = known.get(key) or known.get("ال" + key, "").removeprefix("al-")
    if found or len(key) < 5 or key[-1] not in "يه":
        return found
    stem = known.get(key[:-1], "")
    return stem + ("i" if key[-1] == "ي" else "a") if stem and stem[-1] not in "aeiou" else ""


def spell(word: str) -> str:
    """A single word without article, letter by letter.

    >>> spell("شاهر"), spell("مطلوب"), spell("نعيمة")
    ('Shahir', 'Matlub', 'Naima')
    """
    return write(vowelled(_readings(word)))


def _readings(word: str) -> list[str]:
    """The sounds that the letters of a word stand for: consonants, and the vowels that are written."""
    letters = [c for c in word if c in _LETTERS]
    sounds: list[str] = []
    for i, letter in enumerate(letters):
        rest = letters[i + 1 :]
        before = sounds[-1] if sounds else ""
        if letter in "ويی":
            sounds += _glide(CONSONANTS[letter], i, before, rest)
        elif letter in "ؤئ":
            sounds += _seated("u" if letter == "ؤ" else "i", before, rest)
        elif letter in _VOWELS or (letter == "ه" and not rest):
            sounds += _open(letter, i, before)
        else:
            sounds.append(CONSONANTS[letter])
    return _opened(sounds)


def _opened(sounds: list[str]) -> list[str]:
    """The m of participles and verbal nouns has u: Munsif, Munir, Mujahid; not Mansur, Misbah."""
    shape = "".join(s if s in SHORT or s in LONG else "C" for s in sounds)
    return ["m", "u", *sounds[1:]] if sounds[:1] == ["m"] and _PARTICIPLE.fullmatch(shape) else sounds


def _open(letter: str, i: int, before: str) -> list[str]:
    """Alef in its forms, ة and a final ه."""
    if letter == "ه":  # ة without its dots, after a consonant
        return ["h"] if i < 3 or before in LONG else ["a"]
    if letter == "ة":
        return ["t"] if before == "A" else ["a"]
    if letter in "اٱآى":
        return ["A" if i or letter == "آ" else "a"]
    vowel = "i" if letter == "إ" else "a"
    return [vowel] if i == 0 else [vowel, "'"] if before not in LONG else ["'", vowel]


def _seated(vowel: str, before: str, rest: Sequence[str]) -> list[str]:
    """Hamza over و or ي."""
    if rest[:1] in (["ي"], ["و"]):
        return ["'"]
    return ["'", vowel] if before in LONG else [vowel, "'"]


def _glide(sound: str, i: int, before: str, rest: Sequence[str]) -> list[str]:
    """و and ي: a consonant beside a vowel, a diphthong or a long vowel otherwise."""
    long = "U" if sound == "w" else "I"
    if i == 0:
        return [sound]
    if sound == "y" and before == "i":  # إيمان
        return []
    if not rest:
        return [sound] if before in LONG else [long]
    if sound == "y" and "".join(rest) in ("ة", "ه"):
        return ["i", "y"]
    if rest[0] in _VOWELS or before in LONG or before in SHORT:
        return [sound]
    if sound == "w" and rest[0] in "يی":
        if len(rest) == 1:  # Alawi
            return ["a", "w"]
        return ["u", "w", "a"] if i == 1 else ["w"]  # Suwayhili
    if rest[0] in "وي" and sound != "w":
        return [sound]
    if sound == "w" and before == "b":  # بو, the short form of أبو: Bukhamada
        return [long]
    return ["a", sound] if i == 1 and _diphthong(sound, rest) else [long]


def _diphthong(sound: str, rest: Sequence[str]) -> bool:
    """Whether و or ي in second place is aw or ay: Jawhar, Tawfiq, Zayd, Zaydan, but Nur, Nuri, Sisi."""
    ending = "".join(rest[1:])
    if ending and ending[0] not in _VOWELS and ending not in ("ي", "ه", "وي"):
        return True
    return sound == "y" and (len(rest) == 1 or ending == "ان")


def vowelled(sounds: Sequence[str]) -> list[str]:
    """The sounds with the short vowels that Arabic syllables need: each begins with one consonant."""
    done: list[str] = []
    rest = list(sounds)
    while rest:
        run = _run(rest)
        del rest[: len(run)]
        done += _syllables(run, done, rest)
        if rest:
            done.append(rest.pop(0))
    return done


def _run(sounds: Sequence[str]) -> list[str]:
    """The consonants at the beginning."""
    n = next((i for i, s in enumerate(sounds) if s in SHORT or s in LONG), len(sounds))
    return list(sounds[:n])


def _syllables(run: Sequence[str], done: Sequence[str], rest: Sequence[str]) -> list[str]:
    """Consonants between two vowels, or a vowel and an end of the word, with vowels put in."""
    if not rest and (len(done), len(run)) in ((0, 3), (1, 2)):  # Hasan, Asad
        first = [run[0], "a"] if not done else []
        return [*first, run[-2], "a", run[-1]]
    left = list(run)
    made: list[str] = []
    if done and left and ((len(left) == 1 and not rest) or (len(left) > 1 and done[-1] in SHORT)):
        made.append(left.pop(0))  # closes the syllable
    vowel = "i" if done and (done[-1] in LONG or "u" in done) and done != ["b", "U"] else "a"
    while len(left) > 1:
        made += [left.pop(0), vowel]
        if len(left) > (1 if rest else 0):
            made.append(left.pop(0))
        vowel = "a"
    return made + left


def write(sounds: Sequence[str]) -> str:
    """The word that sounds make, capitalised."""
    text = re.sub(r"a'(?=[^aiuAIU'])", "aA", "".join(sounds))
    text = re.sub("^tsh|(?<=[aiuAIU])tsh", "ch", text)  # تش in names of other languages
    return text.replace("'", "").lower().capitalize()
