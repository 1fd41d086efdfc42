"""Atheris harness: see README.md in this folder."""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["musnad"]):
    from targets import dates

if __name__ == "__main__":
    atheris.Setup(sys.argv, dates)
    atheris.Fuzz()
