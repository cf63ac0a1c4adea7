"""Shares of a list of machines: each side grows as before, and drifts by the model's discrepancy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.ask import Ask, drawn, months_between, read
from fourfutures.analysis.hindcast.luck import DT, EPOCH, ROOT
from fourfutures.analysis.hindcast.recentring import recentred, trend, weighed
from fourfutures.model import next_discrepancy

Reals = NDArray[np.float64]

SIDES = {"USA": "us", "CHN": "cn"}
NEVER = 1e-9  # a rate that stands for none, where a prior must be above zero
REST = "rest"  # of the world: no parameters of its own, it grows and drifts with the widths of the US side


def list_share(ask: Ask) -> dict[str, Reals]:
    """Log odds of each side's share, (times, members)."""
    months = np.intersect1d(ask.known["USA"].months, ask.known["CHN"].months)
    aligned = {code: np.isin(ask.known[code].months, months) for code in SIDES}
    record = ask.known["USA"].only(aligned["USA"])
    shares = {code: 1.0 / (1.0 + np.exp(-ask.known[code].values[aligned[code]])) for code in SIDES}
    shares[REST] = 1.0 - shares["USA"] - shares["CHN"]
    past = {code: trend(record, np.log(values)) for code, values in shares.items()}

    rate = ask.discrepancy("all")
    if rate is None:
        rate = ask.study.uncertainties["build_discrepancy_rate"].prior.centre
    width = {
        code: ask.study.uncertainties[f"growth_2025_{SIDES.get(code, 'us')}"].prior.sd or 0.0
        for code in shares
    }
    # A share is expected to stay: all grow alike.
    relative = {code: weighed(past[code], 0.0, width[code], rate) for code in shares}
    centres = {f"growth_2025_{side}": relative[code] for code, side in SIDES.items()}
    centres["build_discrepancy_rate"] = max(rate, NEVER)
    p = drawn(recentred(ask.study, centres), ask.luck, tuple(centres))
    growth = {code: p[f"growth_2025_{side}"] for code, side in SIDES.items()}
    growth[REST] = relative[REST] + width[REST] * ask.luck.normal("hindcast:growth", EPOCH, REST)

    start = float(record.times[-1])
    drift = {code: np.zeros(ask.luck.ids.shape) for code in shares}
    path = [np.stack([drift[code] + past[code].level for code in shares])]
    for step, month in enumerate(months_between(start, ask.times), start=1):
        for code in shares:
            shock = ROOT * ask.luck.normal(f"shock:discrepancy_{SIDES.get(code, REST)}", month)
            drift[code] = np.asarray(next_discrepancy(drift[code], shock, p["build_discrepancy_rate"], DT))
        path.append(
            np.stack([past[code].level + growth[code] * (step * DT) + drift[code] for code in shares])
        )
    size = np.exp(read(path, start, ask.times))
    share = size / size.sum(axis=1, keepdims=True)
    odds = np.log(share / (1.0 - share))
    return {code: odds[:, at] for at, code in enumerate(shares) if code in SIDES}
