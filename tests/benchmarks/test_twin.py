"""The twin in C is the kernel in another language, and the model without partners is the same in all of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from benchmarks.agreement import PROMISE, apart, log_stocks
from benchmarks.arithmetic import flops, mix, polynomial
from benchmarks.bloc_model import compiled, exact, parameters
from benchmarks.findings import Unmeasured
from benchmarks.parts.speed import as_engine
from benchmarks.subjects import engine
from benchmarks.twin import Build, builds
from fourfutures.ensemble.kernel.emission import Output, Pass
from fourfutures.ensemble.kernel.tracing import Graph

LEVERS = ("export_control=0.5", "us_permitting=1", "partner_sovereign.IND=1@2026-09")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    try:
        return builds(Path(tmp_path_factory.mktemp("twin")), widest=False)[0]
    except Unmeasured as why:
        pytest.skip(str(why))  # no C compiler here: the twin is a yardstick, no part of the product


@pytest.mark.parametrize("levers", [(), LEVERS], ids=["no lever", "levers"])
def test_the_twin_gives_the_members_of_the_kernel(build: Build, levers: tuple[str, ...]) -> None:
    ids = np.arange(64, dtype=np.int64)
    kernel, twin = engine(levers).run(ids, fans=True), as_engine(build, levers).run(ids, fans=True)
    gap = apart(twin, log_stocks(kernel), kernel.ends)
    assert gap.beyond <= 1  # an event may fall otherwise; fused products differ between compilers
    assert gap.median <= 1e-6
    assert_allclose(twin.values, kernel.values, rtol=1e-12)
    assert np.median(np.abs(twin.fans / kernel.fans - 1.0)) <= 1e-6
    assert kernel.fans.shape == twin.fans.shape


def test_the_twin_holds_no_members_at_a_month(build: Build) -> None:
    with pytest.raises(ValueError, match="holds no members"):
        as_engine(build).hold(np.arange(32, dtype=np.int64), 3)


def test_the_twin_is_not_given_parameters(build: Build) -> None:
    twin = as_engine(build)
    ids = np.arange(32, dtype=np.int64)
    with pytest.raises(ValueError, match="not given"):
        twin.run(ids, given=twin.run(ids).values)


def test_blocs_without_partners_are_the_same_in_the_kernel_and_in_numpy() -> None:
    given = parameters(np.arange(32, dtype=np.int64))
    assert np.abs(np.expm1(compiled()(given) - exact(given))).max() <= PROMISE


def test_operations_are_counted_on_the_equations() -> None:
    graph = Graph()
    x, y = graph.input("x"), graph.input("y")
    value = x * y + x / y - graph.apply("exp", x)
    plan = Pass("p", "", [], graph, {}, {}, [Output("left", value), Output("sum", x, adds=True)])
    counted = mix(plan)
    assert counted == {"multiply": 1, "divide": 1, "add": 3, "exp": 1}
    inside = polynomial("exp")
    assert flops(counted) == 5 + inside["add"] + inside["multiply"]
    assert inside["multiply"] >= 8  # a polynomial of the sixth degree and its scaling


def test_every_literal_reads_back_as_the_same_number() -> None:
    from benchmarks.twin.emission import single

    values = np.array([0.1, 1e-12, 3.0, -2.12194440e-4, 1e-38], np.float32)
    assert_array_equal([np.float32(single(value).removesuffix("f")) for value in values], values)
