"""Forecasts of a class: which side leads, and the export rule. Rivals are climatology and the last class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks import RATIO
from fourfutures.analysis.hindcast.forecast import Forecast
from fourfutures.analysis.hindcast.past import Past
from fourfutures.analysis.hindcast.record import month_text
from fourfutures.analysis.hindcast.sureness import Windows, judged
from fourfutures.assimilation import brier, class_log_score
from fourfutures.study import HindcastTarget

Reals = NDArray[np.float64]

LEADS = ("us", "contested", "cn")
RULES = ("tight", "partial", "open")


class ClassForecast(NamedTuple):
    """Probabilities of each class by the model and its rivals, and the class that came."""

    origin: int
    horizon: int
    reach: int  # months from the last one known
    happened: int
    chances: dict[str, Reals]  # of the model and its rivals


def class_forecasts(past: Past, made: Sequence[Forecast], band: float) -> list[ClassForecast]:
    """Class forecasts from the members of a target: who leads by more than `band` in logs, or the export rule."""
    keys = sorted({(each.wanted.origin, each.wanted.horizon) for each in made})
    found = []
    for origin, horizon in keys:
        group = {
            each.wanted.entity: each
            for each in made
            if (each.wanted.origin, each.wanted.horizon) == (origin, horizon)
        }
        if past.target.block == "regime":
            (only,) = group.values()
            members = np.rint(only.members).astype(np.int64)
            happened = round(only.wanted.observed)
            history = np.rint(next(iter(past.outcomes.values())).known(origin).values).astype(np.int64)
        else:
            members = lead_of(_log_ratio({name: each.members for name, each in group.items()}), band)
            happened = int(
                lead_of(_log_ratio({n: np.array(e.wanted.observed) for n, e in group.items()}), band)
            )
            history = _past_leads(past, origin, band)
        found.append(
            ClassForecast(
                origin,
                horizon,
                origin + horizon - min(each.last for each in group.values()),
                happened,
                {
                    "model": _shares(members),
                    "climatology": _shares(history),
                    "last_class": _shares(history[-1:]),
                },
            )
        )
    return found


def lead_of(log_ratio: Reals, band: float) -> NDArray[np.int64]:
    """0 where the US leads, 1 where neither does by more than the band, 2 where China does."""
    return np.where(log_ratio > band, 0, np.where(log_ratio < -band, 2, 1))


def class_summary(
    target: HindcastTarget, classes: tuple[str, ...], found: Sequence[ClassForecast], seed: int
) -> dict[str, Any]:
    """Brier and log scores of one kind of class forecast, with skill against each rival."""
    happened = np.array([each.happened for each in found])
    chances = {
        who: np.stack([each.chances[who] for each in found]) for who in ("model", "climatology", "last_class")
    }
    scores = {who: (brier(p, happened), class_log_score(p, happened)) for who, p in chances.items()}
    windows = Windows(
        *(
            np.array(part, dtype=np.int64)
            for part in zip(*((e.origin, e.horizon, e.reach) for e in found), strict=True)
        )
    )
    return {
        "target": target.id,
        "name": target.name.model_dump(),
        "seen": target.seen,
        "classes": list(classes),
        "n": len(found),
        "n_effective": windows.independent,
        "brier": float(scores["model"][0].mean()),
        "log": float(scores["model"][1].mean()),
        "baselines": {
            rival: _beside(
                scores["model"][0], scores[rival], windows, seed, f"{target.id}/{rival}", target.seen
            )
            for rival in ("climatology", "last_class")
        },
        "forecasts": [
            {
                "origin": month_text(each.origin),
                "horizon": each.horizon,
                "target_month": month_text(each.origin + each.horizon),
                "observed": classes[each.happened],
                "p": dict(zip(classes, each.chances["model"].tolist(), strict=True)),
            }
            for each in found
        ],
    }


def _beside(
    own: Reals, rival: tuple[Reals, Reals], windows: Windows, seed: int, name: str, seen: bool
) -> dict[str, Any]:
    found = judged(own, rival[0], windows, None, seed, name)
    return {
        "brier": float(rival[0].mean()),
        "log": float(rival[1].mean()),
        "skill": found.skill,
        "skill_low": found.low,
        "skill_high": found.high,
        "claim": "none" if seen else found.claim,
    }


def _log_ratio(by_entity: dict[str, Reals]) -> Reals:
    """The US over China in logs: a target of the ratio itself, or of the log odds of both shares."""
    if RATIO in by_entity:
        return by_entity[RATIO]
    us, cn = (-np.log1p(np.exp(-by_entity[code])) for code in ("USA", "CHN"))
    return np.asarray(us - cn)


def _past_leads(past: Past, origin: int, band: float) -> NDArray[np.int64]:
    """Who led in each month of the record known at an origin."""
    known = {name: record.known(origin) for name, record in past.outcomes.items()}
    months = np.array(sorted(set.intersection(*(set(record.months.tolist()) for record in known.values()))))
    values = {name: record.only(np.isin(record.months, months)).values for name, record in known.items()}
    return lead_of(_log_ratio(values), band)


def _shares(classes: NDArray[np.int64]) -> Reals:
    return np.array([float((classes == number).mean()) for number in range(3)])
