"""Inflection: the written forms of a verb, noun or adjective, folded, without clitics.

News prose is unvocalised and mostly third person; forms for the other persons are made where they are
written alike or are common (we, I). Weak endings follow the rules of the written language: دعا gives دعت,
دعوا, يدعون; التقى gives التقت, التقوا, يلتقون; زار gives زرنا only through its own entry.
"""

from __future__ import annotations

from .folding import fold

_WEAK_PAST = ("ا", "ي")  # folded: final alef and alef maqsura


def past_forms(past: str) -> set[str]:
    """The past of a verb from its third person masculine singular.

    >>> sorted(past_forms("دعا"))
    ['دعا', 'دعت', 'دعتا', 'دعو', 'دعوا', 'دعوت', 'دعون', 'دعونا']
    """
    stem = fold(past)
    if stem.endswith(_WEAK_PAST) and len(stem) > 2:
        root = stem[:-1]
        glide = "و" if past.endswith("ا") else "ي"
        plain = {stem, root + "ت", root + "تا", root + "وا", root + glide + "ا", root + glide + "ت"}
        forms = plain | {root + glide + "ن", root + glide + "نا"}
        forms |= {root + "ا"}  # before a pronoun alef maqsura is written as alef: استدعاه
    else:
        forms = {stem + ending for ending in ("", "ت", "ا", "تا", "وا", "ن", "نا")}
    forms |= {f[:-1] for f in forms if f.endswith("وا")}  # the plural before a pronoun: دعوه
    return {f for f in forms if len(f) > 1}


def present_forms(present: str) -> set[str]:
    """The present of a verb from its third person masculine singular, with the prefixes ي ت ن أ.

    >>> {"يلتقي", "تلتقي", "يلتقون", "يلتق", "نلتقي"} <= present_forms("يلتقي")
    True
    """
    stem = fold(present)[1:]
    bodies = {stem + ending for ending in ("", "ان", "ا", "ون", "وا", "ن", "و")}
    if stem.endswith(("ي", "و", "ا")) and len(stem) > 1:
        root = stem[:-1]
        bodies |= {root, root + "ون", root + "وا", root + "و", root + "ا"}
        if fold(present) != present and present.endswith("ى"):
            bodies |= {root + "يا", root + "يان"}
    elif len(stem) > 2 and stem[-2] in "يوا":  # hollow, jussive: لم يزر, لم يدن, لم ينل
        bodies.add(stem[:-2] + stem[-1])
    forms = {prefix + body for body in bodies for prefix in "يت"}
    return forms | {"ن" + stem, "ا" + stem}


def passive_forms(past: str, present: str) -> set[str]:
    """Passive forms that are written unlike the active: أُعيد, يُدان, استُدعي, يُستدعى, اختير.

    Most passives are written like the active; only context tells them apart.
    """
    p, q = fold(past), fold(present)
    forms: set[str] = set()
    if p.endswith("ي") and past.endswith("ى"):  # استدعى, استدعي: folded alike
        forms |= {p, p + "ت"}
        if len(p) > 3:
            forms.add(p[:-1] + "يت")
    elif past.endswith("ا") and len(p) > 2:
        forms |= {p[:-1] + "ي", p[:-1] + "يت"}
    elif len(p) >= 3 and p[-2] == "ا":  # hollow: أدان, أدين; قال, قيل; اختار, اختير
        forms |= {p[:-2] + "ي" + p[-1], p[:-2] + "ي" + p[-1] + "ت", p[:-2] + "ي" + p[-1] + "وا"}
    if len(q) >= 4 and q[-2] in "يو":  # يدين, يدان
        body = q[1:-2] + "ا" + q[-1]
        forms |= {prefix + body for prefix in "يت"}
    if len(p) == 4 and p[1] == "ا":  # فاعل: حوكم
        forms |= {p[0] + "و" + p[2:], p[0] + "و" + p[2:] + "ت", p[0] + "و" + p[2:] + "وا"}
    if len(p) == 5 and p.startswith("ت") and p[2] == "ا":
        forms |= {"ت" + p[1] + "و" + p[3:]}
    return forms - {p}


def noun_forms(*numbers: str) -> set[str]:
    """A noun from its singular and plurals: written case endings, the dual, the stem before pronouns.

    >>> {"زياره", "زيارت", "زيارتين", "زيارات"} <= noun_forms("زيارة", "زيارات")
    True
    """
    forms: set[str] = set()
    for number in numbers:
        stem = fold(number)
        forms.add(stem)
        if number.endswith("ة"):
            root = stem[:-1] + "ت"
            forms |= {root, root + "ان", root + "ين", root + "ي", root + "ا"}
        elif number.endswith("ى"):
            forms |= {stem[:-1] + "ا", stem[:-1] + "يات"}
        elif number.endswith("اء"):
            forms |= {stem[:-1] + "ي", stem[:-1] + "و", stem + "ا", stem + "ات", stem[:-1]}
        elif not stem.endswith("ات"):
            forms |= {stem + e for e in ("ا", "ان", "ين", "ي")}
    return forms


def adjective_forms(masculine: str) -> set[str]:
    """A participle or adjective from its masculine singular: gender, number, written case endings.

    >>> {"مطالب", "مطالبا", "مطالبه", "مطالبين", "مطالبي", "مطالبات"} <= adjective_forms("مطالب")
    True
    """
    stem = fold(masculine)
    if stem.endswith("ي") and len(stem) > 3 and not masculine.endswith("يّ"):
        short = stem[:-1]  # defective: داعي, داع, داعون, داعين; regular for nisbas too: ليبي, ليبية, ليبيون
        forms = {short} if len(short) > 2 else set()
        forms |= {short + e for e in ("ون", "ين", "و")}
    else:
        forms = set()
    endings = ("", "ا", "ه", "ت", "ان", "ين", "ون", "و", "ي", "ات", "تان", "تين")
    return forms | {stem + e for e in endings}
