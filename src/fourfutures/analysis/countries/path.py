"""One partner in the members of a run, month by month: shares, sides, changes of side that last."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.countries.scene import Scene
from fourfutures.analysis.quantile import NAMES, spread, weighted_mean
from fourfutures.ensemble import Crew, LeverPath, partner_paths
from fourfutures.futures import ALIGNMENTS, alignments, odds, settled

Reals = NDArray[np.float64]
OPTIONS = ("us", "cn", "own")


class EconomyPath(NamedTuple):
    """One partner in the members of a scene; arrays end in (months + 1, members) or (members,)."""

    adoption: Reals  # share of working-age people
    shares: Reals  # (months + 1, members, 3)
    open_lead: Reals  # share of open weights of US less that of Chinese origin
    unmoved: Reals  # (members, months) adoption without levers, for the months that rows are about
    weights: Reals  # the run's, weighed by what is known of this partner alone

    @property
    def lead(self) -> Reals:
        """US share minus Chinese share."""
        return np.asarray(self.shares[..., 0] - self.shares[..., 1])

    def score(self, theta: float) -> Reals:
        """The lead, with own use credited to whose open weights it runs on."""
        return np.asarray(self.lead + theta * self.open_lead * self.shares[..., 2])


def economy_path(scene: Scene, code: str, crew: Crew) -> EconomyPath:
    """Run the members of a scene again for one partner."""
    place = [scene.place(code)]
    parts = list(partner_paths(scene.binding, scene.ids, scene.levers, place, crew))
    use = np.concatenate([part.use[:, :, 0] for part in parts], axis=2).astype(np.float64)
    until = max((max(row.months) for row in scene.about(code)), default=0)
    if scene.levers.idle or not until:
        unmoved = use[: until + 1, 0].T
    else:
        idle = LeverPath(scene.study, (), 1, scene.binding.partners.codes)
        plain = partner_paths(scene.binding, scene.ids, idle, place, crew, until)
        unmoved = np.concatenate([part.use[:, 0, 0] for part in plain], axis=1).astype(np.float64).T
    return EconomyPath(
        use[:, 0],
        use[:, 1:].transpose(0, 2, 1),
        np.concatenate([part.open_lead for part in parts], axis=1).astype(np.float64),
        unmoved,
        scene.local(code, unmoved),
    )


def alignment_path(scene: Scene, path: EconomyPath) -> list[dict[str, Any]]:
    """Odds of each alignment at the end of each month, with their Monte-Carlo error."""
    codes = alignments(path.shares, scene.study.frame.alignment)
    rows = []
    for number in range(codes.shape[0]):
        found = odds(codes[number], path.weights, len(ALIGNMENTS))
        rows.append(
            {
                "month": scene.study.month_name(number),
                **{name: float(p) for name, p in zip(ALIGNMENTS, found.p, strict=True)},
                "mc_se": {name: float(se) for name, se in zip(ALIGNMENTS, found.mc_se, strict=True)},
            }
        )
    return rows


def flip_block(scene: Scene, sides: NDArray[np.int8], weights: Reals) -> dict[str, Any]:
    """Chance of a lasting change of side after the as-of month; `sides` (months + 1, members) as read each month."""
    least = scene.study.frame.flip_months
    held = settled(sides, least)
    now, later = held[scene.month], held[scene.month + 1 :]
    changed = (later != now).any(axis=0) if later.shape[0] else np.zeros(now.shape, dtype=bool)
    p = float(weights[changed].sum())
    first = (
        np.where(changed, np.argmax(later != now, axis=0), 0) if later.shape[0] else np.zeros(now.shape, int)
    )
    to = later[first, np.arange(now.shape[0])] if later.shape[0] else now
    return {
        "months": least,
        "from": scene.study.month_name(scene.month),
        "held": {name: float(weights[now == at].sum()) for at, name in enumerate(ALIGNMENTS)},
        "p": p,
        "mc_se": float(np.sqrt((weights**2 * (changed - p) ** 2).sum())),
        "to": {name: float(weights[changed & (to == at)].sum()) for at, name in enumerate(ALIGNMENTS)},
    }


def extra_series(scene: Scene, path: EconomyPath) -> list[dict[str, Any]]:
    """The lead and the alignment score by month, which the table of economies does not hold."""
    rows = []
    for variable, values in (("lead", path.lead), ("alignment_score", path.score(scene.theta))):
        for number in range(values.shape[0]):
            found = spread(values[number], path.weights)
            rows.append(
                {
                    "variable": variable,
                    "month": scene.study.month_name(number),
                    "mean": found["mean"],
                    **{name: found[name] for name in NAMES},
                }
            )
    return rows


def score_range(scene: Scene, path: EconomyPath) -> dict[str, float]:
    """Mean score at the horizon: as the dials are, and its range over the values tried for theta."""
    means = {
        theta: weighted_mean(path.score(theta)[-1], path.weights) for theta in (scene.theta, *scene.thetas)
    }
    return {"mean": means[scene.theta], "low": min(means.values()), "high": max(means.values())}


def sides_of(scene: Scene, path: EconomyPath) -> NDArray[np.int8]:
    """The side of each member at the end of each month, (months + 1, members)."""
    return alignments(path.shares, scene.study.frame.alignment).astype(np.int8)
