"""The house: a module imports only from floors below its own, or from its own package; the core neither
prints nor looks at the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "musnad"
FLOORS = (
    ("errors",),
    ("tables", "files"),
    ("records", "ontology"),
    ("language", "charts"),
    ("reading",),
    ("knowledge",),
    ("coding",),
    ("workspace",),
    ("feeds",),
    ("provenance",),
    ("stories",),
    ("measures",),
    ("evaluation", "analysis"),
    ("brief",),
    ("codebook", "exports", "report", "quick"),
    ("web",),
    ("cli",),
)
"""From the ground up; those on one floor do not know each other."""
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
ALSO_FORBIDDEN = {"records": {"tables", "files"}}
"""Records are plain: they know errors alone."""
DOORS = ("__init__", "__main__")
"""The package's own face stands outside of the house: it may name everything."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def parts_of(path: Path) -> tuple[str, ...]:
    """The names below the package: ("coding", "lexicon", "coder"); a package has no __init__."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


def imported(path: Path, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Top-level names of the package that a module imports from, with the line; "" is the package itself."""
    package = path.relative_to(PACKAGE.parent).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first, *rest = alias.name.split(".")
                if first == "musnad":
                    yield (rest[0] if rest else ""), node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            target = [*base, *(node.module or "").split(".")] if node.module else list(base)
            if target[:1] == ["musnad"]:
                # `from .. import ontology` names the module among what is imported.
                for name in target[1:2] or [alias.name for alias in node.names]:
                    yield name, node.lineno


def faults(path: Path, tree: ast.Module) -> Iterator[str]:
    home = parts_of(path)[0]
    for name, line in imported(path, tree):
        if home in DOORS or name == home:
            continue
        if name not in FLOOR:
            # The package's own face: `__version__` and the like, for the uppermost floor only.
            if FLOOR[home] < len(FLOORS) - 1:
                yield f"{path.name}:{line} imports '{name}' from the package's face"
        elif FLOOR[name] >= FLOOR[home] or name in ALSO_FORBIDDEN.get(home, ()):
            yield f"{path.name}:{line}: {home} imports {name}"


def test_every_module_has_a_floor() -> None:
    homes = {parts_of(path)[0] for path in MODULES} - set(DOORS)
    assert homes == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_module_imports_only_from_below(path: Path) -> None:
    assert list(faults(path, ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("module", "line", "fault"),
    [
        ("reading/plan.py", "from ..workspace import run", "reading imports workspace"),
        ("reading/plan.py", "import musnad.coding", "reading imports coding"),
        ("reading/plan.py", "from musnad.coding.mentions import x", "reading imports coding"),
        ("coding/lexicon/coder.py", "from ... import exports", "coding imports exports"),
        ("report.py", "from .codebook import codebook", "report imports codebook"),
        ("records.py", "from .tables import Row", "records imports tables"),
        ("coding/lexicon/coder.py", "from ... import __version__", "the package's face"),
    ],
)
def test_a_wrong_import_is_found(module: str, line: str, fault: str) -> None:
    (found,) = faults(PACKAGE / module, ast.parse(f"def f():\n    {line}\n"))
    assert fault in found


def calls_print(tree: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that importing the module executes: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            if not isinstance(child, ast.Lambda):
                for part in (
                    *child.decorator_list,
                    *child.args.defaults,
                    *filter(None, child.args.kw_defaults),
                ):
                    yield from (part, *run_at_import(part))
            continue
        yield child
        yield from run_at_import(child)


def environment_reads(tree: ast.Module) -> list[int]:
    names = {"environ", "environb", "getenv"}
    return [
        node.lineno
        for node in run_at_import(tree)
        if (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Name) and node.id in names)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_core_neither_prints_nor_reads_the_environment_at_import(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert environment_reads(tree) == []
    if parts_of(path)[0] != "cli":
        assert calls_print(tree) == []


def test_prints_and_environment_reads_are_found() -> None:
    tree = ast.parse(
        "import os\nHOME = os.environ['HOME']\n"
        "def f(x=os.getenv('X')):\n    print(os.environ)\n"
        "class C:\n    path = os.environ.get('PATH')\n"
    )
    assert calls_print(tree) == [4]
    assert sorted(environment_reads(tree)) == [2, 3, 6]
