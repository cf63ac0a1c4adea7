"""What would turn an economy: how far each factor moves its lead, and how far it would have to move to close it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.quantile import spread, weighted_mean, weighted_quantiles
from fourfutures.assimilation import backward, cholesky, forward
from fourfutures.ensemble import FACTORS, Choice, normal_quantile

Reals = NDArray[np.float64]
OUTER = (0.10, 0.90)  # between these quantiles a factor is moved
LEVEL = 0.90  # of intervals
THIRDS = (1.0 / 3.0, 2.0 / 3.0)
MOST_GW = 1e6  # beyond it a need is only told as beyond it
GRAIN = 1e-12
STILL = 1e-9  # logit units: a factor that spreads less is the same in all members
ENDS = (0.05, 0.50, 0.95)


def tipping(now: Choice, end: Choice, weights: Reals) -> dict[str, Any]:
    """What would turn the lead (US share minus Chinese share) at the horizon; `now` is the as-of month.

    `effects` move one factor from its 10th to its 90th percentile with the others held (a weighted least-squares fit of
    the lead on all factors, in logit units; interval from the fit's sandwich error), with the means of the lead in the
    outer thirds of the factor beside it. `closing` solves the choice equation.
    """
    lead = end.share_us - end.share_cn
    effects, explained = _effects(end, lead, weights)
    return {
        "lead": spread(lead, weights),
        "explained": explained,
        "members": int(lead.shape[0]),
        "effective": float(1.0 / (weights**2).sum()),
        "effects": effects,
        "choosers": _choosers(end, weights),
        "closing": _closing(end, weights),
        "renewal": _renewal(now, end, weights),
    }


def factors(choice: Choice) -> dict[str, Reals]:
    """Each factor in logit units: what it adds to the US utility less the Chinese; `own` adds to neither.

    `start` is the log of the US over the Chinese share at the origin, which holds all lasting tastes.
    """
    found = {"start": np.log(choice.start_us / choice.start_cn)}
    found |= {name: np.asarray(getattr(choice, name)) for name in FACTORS}
    return found | {"own": choice.utility_own}


def chooser_logit(choice: Choice) -> Reals:
    """Log odds of the US over the Chinese stack among those who choose now: start, utilities, habit."""
    habit = np.log(choice.share_us / choice.start_us) - np.log(choice.share_cn / choice.start_cn)
    return np.asarray(
        np.log(choice.start_us / choice.start_cn)
        + choice.utility_us
        - choice.utility_cn
        + choice.lock_in * habit
    )


def lasting_logit(choice: Choice) -> Reals:
    """What has to be made up for shares to end level however long they take, logit units.

    At rest each share is what choosers pick, so the habit term carries the lead by a factor 1/(1 - lock-in).
    """
    return np.asarray(
        (1.0 - choice.lock_in) * np.log(choice.start_us / choice.start_cn)
        + choice.utility_us
        - choice.utility_cn
    )


def _effects(end: Choice, lead: Reals, weights: Reals) -> tuple[list[dict[str, Any]], float]:
    terms = factors(end)
    spans = {name: weighted_quantiles(values, weights, OUTER) for name, values in terms.items()}
    moving = [name for name, span in spans.items() if span[1] - span[0] > STILL]
    columns = np.stack([terms[name] for name in moving]) if moving else np.zeros((0, lead.shape[0]))
    slopes, errors, explained = least_squares(columns, lead, weights)
    z = float(normal_quantile(np.array([0.5 + 0.5 * LEVEL]))[0])
    rows: list[dict[str, Any]] = []
    for name, values in terms.items():
        low, high = spans[name]
        row: dict[str, Any] = {"factor": name, "unit": "logit", "term": spread(values, weights), "effect": None,
                               "low": None, "high": None, "lowest_third": None, "highest_third": None}  # fmt: skip
        if name in moving:
            at = moving.index(name)
            size, error = float(slopes[at] * (high - low)), float(errors[at] * (high - low))
            row |= {"effect": size, "low": size - z * error, "high": size + z * error}
            below, above = weighted_quantiles(values, weights, THIRDS)
            row["lowest_third"] = _mean_with_error(lead, np.where(values <= below, weights, 0.0))
            row["highest_third"] = _mean_with_error(lead, np.where(values >= above, weights, 0.0))
        rows.append(row)
    return sorted(rows, key=lambda row: -abs(row["effect"] or 0.0)), explained


def least_squares(columns: Reals, outcome: Reals, weights: Reals) -> tuple[Reals, Reals, float]:
    """Slopes of a weighted linear fit with an intercept, their sandwich errors, and the share of variance explained.

    `columns` has shape (factors, members). Columns are centred and scaled first, so that sizes do not matter.
    """
    mass = weights / weights.sum()
    centred = columns - (columns * mass).sum(axis=1)[:, None]
    size = np.sqrt((centred**2 * mass).sum(axis=1))
    x, y = centred / size[:, None], outcome - float((outcome * mass).sum())
    inverse = _inverse(_products(x, mass))
    slopes = (inverse * (x * mass * y).sum(axis=1)).sum(axis=1)
    left = y - (slopes[:, None] * x).sum(axis=0)
    middle = _products(x, (mass * left) ** 2)
    # the diagonal of inverse x middle x inverse
    errors = np.sqrt((inverse[:, :, None] * middle[None] * inverse[:, None, :]).sum(axis=(1, 2)))
    total = float((y**2 * mass).sum())
    explained = 1.0 - float((left**2 * mass).sum()) / total if total > 0.0 else 0.0
    return np.asarray(slopes / size), np.asarray(errors / size), explained


def _products(x: Reals, mass: Reals) -> Reals:
    """Weighted sums of products of columns, two by two; elementwise, so that no machine adds in another order."""
    found = np.empty((x.shape[0], x.shape[0]))
    for row in range(x.shape[0]):
        found[row] = (x * (x[row] * mass)).sum(axis=1)
    return found


def _inverse(matrix: Reals) -> Reals:
    """Inverse of a correlation matrix; a grain on its diagonal keeps factors that move as one from dividing by nought."""
    factor = cholesky(matrix + GRAIN * np.eye(matrix.shape[0]))
    unit = np.eye(matrix.shape[0])
    columns = [backward(factor, forward(factor, unit[at])) for at in range(matrix.shape[0])]
    return np.stack(columns, axis=1) if columns else matrix


def _mean_with_error(values: Reals, weights: Reals) -> dict[str, float]:
    mass = weights / weights.sum()
    mean = float((values * mass).sum())
    return {"mean": mean, "mc_se": float(np.sqrt((mass**2 * (values - mean) ** 2).sum()))}


def _choosers(end: Choice, weights: Reals) -> dict[str, Any]:
    logit = chooser_logit(end)
    return {
        "logit": spread(logit, weights),
        "lasting_logit": spread(lasting_logit(end), weights),
        "p_us_ahead": float(weights[logit > 0.0].sum()),
    }


def _closing(end: Choice, weights: Reals) -> list[dict[str, Any]]:
    """How far each factor alone would have to go at the horizon, in its own unit.

    `needed` levels the choices then made, `lasting` levels the shares for good. `as_far` is the share of members whose
    factor lies at least as far from its median, in that direction, as levelling choices takes in the median member.
    """
    gap, rest = chooser_logit(end), lasting_logit(end)
    us_ahead = bool(weighted_quantiles(gap, weights, (0.5,))[0] > 0.0)
    power = end.deal_power_cn if us_ahead else end.deal_power_us

    def deals(need: Reals) -> Reals:
        """GW of the side behind that make up a need; what it has where it is not behind."""
        behind = np.maximum(need if us_ahead else -need, 0.0)
        grown = (1.0 + power / end.deal_scale) * np.exp(np.minimum(behind / end.beta_d, 600.0))
        return np.asarray(np.minimum(end.deal_scale * (grown - 1.0), MOST_GW))

    levels: dict[str, tuple[str, Reals, Callable[[Reals], Reals]]] = {
        "price": ("ratio", np.exp(end.price_gap), lambda need: np.exp(end.price_gap - need / end.beta_p)),
        "capability": ("yr", end.lead, lambda need: end.lead - need / end.beta_f),
        "availability": (
            "log",
            end.availability_us - end.availability_cn,
            lambda need: end.availability_us - end.availability_cn - need / end.beta_av,
        ),
        "trust": ("logit", end.trust_us - end.trust_cn, lambda need: end.trust_us - end.trust_cn - need),
        "deals": ("GW", power, deals),
    }
    rows = []
    for name, (unit, value, solved) in levels.items():
        terms = factors(end)[name]
        middle = float(weighted_quantiles(terms, weights, (0.5,))[0])
        reach = float(weighted_quantiles(gap, weights, (0.5,))[0])
        far = terms - middle <= -reach if us_ahead else terms - middle >= -reach
        rows.append(
            {
                "factor": name,
                "unit": unit,
                "side": ("cn" if us_ahead else "us") if name == "deals" else None,
                "level": _ends(value, weights),
                "needed": _ends(solved(gap), weights),
                "lasting": _ends(solved(rest), weights),
                "as_far": float(weights[far].sum()),
            }
        )
    return rows


def _ends(values: Reals, weights: Reals) -> dict[str, float]:
    found = weighted_quantiles(np.asarray(values, dtype=np.float64), weights, ENDS)
    return dict(zip(("q05", "q50", "q95"), map(float, found), strict=True))


def _renewal(now: Choice, end: Choice, weights: Reals) -> dict[str, Any]:
    """How much of use is chosen afresh by the horizon, and where the lead would end if one side got all of it."""
    kept = np.exp(-(end.renewed - now.renewed))
    all_cn = now.share_us * kept - (1.0 - (1.0 - now.share_cn) * kept)
    all_us = (1.0 - (1.0 - now.share_us) * kept) - now.share_cn * kept
    us_now = weighted_mean(now.share_us - now.share_cn, weights) > 0.0
    furthest = all_cn if us_now else all_us
    return {
        "chosen_afresh": spread(1.0 - kept, weights),
        "all_to": "cn" if us_now else "us",
        "lead_then": spread(furthest, weights),
        "p_turns": float(weights[(furthest < 0.0) if us_now else (furthest > 0.0)].sum()),
    }
