"""The ratio of compute and the gap between models forecast together: the energy score of the pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fourfutures.analysis.hindcast.forecast import Forecast
from fourfutures.analysis.hindcast.luck import EPOCH, Luck
from fourfutures.analysis.hindcast.record import month_text
from fourfutures.assimilation import energy_score, skill
from fourfutures.study import Study

PERSISTENCE = "persistence"


def joint(study: Study, made: Mapping[str, Sequence[Forecast]], luck: Luck) -> list[dict[str, Any]]:
    """One entry for each gap: both values in the model's own units, logs and years; the rival is both walks apart.

    Members of two targets share parameters and the shocks of each calendar month, so a pair of them is a joint draw.
    """
    blocks = {name: study.hindcast.target[name].block for name in made}
    ratios = [name for name, block in blocks.items() if block == "clusters"]
    gaps = [name for name, block in blocks.items() if block == "capability"]
    shuffled = np.argsort(luck.uniform("hindcast:shuffle", EPOCH), kind="stable")
    found = []
    for ratio in ratios:
        for gap in gaps:
            slope = study.indicators[study.hindcast.target[gap].indicator].slope
            first, second = (_by_window(made[name]) for name in (ratio, gap))
            rows: list[dict[str, Any]] = []
            for key in sorted(first.keys() & second.keys()):
                one, other = first[key], second[key]
                walks = (one.rivals.get(PERSISTENCE), other.rivals.get(PERSISTENCE))
                if walks[0] is None or walks[1] is None:
                    continue
                truth = np.array([one.wanted.observed, other.wanted.observed / slope])
                rows.append(
                    {
                        "origin": month_text(key[0]),
                        "horizon": key[1],
                        "energy": energy_score(np.stack([one.members, other.members / slope], axis=1), truth),
                        PERSISTENCE: energy_score(
                            np.stack([walks[0], walks[1][shuffled] / slope], axis=1), truth
                        ),
                    }
                )
            if rows:
                own, rival = (float(np.mean([row[name] for row in rows])) for name in ("energy", PERSISTENCE))
                found.append(
                    {
                        "targets": [ratio, gap],
                        "n": len(rows),
                        "energy_score": own,
                        PERSISTENCE: rival,
                        "skill": skill(own, rival),
                        "forecasts": rows,
                    }
                )
    return found


def _by_window(made: Sequence[Forecast]) -> dict[tuple[int, int], Forecast]:
    return {(each.wanted.origin, each.wanted.horizon): each for each in made}
