"""What an economy without a measured Chinese share would show: a regression on political affinity and income."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from economies import Economy
from tables import Row, number

BLOCS = ("USA", "CHN")


class Regression(NamedTuple):
    """Logit of the Chinese share on affinity (without its noise) and the log of GDP per head, by least squares."""

    coefficients: tuple[float, float, float]
    residual_sd: float
    economies: int
    affinity: Callable[[float | None, float | None, float, float | None], float]

    def share(self, entity: Row) -> float:
        """Expected Chinese share of a row of entities.csv; a missing term of affinity is dropped there as in the model."""
        affinity = self.affinity(
            number(entity["un_distance_us"]),
            number(entity["un_distance_cn"]),
            number(entity["us_pact"]) or 0.0,
            number(entity["cn_import_share"]),
        )
        income = math.log(float(entity["gdp_usd"]) / float(entity["population"]))
        a, b, c = self.coefficients
        return 1.0 / (1.0 + math.exp(-(a + b * affinity + c * income)))


def regression(
    world: Mapping[str, Economy], shares: Mapping[str, float], entities: Sequence[Row], study: Path
) -> Regression:
    """Fit on every economy outside the blocs that has a measured share, votes, trade and income."""
    affinity = _affinity(entities, study)
    design, logits = [], []
    for code, share in sorted(shares.items()):
        e = world[code]
        if code in BLOCS or not e.gdp or not e.population or e.distance_us is None or e.imports is None:
            continue
        income = math.log(e.gdp / e.population)
        design.append((1.0, affinity(e.distance_us, e.distance_cn, e.pact, e.imports), income))
        logits.append(math.log(share / (1.0 - share)))
    table, target = np.array(design), np.array(logits)
    found = np.linalg.lstsq(table, target, rcond=None)[0]
    left = target - table @ found
    a, b, c = (round(float(value), 6) for value in found)
    spread = math.sqrt(float(left @ left) / (len(target) - 3))
    return Regression((a, b, c), round(spread, 2), len(target), affinity)


def _affinity(
    entities: Sequence[Row], study: Path
) -> Callable[[float | None, float | None, float, float | None], float]:
    """The study's affinity formula, with its weights and on its scale."""
    entries = tomllib.loads((study / "uncertainties.toml").read_text(encoding="utf-8"))
    votes, pact, trade = (
        float(entries[f"affinity_{name}"]["prior"]["value"]) for name in ("votes", "pact", "trade")
    )
    partners = [row for row in entities if row["kind"] != "bloc"]
    widest = max(
        abs(float(row["un_distance_cn"]) - float(row["un_distance_us"]))
        for row in partners
        if row["un_distance_us"] and row["un_distance_cn"]
    )
    largest = max(float(row["cn_import_share"]) for row in partners if row["cn_import_share"])

    def affinity(to_us: float | None, to_cn: float | None, has_pact: float, imports: float | None) -> float:
        value = pact * has_pact
        if to_us is not None and to_cn is not None:
            value += votes * (to_cn - to_us) / widest
        if imports is not None:
            value -= trade * imports / largest
        return value

    return affinity
