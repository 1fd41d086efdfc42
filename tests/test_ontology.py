"""The ontology: counts and scores of PLOVER, each repair of its slips, and the crosswalk both ways."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from musnad import ontology
from musnad.errors import UsageError
from musnad.ontology import (
    CAMEO,
    CONTEXTS,
    EVENT_TYPES,
    from_cameo,
    goldstein,
    intensity,
    quad_class,
    to_cameo,
)

# The modes that annotators of Arabic news use.
ANNOTATED = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
}
EVERY_MODE = [(t, m) for t, kind in EVENT_TYPES.items() for m in ("", *kind.modes)]


def test_counts_are_those_of_plover() -> None:
    assert len(EVENT_TYPES) == 16
    assert sum(len(t.modes) for t in EVENT_TYPES.values()) == 67
    assert (len(CONTEXTS), len(ontology.SECTORS), len(ontology.INTERNATIONAL)) == (37, 25, 7)


def test_modes_are_those_of_the_annotation_and_one_more() -> None:
    ours = {(t, m) for t, m in EVERY_MODE if m}
    annotated = {(t, m) for t, modes in ANNOTATED.items() for m in modes.split()}
    assert ours - annotated == {("PROTEST", "vandalize")}
    assert annotated <= ours


@pytest.mark.parametrize(
    ("quad", "types"),
    [
        (1, "AGREE CONSULT SUPPORT CONCEDE"),
        (2, "COOPERATE AID RETREAT"),
        (3, "REQUEST ACCUSE REJECT THREATEN"),
        (4, "PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
    ],
)
def test_quad_classes(quad: int, types: str) -> None:
    assert {t for t in EVENT_TYPES if quad_class(t) == quad} == set(types.split())
    assert quad in ontology.QUAD_CLASSES


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        ("AID", "", 10.0),
        ("CONSULT", "", 2.5),
        ("CONSULT", "visit", 4.0),
        ("ACCUSE", "", -2.0),
        ("ACCUSE", "allege", -3.5),
        ("PROTEST", "vandalize", -5.0),
        ("ASSAULT", "unconventional", -10.0),
        ("REQUEST", "assist", 0.5),
    ],
)
def test_intensity(event_type: str, mode: str, score: float) -> None:
    assert intensity(event_type, mode) == score


def test_intensity_has_the_sign_of_its_class() -> None:
    for event_type, mode in EVERY_MODE:
        if (event_type, mode) == ("REQUEST", "assist"):  # PLOVER's one positive score in a class of conflict
            continue
        score = intensity(event_type, mode)
        assert score > 0 if quad_class(event_type) <= 2 else score <= 0, (event_type, mode)


@pytest.mark.parametrize("of", ["ACCUSE", "SANCTION", "PROTEST/vandalize"])
def test_repairs_of_the_manual_are_noted(of: str) -> None:
    event_type, _, mode = of.partition("/")
    entry = EVENT_TYPES[event_type].modes[mode] if mode else EVENT_TYPES[event_type]
    assert entry.note.startswith("repair:")


@pytest.mark.parametrize(
    ("code", "reading"),
    [
        ("0333", ("AGREE", "", ("human_security",))),
        ("073", ("AID", "", ("human_security",))),
        ("0811", ("CONCEDE", "", ("pro_democracy",))),
        ("0812", ("CONCEDE", "", ("pro_democracy",))),
        ("082", ("CONCEDE", "", ("pro_democracy",))),
        ("0842", ("RETREAT", "", ("legal",))),
        ("085", ("RETREAT", "", ("economic",))),
        ("0863", ("RETREAT", "access", ("human_security",))),
        ("1033", ("REQUEST", "assist", ("human_security",))),
        ("1223", ("REJECT", "assist", ("human_security",))),
        ("132", ("THREATEN", "restrict", ("executive",))),
        ("1321", ("THREATEN", "restrict", ("human_rights",))),
        ("1322", ("THREATEN", "restrict", ("pro_autocracy",))),
        ("1623", ("SANCTION", "discontinue", ("human_security",))),
        ("1712", ("ASSAULT", "destroy", ("human_security",))),
        ("1722", ("COERCE", "restrict", ("pro_autocracy",))),
        ("175", ("ASSAULT", "crowd-control", ("military", "pro_autocracy"))),
        ("185", ("ASSAULT", "targeted", ())),
        ("186", ("ASSAULT", "targeted", ())),
        ("200", ("ASSAULT", "targeted", ("military",))),
        ("201", ("ASSAULT", "", ("religion_ethnicity",))),
        ("202", ("ASSAULT", "targeted", ("religion_ethnicity",))),
        ("203", ("ASSAULT", "", ("religion_ethnicity",))),
        ("112", ("ACCUSE", "allege", ())),
        ("163", ("SANCTION", "discontinue", ("economic",))),
        ("195", ("ASSAULT", "aerial", ("military",))),
    ],
)
def test_repaired_crosswalk_cells(code: str, reading: tuple[str, str, tuple[str, ...]]) -> None:
    assert from_cameo(code) == reading
    assert CAMEO[code].note.startswith("repair:")


def test_crosswalk_uses_only_defined_values() -> None:
    for c in CAMEO.values():
        if c.code.startswith("01"):
            assert (c.event_type, c.mode, c.contexts) == ("", "", ())
            continue
        assert c.mode in ("", *EVENT_TYPES[c.event_type].modes), c
        assert set(c.contexts) <= CONTEXTS.keys(), c
        assert set(c.narrows) <= set(c.contexts), c
        assert len(c.code) == 2 or c.code[:-1] in CAMEO, c
        assert -10 <= c.goldstein <= 10, c


def test_a_context_chooses_at_most_one_code() -> None:
    chosen = [(c.event_type, c.mode, context) for c in CAMEO.values() for context in c.narrows]
    assert len(chosen) == len(set(chosen))


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("CONSULT", "visit"), "042"),
        (("CONSULT", "multilateral", "diplomatic"), "040"),
        (("AID", "", "military"), "072"),
        (("ACCUSE", "allege", "corruption"), "1121"),
        (("ACCUSE", "allege", "diplomatic"), "112"),
        (("REQUEST", "assist"), "100"),
        (("REQUEST", "assist", ("gender", "diplomatic", "legal")), "102"),
        (("SANCTION", "discontinue", "economic"), "163"),
        (("ASSAULT", "", "legal"), "190"),
        (("RETREAT", "resign"), "080"),
        (("ASSAULT", "drone", ""), "1952"),
    ],
)
def test_to_cameo(call: tuple[str, ...], code: str) -> None:
    assert to_cameo(*call) == code


def test_every_mode_goes_to_cameo_and_back_to_its_type() -> None:
    # CAMEO has one root for giving way in words and in deeds; its general code reads back as CONCEDE.
    astray = {
        (t, m): from_cameo(to_cameo(t, m))[0] for t, m in EVERY_MODE if from_cameo(to_cameo(t, m))[0] != t
    }
    assert astray == {("RETREAT", ""): "CONCEDE", ("RETREAT", "resign"): "CONCEDE"}


def test_to_cameo_with_a_mode_reads_back_as_that_mode_or_none() -> None:
    changed = {(t, m) for t, m in EVERY_MODE if m and from_cameo(to_cameo(t, m))[1] not in ("", m)}
    assert changed == {("PROTEST", "strike"), ("COERCE", "censor")}  # CAMEO has one code for two modes
    for t, m in changed:
        assert EVENT_TYPES[t].modes[m].note


def test_to_cameo_with_a_context_keeps_type_and_mode() -> None:
    for event_type, mode in EVERY_MODE:
        for context in CONTEXTS:
            code = to_cameo(event_type, mode, context)
            if code != to_cameo(event_type, mode):
                read_type, read_mode, contexts = from_cameo(code)
                assert (read_type, read_mode) == (event_type, mode)
                assert context in contexts


@pytest.mark.parametrize(
    ("code", "known"), [("0357", "035"), ("1641", "164"), ("109", "10"), ("0110", "011")]
)
def test_from_cameo_falls_back_to_fewer_digits(code: str, known: str) -> None:
    assert code not in CAMEO
    assert from_cameo(code) == from_cameo(known)
    assert goldstein(code) == CAMEO[known].goldstein


def test_appeals_are_read_like_demands() -> None:
    for code in CAMEO:
        if code.startswith("10"):
            assert from_cameo("02" + code[2:]) == from_cameo(code)


@pytest.mark.parametrize(
    "code", ["", "0", "4", "42", "99", "21", "00", "x4", "04x", "01234", "٠٤٢", " 042", "-04"]
)
def test_unknown_cameo_codes_are_refused(code: str) -> None:
    for call in (from_cameo, goldstein):
        with pytest.raises(UsageError, match="is not a CAMEO code"):
            call(code)


@pytest.mark.parametrize(
    ("code", "value"),
    [("016", -5.0), ("057", 8.0), ("190", -10.0), ("1214", -4.0), ("0874", 10.0), ("042", 1.9)],
)
def test_goldstein(code: str, value: float) -> None:
    assert goldstein(code) == value


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: intensity("VISIT"), "'VISIT' is not an event type.*CONSULT"),
        (lambda: intensity("CONSULT", "demo"), "'demo' is not a mode of CONSULT.*phone"),
        (lambda: intensity("AGREE", "visit"), "This type has no modes"),
        (lambda: quad_class(""), "'' is not an event type"),
        (lambda: to_cameo("AID", "", "humanitarian"), "'humanitarian' is not a context.*human_security"),
        (lambda: to_cameo("AID", "gift"), "'gift' is not a mode"),
    ],
)
def test_unknown_names_are_refused_with_the_known_ones(call: object, message: str) -> None:
    assert callable(call)
    with pytest.raises(UsageError, match=message):
        call()


def test_the_ontology_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        EVENT_TYPES["NEW"] = EVENT_TYPES["AID"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        EVENT_TYPES["AID"].intensity = 0.0  # type: ignore[misc]
    assert len({*EVENT_TYPES.values()}) == 16


def test_every_entry_is_defined() -> None:
    entries: list[Any] = [*EVENT_TYPES.values(), *CONTEXTS.values(), *ontology.SECTORS.values()]
    entries += [
        *ontology.INTERNATIONAL.values(),
        *(m for t in EVENT_TYPES.values() for m in t.modes.values()),
    ]
    assert all(e.definition for e in entries)
    assert all(c.label for c in CAMEO.values())
    assert {to_cameo(t, m) for t, m in EVERY_MODE} <= CAMEO.keys()
