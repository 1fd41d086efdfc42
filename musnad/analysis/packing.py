"""Dataclasses as lists of values in the order of their fields, for JSON, and back. Names of fields are left
out: whoever reads must know the class, and that it is the same."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any


def packed(value: Any) -> Any:
    """A value of dataclasses, tuples, mappings from text and scalars, as what JSON has."""
    if isinstance(value, tuple):
        return [packed(one) for one in value]
    if isinstance(value, Mapping):
        return {key: packed(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return [packed(getattr(value, name)) for name in _names(kind)]
    return value


def unpacked(kind: Any, data: Any) -> Any:
    """The value of that type which `packed` made the data from.

    Raises: ValueError, TypeError or AttributeError if the data are not of that type's shape.
    """
    return _maker(kind)(data)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, types.UnionType):
        (inner,) = (_maker(one) for one in typing.get_args(kind) if one is not type(None))
        return lambda data: None if data is None else inner(data)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        each = _maker(arguments[0])
        return lambda data: tuple([each(one) for one in data])
    if origin is tuple:
        makers = tuple(_maker(one) for one in arguments)
        return lambda data: tuple([make(one) for make, one in zip(makers, data, strict=True)])
    if origin is not None and issubclass(origin, Mapping):
        of = _maker(arguments[1])
        return lambda data: {key: of(one) for key, one in data.items()}
    if dataclasses.is_dataclass(kind):
        record: Any = kind
        hints = typing.get_type_hints(record)
        fields = tuple(_maker(hints[name]) for name in _names(record))
        return lambda data: record(*[make(one) for make, one in zip(fields, data, strict=True)])
    return lambda data: data
