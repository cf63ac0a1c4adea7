"""Warnings that a reader must see beside the odds, in both languages."""

from __future__ import annotations

from fourfutures.analysis.request import POOL_FACTOR, Request
from fourfutures.analysis.weighing import World

FULL_POOL = 25  # members of the pool per member kept, as the method wants it
LEAST_SHARE = 0.1  # of the members; below, odds are rough
WORST_SHAPE = 0.7
STALE_DAYS = 45

Note = dict[str, str]


def notes(request: Request, world: World) -> list[Note]:
    """Notes of a run, the request's own first."""
    found: list[Note] = list(request.notes)
    if not request.assimilate:
        found.append(
            {
                "code": "prior",
                "en": "No data were used: these are the odds before any observation.",
                "zh": "未使用任何数据：这是纳入观测之前的概率。",
            }
        )
        return found
    if not world.rows:
        found.append(
            {
                "code": "rows.none",
                "en": f"No observation after the start was known by {request.as_of}; the odds are those of the priors.",
                "zh": f"截至{request.as_of}尚无起点之后的观测，概率即先验概率。",
            }
        )
        return found
    if POOL_FACTOR < FULL_POOL:
        found.append(
            {
                "code": "pool.small",
                "en": f"The pool holds {POOL_FACTOR} members for each one kept; the method asks for {FULL_POOL}.",
                "zh": f"成员池为所留成员数的{POOL_FACTOR}倍，方法要求{FULL_POOL}倍。",
            }
        )
    ess, shape = world.posterior.ess, world.posterior.pareto_k
    if ess < LEAST_SHARE * request.members or (shape is not None and shape > WORST_SHAPE):
        found.append(
            {
                "code": "ess.weak",
                "en": f"Few members fit the data well ({ess:,.0f} effective of {request.members:,}): read the odds to the nearest 5 points.",
                "zh": f"与数据相符的成员较少（有效{ess:,.0f}个，共{request.members:,}个）：概率请按5个百分点取整阅读。",
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
