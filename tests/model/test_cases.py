"""Declared cases: one month of each process, worked by hand in `tests/cases`, against the equations.

A file holds the cases of one process. `note` shows the arithmetic, `gives` its result, `given` the arguments by name; a
step is one month unless a case gives `dt`. A field that a case leaves out is not a number, so it cannot matter.
"""

from __future__ import annotations

import importlib
import inspect
import math
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pytest

CASES = Path(__file__).resolve().parents[1] / "cases"
ROOM = "fourfutures.model"
MONTH = 1.0 / 12.0
PRECISION = 1e-10  # cases give twelve digits


def declared() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['claim']}")
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def function(name: str) -> Callable[..., Any]:
    module, _, what = name.rpartition(".")
    return getattr(importlib.import_module(f"{ROOM}.{module}"), what)


def built(kind: Any, value: Any) -> Any:
    """A number, numbers by year, or a named tuple of the kind, from what a case says."""
    if isinstance(value, list):
        return np.array(value)
    if not hasattr(kind, "_fields"):
        return value if isinstance(value, Mapping) else float(value)
    hints = get_type_hints(kind)
    missing = kind._field_defaults

    def part(name: str) -> Any:
        if name in value:
            return built(hints[name], value[name])
        if hasattr(hints[name], "_fields") and name not in missing:
            return built(hints[name], {})
        return missing.get(name, math.nan)

    assert set(value) <= set(kind._fields), set(value) - set(kind._fields)
    return kind(*(part(name) for name in kind._fields))


def agree(found: Any, expected: Any, where: str) -> None:
    """Compare what a case gives, field by field; a list stands for a tuple without names."""
    if isinstance(expected, Mapping):
        for name, value in expected.items():
            agree(getattr(found, name), value, f"{where}.{name}")
    elif isinstance(expected, list):
        assert len(found) == len(expected)
        for number, value in enumerate(expected):
            agree(found[number], value, f"{where}[{number}]")
    else:
        assert float(found) == pytest.approx(expected, rel=PRECISION, abs=1e-12), where


@pytest.mark.parametrize("case", declared())
def test_a_month_worked_by_hand(case: Mapping[str, Any]) -> None:
    equation = function(case["function"])
    hints = get_type_hints(equation)
    given = {name: built(hints[name], value) for name, value in case["given"].items()}
    if "dt" in inspect.signature(equation).parameters:
        given.setdefault("dt", MONTH)
    agree(equation(**given), case["gives"], case["function"])


def test_every_equation_has_a_case() -> None:
    worked = {case.values[0]["function"] for case in declared()}
    room = importlib.import_module(ROOM)
    equations = set()
    for found in pkgutil.walk_packages(room.__path__, f"{ROOM}."):
        module = importlib.import_module(found.name)
        equations |= {
            f"{found.name.removeprefix(f'{ROOM}.')}.{name}"
            for name, thing in inspect.getmembers(module, inspect.isfunction)
            if thing.__module__ == found.name and not name.startswith("_")
        }
    assert sorted(equations - worked) == []
