"""The reasons check: whether what a founding text says of each future is so among the members that end in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.chance import WIDE
from fourfutures.analysis.discovery.measuring import described
from fourfutures.analysis.discovery.sentence import future_name, reasons_sentence, triggers_sentence
from fourfutures.analysis.discovery.triggers import contributions
from fourfutures.analysis.quantile import weighted_quantiles
from fourfutures.study import Condition, Study

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
NECESSARY = 0.90  # of a future's members meet a necessary condition
TYPICAL = 2.0 / 3.0


def reasons(
    study: Study, codes: NDArray[Any], weights: Reals, values: Mapping[str, Reals], futures: list[str]
) -> dict[str, Any]:
    """Every stated condition of some futures with its verdict, and conditions taken together.

    `codes` are futures by their place in the frame, `weights` sum to 1, `values` hold measures and uncertainties.
    """
    stated = study.conditions
    items, together = [], {}
    for future in futures:
        hit = codes == study.frame.ids.index(future)
        own = [c for c in stated.condition.values() if c.future == future]
        met: list[Flags] = []
        started: dict[str, Flags] = {}
        told = []
        for condition in own:
            item, flags = _judged(study, condition, hit, weights, values)
            told.append(item)
            if flags is not None:
                met.append(flags)
                started |= {condition.id: flags} if condition.trigger else {}
        items += told
        if own:
            together[future] = {
                "all": _joint(np.logical_and.reduce(met), hit, weights) if met else None,
                "any": _joint(np.logical_or.reduce(met), hit, weights) if met else None,
                "triggers": _triggers(study, future, started, hit, weights),
                "sentence": reasons_sentence(future_name(study, future), told),
            }
    return {
        "text": None if stated.text is None else stated.text.model_dump(),
        "judgement": stated.judgement,
        "note": stated.note,
        "necessary_from": NECESSARY,
        "typical_from": TYPICAL,
        "conditions": items,
        "futures": together,
    }


def _judged(
    study: Study, condition: Condition, hit: Flags, weights: Reals, values: Mapping[str, Reals]
) -> tuple[dict[str, Any], Flags | None]:
    item: dict[str, Any] = {
        "id": condition.id,
        "future": condition.future,
        "part": condition.part,
        "kind": condition.kind,
        "text": condition.text.model_dump(),
        "note": None if condition.note is None else condition.note.model_dump(),
        "measure": condition.measure,
        "side": condition.side,
    }
    base = float(weights[hit].sum())
    if condition.measure is None or base <= 0.0:
        empty = dict.fromkeys(
            (
                "label",
                "unit",
                "line",
                "mean",
                "mean_all",
                "effect",
                "low",
                "high",
                "met",
                "met_all",
                "p_if_met",
                "p_if_not",
            )
        )
        return item | empty | {
            "verdict": condition.kind if condition.measure is None else "none",
            "fails": False,
        }, None
    about = described(study, [condition.measure])[condition.measure]
    x, sign = values[condition.measure], 1.0 if condition.side == "above" else -1.0
    mean_all, mean = float((weights * x).sum()), float((weights * x)[hit].sum()) / base
    spread = float(np.sqrt((weights * (x - mean_all) ** 2).sum()))
    influence = weights * (np.where(hit, (x - mean) / base, 0.0) - (x - mean_all))
    scale = sign / spread if spread > 0.0 else 0.0
    effect, error = (mean - mean_all) * scale, float(np.sqrt((influence**2).sum())) * abs(scale)
    line = condition.line
    if line is None:
        line = float(weighted_quantiles(x, weights, (0.5,))[0])
    flags = x > line if sign > 0 else x < line
    met = float(weights[flags & hit].sum()) / base
    inside = float(weights[flags].sum())
    low, high = effect - WIDE * error, effect + WIDE * error
    if high < 0.0:
        verdict = "opposite"
    elif low <= 0.0:
        verdict = "none"
    else:
        verdict = "necessary" if met >= NECESSARY else "typical" if met >= TYPICAL else "weak"
    return item | {
        "label": about.label,
        "unit": about.unit,
        "line": line,
        "mean": mean,
        "mean_all": mean_all,
        "effect": effect,
        "low": low,
        "high": high,
        "met": met,
        "met_all": inside,
        "p_if_met": float(weights[flags & hit].sum()) / inside if inside > 0.0 else None,
        "p_if_not": float(weights[~flags & hit].sum()) / (1.0 - inside) if inside < 1.0 - 1e-12 else None,
        "verdict": verdict,
        "fails": verdict not in ("necessary", "typical"),
    }, flags


def _triggers(
    study: Study, future: str, met: Mapping[str, Flags], hit: Flags, weights: Reals
) -> dict[str, Any] | None:
    """Stated triggers of a future together and one by one; None where there are fewer than two."""
    if len(met) < 2:
        return None
    every, some = (joined(list(met.values())) for joined in (np.logical_and.reduce, np.logical_or.reduce))
    found = contributions(met, hit, weights) or {"effective": 0.0, "each": []}
    block = {
        "p": float(weights[hit].sum()),
        "all": _joint(every, hit, weights),
        "any": _joint(some, hit, weights),
        **found,
    }
    texts = {name: study.conditions.condition[name].text for name in met}
    return {**block, "sentence": triggers_sentence(future_name(study, future), block, texts)}


def _joint(flags: Flags, hit: Flags, weights: Reals) -> dict[str, float | None]:
    """How common some conditions are together, how likely the future is then, and how much of it they hold."""
    mass, base = float(weights[flags].sum()), float(weights[hit].sum())
    both = float(weights[flags & hit].sum())
    return {
        "mass": mass,
        "p": both / mass if mass > 0.0 else None,
        "coverage": both / base if base > 0.0 else None,
    }
