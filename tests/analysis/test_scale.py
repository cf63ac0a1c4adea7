"""Figures and the scale of their errors: one is the inverse of the other, and a line stands at a figure one can say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fourfutures.analysis.watching.scale import Scale

SCALES = [
    Scale("none", 0.0),
    Scale("log", 0.0),
    Scale("log", math.log(120.0)),
    Scale("logit", 0.0),
    Scale("logit", -1.2),
    Scale("log", None),
    Scale("logit", None),
    Scale("none", None),
]


@pytest.mark.parametrize("scale", SCALES, ids=str)
@given(st.floats(-3.0, 3.0))
def test_a_figure_goes_there_and_back(scale: Scale, value: float) -> None:
    assert_allclose(scale.value(scale.figure(value)), value, atol=1e-9)


@pytest.mark.parametrize("scale", SCALES, ids=str)
@given(st.floats(-3.0, 3.0))
def test_a_line_is_moved_by_less_than_a_twentieth_to_two_digits(scale: Scale, value: float) -> None:
    before, after = scale.figure(value), scale.figure(scale.rounded(value))
    assert_allclose(after, before, rtol=0.0501)
    assert_allclose(after, float(f"{after:.1e}"), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("scale", "value", "figure"),
    [
        (
            Scale("log", math.log(118.63)),
            0.329209,
            164.88,
        ),  # capital spending against the last quarter before the start
        (Scale("logit", math.log(0.428 / 0.572)), 0.290016, 0.5),
        (Scale("log", None), math.log(1.5), 1.5),  # no figure before the start is known: a multiple of it
    ],
)
def test_figures_are_those_that_were_published(scale: Scale, value: float, figure: float) -> None:
    assert_allclose(scale.figure(value), figure, rtol=1e-4)
    assert scale.basis == ("change" if scale.anchor is None else "published")
