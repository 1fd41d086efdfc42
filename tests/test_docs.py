"""The documentation says what is so: code prints what is shown, choices are named, links lead somewhere.

python tests/test_docs.py       # writes what the code of the README prints now into the README
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from musnad import ontology
from musnad.cli import app
from musnad.coding import CODERS, get_coder
from musnad.coding.lexicon.entries import COLUMNS
from musnad.evaluation import read_gold, score
from musnad.exports import EXPORTERS, csvfile, polecat
from musnad.reading import READERS, read_text

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
PAGES += sorted((ROOT / "examples").rglob("*.md"))
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)?", re.M | re.S)
"""A block of Python and, if one follows at once, the block of what it prints."""


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page(name), re.M | re.S)


def commands() -> dict[str, set[str]]:
    """The commands of the program with the options of each, and of the commands below it."""
    group: Any = typer.main.get_command(app)
    return {
        name: {
            option
            for one in (command, *getattr(command, "commands", {}).values())
            for parameter in one.params
            for option in parameter.opts
        }
        for name, command in group.commands.items()
    }


COMMANDS = commands()


def printed(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each block of Python on a page with what it prints; later blocks know the names of earlier ones."""
    names: dict[str, Any] = {"__name__": "docs"}
    for block in BLOCK.finditer(text):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(block[1], "documentation", "exec"), names)
        yield block, output.getvalue()


def replayed(dialogue: str, folder: Path) -> str:
    """A block of commands with what they print now; each runs in `folder`."""
    lines = []
    for line in dialogue.splitlines():
        if not line.startswith("$ musnad "):
            continue
        call = [sys.executable, "-m", "musnad", *shlex.split(line)[2:]]
        done = subprocess.run(
            call, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=True
        )
        lines += [line, *(row.rstrip() for row in done.stdout.splitlines())]
    return "\n".join(lines) + "\n"


def renewed(folder: Path) -> str:
    """The README with what its commands and then its code print now, run in `folder`."""
    text = page("README.md")
    (folder / "examples").symlink_to(ROOT / "examples")
    for dialogue in fenced("README.md", "console"):
        text = text.replace(dialogue, replayed(dialogue, folder))
    with contextlib.chdir(folder):
        blocks = list(printed(text))
    for block, output in reversed(blocks):
        if block[2] is not None:
            text = text[: block.start(2)] + output + text[block.end(2) :]
    return text


def test_readme_shows_what_commands_and_code_print(tmp_path: Path) -> None:
    assert fenced("README.md", "console") and fenced("README.md", "text")
    assert renewed(tmp_path) == page("README.md"), "python tests/test_docs.py writes the new output"


def test_lexicon_code_runs() -> None:
    ((_, output),) = printed(page("docs/lexicon.md"))
    assert re.search(r"^زار .*CONSULT", output, re.M)
    assert "odds=" in output


def test_lexicon_columns_are_all_explained() -> None:
    table = re.findall(r"^\| `(\w+)` \|", page("docs/lexicon.md"), re.M)
    assert tuple(table) == COLUMNS


def test_lexicon_example_is_an_entry_that_works(tmp_path: Path) -> None:
    (table,) = fenced("docs/lexicon.md", "tsv")
    path = tmp_path / "my.tsv"
    path.write_text(table, encoding="utf-8")
    document = read_text("شيطن الرئيس الفرنسي تركيا في خطاب أمس.")
    assert get_coder("lexicon").code(document).events == ()
    (event,) = get_coder("lexicon", {"lexicon": str(path)}).code(document).events
    assert (event.event_type, event.event_mode, event.trigger.text) == ("ACCUSE", "disapprove", "شيطن")


def test_annotation_example_is_read_and_scored(tmp_path: Path) -> None:
    (example,) = fenced("docs/annotation.md", "json")
    row = json.loads(example)
    for event in row["events"]:
        assert row["text"][event["start"] : event["end"]] == event["trigger"]
    assert row["sentences"][0]["end"] == len(row["text"])
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    result = score(read_gold(path), {})
    assert (result["documents"], result["detection"]["gold"]) == (1, 1)


def test_annotation_names_every_type_and_mode() -> None:
    rows = re.findall(r"^\| ([A-Z]+) \| [^|]+ \|([^|]*)\|$", page("docs/annotation.md"), re.M)
    found = {kind: {mode.strip() for mode in modes.split(",") if mode.strip()} for kind, modes in rows}
    assert found == {code: set(kind.modes) for code, kind in ontology.EVENT_TYPES.items()}


def test_every_reader_is_named() -> None:
    missing = [reader.name for reader in READERS if f"`{reader.name}`" not in page("README.md")]
    assert not missing


def test_every_exporter_is_named() -> None:
    missing = [name for name in EXPORTERS if f"`{name}`" not in page("README.md")]
    assert not missing


def test_exports_page_explains_the_columns() -> None:
    text = page("docs/exports.md")
    parts = [
        name for name in csvfile.COLUMNS if name.startswith(("actor_", "recipient_", "trigger", "sentence"))
    ]
    assert [name for name in [*EXPORTERS, *parts, *polecat.EVIDENCE] if f"`{name}`" not in text] == []


def test_pages_that_the_program_names_exist() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "musnad").rglob("*.py"))
    named = set(re.findall(r"docs/[a-z]+\.md", sources))
    assert "docs/lexicon.md" in named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_command_is_named() -> None:
    missing = [name for name in COMMANDS if f"`musnad {name}" not in page("README.md")]
    assert not missing


def test_commands_shown_exist_with_their_options() -> None:
    """Every call of the program in the documentation names a command, and options that the command has."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    calls = re.findall(r"(?:^|[\s`/])musnad ([a-z]+)((?: [^`\n]+)?)", text)
    shown = [(name, rest) for name, rest in calls if re.match(rf"({'|'.join(COMMANDS)})$", name)]
    assert len(shown) >= len(COMMANDS)
    unknown = [
        f"musnad {name} {option}"
        for name, rest in shown
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest.partition("#")[0].partition("|")[0])
        if option not in COMMANDS[name] | {"--help"}
    ]
    assert unknown == []


def test_every_coder_is_named() -> None:
    text = page("README.md") + page("docs/lexicon.md")
    assert [name for name in CODERS if name not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = (path.parent / file).resolve() if file else path
        if not linked.exists() or (anchor and anchor not in anchors(linked)):
            broken.append(target)
    assert broken == []


def anchors(path: Path) -> set[str]:
    """The names that headings can be linked by, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_name_no_local_path_and_leave_nothing_open(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(work|home|root|tmp|Users)/", text)
    assert not re.search(r"TODO|FIXME|<!--", text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        (ROOT / "README.md").write_text(renewed(Path(temporary)), encoding="utf-8")
