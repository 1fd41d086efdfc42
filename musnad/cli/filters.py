"""The conditions that choose events, as options of the command line; `Workspace.events` explains them."""

from __future__ import annotations

from typing import Annotated

import typer

_PARTY = "by id, country (three capital letters) or name, Arabic or English"

ActorOption = Annotated[str | None, typer.Option(help=f"Who acted: {_PARTY}.")]
RecipientOption = Annotated[str | None, typer.Option(help=f"To whom: {_PARTY}.")]
DyadOption = Annotated[
    tuple[str, str] | None, typer.Option(help="Two parties: one acted on the other, either way.")
]
TypeOption = Annotated[list[str] | None, typer.Option(help="PLOVER event type. Repeatable.")]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(help="asserted, future, hypothetical, negated or historical. Repeatable."),
]
SinceOption = Annotated[str | None, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD, included.")]
UntilOption = Annotated[str | None, typer.Option(help="Likewise.")]
OutletOption = Annotated[list[str] | None, typer.Option(help="Who published it. Repeatable.")]


def check_types(types: list[str] | None) -> None:
    """Whether every event type exists: an unknown one would only find nothing.

    Raises: UsageError if one does not.
    """
    from ..ontology.codes import find_type

    for name in types or ():
        find_type(name)
