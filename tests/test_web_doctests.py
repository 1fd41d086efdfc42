from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from musnad.web import answers, cursor, guard, marks, reply, templating
from musnad.web.pages import search


@pytest.mark.parametrize(
    "module",
    [answers, cursor, guard, marks, reply, templating, search],
    ids=lambda module: module.__name__,
)
def test_the_examples_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0 and result.failed == 0
