"""The range of a probability: priors that lie elsewhere, definitions that are moved, levers that change a few members."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.futures import Dials, Labels, Part, envelope, moved_dials, odds, prior_shifts

SOURCE = Dials(tau=2.0, rho_c=4.0, gamma=0.5, psi=0.5, theta=0.5)


def alone(
    codes: np.ndarray, classes: int, mass: np.ndarray, ratios: list[np.ndarray], others: list[np.ndarray]
):
    """The range of one set of classes over one lot of members."""
    labels = {"all": Labels(codes, classes)}
    part = Part.of(np.arange(codes.shape[0]), mass, labels)
    return envelope({"all": odds(codes, mass, classes).p}, [part], ratios, {"all": others})["all"]


def shifts(z: dict[str, np.ndarray], pairs=()) -> dict[str, np.ndarray]:
    return dict(prior_shifts(list(z), z.__getitem__, pairs))


def test_a_shifted_prior_has_the_shifted_mean_and_the_widened_one_the_wider_spread() -> None:
    z = np.random.default_rng(0).normal(size=400_000)
    ratios = shifts({"a": z})
    for name, mean, spread in (("a +1 sd", 1.0, 1.0), ("a -1 sd", -1.0, 1.0), ("a sd x1.5", 0.0, 1.5)):
        weight = ratios[name] / ratios[name].sum()
        got = (weight * z).sum()
        assert got == pytest.approx(mean, abs=0.03)
        assert math.sqrt((weight * (z - got) ** 2).sum()) == pytest.approx(spread, abs=0.05)


@pytest.mark.parametrize("moved", ["a", "b"])
def test_a_prior_moves_alone_though_its_draws_are_correlated_with_another(moved: str) -> None:
    own = np.random.default_rng(1).normal(size=(2, 400_000))
    z = {"a": own[0], "b": 0.6 * own[0] + 0.8 * own[1]}
    still = "b" if moved == "a" else "a"
    found = dict(prior_shifts([moved], z.__getitem__, [("a", "b", 0.6)]))
    for name, mean, spread in ((f"{moved} +1 sd", 1.0, 1.0), (f"{moved} sd x1.5", 0.0, 1.5)):
        weight = found[name] / found[name].sum()
        mine, other = (weight * z[moved]).sum(), (weight * z[still]).sum()
        assert mine == pytest.approx(mean, abs=0.04)
        assert math.sqrt((weight * (z[moved] - mine) ** 2).sum()) == pytest.approx(spread, abs=0.06)
        assert other == pytest.approx(0.0, abs=0.04)
        assert (weight * (z[still] - other) ** 2).sum() == pytest.approx(1.0, abs=0.06)


def test_the_range_holds_the_probability_and_reaches_what_moved_definitions_give() -> None:
    codes = np.repeat([0, 1, 4], [50, 30, 20])
    assert set(moved_dials(SOURCE, {"psi": (0.3, 0.7)})) == {"psi 0.3", "psi 0.7"}
    elsewhere = odds(np.repeat([0, 1, 4], [80, 10, 10]), np.ones(100), 5).p
    low, high = alone(codes, 5, np.ones(100), [], [elsewhere])
    assert_allclose(low, [0.5, 0.1, 0.0, 0.0, 0.1])
    assert_allclose(high, [0.8, 0.3, 0.0, 0.0, 0.2])


def test_a_judged_prior_that_matters_widens_the_range_and_one_that_does_not_leaves_it() -> None:
    z = np.random.default_rng(1).normal(size=(2, 40_000))
    codes = (z[0] > 0.5).astype(np.int64)
    even = np.ones(40_000)
    p = odds(codes, even, 2).p
    _, high = alone(codes, 2, even, list(shifts({"matters": z[0]}).values()), [])
    assert high[1] == pytest.approx(1.0 - 0.3085, abs=0.02)  # P(z > 0.5) where z has mean 1
    low_idle, high_idle = alone(codes, 2, even, list(shifts({"idle": z[1]}).values()), [])
    assert_allclose(low_idle, p, atol=0.02)
    assert_allclose(high_idle, p, atol=0.02)


def test_cells_give_what_a_sum_over_members_gives() -> None:
    """The range by hand, member by member: reweigh, add up, keep a change beyond twice its error."""
    rng = np.random.default_rng(3)
    z, mass = rng.normal(size=(5, 600)), rng.exponential(size=600)
    mass /= mass.sum()
    codes = np.digitize(z[0] + 0.5 * z[1] + rng.normal(size=600), [-1.0, 0.0, 1.5])
    ratios = list(shifts({str(k): z[k] for k in range(5)}).values())
    low, high = alone(codes, 4, mass, ratios, [])
    for code in range(4):
        p = mass[codes == code].sum()
        reached = [p]
        for ratio in ratios:
            moved = mass * ratio / (mass * ratio).sum()
            after = moved[codes == code].sum()
            error = math.sqrt(
                sum(
                    (m * ((c == code) - after) - w * ((c == code) - p)) ** 2
                    for m, w, c in zip(moved, mass, codes, strict=True)
                )
            )
            reached += [after] if abs(after - p) > 2.0 * error else []
        assert low[code] == pytest.approx(min(reached), abs=1e-12)
        assert high[code] == pytest.approx(max(reached), abs=1e-12)
    assert (high - low).max() > 0.1


def test_a_lever_that_changes_no_member_leaves_the_range_and_one_that_does_carries_it_along() -> None:
    z = np.random.default_rng(4).normal(size=20_000)
    codes, mass = (z > 0.5).astype(np.int64), np.full(20_000, 1.0 / 20_000)
    kept = np.arange(0, 20_000, 10)
    weights = np.full(2000, 1.0 / 2000)
    pool = Part.of(np.arange(20_000), mass, {"all": Labels(codes, 2)})
    ratios = list(shifts({"a": z}).values())
    p = odds(codes, mass, 2).p
    plain = envelope({"all": p}, [pool], ratios, {})["all"]
    before = {"all": Labels(codes[kept], 2)}
    idle = Part.paired(kept, weights, before, before)
    same = envelope({"all": p}, [pool, idle], ratios, {})["all"]
    assert_allclose(same[0], plain[0], rtol=0.0, atol=0.0)
    assert_allclose(same[1], plain[1], rtol=0.0, atol=0.0)

    after = {"all": Labels((z[kept] > 0.0).astype(np.int64), 2)}
    change = odds(after["all"].codes, weights, 2).p - odds(before["all"].codes, weights, 2).p
    moved = envelope({"all": p + change}, [pool, Part.paired(kept, weights, before, after)], ratios, {})[
        "all"
    ]
    assert moved[1][1] == pytest.approx(0.8413, abs=0.02)  # P(z > 0) where z has mean 1
    assert moved[0][1] == pytest.approx(0.1587, abs=0.02)
