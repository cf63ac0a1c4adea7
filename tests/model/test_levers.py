"""What pulling a lever may not do: act at zero, act before its date, act after the horizon, or act the wrong way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from fourfutures.ensemble import Binding, LeverPath, Moment
from fourfutures.model import BlocChannels, Channels, CountryChannels, WorldChannels
from fourfutures.study import lever_settings
from tests.model.worlds import MONTH, Spliced, World, bound, numbers, path
from tests.strategies import MONTHS, pulled_levers, shipped

MEMBERS = 64
LEVERS = sorted(shipped().levers)


def pulled(binding: Binding, world: World, *texts: str, month: int = 1) -> World:
    """The world with levers pulled as on the command line."""
    settings = lever_settings(texts, binding.study)
    ids = np.arange(np.shape(world.p.world.partner_q)[0], dtype=np.int64)
    levers = LeverPath(binding.study, settings, month, binding.partners.codes)
    return world._replace(channels=levers.channels(binding.draws, ids, MONTH, MONTHS))


def assert_same_bits(one: Sequence[Moment], two: Sequence[Moment]) -> None:
    for before, after in zip(numbers(one), numbers(two), strict=True):
        assert_array_equal(before, after)


@pytest.fixture(scope="module")
def world(binding: Binding) -> World:
    return bound(binding, MEMBERS)


@pytest.fixture(scope="module")
def plain(world: World) -> list[Moment]:
    return world.run()


def test_all_levers_at_zero_leave_every_bit_alone(
    binding: Binding, world: World, plain: list[Moment]
) -> None:
    assert_same_bits(plain, pulled(binding, world, *(f"{name}=0" for name in LEVERS)).run())


def test_all_channels_present_at_zero_leave_every_bit_alone(world: World, plain: list[Moment]) -> None:
    """Also where they arrive as numbers by member, or by partner and member."""
    zero, wide = np.zeros(MEMBERS), np.zeros((69, MEMBERS))

    def idle(kind: type, value: np.ndarray):
        return kind(*([value] * len(kind._fields)))

    channels = Channels(
        idle(BlocChannels, zero), idle(BlocChannels, zero), idle(WorldChannels, zero), idle(CountryChannels, wide)
    )  # fmt: skip
    assert_same_bits(plain, world._replace(channels=[channels] * MONTHS).run())


def test_a_lever_at_zero_beside_one_that_is_pulled_leaves_every_bit_of_its_work_alone(
    binding: Binding, world: World
) -> None:
    alone = pulled(binding, world, "us_permitting=1")
    beside = pulled(binding, world, "us_permitting=1", *(f"{x}=0" for x in LEVERS if x != "us_permitting"))
    assert_same_bits(alone.run(), beside.run())


def test_all_levers_pulled_after_the_horizon_leave_every_bit_alone(
    binding: Binding, world: World, plain: list[Moment]
) -> None:
    late = [f"{name}={binding.study.levers[name].range[1]}@2028-01" for name in LEVERS]
    assert_same_bits(plain, pulled(binding, world, *late).run())


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_alters_nothing_before_its_month_and_something_after(
    binding: Binding, world: World, plain: list[Moment], name: str
) -> None:
    for end in binding.study.levers[name].range:
        if end == 0.0:
            continue
        changed = pulled(binding, world, f"{name}={end}@2027-01").run()
        assert_same_bits(plain[:13], changed[:13])  # up to the end of 2026
        assert any((a != b).any() for a, b in zip(numbers(plain[13:]), numbers(changed[13:]), strict=True))


@settings(max_examples=10, deadline=None)
@given(levers=pulled_levers(), month=st.integers(1, 24))
def test_luck_of_a_month_alters_nothing_before_it(
    binding: Binding, levers: tuple[str, ...], month: int
) -> None:
    """Nothing looks ahead: other draws from a month on leave all earlier months alone."""
    world = pulled(binding, bound(binding, 32), *levers)
    other = bound(binding, 32, first=1000).chance
    changed = world._replace(chance=Spliced(world.chance, other, month)).run()
    assert_same_bits(world.run()[:month], changed[:month])


# What a lever promises in every member and month: (lever, at what value, how it moves which number).
RISES, FALLS, STAYS = (lambda d: d >= -1e-12), (lambda d: d <= 1e-12), (lambda d: d == 0.0)
PROMISES = {
    "export_control=1": {"compute_cn": RISES, "compute_us": FALLS, "regime": RISES, "share_cn": RISES, "share_us": FALLS},
    "export_control=-1": {"compute_cn": FALLS, "compute_us": RISES, "regime": FALLS, "share_cn": FALLS, "share_us": RISES},
    "export_enforcement=1": {"compute_cn": FALLS, "compute_us": RISES, "regime": STAYS},
    "us_permitting=1": {"compute_us": RISES, "power_us": RISES, "compute_cn": STAYS},
    "us_investment=1": {"compute_us": RISES, "money_us": RISES, "compute_cn": STAYS},
    "us_investment=-1": {"compute_us": FALLS, "money_us": FALLS, "compute_cn": STAYS},
    "us_alliance=1": {"share_us": RISES, "share_cn": FALLS, "deals_us": RISES, "compute_us": STAYS},
    "us_coercion=1": {"trust_us": FALLS, "trust_cn": STAYS, "compute_us": STAYS},
    "us_open_weights=1": {"share_own": RISES, "open_us": RISES, "open_cn": FALLS},
    "us_diffusion=1": {"share_us": RISES, "share_cn": FALLS, "depth_us": RISES, "price": RISES},
    "cn_state_push=1": {"compute_cn": RISES, "money_cn": RISES, "output_cn": RISES},
    "cn_ai_plus=1": {"share_cn": RISES, "share_us": FALLS, "depth_cn": RISES, "price": FALLS, "deals_cn": RISES},
    # not the US share: where fewer Chinese deals are signed it may gain more from them than it loses to own systems
    "partner_sovereign=1": {"share_own": RISES, "deals_us": FALLS, "deals_cn": FALLS},
    "security_standard=3": {"deals_us": FALLS, "compute_us": STAYS},
    "reciprocal_ratio=1.5": {"money_us": RISES, "compute_us": RISES, "deals_us": FALLS, "compute_cn": STAYS},
}  # fmt: skip


def measures(people: np.ndarray) -> dict[str, Callable[[list[Moment]], np.ndarray]]:
    """Numbers by month and member; shares are of all partner use."""

    def share(option: str) -> Callable[[list[Moment]], np.ndarray]:
        def read(moments: list[Moment]) -> np.ndarray:
            used = path(moments, "countries.adoption") * people
            of = {o: (used * path(moments, f"countries.shares.{o}")).sum(axis=1) for o in ("us", "cn", "own")}
            return of[option] / sum(of.values())

        return read

    def state(name: str, sign: float = 1.0) -> Callable[[list[Moment]], np.ndarray]:
        return lambda moments: sign * path(moments, name)

    def flow(side: str, name: str) -> Callable[[list[Moment]], np.ndarray]:
        return lambda moments: np.array([getattr(getattr(m.flows, side), name) for m in moments])

    found: dict[str, Callable[[list[Moment]], np.ndarray]] = {
        "regime": state("world.export_regime"),
        "price": state("world.price_gap"),
        "share_own": share("own"),
    }
    for side in ("us", "cn"):
        found |= {
            f"compute_{side}": state(f"{side}.floor.compute_stock"),
            f"trust_{side}": state(f"{side}.trust_loss", -1.0),
            f"depth_{side}": state(f"{side}.home_intensity"),
            f"share_{side}": share(side),
            f"money_{side}": flow(side, "investment"),
            f"output_{side}": flow(side, "supply"),
            f"open_{side}": flow(side, "open_origin"),
            # energised since the start: a faster build brings power forward, it does not make more of it each month
            f"power_{side}": lambda moments, side=side: np.cumsum(flow(side, "new_power")(moments)[1:], axis=0),
            f"deals_{side}": lambda moments, side=side: path(moments, f"countries.deals_{side}.deal_signal").sum(axis=1),
        }  # fmt: skip
    return found


@pytest.fixture(scope="module")
def many(binding: Binding) -> tuple[World, list[Moment]]:
    world = bound(binding, members=512)
    return world, world.run()


@pytest.mark.parametrize("text", PROMISES)
def test_a_lever_moves_no_member_against_its_sign(
    binding: Binding, many: tuple[World, list[Moment]], text: str
) -> None:
    """Shared luck makes the couplings monotone: not one member, in not one month, goes the other way."""
    world, plain = many
    after = pulled(binding, world, text).run()
    reads = measures(binding.partners.people[:, None])
    for name, keeps in PROMISES[text].items():
        change = reads[name](after) - reads[name](plain)
        assert keeps(change).all(), (name, change.min(), change.max())
        assert keeps is STAYS or (change != 0.0).any(), f"{name} does not feel {text}"


def test_every_lever_has_a_promise() -> None:
    assert {text.partition("=")[0] for text in PROMISES} == set(LEVERS)


@pytest.mark.parametrize("side", ["us", "cn"])
def test_more_trust_incidents_never_raise_that_blocs_share_in_any_partner(
    many: tuple[World, list[Moment]], side: str
) -> None:
    world, plain = many
    hurt = world._replace(channels=[Channels(**{side: BlocChannels(incident_hazard=1.0)})] * MONTHS).run()
    change = path(hurt, f"countries.shares.{side}") - path(plain, f"countries.shares.{side}")
    assert (change <= 1e-12).all()
    assert (change < -1e-3).any()
    assert_array_equal(path(hurt, "us.floor.compute_stock"), path(plain, "us.floor.compute_stock"))


@pytest.mark.parametrize(
    ("lever", "never_lowers", "never_raises"),
    [
        (
            Channels(world=WorldChannels(regime_hazard=4.0)),
            "cn.floor.compute_stock",
            "us.floor.compute_stock",
        ),
        (Channels(us=BlocChannels(build_time=-2.5, cancellation=-3.0)), "us.floor.compute_stock", None),
        (Channels(cn=BlocChannels(chip_growth=2.0)), "cn.floor.compute_stock", None),
    ],
    ids=["very loose rules", "very fast permits", "very fast fabs"],
)
def test_couplings_hold_far_beyond_what_a_lever_can_do(
    many: tuple[World, list[Moment]], lever: Channels, never_lowers: str, never_raises: str | None
) -> None:
    world, plain = many
    after = world._replace(channels=[lever] * MONTHS).run()
    assert (path(after, never_lowers) >= path(plain, never_lowers) - 1e-9).all()
    if never_raises is not None:
        assert (path(after, never_raises) <= path(plain, never_raises) + 1e-9).all()
