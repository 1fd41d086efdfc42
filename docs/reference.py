"""The reference pages of the site: the codebook, the commands, the Python API, the errors, the notebook.

All are written from the program itself, so they cannot differ from it.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import typer.main

import musnad
from musnad import analysis, brief, errors, exports, measures, provenance, reading, stories
from musnad.cli import app
from musnad.codebook import codebook

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "examples" / "first-look.ipynb"
WIDTH = 96
"""Columns of the help texts."""
MODULES = {
    "musnad": musnad,
    "musnad.analysis": analysis,
    "musnad.measures": measures,
    "musnad.stories": stories,
    "musnad.provenance": provenance,
    "musnad.brief": brief,
    "musnad.reading": reading,
    "musnad.exports": exports,
}
"""The modules that the Python page shows, with what each offers in `__all__`."""


def commands() -> str:
    """The help of each command."""
    group: Any = typer.main.get_command(app)
    return "# Commands\n\n" + "\n".join(_helps(group, "musnad", 2))


def _helps(command: Any, name: str, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    yield f"{'#' * level} {name}\n\n```text\n{command.get_help(context)}\n```\n"
    for child, below in getattr(command, "commands", {}).items():
        yield from _helps(below, f"{name} {child}", level + 1 if level > 2 else level)


def python() -> str:
    """The public names of each module, with their signatures and docstrings."""
    parts = [
        "# Python",
        "What each module offers, from its docstrings. [Asking a workspace](analysis.md) and [the measures]"
        "(measures.md) say what for.",
    ]
    for name, module in MODULES.items():
        parts += [f"## {name}", _prose(module)]
        for public in sorted(module.__all__, key=str.lower):
            one = getattr(module, public)
            if inspect.isclass(one) or inspect.isfunction(one):
                parts += _documented(public, one, 3)
    return "\n\n".join(parts) + "\n"


def _documented(name: str, one: Any, level: int) -> Iterator[str]:
    kind = "class " if inspect.isclass(one) else ""
    yield f"{'#' * level} {name}"
    yield f"```python\n{kind}{name}{_signature(one)}\n```"
    yield _prose(one)
    if not inspect.isclass(one):
        return
    for method, value in sorted(vars(one).items()):
        plain = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        plain = plain.fget if isinstance(plain, property) else plain
        if not method.startswith("_") and inspect.isfunction(plain) and inspect.getdoc(plain):
            given = "" if isinstance(value, property) else _signature(plain)
            yield f"```python\n{name}.{method}{given}\n```"
            yield _prose(plain)


def _signature(one: Any) -> str:
    """A signature as it is called: long ones with one argument a line."""
    if inspect.isclass(one) and (inspect.isabstract(one) or not dataclasses.is_dataclass(one)):
        return ""
    found = inspect.signature(one)
    parts, bare = [], False
    for parameter in found.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not bare:
            bare = True
            parts.append("*")
        parts.append(_parameter(parameter))
    result = (
        "" if found.return_annotation in (found.empty, None, "None") else f" -> {found.return_annotation}"
    )
    text = f"({', '.join(parts)}){result}"
    return (
        text
        if len(text) <= WIDTH - 20
        else "(\n" + "".join(f"    {part},\n" for part in parts) + f"){result}"
    )


def _parameter(parameter: inspect.Parameter) -> str:
    """A parameter as it is written; annotations are texts, as all modules put them off."""
    star = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}.get(
        parameter.kind, ""
    )
    kind = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{star}{parameter.name}{kind}{default}"


def _prose(one: Any) -> str:
    """A docstring as Markdown: examples fenced, what it raises on a line of its own."""
    text = inspect.getdoc(one) or ""
    text = re.sub(r"(?ms)^(>>> .*?)(?=\n\n|\Z)", r"```python\n\1\n```", text)
    return re.sub(r"^Raises: ", "**Raises:** ", text, flags=re.M)


def error_page() -> str:
    """Every error with its code and what to do."""
    rows = [
        f"| `{kind.code}` | `{kind.__name__}` | {inspect.getdoc(kind)} | {kind.remedy} |" for kind in _tree()
    ]
    head = "| Code | Class | When | What to do |\n|---|---|---|---|"
    tree = (errors.__doc__ or "").partition("\n\n")[2].strip("\n")
    return "\n".join(["# Errors\n", f"```text\n{tree}\n```\n", head, *rows, ""])


def _tree(kind: type[errors.MusnadError] = errors.MusnadError) -> Iterator[type[errors.MusnadError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _tree(below)


def notebook() -> str:
    """The notebook with its outputs."""
    parts = []
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source.replace("](../docs/", "]("))
            continue
        parts.append(f"```python\n{source}\n```")
        parts += [_shown(output) for output in cell["outputs"]]
    return "\n\n".join(parts) + "\n"


def _shown(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            lines = "".join(data[kind]).splitlines()
            return '<div class="shown">' + "\n".join(line for line in lines if line.strip()) + "</div>"
    text = "".join(output.get("text", data.get("text/plain", "")))
    return f"```text\n{text.rstrip()}\n```"


PAGES: dict[str, Callable[[], str]] = {
    "codebook.md": codebook,
    "commands.md": commands,
    "python.md": python,
    "errors.md": error_page,
    "notebook.md": notebook,
}
"""Name of the page → what writes it."""
