"""A figure is measured or null with its reason; the page says what the results say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks import commands, results
from benchmarks.__main__ import PAGE, RESULTS
from benchmarks.figures import FIGURES, Target
from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits
from benchmarks.page import page
from benchmarks.parts import PARTS, Piece
from benchmarks.turns import Times, take_turns

PROMISED = [
    "members_per_s",
    "members_per_s_per_core",
    "ratio_c",
    "ratio_numpy",
    "ratio_ema",
    "million_seconds",
    "million_rss_mb",
    "cold_start_cached_s",
    "cold_start_uncached_s",
    "pool_seconds",
    "default_run_cached_pool_s",
    "as_of_change_ms",
    "slider_2000_p95_ms",
    "slider_10000_p95_ms",
    "dask_2_workers_speedup",
    "f32_vs_f64_max_rel",
    "class_flips",
    "bits_equal",
    "install_mb",
]


def test_every_figure_belongs_to_one_part() -> None:
    keys = [key for part in PARTS.values() for key in part.keys]
    assert sorted(keys) == sorted(FIGURES)
    assert set(PROMISED) <= set(FIGURES)


@pytest.fixture
def two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """One part that measures, one that cannot, one that breaks."""

    class Made(Piece):
        def measure(self, quick: bool) -> Findings:
            if self.function == "absent":
                raise Unmeasured("no compiler is installed")
            if self.function == "broken":
                raise ZeroDivisionError
            table = Table("Turns", ("turn", "s"), [("first|last", "1")])
            return Findings({"ratio_c": Finding(0.8, 0.7, 0.9), "bits_equal": Finding(False)}, [table])

    parts = {
        "good": Made("", "good", ("ratio_c", "bits_equal")),
        "absent": Made("", "absent", ("install_mb",)),
        "broken": Made("", "broken", ("ratio_ema",)),
    }
    monkeypatch.setattr(results, "PARTS", parts)
    monkeypatch.setattr(results, "busy_before", lambda: 0.0)


def test_what_cannot_be_measured_is_null_with_its_reason(two_parts: None) -> None:
    found = results.document(results.measured(["good", "absent", "broken"], quick=False), quick=False)
    assert (found["ratio_c"], found["bits_equal"], found["install_mb"], found["ratio_ema"]) == (
        0.8,
        False,
        None,
        None,
    )
    figures = found["figures"]
    assert figures["ratio_c"]["met"] is True
    assert figures["bits_equal"]["met"] is False
    assert (figures["install_mb"]["met"], figures["install_mb"]["reason"]) == (
        None,
        "no compiler is installed",
    )
    assert figures["ratio_ema"]["reason"] == "failed: ZeroDivisionError"
    assert figures["ratio_numpy"]["reason"] == "not measured"


def test_the_page_shows_value_spread_target_and_reason(two_parts: None) -> None:
    text = page(results.document(results.measured(["good", "absent"], quick=False), quick=False))
    assert "| `ratio_c` | 0.8 (0.7 to 0.9) | ratio | at least 0.75 | met |" in text
    assert re.search(r"\| `bits_equal` \| no \| .* \*\*missed\*\* \|", text)
    assert re.search(r"\| `install_mb` \| none \| MB \| at most 450 \| unknown \|", text)
    assert "- `install_mb`: no compiler is installed" in text
    assert "first\\|last" in text
    tables = [line for line in text.splitlines() if line.startswith("| `")]
    assert {line.replace("\\|", "").count("|") for line in tables} == {7}


def test_results_of_another_machine_are_not_kept(two_parts: None, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "results.json"
    results.write(file, results.document(results.measured(["good"], quick=False), quick=False))
    assert set(results.earlier(file)) == {"good"}
    monkeypatch.setattr(results, "facts", lambda: {"processor": "another"})
    assert results.earlier(file) == {}


def test_the_page_in_the_docs_is_that_of_the_results() -> None:
    found = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == page(found)
    assert set(FIGURES) <= found.keys()
    for key, figure in found["figures"].items():
        assert found[key] == figure["value"]
        assert (figure["value"] is None) == bool(figure["reason"]), key


def test_a_bound_says_what_it_says() -> None:
    assert Target("at least", 0.75).met(0.75)
    assert not Target("under", 10).met(10.0)
    assert Target("at most", 450).met(450.0)
    assert not Target("true").met(False)


def test_turns_go_forwards_and_backwards() -> None:
    order: list[str] = []
    take_turns({name: (lambda n=name: order.append(n), 1.0) for name in "ab"}, 3)
    assert "".join(order) == "abbaab"
    fast, slow = Times(np.array([1.0, 2.0, 1.0]), 100.0), Times(np.array([2.0, 4.0, 2.0]), 50.0)
    assert fast.over(slow) == Finding(4.0, 4.0, 4.0)  # turn by turn: what slows both changes no ratio
    assert fast.rate().value == 100.0


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "none"), (0.0, "0"), (187_432.0, "187,000"), (0.7512, "0.751"), (4.3e-6, "4.30e-06"), (22.04, "22"),
     (450.4, "450"), (99.95, "100"), (1.5, "1.5")],
)  # fmt: skip
def test_numbers_keep_three_digits(value: float | None, text: str) -> None:
    assert digits(value) == text


def test_a_command_that_takes_too_long_is_stopped_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unmeasured, match="not done after 0 s"):
        commands.run(("run", "--prior", "--out", str(tmp_path)), {}, patience=0.2)


def test_a_command_that_fails_says_what_it_said() -> None:
    with pytest.raises(Unmeasured, match="ended with 2"):
        commands.run(("run", "--members", "1"), {})
    done = commands.run(("--version",), {})
    assert done.peak_mb > 5.0
    assert 0.0 < done.seconds < 120.0
