"""`musnad evaluate`: a coder against annotated documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from .terminal import say, tracked


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents, one a line (docs/annotation.md).")],
    predicted: Annotated[
        Path | None, typer.Option(help="Coded documents (musnad code --format jsonl) instead of coding now.")
    ] = None,
    coder: Annotated[str, typer.Option(help="Which coder.")] = "lexicon",
    lexicon: Annotated[Path | None, typer.Option(help="Table with further entries of your own.")] = None,
    floors: Annotated[
        Path | None, typer.Option(help="TOML file of least figures; falling below one gives exit code 1.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")] = False,
) -> None:
    """Score a coder: detection, sentence, event and countries F1, and fields over the matches."""
    from ..coding import get_coder
    from ..evaluation import below_floors, read_coded, read_floors, read_gold, score
    from ..reading import read_text
    from ..report import score_lines

    documents = read_gold(gold)
    least = read_floors(floors) if floors else {}
    coded: dict[str, Any]
    if predicted:
        coded = read_coded(predicted)
    else:
        making = get_coder(coder, {"lexicon": str(lexicon)} if lexicon else {})
        coded = {}
        for row in tracked(documents, len(documents), "coding"):
            origin = {k: row.get(k) or "" for k in ("outlet", "published")}
            coded[row["id"]] = making.code(read_text(row["text"], id=row["id"], **origin)).to_json()["events"]
    result = score(documents, coded)
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        for line in score_lines(result):
            typer.echo(line)
    failures = below_floors(result, least)
    for failure in failures:
        say(failure)
    if failures:
        raise typer.Exit(1)
