"""The examples in the docstrings of the language package are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import musnad.language

MODULES = [info.name for info in pkgutil.iter_modules(musnad.language.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name: str) -> None:
    module = importlib.import_module(f"musnad.language.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
