"""Equations keep to the form that can become a kernel, and who leaves it is told how to come back."""

from __future__ import annotations

import inspect
import math

import numpy as np
import pytest

from fourfutures.ensemble import EnsembleError
from fourfutures.ensemble.kernel import Graph
from fourfutures.ensemble.kernel.emission import Output, Pass, emit
from fourfutures.model.arithmetic import exp, log, maximum, minimum, where


def of(equation) -> str:
    """Text of a pass that runs one equation on as many numbers as it takes."""
    graph = Graph()
    names = list(inspect.signature(equation).parameters)
    result = equation(*(graph.input(name) for name in names))
    lanes = {name: f"tile[{row} * LANES + lane]" for row, name in enumerate(names)}
    plan = Pass(
        "one",
        "One equation.",
        ["tile"],
        graph,
        lanes,
        {},
        [Output("tile[9 * LANES + lane]", graph.symbol(result))],
    )
    return emit(plan, {})


def test_what_an_equation_may_say():
    text = of(lambda a, b: where((a < b) & (b > 0.0), exp(-a) / b, maximum(minimum(a, 1.0), log(b))))
    for word in ("where(", "exp(", "maximum(", "minimum(", "log(", " / ", " & "):
        assert word in text


def test_a_number_that_is_asked_for_twice_is_worked_out_once():
    assert of(lambda a, b: exp(a * b) + exp(a * b)).count("exp(") == 1


@pytest.mark.parametrize(
    ("equation", "word"),
    [
        (lambda a: a if a > 0.0 else 0.0, "where"),
        (lambda a: max(a, 0.0), "where"),
        (lambda a: a and 1.0, "where"),
        (lambda a: a**2, "multiply"),
        (lambda a: np.sqrt(a), "exp, log"),
        (lambda a: np.clip(a, 0.0, 1.0), "exp, log"),
        (lambda a: a + "1", "numbers"),
        (lambda a: a + np.ones(3), "exp, log"),
    ],
)
def test_what_an_equation_may_not_say(equation, word):
    with pytest.raises(EnsembleError) as refusal:
        of(equation)
    assert word in refusal.value.remedy
    assert refusal.value.where.startswith("equation ")


def test_a_mathematical_function_of_plain_numbers_is_not_for_equations():
    with pytest.raises((TypeError, EnsembleError)):
        of(lambda a: math.sqrt(a))
