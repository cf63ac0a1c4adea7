"""Members that are given their parameters, and members held on a bench, are the members that a plain run has."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import (
    GAMMAS,
    POOL_MONTHS,
    Bench,
    Binding,
    GivenMembers,
    LeverPath,
    Threads,
    Track,
    drawn_once,
    moved_with,
    parameter_normals,
    parameter_values,
    prior_values,
    replay,
    run_members,
)
from fourfutures.study import lever_settings

IDS = np.arange(600, dtype=np.int64)  # more than two stretches, and no whole number of tiles
LEVERS = ("us_permitting=1", "partner_sovereign.IND=1@2027-03")


def path(binding: Binding, levers: tuple[str, ...] = LEVERS, month: int = 12) -> LeverPath:
    return LeverPath(binding.study, lever_settings(levers, binding.study), month, binding.partners.codes)


def same(one: Track, two: Track) -> None:
    for name, values in one.arrays().items():
        assert_array_equal(values, getattr(two, name), err_msg=name)


def drawn(binding: Binding, ids: np.ndarray) -> np.ndarray:
    values = parameter_values(binding, ids)
    return np.stack([values[name] for name in drawn_once(binding.study)])


def test_a_member_given_what_it_would_have_drawn_is_itself(binding: Binding) -> None:
    given = GivenMembers(binding, path(binding), GAMMAS, POOL_MONTHS, Threads(2)).run(
        IDS, drawn(binding, IDS)
    )
    same(given, replay(binding, IDS, path(binding), GAMMAS, Threads(1)))


def test_with_another_luck_the_origin_stays_and_the_way_differs(binding: Binding) -> None:
    values = drawn(binding, IDS)
    members = GivenMembers(binding, path(binding), GAMMAS, POOL_MONTHS, Threads(2))
    one, two = (members.run(luck, values) for luck in (IDS, IDS + 600))
    assert_array_equal(one.log_stock_cn[:, 0], two.log_stock_cn[:, 0])
    assert_array_equal(one.growth_2025_us, two.growth_2025_us)
    assert (one.log_stock_cn[:, -1] != two.log_stock_cn[:, -1]).all()
    assert one.use[:, 0].std() > 0.0 and (one.use[:, 0] != two.use[:, 0]).any()  # partners draw by number too


def test_values_from_own_normals_are_those_that_members_draw(binding: Binding) -> None:
    study, names = binding.study, drawn_once(binding.study)
    leaning = {pair.b: (pair.a, pair.rho) for pair in study.correlations}
    normals = parameter_normals(binding, names, IDS)
    own = dict(normals)
    for name, (other, rho) in leaning.items():
        own[name] = (normals[name] - rho * normals[other]) / np.sqrt(1.0 - rho**2)
    found, values = prior_values(study, names, own), parameter_values(binding, IDS)
    for name in names:
        assert_allclose(found[name], values[name], rtol=1e-9, atol=1e-12, err_msg=name)
    pair = study.correlations[0]
    assert moved_with(study, [pair.a]) == [pair.a, pair.b]
    assert moved_with(study, [pair.b]) == [pair.b]


@pytest.mark.parametrize("month", [11, 0])
def test_a_bench_answers_what_a_run_from_the_origin_says(binding: Binding, month: int) -> None:
    bench = Bench(binding, IDS, month, GAMMAS, Threads(2))
    same(bench.plain, replay(binding, IDS, path(binding, ()), GAMMAS, Threads(1)))
    same(bench.ends(path(binding)), replay(binding, IDS, path(binding), GAMMAS, Threads(1)))
    record = run_members(
        binding, IDS, np.full(600, 1.0 / 600), path(binding), 0.5, GAMMAS, Threads(2), lambda done: None
    )
    shares = bench.shares(path(binding), 3)
    assert shares.shape == (600, 3, len(binding.partners.codes), 3)
    assert_array_equal(shares[:, -1], record.horizon_shares)
    assert_allclose(shares.sum(axis=3), 1.0, atol=1e-5)
