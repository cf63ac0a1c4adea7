"""Warnings that a reader must see beside the odds, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fourfutures.analysis.guard_notes import Note, evidence_notes, guard_notes
from fourfutures.analysis.request import POOL_FACTOR, Request
from fourfutures.analysis.weighing import World

LEAST_EFFECTIVE = 500  # members; below, the sampling error of odds passes two points
WORST_SHAPE = 0.7
LEAST_SHARE = (
    0.25  # of the members kept: effective members, below which the method steers a second pool; unique ones
)
STALE_DAYS = 45


def notes(request: Request, world: World, check: Mapping[str, Any] | None, failed: int) -> list[Note]:
    """Notes of a run, the request's own first; `failed` counts kept members that broke down when run under levers.

    `check` holds each index by the weights and by the smoother.
    """
    found: list[Note] = list(request.notes)
    if failed:
        found.append(
            {
                "code": "members.failed",
                "en": f"{failed} of the kept members broke down under these levers and carry no weight; `members.parquet` marks them.",
                "zh": f"所留成员中有{failed}个在这些杠杆下计算失败，不计权重，已在 `members.parquet` 中标明。",
            }
        )
    if not request.assimilate:
        found.append(
            {
                "code": "prior",
                "en": "No data were used: these are the odds before any observation.",
                "zh": "未使用任何数据：这是纳入观测之前的概率。",
            }
        )
        return found
    found += evidence_notes(request, world)
    if not world.rows:
        found.append(
            {
                "code": "rows.none",
                "en": f"No observation after the start was known by {request.as_of}; the odds are those of the priors.",
                "zh": f"截至{request.as_of}尚无起点之后的观测，概率即先验概率。",
            }
        )
        return found
    if request.pool < POOL_FACTOR * request.members:
        found.append(
            {
                "code": "pool.small",
                "en": f"The pool holds {request.pool:,} members, fewer than {POOL_FACTOR} for each one kept.",
                "zh": f"成员池共{request.pool:,}个成员，不足所留成员数的{POOL_FACTOR}倍。",
            }
        )
    ess, shape, unique = world.posterior.ess, world.posterior.pareto_k, world.kept.ids.shape[0]
    if ess < LEAST_EFFECTIVE or (shape is not None and shape > WORST_SHAPE):
        found.append(
            {
                "code": "ess.weak",
                "en": f"Few members fit the data well ({ess:,.0f} effective of {world.pool.ids.shape[0]:,}): read the odds to the nearest 5 points.",
                "zh": f"与数据相符的成员较少（{world.pool.ids.shape[0]:,}个中有效{ess:,.0f}个）：概率请按5个百分点取整阅读。",
            }
        )
    found += guard_notes(world, check)
    if unique < LEAST_SHARE * request.members:
        found.append(
            {
                "code": "members.few",
                "en": f"Only {unique:,} different members carry the run.",
                "zh": f"本次运行只由{unique:,}个不同的成员承载。",
            }
        )
    latest = max(row.period_end for row in world.rows)
    if (request.as_of - latest).days > STALE_DAYS:
        found.append(
            {
                "code": "rows.stale",
                "en": f"No observation is newer than {latest}.",
                "zh": f"没有晚于{latest}的观测。",
            }
        )
    return found
