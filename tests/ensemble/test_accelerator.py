"""The passes on whole arrays say what the equations say, and on JAX a member is the member of every other reading."""

from __future__ import annotations

import functools
import importlib.util
import sys

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy.special import ndtri

from fourfutures.ensemble import (
    GAMMAS,
    POOL_MONTHS,
    Accelerator,
    Binding,
    Engine,
    EnsembleError,
    NamedChance,
    members,
    threefry2x32,
    to_uniform,
)
from fourfutures.ensemble.kernel.arrays import evaluate
from fourfutures.ensemble.kernel.layout import leaves, values
from fourfutures.ensemble.kernel.passes import passes
from fourfutures.model import UNTOUCHED, Channels
from tests.ensemble.readings import EVERYTHING, LEVELS, oracle, path, strays
from tests.model.worlds import MONTH

COUNT = 512
ULP = float(np.finfo(np.float32).eps)
on_jax = pytest.mark.skipif(
    importlib.util.find_spec("jax") is None, reason='JAX is not installed: pip install "fourfutures[gpu]"'
)


@pytest.fixture(params=["cpu", "gpu"])
def platform(request: pytest.FixtureRequest) -> str:
    """A kind of processor that JAX finds here."""
    import jax

    try:
        jax.devices(request.param)
    except RuntimeError:
        pytest.skip("JAX finds no GPU here")
    return str(request.param)


def accelerator(
    binding: Binding, platform: str, levers: tuple[str, ...] = (), block: int = COUNT
) -> Accelerator:
    return Accelerator(
        binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, levers), platform=platform, block=block
    )


def named(region: str, tree: object, prefix: str = "") -> dict[str, object]:
    """Numbers of a named tuple under the names of a pass."""
    names = leaves(type(tree), prefix)
    return {f"{region}.{name}": value for name, value in zip(names, values(tree), strict=True)}


def test_the_month_of_a_partner_on_whole_arrays_is_that_of_the_equations_to_the_bit(binding: Binding):
    ids = np.arange(40, dtype=np.int64)
    p = binding.parameters(ids)
    q = binding.countries(ids, p)
    chance = NamedChance(binding.seed, ids, binding.partners.codes, MONTH)
    before, after = list(members(binding, ids, chance, [UNTOUCHED]))
    now, flows = after.state, after.flows
    given = {
        **named("parameters", p.us, "us."), **named("parameters", p.cn, "cn."),
        **named("parameters", p.world, "world."), **named("constant", p.constants),
        "constant.people_us": p.people_us, "constant.people_cn": p.people_cn,
        **named("state", now.us, "us."), **named("state", now.cn, "cn."), **named("state", now.world, "world."),
        **named("flows", flows.us, "us."), **named("flows", flows.cn, "cn."),
        **named("country", before.state.countries), **named("partner", q),
        **named("channels", Channels().us, "us."), **named("channels", Channels().cn, "cn."),
        **named("channels", Channels().world, "world."), **named("country_channels", Channels().country),
        "clock.years": MONTH, "clock.dt": MONTH, "deal.uniform": chance.shocks(1).deal,
        "table.people": q.people, "table.deal_scale": q.deal_scale,
        "table.north": binding.partners.north[:, None], "table.weight": binding.partners.weights(0.5)[0][:, None],
    }  # fmt: skip
    plan = next(plan for plan in passes()[0] if plan.name == "month_of_country")
    left = evaluate(plan, given, np, np.float64)
    for name, exact in named("country", now.countries).items():
        assert_array_equal(left[name], exact, err_msg=name)
    use = left["sums.use_us"] + p.people_us * now.us.adoption
    assert_allclose(use, now.sums.use_us, rtol=1e-15)


@on_jax
def test_words_uniforms_and_normals_are_those_of_the_published_generator():
    from fourfutures.ensemble.kernel import program

    key, ids = np.array([0xDEADBEEF, 77], np.uint32), np.arange(1000, dtype=np.uint32) * np.uint32(4_000_037)
    exact = threefry2x32(key[:1], key[1:], ids, np.array([12], np.uint32))
    found = program.words(key, ids, np.uint32(12))
    assert_array_equal(np.asarray(found), np.asarray(exact))
    assert_array_equal(np.asarray(program.uniform(found[0])).astype(np.float64), to_uniform(exact[0]))
    u = ((np.arange(0, 2**23, 7) + 0.5) * 2.0**-23).astype(np.float32)
    normal = ndtri(u.astype(np.float64))
    error = np.abs(np.asarray(program.normal(u)) - normal)
    assert np.max(error / np.maximum(np.abs(normal), 0.05)) < 4 * ULP


@functools.cache
def _run(binding: Binding, platform: str, levers: tuple[str, ...]):
    return accelerator(binding, platform, levers).run(np.arange(COUNT, dtype=np.int64))


@on_jax
@pytest.mark.parametrize("levers", [(), EVERYTHING], ids=["no lever", "every lever"])
def test_jax_keeps_to_the_double_reading_as_the_kernel_does(binding: Binding, platform: str, levers):
    ids = np.arange(COUNT, dtype=np.int64)
    away, agreed = strays(_run(binding, platform, levers), oracle(binding, ids, levers))
    assert agreed >= 1.0 - 2.0 / COUNT
    assert away <= 1


@on_jax
@pytest.mark.parametrize("levers", [(), EVERYTHING], ids=["no lever", "every lever"])
def test_jax_and_the_kernel_run_the_same_members(binding: Binding, platform: str, levers):
    ids = np.arange(COUNT, dtype=np.int64)
    kernel = Engine(binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, levers)).run(ids)
    found = _run(binding, platform, levers)
    same = (
        found.month_by_month("series.export_regime") == kernel.month_by_month("series.export_regime")
    ).all(axis=0)
    assert same.sum() >= COUNT - 2
    assert_allclose(found.values, kernel.values, rtol=1e-10)
    for name, exact in kernel.once.items():
        assert_allclose(found.once[name], exact, rtol=1e-10, err_msg=name)
    # Two readings in single precision: each may be off by what the promise allows.
    distance = np.abs(found.ends / kernel.ends - 1.0).max(axis=(0, 1, 2))
    assert (distance[same] > 4e-5).sum() <= 1
    for name in LEVELS:
        away = np.abs(found.month_by_month(f"series.{name}") - kernel.month_by_month(f"series.{name}")).max(
            axis=0
        )
        assert (away[same] > 2e-4).sum() <= 1, name


@on_jax
def test_a_member_is_the_same_in_other_blocks_and_beside_other_outputs_up_to_rounding(
    binding: Binding, platform: str
):
    ids = np.arange(COUNT, dtype=np.int64)
    some = ids[::-1][100:400]
    whole, parts = _run(binding, platform, ()), accelerator(binding, platform, block=128).run(some, fans=True)
    same = (
        parts.month_by_month("series.export_regime") == whole.month_by_month("series.export_regime")[:, some]
    ).all(axis=0)
    assert same.sum() >= some.shape[0] - 1
    assert_allclose(parts.ends[..., same], whole.ends[..., some[same]], rtol=2e-5)
    assert_allclose(parts.values, whole.values[:, some], rtol=1e-13)
    kernel = Engine(binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, ())).run(some, fans=True)
    assert parts.fans.shape == kernel.fans.shape
    away = np.abs(parts.fans - kernel.fans).max(axis=(0, 1, 2))
    assert (away > 2e-5).sum() <= 1


@on_jax
def test_the_same_call_gives_the_same_bytes_on_a_processor(binding: Binding, platform: str):
    ids = np.arange(COUNT, dtype=np.int64)
    again = accelerator(binding, platform).run(ids)
    assert_array_equal(again.monthly, _run(binding, platform, ()).monthly)


def test_without_jax_the_error_says_how_to_get_it(binding: Binding, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "jax", None)
    with pytest.raises(EnsembleError, match="JAX cannot be imported") as refusal:
        accelerator(binding, "cpu")
    assert "fourfutures[gpu]" in refusal.value.remedy


@on_jax
def test_a_processor_that_is_not_there_is_refused_and_none_takes_its_place(binding: Binding):
    with pytest.raises(EnsembleError, match="JAX finds no such processor") as refusal:
        Accelerator(binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, ()), platform="abacus")
    assert refusal.value.where == "platform abacus"
