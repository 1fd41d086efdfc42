"""Fill the column `latin` of names.tsv: known words of personal names, romanised by one convention.

    python training/build_names.py NAMES.sqlite3 [--write]

NAMES.sqlite3 is resources/names.sqlite3 of the package arabic-name-romanizer 0.2.0 (MIT; its spellings come
from Wikidata, CC0, the Algerian Name Transcription Corpus, CC0, and DziriNames, MIT). The second source is
our own persons.tsv.

A word's press spellings (Mohamed, Muhammad, Mohammed) are each laid along its Arabic letters. The letters say
the consonants; the spellings vote on what Arabic leaves out: short vowels, doubled letters, long vowel or
diphthong; an e counts for the stronger of a and i. Words whose spellings do not follow the letters (مايكل
Michael), or that nearly everybody spells alike (خاشقجي Khashoggi), keep the commonest spelling. Words without
a spelling stay empty: the program spells them by rule.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from musnad.knowledge import base
from musnad.language.folding import fold
from musnad.language.romanisation import CONSONANTS, PARTICLES, vowelled, write
from musnad.tables import read_table

DATA = Path(base.__file__).parent / "data"
FAMILY_WEIGHT = 16
"""A person's last word in persons.tsv counts like so many bearers in the package, other words like one."""
ESTABLISHED_SHARE = 0.9
ESTABLISHED_BEARERS = 10
"""A spelling that this share of at least so many bearers use is kept."""
LEAST_BEARERS = 3
"""A spelling that does not follow the letters is kept if so many bear it."""
LONGEST = 3
"""Latin letters to an Arabic letter; what is longer is a longer name."""
FRENCH = ("DZ", "MA", "TN", "MR")
"""Where the press writes French: a habit of spelling, not the accepted form of a name."""
ABROAD = "abroad"
"""Stands for the countries of persons.tsv that are not of the Arab League."""
ARAB_LEAGUE = (
    "DZA", "BHR", "COM", "DJI", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MRT", "MAR", "OMN", "PSE", "QAT",
    "SAU", "SOM", "SDN", "SYR", "TUN", "ARE", "YEM",
)  # fmt: skip
FIXED = {
    "يوسف": "Yusuf", "يونس": "Yunus", "فواد": "Fuad", "فايز": "Faiz", "عبده": "Abduh", "عطيه": "Atiya",
    "بكر": "Bakr", "عمرو": "Amr", "شيخ": "Shaykh", "كلثوم": "Kulthum", "لوي": "Luay",
    "مسلم": "Muslim", "جورج": "George",
}  # fmt: skip
"""Where the press hides a vowel that the convention knows, folding lost a hamza, or a spelling follows the
letters by chance."""
LATIN = {
    "ب": "b", "ت": "t", "ث": "th|t|s", "ج": "j|g|dj", "ح": "h", "خ": "kh|k|h", "د": "d", "ذ": "dh|d|z|th",
    "ر": "r", "ز": "z", "س": "s|c", "ش": "sh|ch|sch", "ص": "s|c", "ض": "d|dh|z|th", "ط": "t",
    "ظ": "z|dh|d|th", "ع": "|a|e", "غ": "gh|g|r", "ف": "f|ph", "ق": "q|k|c|g|gh|kh", "ك": "k|c", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ء": "|a",
}  # fmt: skip
"""How the press writes a consonant."""
SHORT = {"a": "a", "i": "i", "u": "u", "o": "u", "ou": "u", "e": "e", "": ""}
VOWEL_LETTERS = {
    "و": {"U": "u|ou|oo|o|w", "w": "w|ou|v|u|o", "ww": "ww", "'": ""},
    "ي": {"I": "i|ee|y|ie|e|ii|ey", "y": "y|i", "yy": "yy|iy", "'": ""},
    "ا": {"A": "a|aa|e"},
}
LAST_LETTERS = {
    "ي": {"I": "i|y|ee|ie|ey|iy", "A": "a|aa|ah", "y": "y"},
    "ه": {"a": "a|ah|e|eh|ee|et", "h": "h"},
    "ا": {"A": "a|aa|ah"},
}
"""What letters stand for that may be vowels, with the Latin they are then written with."""
VOWELS = "aiuAIU"
TAIL = ("", "e")

Step = tuple[str, str]
"""What a letter stands for, and the short vowel after it."""
Votes = defaultdict[str, float]
Ballot = tuple[Votes, Votes]
"""The votes on both parts of a letter's step."""
Spellings = Mapping[tuple[str, str], float]
"""Bearers, or weights, by spelling and country."""


def readings(word: str, i: int) -> Iterator[tuple[str, str]]:
    """What letter i may stand for, with the Latin it is then written with."""
    letter, last = word[i], i == len(word) - 1
    if i == 0 and letter == "ا":
        yield "'", ""
        return
    vowels = (LAST_LETTERS if last and letter in LAST_LETTERS else VOWEL_LETTERS).get(letter, {})
    for sound, forms in vowels.items():
        if i or sound in ("w", "y"):
            yield from ((sound, form) for form in forms.split("|"))
    if letter in LATIN and not vowels:
        sound = CONSONANTS[letter]
        for form in LATIN[letter].split("|"):
            yield sound, form
            if len(form) == 1 and letter not in "عءه":
                yield sound * (2 if heard_twice(word, i, form) else 1), form * 2


def heard_twice(word: str, i: int, form: str) -> bool:
    """Whether a letter written twice is heard twice: ss may be a mere habit (Yasser), unless as in Bassam."""
    before_alef = i == 1 and word[i + 1 : i + 2] == "ا"
    return len(CONSONANTS[word[i]]) == 1 and (form not in "sc" or before_alef)


def laid_along(word: str, latin: str) -> tuple[Step, ...] | None:
    """The steps by which a Latin spelling follows the letters of a word; None if it does not."""

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[Step, ...]] | None:
        if i == len(word):
            return (0.0, ()) if latin[j:] in TAIL else None
        found: list[tuple[float, tuple[Step, ...]]] = []
        for sound, form in readings(word, i):
            if not latin.startswith(form, j):
                continue
            after = j + len(form)
            for vowel in SHORT:
                if vowel and (sound[0] in VOWELS or not latin.startswith(vowel, after)):
                    continue
                rest = best(i + 1, after + len(vowel))
                if rest is not None:
                    total = rest[0] + cost(word, i, sound, form, vowel)
                    found.append((total, ((sound, SHORT[vowel]), *rest[1])))
        return min(found, default=None)

    laid = best(0, 0)
    return laid[1] if laid else None


def cost(word: str, i: int, sound: str, form: str, vowel: str) -> float:
    """How unlikely a step is."""
    if sound[0] in "wy" and i > 0:
        before_vowel = bool(vowel) or word[i + 1 : i + 2] == "ا"
        return 0.2 if form[0] in "wy" else 0.4 if before_vowel else 0.6
    if sound == "'" and word[i] in "وي":
        return 1.5
    if (word[i] in "عء" and form) or (sound == "h" and i == len(word) - 1):
        return 0.5
    if sound in "AIU":
        return 0.3 * (form in ("o", "e", "w"))
    return 0.1 * ((i == 0 and not vowel) or (sound == "'" and vowel == "a"))


def settled(word: str, spellings: Spellings) -> tuple[list[str], float]:
    """The sounds that most spellings of a word agree on, and what share follows its letters."""
    ballots: list[Ballot] = [(defaultdict(float), defaultdict(float)) for _ in word]
    followed = 0.0
    for (latin, country), weight in spellings.items():
        steps = laid_along(word, latin)
        if steps is None:
            continue
        followed += weight
        for (sounds, vowels), (sound, vowel) in zip(ballots, steps, strict=True):
            sounds[sound] += weight
            # An Iranian e is an i; elsewhere it may be an a as well.
            vowels["i" if vowel == "e" and country == "IR" else vowel] += weight
    return (assembled(ballots), followed / sum(spellings.values())) if followed else ([], 0.0)


def assembled(ballots: list[Ballot]) -> list[str]:
    """The sounds that won, with the vowels that Arabic syllables need besides."""
    sounds: list[str] = []
    for i, (consonants, vowels) in enumerate(ballots):
        sound = max(consonants, key=lambda s: consonants[s])
        vowel = elected(vowels, after_long=sounds[-1:] == ["A"])
        sounds += [sound] if len(sound) == 1 or sound in CONSONANTS.values() else list(sound)
        silent_end = sound == "'" and i == len(ballots) - 1  # Rafea is Rafi
        if vowel and sound not in "AIU" and not silent_end:
            sounds.append(vowel)
    return vowelled(smooth(sounds))


def elected(vowels: Votes, after_long: bool) -> str:
    """The short vowel with the most votes; those for e go to the stronger of a and i."""
    if 2 * vowels[""] >= sum(vowels.values()):
        return ""
    i_wins = vowels["i"] > vowels["a"] or (vowels["i"] == vowels["a"] and after_long)
    counted = {v: vowels[v] + (vowels["e"] if v == ("i" if i_wins else "a") else 0) for v in "aiu"}
    return max(counted, key=lambda v: counted[v])


def smooth(sounds: list[str]) -> list[str]:
    """No two vowels together, and diphthongs with a: where votes on neighbouring letters disagree."""
    done: list[str] = []
    for i, sound in enumerate(sounds):
        after = sounds[i + 1] if i + 1 < len(sounds) else "-"
        before, earlier = (["-", "-", *done])[-1], (["-", "-", *done])[-2]
        if sound in "IU" and (before == "a" or (before == "A" and after == "-") or after in VOWELS):
            opens = earlier not in VOWELS or after == "a"
            if before not in f"{VOWELS}'-" and opens:  # Ziyad, Safiya, but Sufyan
                done.append(sound.lower())
            sound = "y" if sound == "I" else "w"
        elif sound in "aAIU" and before in "aiu":
            done.pop()
        elif sound in "AI" and before in VOWELS:
            done.append("'" if before == "A" else "y")
        elif sound in "wy" and before in "iu" and after not in VOWELS:
            done[-1] = "a"  # Feisal, Fowzi
        habit = sound == "s" and i == 3 and earlier in "iu"  # Issam, Hussam
        if sound != before or not (habit or earlier in "AIU"):
            done.append(sound)
    return done


def spellings_of_package(path: Path) -> Iterator[tuple[str, str, str, float]]:
    """Folded word, spelling, country and bearers."""
    query = "select arabic_key, latin, country, sum(count) from units group by 1, 2, 3 order by 1, 2, 3"
    with sqlite3.connect(path) as connection:
        for word, latin, country, count in connection.execute(query):
            yield fold(word), latin, country, count


def spellings_of_persons() -> Iterator[tuple[str, str, str, float]]:
    """The same from persons.tsv, where both names have as many words."""
    for row in read_table(DATA / "persons.tsv", base.ACTOR_TABLES["persons.tsv"]):
        arabic = re.sub(r"(عبد|ابو|أبو|آل|نصر|خير) ", r"\1_", row["name_ar"]).split()
        english = re.sub(r"\b(abd|abdul|abdel|abu)[ -]", r"\1_", row["name_en"].split(" (")[0], flags=re.I)
        latin = re.sub(r"\b(al|el|as|ash)[ -]", r"\1-", english, flags=re.I).split()
        if len(arabic) == len(latin):
            country = "" if row["country"] in ARAB_LEAGUE else ABROAD
            for i, (word, spelling) in enumerate(zip(arabic, latin, strict=True), 1):
                yield fold(word), spelling, country, FAMILY_WEIGHT if i == len(arabic) > 1 else 1


def romanised(word: str, found: Spellings) -> str:
    """The romanised form of a folded word, of the spellings found for it; empty if there is none."""
    bearers: dict[str, float] = defaultdict(float)
    places: dict[str, float] = defaultdict(float)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for (latin, country), count in found.items():
        bearers[plain(latin)] += count
        places[country] += count
        weights[plain(latin), country] += count**0.5
    if not bearers:
        return ""
    top = min(bearers, key=lambda s: (-bearers[s], s))
    everybody = sum(bearers.values())
    sounds, share = settled(word, weights)
    alike = bearers[top] >= ESTABLISHED_SHARE * everybody
    many = bearers[top] - sum(places[country] for country in FRENCH) >= ESTABLISHED_BEARERS
    if (alike and many) or 2 * places[ABROAD] > everybody or (share < 0.5 and bearers[top] >= LEAST_BEARERS):
        return top.capitalize()
    return write(sounds) if share >= 0.5 else ""


def plain(latin: str) -> str:
    """A spelling in small ASCII letters without signs; the article is cut off."""
    ascii_only = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", re.sub(r"^(al|el|as|ash|an|ar|at|ad|az)[- ]", "", ascii_only))


def latin_of(word: str, found: Mapping[str, Spellings]) -> str:
    """The cell of a word; with or without article it may be attested."""
    if word in PARTICLES or word.endswith("الله") or word.startswith(("عبدال", "ابو")):
        return ""  # the program's rules
    if word in FIXED:
        return FIXED[word]
    own = found.get(word, {})
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else ""
    if not stem or not has_article((latin for latin, _ in own), stem in found):
        return romanised(word, added(own, found.get("ال" + word, {})))
    bare: Spellings = {}
    for (latin, country), bearers in own.items():
        bare = added(bare, {(re.sub("^[aei]l[- ]?", "", latin.lower()), country): bearers})
    form = FIXED.get(stem) or romanised(stem, added(bare, found.get(stem, {})))
    return f"al-{form}" if form else ""


def added(one: Spellings, other: Spellings) -> Spellings:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


def has_article(spellings: Iterable[str], known_stem: bool) -> bool:
    """Whether ال is the article: a spelling sets it off, or all leave it out (not so الفريد Alfred)."""
    forms = [latin.lower() for latin in spellings]
    glued = [form for form in forms if re.match("[aei]l", form)]
    apart = any(form[2:3] in ("-", " ") for form in glued)
    return apart or not glued or (known_stem and len(glued) < len(forms))


def main() -> None:
    parser = argparse.ArgumentParser(description="Fill the column `latin` of names.tsv.")
    parser.add_argument("names", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for source in (spellings_of_package(arguments.names), spellings_of_persons()):
        for word, latin, country, bearers in source:
            if 0 < len(plain(latin)) < LONGEST * len(word):
                found[word][latin, country] += bearers
    lines = []
    for line in (DATA / "names.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#"):
            latin = "latin" if cells[0] == "word" else latin_of(cells[0], found)
            line = "\t".join([*cells[:2], latin])
        lines.append(f"{line}\n")
    if arguments.write:
        (DATA / "names.tsv").write_text("".join(lines), "utf-8")
    else:
        sys.stdout.writelines(lines)


if __name__ == "__main__":
    main()
