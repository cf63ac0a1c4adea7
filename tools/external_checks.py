"""Write docs/reference/external-checks.md: the model's prior beside figures that others published. Nothing is enforced.

The ratio of compute that the US and China add in 2026 with the export rule held tight or open, and US data-centre power
in use at the end of 2027. A difference is said, not tuned away.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble import GAMMAS, Binding, LeverPath, Record, Threads, run_members
from fourfutures.study import Study, load_study

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "external-checks.md"
MEMBERS = 4096
SEED = 20251204
NEVER, AT_ONCE = 1e-6, 1e3  # hazards per year
KW_AT_ORIGIN = 0.86  # of an H100 equivalent that stood at the origin, overheads included [epoch-chips]
TEXT = """\
# Beside published figures

<!-- Written by tools/external_checks.py. Change the model, the study or that tool, then run: make reference -->

Figures that others published, beside the prior of the study `{study}`: median and, in brackets, 10 to 90 percent of
{members} members without data and without levers. They are reported, never enforced: where the model lies outside, this
page says so, and no number is moved to meet them. Keys in brackets are those of the study's `sources.csv`.

| figure | model | published |
|---|---|---|
{rows}

The ratio counts what is energised in the year on each side. Chips that wait for power do not count, and unlicensed supply
to China goes on under tight rules. The same source helped to place the prior of the ceiling on imports under open rules, so
that comparison is not independent; what is bought there also depends on what Chinese budgets want. With rules tight the
model lies below the published ratio, with rules open above it: it holds the rule to matter less than the source does.

Power in use is what stood at the origin, at {kw} kW an H100 equivalent, plus what was connected since. The model lies above
the published range.
"""


class Figure(NamedTuple):
    """A published figure and the model's own: 10, 50 and 90 percent."""

    name: str
    found: tuple[float, float, float]
    published: str

    @property
    def row(self) -> str:
        """A line of the table."""
        low, middle, high = self.found
        return f"| {self.name} | {middle:.1f} ({low:.1f}-{high:.1f}) | {self.published} |"


def forced(study: Study, partial: float, opens: float) -> Study:
    """The study with the export rule held: chance of partial rules at the origin, hazard of their opening."""
    entries = dict(study.uncertainties)
    changes = {
        "regime_0": partial, "regime_up_0": NEVER, "regime_up_1": opens, "regime_down_1": NEVER, "regime_down_2": NEVER,
    }  # fmt: skip
    for name, value in changes.items():
        entries[name] = entries[name].model_copy(update={"prior": entries[name].prior.moved("set", value)})
    return study.model_copy(update={"uncertainties": entries})


def simulated(study: Study, members: int) -> tuple[Binding, Record]:
    """Members of the prior in full."""
    binding = Binding(study, SEED)
    ids = np.arange(members, dtype=np.int64)
    idle = LeverPath(study, (), 1, binding.partners.codes)
    even = np.full(members, 1.0 / members)
    crew = Threads(os.cpu_count() or 1)
    return binding, run_members(binding, ids, even, idle, 0.5, GAMMAS, crew, lambda done: None)


def spread(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float, float]:
    """10, 50 and 90 percent."""
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
    return float(low), float(middle), float(high)


def additions(study: Study, members: int) -> tuple[float, float, float]:
    """Ratio of US to Chinese compute energised in 2026."""
    binding, record = simulated(study, members)
    kept = (1.0 - binding.constants.retire / 12.0) ** 12  # of the origin stock, which alone retires
    added = [
        np.exp(stock[:, 12]) - kept * np.exp(stock[:, 0])
        for stock in (record.path.log_stock_us, record.path.log_stock_cn)
    ]
    return spread(added[0] / added[1])


def power_in_use(study: Study, members: int) -> tuple[float, float, float]:
    """US power in use at the end of 2027, GW."""
    _, record = simulated(study, members)
    connected = record.series["power_added_us"][:, 1:].astype(np.float64).sum(axis=1) / 12.0
    return spread(record.series["compute_stock_us"][:, 0].astype(np.float64) * KW_AT_ORIGIN + connected)


def figures(study: Study, members: int = MEMBERS) -> list[Figure]:
    """All comparisons."""
    tight, partial, opened = forced(study, 0.0, NEVER), forced(study, 1.0, NEVER), forced(study, 1.0, AT_ONCE)
    return [
        Figure("US over Chinese additions in 2026, rules tight", additions(tight, members), "31, no exports [ifp]"),
        Figure("US over Chinese additions in 2026, rules partial (one generation behind)", additions(partial, members), "none"),
        Figure("US over Chinese additions in 2026, rules open (cut-down current chips)", additions(opened, members), "under 4 [ifp]"),
        Figure("US power in use at the end of 2027, GW", power_in_use(study, members), "20 to 30 [epoch-dc]; 60 for the whole world in the scenario AI 2027 (Kokotajlo and others, April 2025)"),
    ]  # fmt: skip


def page(found: list[Figure], study: Study) -> str:
    """The page as Markdown."""
    rows = "\n".join(figure.row for figure in found)
    return TEXT.format(study=study.meta.id, members=f"{MEMBERS:,}", rows=rows, kw=KW_AT_ORIGIN)


def main() -> None:
    """Write the page."""
    study = load_study("ai-2027")
    PAGE.write_text(page(figures(study), study), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
