"""`musnad evaluate`: measures a coder against annotated documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from .common import (
    CoderOption,
    JsonOption,
    KnowledgeOption,
    LexiconOption,
    coder_options,
    complain,
    console,
    progress_bar,
)

Events = Mapping[str, Sequence[Mapping[str, Any]]]
"""Coded events by the id of their document."""


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents, JSONL; docs/annotation.md.")],
    coder: CoderOption = "lexicon",
    lexicon: LexiconOption = None,
    knowledge: KnowledgeOption = None,
    predicted: Annotated[
        Path | None, typer.Option(help="Coded documents, JSONL, to be measured in place of a coder.")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(help="A TOML table [f1] of least figures; exit code 1 if one is not met.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Measure a coder, or coded documents, against annotated ones."""
    from ..evaluation import below_floors, read_coded, read_floors, read_gold, score
    from ..report import json_text, print_evaluation

    documents = read_gold(gold)
    least = read_floors(floors) if floors else {}
    coded = read_coded(predicted) if predicted else _code(documents, coder, coder_options(lexicon, knowledge))
    result = score(documents, coded)
    below = below_floors(result, least)
    if json:
        print(json_text(result | {"below_floors": below}))
    else:
        print_evaluation(console(), result)
    for sentence in below:
        complain(f"musnad: {sentence}")
    if below:
        raise typer.Exit(1)


def _code(documents: Sequence[Mapping[str, Any]], coder: str, options: Mapping[str, str]) -> Events:
    from ..coding import get_coder
    from ..reading import read_text

    chosen = get_coder(coder, options)
    coded = {}
    with progress_bar("Coding", len(documents)) as advance:
        for done, row in enumerate(documents, 1):
            known = {name: row.get(name) or "" for name in ("outlet", "published")}
            document = read_text(row["text"], id=row["id"], **known)
            coded[row["id"]] = chosen.code(document).to_json()["events"]
            advance(done)
    return coded
