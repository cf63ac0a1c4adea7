"""Blocks run the model's own equations from a start that continues the record; laws that follow from that."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.analysis.hindcast.blocks import BLOCKS, RATIO, Ask
from fourfutures.analysis.hindcast.blocks.adoption import speed
from fourfutures.analysis.hindcast.blocks.compute import flows_of
from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.recentring import Trend, recentred, sure, trend, weighed
from fourfutures.analysis.hindcast.record import Record
from fourfutures.assimilation import pit
from fourfutures.ensemble import Binding, simulate
from fourfutures.model import UNTOUCHED, BlocShocks, CountryParameters, Shocks
from fourfutures.study import Study

LAST = 2021 * 12 + 5
QUARTERS = 13


def record(values: np.ndarray, step: int = 3) -> Record:
    months = LAST + step * np.arange(1 - len(values), 1, dtype=np.int64)
    return Record(months, months.astype(float), np.asarray(values, dtype=float), ("a",) * len(values), 0)


def growing(level: float, growth: float, count: int = QUARTERS, step: int = 3) -> Record:
    """A record in logs that grows evenly to `level`."""
    return record(level + growth * step / 12.0 * np.arange(1 - count, 1), step)


@pytest.fixture(scope="module")
def asked(study: Study) -> Callable[..., Ask]:
    def ask(name: str, known: dict[str, Record], months: tuple[int, ...] = (24,), **changes: object) -> Ask:
        given = {
            "study": study, "target": study.hindcast.target[name], "known": known, "beside": {}, "rule": None,
            "rule_since": 0, "origin": LAST, "times": tuple(float(LAST + month) for month in months),
            "luck": Luck(7, 400), **changes,
        }  # fmt: skip
        return Ask(**given)

    return ask


def answered(ask: Ask) -> dict[str, np.ndarray]:
    return BLOCKS[ask.target.block](ask)


class Calm:
    """Shocks of a world in which nothing happens."""

    def shocks(self, step: int) -> Shocks:
        bloc = BlocShocks(
            bust=1.0, investment=0.0, breakthrough=1.0, discrepancy=0.0, frontier=0.0, leap=1.0, leap_size=0.5,
            incident=1.0, incident_size=0.5, home=0.0,
        )  # fmt: skip
        return Shocks(bloc, bloc, 0.5, 1.0, np.full((1, 2), 0.5))


@pytest.mark.parametrize(("us", "cn"), [(1.0, 1.0), (1.4, 0.4), (0.3, 1.2)])
@pytest.mark.parametrize("allowed", [1.0, 0.15])
def test_with_nothing_uncertain_both_stocks_go_on_as_recorded(
    study: Study, us: float, cn: float, allowed: float
) -> None:
    """Within a tenth of a log over two years, whatever the rule: Chinese supply makes up what is not for sale."""
    level = Trend(math.log(3e4), us, 0.0, 3.0), Trend(math.log(2e4), cn, 0.0, 3.0)
    rule = {"regime_0": sure(2.0 if allowed < 1.0 else 0.0), "shipped_regime_0": 0.0}
    caps = {
        "import_cap_0_cn": sure(allowed if allowed == 1.0 else 0.004), "import_cap_1_cn": sure(0.026),
        "import_cap_2_cn": sure(0.108), "build_discrepancy_rate": sure(1e-9),
        **dict.fromkeys(("regime_up_0", "regime_up_1", "regime_down_1", "regime_down_2"), sure(1e-9)),
    }  # fmt: skip
    started = recentred(study, flows_of(study, *level, allowed) | rule | caps)
    certain = recentred(
        started,
        {
            name: sure(entry.prior.centre)
            for name, entry in started.uncertainties.items()
            if entry.per is None and entry.prior.family in ("normal", "lognormal", "logit_normal")
        },
    )
    p = Binding(certain, 1).parameters(np.arange(2))
    nobody = CountryParameters(*(np.zeros((0, 1)) for _ in CountryParameters._fields))
    moments = list(simulate(p, nobody, Calm(), [UNTOUCHED] * 24))
    for side, growth in (("us", us), ("cn", cn)):
        stocks = [
            np.log(np.ravel(getattr(m.state, side).floor.compute_stock)[0]) for m in (moments[0], moments[-1])
        ]
        assert stocks[1] - stocks[0] == pytest.approx(2.0 * growth, abs=0.1), side


def test_a_record_ten_times_larger_gives_the_same_ratio(asked: Callable[..., Ask]) -> None:
    """Coverage of the record does not matter while it is even."""
    levels = {"USA": growing(10.0, 1.0), "CHN": growing(9.5, 0.8)}
    more = {code: part._replace(values=part.values + math.log(10.0)) for code, part in levels.items()}
    one, other = (answered(asked("compute_ratio", known))[RATIO] for known in (levels, more))
    assert_allclose(one, other, atol=1e-9)


def test_sides_that_grew_alike_are_expected_to_keep_their_ratio(asked: Callable[..., Ask]) -> None:
    found = answered(asked("compute_ratio", {"USA": growing(10.0, 0.9), "CHN": growing(9.0, 0.9)}, (12, 24)))[
        RATIO
    ]
    assert_allclose(np.median(found, axis=1), 1.0, atol=0.25)  # 400 members with a spread near 1
    assert found[1].std() > found[0].std()


def test_a_side_that_outgrew_the_other_is_believed_in_part(asked: Callable[..., Ask], study: Study) -> None:
    """All of it would be 2.4 in two years; the more a record drifts by itself, the less."""
    known, found = {"USA": growing(10.0, 1.6), "CHN": growing(10.0, 0.4)}, []
    for rate in (0.05, 0.3, 1.0):
        target = study.hindcast.target["compute_ratio"].model_copy(update={"discrepancy": {RATIO: rate}})
        found.append(float(np.median(answered(asked("compute_ratio", known, target=target))[RATIO])))
    assert 2.4 > found[0] > found[1] > found[2] > -0.3
    assert found[0] > 1.5


@pytest.mark.parametrize("rate", [0.0, 0.5, 50.0])
def test_growth_is_weighed_by_what_the_record_can_tell(rate: float) -> None:
    found = weighed(Trend(0.0, 1.0, 0.0, 3.0), 0.2, 0.15, rate)
    share = 0.15**2 / (0.15**2 + 0.4 * rate**2)
    assert found == pytest.approx(0.2 + 0.8 * share)


def test_a_slope_over_a_walk_is_as_uncertain_as_is_said() -> None:
    """6/5 rate^2/T, from 4,000 walks of monthly steps over three years; 2.2 percent a standard error of a variance."""
    rng = np.random.default_rng(6)
    months = np.arange(37, dtype=np.int64)
    slopes = [
        trend(
            Record(months, months.astype(float), np.cumsum(rng.normal(0.0, 0.4 / math.sqrt(12.0), 37)), (), 0)
        ).growth
        for _ in range(4000)
    ]
    assert np.var(slopes) == pytest.approx(1.2 * 0.4**2 / 3.0, rel=0.1)


def test_only_the_last_36_months_count_for_growth() -> None:
    old = np.concatenate([np.random.default_rng(1).normal(size=9), np.linspace(0.0, 1.5, 13)])
    assert trend(record(old)).growth == pytest.approx(0.5)


def test_records_of_training_are_never_lost(asked: Callable[..., Ask]) -> None:
    known = {"USA": growing(55.0, 1.4), "CHN": growing(52.0, 2.0)}
    found = answered(asked("training_compute", known, (6, 12, 24)))
    for code, part in known.items():
        assert (found[code] >= part.values[-1]).all()
        assert (np.diff(found[code], axis=0) >= 0.0).all()


def test_what_was_bought_stays_bought_and_a_closed_border_sells_nothing(asked: Callable[..., Ask]) -> None:
    sold = growing(math.log(2e6), 1.0)
    bought = record(np.log(0.05) + sold.values)
    common = {"known": {"CHN": bought}, "beside": {"ORG:Nvidia": sold}, "months": (12, 24)}
    open_ = answered(asked("nvidia_china", **common, rule=2, rule_since=LAST - 60))["CHN"]
    assert (open_[0] >= bought.values[-1]).all() and (open_[1] >= open_[0]).all()
    shut = record(np.concatenate([bought.values[:7], np.full(6, bought.values[6])]))
    closed = answered(
        asked("nvidia_china", {"CHN": shut}, (12,), beside=common["beside"], rule=0, rule_since=LAST - 18)
    )
    assert np.median(closed["CHN"][0]) == pytest.approx(shut.values[-1], abs=0.01)


def test_a_lead_keeps_still_and_moves_with_its_level(asked: Callable[..., Ask]) -> None:
    one, other = (
        answered(asked("model_gap_arena", {"USA-CHN": record(np.full(9, lead), 1)}, (12,)))["USA-CHN"][0]
        for lead in (250.0, 330.0)
    )
    assert np.median(one) == pytest.approx(250.0, abs=12.0)  # 400 members with a spread near 45
    assert_allclose(other - one, 80.0, atol=1e-6)


def test_shares_of_a_list_leave_room_for_the_rest(asked: Callable[..., Ask]) -> None:
    share = {"USA": np.linspace(0.5, 0.45, 8), "CHN": np.linspace(0.1, 0.2, 8)}
    known = {code: record(np.log(values / (1.0 - values)), 6) for code, values in share.items()}
    found = answered(asked("top500_share", known, (12, 24)))
    total = sum(1.0 / (1.0 + np.exp(-odds)) for odds in found.values())
    assert ((total > 0.0) & (total < 1.0)).all()


@pytest.mark.parametrize(("name", "code"), [("firm_adoption_us", "USA"), ("genai_users_cn", "CHN")])
def test_use_at_home_goes_on_at_the_speed_it_had(asked: Callable[..., Ask], name: str, code: str) -> None:
    """More than the record added in each half-year, as users draw in others; less than growth at an even rate."""
    share = np.linspace(0.04, 0.10, 13)
    found = answered(asked(name, {code: record(np.log(share / (1.0 - share)), 1)}, (6,)))[code][0]
    gain = np.median(1.0 / (1.0 + np.exp(-found))) - 0.10
    assert 0.03 < gain < 0.10 * np.expm1(0.5 * 0.06 / share.mean())


def test_economies_go_on_at_their_own_speed(asked: Callable[..., Ask]) -> None:
    """Slowed a little as they near their ceiling."""
    known = {"IND": growing(-4.0, 0.30), "DEU": growing(-3.0, 0.10)}
    found = answered(asked("developers", known, (12,)))
    for code, growth in (("IND", 0.30), ("DEU", 0.10)):
        assert 0.7 * growth < np.median(found[code]) - known[code].values[-1] < growth


@pytest.mark.parametrize(("growth", "mean"), [(0.05, 0.2), (0.2, 0.4), (0.02, 0.05)])
def test_the_speed_of_imitation_gives_back_the_growth(growth: float, mean: float) -> None:
    q = speed(growth, mean, 0.01, 0.9)
    assert (0.01 + q * mean / 0.9) * (0.9 - mean) == pytest.approx(growth)


def test_the_rule_moves_among_its_classes(asked: Callable[..., Ask]) -> None:
    found = answered(asked("export_rule", {"CHN": record(np.ones(3), 1)}, (12,)))["CHN"]
    assert set(np.unique(found)) == {0.0, 1.0, 2.0}
    assert (found == 1.0).mean() > 0.4


def spending(rng: np.random.Generator, growth: float, months: int) -> float:
    """Log of spending after some months, by a plain reading of the priors: an independent history."""
    boom = rng.normal(growth, 0.12)
    hazard, depth = 0.12 * np.exp(0.5 * rng.normal()), 0.8 * np.exp(0.35 * rng.normal())
    level, bust = 0.0, None
    for month in range(months):
        if bust is None and rng.uniform() < 1.0 - np.exp(-hazard / 12.0):
            bust = month
        drift = boom if bust is None else -depth if month - bust < 12 else 0.05
        level += drift / 12.0 + 0.12 * rng.normal() / math.sqrt(12.0)
    return level


def test_pit_of_histories_made_by_the_priors_is_uniform(asked: Callable[..., Ask]) -> None:
    """400 synthetic histories of capital spending from code that shares nothing with the block."""
    luck = Luck(11, 2000)
    found = answered(asked("capex_us", {"USA": growing(4.0, 0.3)}, (18,), luck=luck))["USA"][0]
    rng = np.random.default_rng(2)
    places = [float(pit(found, np.array(4.0 + spending(rng, 0.3, 18)))) for _ in range(400)]
    assert stats.kstest(places, "uniform").pvalue > 0.01
    wrong = [float(pit(found, np.array(4.15 + spending(rng, 0.3, 18)))) for _ in range(400)]
    assert stats.kstest(wrong, "uniform").pvalue < 0.001
