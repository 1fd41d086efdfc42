"""Which feeds are watched: addresses as they are named, or in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataFileError, RefusedAddress, UsageError
from ..reading.documents import clean_line
from .addresses import Address

MAX_OUTLET = 80
"""Characters of an outlet's name; it becomes the name of a folder."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed."""

    address: Address
    outlet: str = ""
    """Outlet of pages that name none; empty takes their host."""


def subscriptions(given: Sequence[str]) -> list[Subscription]:
    """The feeds of addresses and files, each once, in the order given.

    A line of a file is an address, then perhaps a blank or tab and the outlet; `#` begins a comment.

    Raises: UsageError for what is neither address nor file; RefusedAddress; DataFileError for a bad line.
    """
    found: dict[Address, Subscription] = {}
    for name in given:
        if "://" in name:
            address = Address.parse(name)
            found.setdefault(address, Subscription(address))
            continue
        path = Path(name)
        if not path.is_file():
            remedy = "Name an address (https://...) or a file with one a line."
            raise UsageError(f"{name!r} is neither an address nor a file", remedy=remedy)
        for one in _read(path):
            found.setdefault(one.address, one)
    if not found:
        raise UsageError("there is no feed to watch", where=", ".join(given))
    return list(found.values())


def _read(path: Path) -> list[Subscription]:
    found = []
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"the file cannot be read: {error}", where=str(path)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        address, *outlet = line.split(maxsplit=1)
        if len("".join(outlet)) > MAX_OUTLET:
            what = f"the outlet has more than {MAX_OUTLET} characters"
            raise DataFileError(what, where=f"{path}, line {number}")
        try:
            found.append(Subscription(Address.parse(address), clean_line("".join(outlet))))
        except RefusedAddress as error:
            raise DataFileError(error.what, where=f"{path}, line {number}") from error
    return found
