"""Compare the model's prior with published figures: `python tools/external_checks.py`. Reported, never enforced.

Three figures that others published and that the model was not fitted to: the ratio of compute that the US and China add in
2026 if no chips may be exported, the same if one-generation-old chips may, and US data-centre power in use at the end of
2027.
"""

from __future__ import annotations

import os

import numpy as np

from fourfutures.assimilation import RowScore
from fourfutures.ensemble import GAMMAS, Binding, Blocks, LeverPath, run_members, run_pool
from fourfutures.study import Study, load_study

MEMBERS = 4096
SEED = 20251204
NEVER, AT_ONCE = 1e-6, 1e3  # hazards per year
RETIRED = 0.08  # share of the origin stock per year


def forced(study: Study, partial: float, opens: float, closes: float) -> Study:
    """The study with the export rule held: chance of partial at the origin, hazards of opening and closing."""
    entries = dict(study.uncertainties)
    changes = {
        "regime_0": partial, "regime_up_0": NEVER, "regime_up_1": opens, "regime_down_1": closes, "regime_down_2": closes,
    }  # fmt: skip
    for name, value in changes.items():
        entries[name] = entries[name].model_copy(update={"prior": entries[name].prior.moved("set", value)})
    return study.model_copy(update={"uncertainties": entries})


def additions(study: Study) -> float:
    """Median ratio of US to Chinese additions in 2026."""
    binding = Binding(study, SEED)
    workers = os.cpu_count() or 1
    track = run_pool(binding, MEMBERS, RowScore(()), GAMMAS, workers, Blocks(None), lambda done: None).track
    added = [
        np.exp(stock[:, 1]) - (1.0 - RETIRED) * np.exp(stock[:, 0])
        for stock in (track.log_stock_us, track.log_stock_cn)
    ]
    return float(np.median(added[0] / added[1]))


def power_in_use(study: Study) -> tuple[float, float, float]:
    """US power at the end of 2027 in GW: the stock at the origin at .86 kW, plus what was connected; 10, 50, 90 %."""
    binding = Binding(study, SEED)
    ids = np.arange(MEMBERS, dtype=np.int64)
    idle = LeverPath(study, (), 1, binding.partners.codes)
    even = np.full(MEMBERS, 1.0 / MEMBERS)
    record = run_members(binding, ids, even, idle, 0.5, GAMMAS, os.cpu_count() or 1, lambda done: None)
    connected = record.series["power_added_us"][:, 1:].astype(np.float64).sum(axis=1) / 12.0
    start = record.series["compute_stock_us"][:, 0].astype(np.float64) * 0.86
    low, middle, high = np.quantile(start + connected, [0.1, 0.5, 0.9])
    return float(low), float(middle), float(high)


def main() -> None:
    """Print the table."""
    study = load_study("ai-2027")
    tight = additions(forced(study, 0.0, NEVER, NEVER))
    partial = additions(forced(study, 1.0, NEVER, NEVER))
    opened = additions(forced(study, 1.0, AT_ONCE, NEVER))
    low, middle, high = power_in_use(study)
    print("check                                            model             published")
    print(f"US:CN additions in 2026, no exports              {tight:5.1f}             about 30 [ifp]")
    print(
        f"US:CN additions in 2026, one generation behind   {partial:5.1f}             about 4, with cut-down current chips [ifp]"
    )
    print(f"US:CN additions in 2026, current chips           {opened:5.1f}             -")
    print(
        f"US power in use at the end of 2027, GW           {middle:5.1f} ({low:.0f}-{high:.0f})     20-30 [epoch-dc]; 60 for the world"
    )


if __name__ == "__main__":
    main()
