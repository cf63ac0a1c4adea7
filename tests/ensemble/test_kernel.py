"""The compiled kernel says what the equations say, whoever runs it, in whatever company."""

from __future__ import annotations

import inspect
import os
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numba import njit
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import GAMMAS, POOL_MONTHS, Binding
from fourfutures.ensemble.kernel import Engine, kernel, kernel_text, vouching
from tests.ensemble.readings import EVERYTHING, oracle, path, strays

COUNT = 512


def engine(binding: Binding, levers: tuple[str, ...] = ()) -> Engine:
    return Engine(binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, levers))


@pytest.mark.parametrize("levers", [(), EVERYTHING], ids=["no lever", "every lever"])
def test_single_precision_keeps_to_the_double_reading_within_its_promise(binding: Binding, levers):
    ids = np.arange(COUNT, dtype=np.int64)
    part = engine(binding, levers).run(ids)
    away, agreed = strays(part, oracle(binding, ids, levers))
    assert agreed >= 1.0 - 2.0 / COUNT
    assert away <= 1


def test_parameters_are_those_of_the_double_reading(binding: Binding):
    ids = np.array([0, 5, 17, 90_000], dtype=np.int64)
    running = engine(binding)
    drawn, exact = running.run(ids).values, binding.values(ids)
    for row, name in enumerate(running.prior_names):
        assert_allclose(drawn[row], exact[name], rtol=1e-11, atol=1e-13, err_msg=name)


def test_a_member_is_the_same_alone_in_company_and_beside_other_outputs(binding: Binding):
    running = engine(binding)
    whole = running.run(np.arange(300, dtype=np.int64), fans=True)
    alone = running.run(np.array([211], dtype=np.int64))
    some = running.run(np.array([7, 211, 150], dtype=np.int64), fans=True)
    assert_array_equal(whole.monthly[..., 211], alone.monthly[..., 0])
    assert_array_equal(whole.ends[..., 211], alone.ends[..., 0])
    assert_array_equal(whole.fans[..., [7, 211, 150]], some.fans)


def test_a_lever_that_is_not_pulled_changes_no_bit(binding: Binding):
    ids = np.arange(64, dtype=np.int64)
    plain = engine(binding).run(ids)
    never = engine(binding, ("export_control=1@2027-12",)).run(ids)
    months = slice(0, 24)  # a lever of the last month acts in the last month only
    assert_array_equal(plain.monthly[months], never.monthly[months])
    zero = engine(binding, ("us_permitting=0", "export_control=0.5@2027-12")).run(ids)
    assert_array_equal(plain.monthly[months], zero.monthly[months])


@pytest.mark.parametrize("month", [1, 5, 12, 23])
def test_members_taken_up_where_they_were_held_go_on_as_if_run_from_the_origin(binding: Binding, month: int):
    ids = np.arange(7, 107, dtype=np.int64)
    plain, held = engine(binding).hold(ids, month, fans=True)
    assert_array_equal(plain.monthly, engine(binding).run(ids).monthly)
    start = binding.study.month_name(month + 1)
    for levers in (
        (),
        (f"export_control=1@{start}", f"partner_sovereign.IND=1@{start}", f"us_permitting=1@{start}"),
    ):
        whole = engine(binding, levers).run(ids, fans=True)
        later = engine(binding, levers).resume(held, fans=True)
        assert_array_equal(later.monthly[month + 1 :], whole.monthly[month + 1 :])
        assert_array_equal(later.fans[month + 1 :], whole.fans[month + 1 :])
        kept = np.array(POOL_MONTHS) > month
        assert_array_equal(later.ends[kept], whole.ends[kept])
        assert np.isnan(later.ends[~kept]).all()
        assert np.isnan(later.month_by_month("series.adoption_us")[: month + 1]).all()


def test_several_callers_at_once_get_what_each_would_alone(binding: Binding):
    running = engine(binding, ("us_permitting=1",))
    groups = [np.arange(start, start + 96, dtype=np.int64) for start in range(0, 96 * 6, 96)]
    alone = [running.run(ids).monthly for ids in groups]
    with ThreadPoolExecutor(max_workers=4) as pool:
        together = list(pool.map(lambda ids: running.run(ids).monthly, groups))
    for one, other in zip(alone, together, strict=True):
        assert_array_equal(one, other)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
@pytest.mark.filterwarnings(
    "ignore:os.fork.. was called:RuntimeWarning"
)  # by JAX, where its tests came before
def test_a_forked_child_runs_members_too(binding: Binding):
    running, ids = engine(binding), np.arange(40, dtype=np.int64)
    expected = running.run(ids).ends
    child = os.fork()
    if child == 0:  # pragma: no cover
        same = np.array_equal(running.run(ids).ends, expected)
        os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("name", ["month_of_country", "before_month_of_country", "month_of_blocs", "reading"])
def test_a_pass_is_vector_code(name: str):
    """One packed instruction at least for each sum, product or quotient of the pass: scalar code has hardly any."""
    module = kernel()
    function = getattr(module, name)
    arguments = list(inspect.signature(function.py_func).parameters)
    shapes: dict[str, tuple[int, ...]] = {
        "tile": (module.ROWS * module.LANES,), "table": (2, 32), "constants": (64,), "clock": (3,), "groups": (2,),
        "partner": (module.N_PARTNER * module.LANES,), "country": (module.N_COUNTRY * module.LANES,),
    }  # fmt: skip
    given = [0 if name == "c" else np.ones(shapes[name], np.float32) for name in arguments]
    scope = {"inner": function}
    exec(f"def outer({', '.join(arguments)}):\n    inner({', '.join(arguments)})", scope)
    outer = njit(**module.OPTIONS)(scope["outer"])
    outer(*given)
    code = "".join(outer.inspect_asm().values())
    text = kernel_text().split(f"def {name}(")[1].split("@njit")[0]
    operations = len(re.findall(r"^\s+t\d+ = \w+ [-+*/] \w+$", text, flags=re.M))
    packed = len(re.findall(r"\bv?(?:add|sub|mul|div|fn?m(?:add|sub)\d+)ps\b", code))
    assert operations > 20
    assert packed > operations


def test_the_generated_module_reads_as_a_program():
    text = kernel_text()
    for name in ("start", "month_of_blocs", "month_of_country", "reading", "run_members"):
        assert f"def {name}(" in text
    assert "# trade.chip_imports" in text  # each stretch says which equation it comes from
    assert text == kernel_text()


def test_the_program_is_the_same_whoever_asks_for_it():
    def somebody() -> str:
        return kernel_text.__wrapped__()

    def somebody_else() -> str:
        return somebody()

    assert somebody() == somebody_else() == kernel_text()
    assert "somebody" not in somebody()


@pytest.mark.parametrize("damage", ["cut short", "altered", "not vouched for"])
def test_compiled_code_is_used_only_as_it_was_written(tmp_path, damage: str):
    stored = {name: tmp_path / name for name in ("kernel.run-1.py311.nbi", "kernel.run-1.py311.1.nbc")}
    for file in stored.values():
        file.write_bytes(b"code" * 100)
    vouching.vouch(tmp_path)
    vouching.drop(tmp_path)
    assert all(file.exists() for file in stored.values())
    spoilt, sound = stored.values()
    if damage == "not vouched for":
        spoilt = tmp_path / "kernel.count-2.py311.nbi"
    spoilt.write_bytes(b"code" * 99 + (b"cod" if damage == "cut short" else b"edoc"))
    vouching.drop(tmp_path)
    assert not spoilt.exists()
    assert sound.exists()
