"""What the guards did and what a second method says, in both languages: nothing is widened, moved or held silently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World
from fourfutures.assimilation import FACTOR, LEAST_P, Fit

Note = dict[str, str]
AXES = {"compute": ("compute index", "算力指数"), "adoption": ("adoption index", "采用指数")}


def guard_notes(world: World, check: Mapping[str, Any] | None) -> list[Note]:
    """Notes on surprises, collapse, the guide, and methods that differ."""
    weighed = world.weighed
    found = [_surprise(world, fit) for fit in weighed.fits if fit.factor != 1.0]
    if weighed.undoubled is not None:
        found.append(
            {
                "code": "collapse",
                "en": f"The observations left {len(weighed.narrow)} parameters almost no spread, more than they can know, so all their errors were taken {FACTOR:g} times as wide; `collapse` in `summary.json` gives the odds before that.",
                "zh": f"观测使{len(weighed.narrow)}个参数几乎不再有离散度，超出其所能知，故全部误差按{FACTOR:g}倍计；放宽之前的概率见 `summary.json` 的 `collapse`。",
            }
        )
    if world.binding.guide is not None:
        ess, size = world.posterior.ess, world.pool.ids.shape[0]
        found.append(
            {
                "code": "guided",
                "en": f"A second pool of {size:,} members was moved towards the data and weighed back to the prior; {ess:,.0f} of them are effective.",
                "zh": f"另以{size:,}个成员组成第二个成员池，朝数据方向移动，再按先验折算权重，其中有效{ess:,.0f}个。",
            }
        )
    for axis, entry in (check or {}).items():
        if entry["differs"]:
            english, chinese = AXES[axis]
            one, two = entry["weights"]["mean"], entry["smoother"]["mean"]
            found.append(
                {
                    "code": f"cross_check.{axis}",
                    "en": f"Two methods differ on the {english}: its mean is {one:.2f} by weights and {two:.2f} by an ensemble smoother.",
                    "zh": f"两种方法对{chinese}的结果不一致：按权重均值为{one:.2f}，按集合平滑为{two:.2f}。",
                }
            )
    return found


def evidence_notes(request: Request, world: World) -> list[Note]:
    """Notes on analyst evidence that was held within the caps, or given and not used."""
    found = []
    count = len(world.weighed.claims)
    if count:
        found.append(
            {
                "code": "evidence.used",
                "en": f"Analyst evidence counts ({count} in force); `data_p` beside each probability leaves it out.",
                "zh": f"已计入{count}条分析员证据；各概率旁的 `data_p` 不含这些证据。",
            }
        )
    held = [
        claim.item.id
        for claim in world.weighed.claims
        if claim.item.likelihood_ratio is not None
        and claim.item.direction != "neutral"
        and claim.item.ratio != claim.item.likelihood_ratio
    ]
    if held:
        found.append(
            {
                "code": "evidence.held",
                "en": f"Likelihood ratios of evidence were held within 1/5 and 5: {', '.join(held)}.",
                "zh": f"以下证据的似然比按上下限1/5至5计：{'、'.join(held)}。",
            }
        )
    if request.items and not request.evidence:
        found.append(
            {
                "code": "evidence.ignored",
                "en": "Analyst evidence was given and, as asked, not used.",
                "zh": "已提供分析员证据，按要求未予采用。",
            }
        )
    return found


def _surprise(world: World, fit: Fit) -> Note:
    names = list(dict.fromkeys(row.indicator for row in world.rows if row.block == fit.block))
    labels = [world.study.indicators[name].name for name in names]
    few = "fewer than one in a thousand" if fit.p < 0.001 else f"only {fit.p:.1%}"
    few_zh = "不到千分之一" if fit.p < 0.001 else f"只有{fit.p:.1%}"
    still = fit.p_after < LEAST_P
    tail = ", and surprises even so" if still else ""
    tail_zh = "，放宽后仍出乎意料" if still else ""
    return {
        "code": f"surprise.{fit.block}",
        "en": f"“{', '.join(label.en for label in labels)}” surprises: {few} of the model's own draws lie as far from its expectation. It counts, with errors {fit.factor:.1f} times as wide{tail}.",
        "zh": f"“{'、'.join(label.zh for label in labels)}”出乎意料：模型自身抽样中{few_zh}偏离如此之远。仍计入，误差按{fit.factor:.1f}倍计{tail_zh}。",
    }
