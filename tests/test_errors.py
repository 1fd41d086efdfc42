"""Errors: the documented tree is the real one; codes are stable; messages survive being pickled."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterator

import pytest

from musnad import errors
from musnad.errors import DataFileError, EnvironmentFault, MusnadError, UsageError

CODES = {
    "UsageError": "MSN-U01",
    "EnvironmentFault": "MSN-E01",
    "DataFileError": "MSN-D01",
    "WorkspaceError": "MSN-W01",
    "MismatchError": "MSN-W02",
    "FetchError": "MSN-F01",
    "RefusedAddress": "MSN-F02",
    "UnfitAnswer": "MSN-F03",
    "ReadingError": "MSN-R01",
    "DamagedError": "MSN-R02",
    "UndecodableError": "MSN-R03",
    "MalformedError": "MSN-R04",
    "UnknownFormat": "MSN-R05",
    "TooLargeError": "MSN-R06",
    "ConflictError": "MSN-R07",
    "LimitExceeded": "MSN-R08",
    "CodingFault": "MSN-C01",
}
"""What users may have written into their scripts; a code is never given to another error."""
_BRANCH = re.compile(r"^([ │]*)[├└]── (\w+) +(MSN-\w+)  (.+)$", re.MULTILINE)


def below(kind: type[MusnadError]) -> Iterator[type[MusnadError]]:
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield child
            yield from below(child)


ERRORS = list(below(MusnadError))


def documented() -> dict[str, tuple[str, str, str]]:
    """Name to parent, code and meaning, as the tree in the module's docstring draws them."""
    tree: dict[str, tuple[str, str, str]] = {}
    path = ["MusnadError"]
    for indent, name, code, meaning in _BRANCH.findall(errors.__doc__ or ""):
        depth = len(indent) // 4 + 1
        path[depth:] = [name]
        assert name not in tree
        tree[name] = (path[depth - 1], code, meaning)
    return tree


def test_errors_codes_are_unique_and_stable() -> None:
    assert {e.__name__: e.code for e in ERRORS} == CODES
    assert len({MusnadError.code, *CODES.values()}) == len(CODES) + 1
    assert all(re.fullmatch(r"MSN-[A-Z]\d\d", code) for code in CODES.values())


def test_errors_tree_in_the_docstring_is_the_real_one() -> None:
    real = {e.__name__: (e.__bases__[0].__name__, e.code) for e in ERRORS}
    assert {name: (parent, code) for name, (parent, code, _) in documented().items()} == real


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_say_when_they_are_raised_as_the_tree_does(kind: type[MusnadError]) -> None:
    meaning = documented()[kind.__name__][2]
    first = (kind.__doc__ or "").split("\n")[0]
    assert first == f"{meaning[0].upper()}{meaning[1:]}."


@pytest.mark.parametrize("kind", [MusnadError, *ERRORS])
def test_errors_pickled_and_copied_keep_everything(kind: type[MusnadError]) -> None:
    for error in (kind("what"), kind("ماذا", where="a.txt, line 3", remedy="Do this.")):
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert type(again) is kind
            assert str(again) == str(error)
            assert (again.what, again.where, again.todo) == (error.what, error.where, error.todo)


def test_errors_message_says_what_where_and_what_to_do() -> None:
    error = DataFileError("'x' is not a number", where="cities.tsv, line 3, column latitude")
    assert str(error) == (
        "MSN-D01: 'x' is not a number (cities.tsv, line 3, column latitude). Mend the line and run again."
    )
    assert str(EnvironmentFault("the disk is full")) == "MSN-E01: the disk is full."
    assert str(UsageError("no such path", remedy="Check it.")) == "MSN-U01: no such path. Check it."


def test_errors_are_caught_by_their_kind() -> None:
    assert issubclass(errors.MismatchError, errors.WorkspaceError)
    assert issubclass(errors.CodingFault, errors.ReadingError)
    with pytest.raises(MusnadError):
        raise errors.TooLargeError("the line has 20,000,000 bytes or more")
