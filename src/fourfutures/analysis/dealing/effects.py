"""What a deal changes in the world: its effect on the country and on the odds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from fourfutures.analysis.effects import imposed_effect
from fourfutures.analysis.live import Live
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import RECORDED, World, weigh
from fourfutures.ensemble import Hands
from fourfutures.study import Offer

NOT_SHOWN = {
    "signed": {
        "en": "Signed by the as-of date, so no effect on country and odds is shown: it is in the run already.",
        "zh": "截至日之前已签署，故不显示对该国和概率的影响：已计入运行。",
    },
    "late": {
        "en": "Signed after the last month of the run, so no effect on country and odds is shown.",
        "zh": "签约月份晚于运行末月，故不显示对该国和概率的影响。",
    },
    "many": {
        "en": f"Effects on country and odds are shown for up to {RECORDED:,} members.",
        "zh": f"成员数不超过{RECORDED}时才显示对该国和概率的影响。",
    },
}


class Effects(NamedTuple):
    """Blocks of the document; None where the effect is not simulated, and then the note says why."""

    country: dict[str, Any] | None
    futures: dict[str, Any] | None
    notes: tuple[dict[str, str], ...] = ()


class Setting(NamedTuple):
    """The weighed world that a deal is valued in, and the means to put the deal into it, if its members can be held."""

    world: World
    live: Live | None


def setting(
    request: Request, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
) -> Setting:
    """The world of a request; held at hand unless it has too many members."""
    if request.members > RECORDED:
        return Setting(weigh(request, request.lens, hands, pools, progress), None)
    live = Live(request, hands, pools, progress)
    return Setting(live.world, live)


def effects(offer: Offer, live: Live | None) -> Effects:
    """Effects of a dated offer, imposed alone in the members held at hand. The accounts do not depend on them."""
    if live is None:
        return Effects(None, None, (_note("many"),))
    study, month = live.request.study, live.request.study.month_number(str(offer.signed))
    if month > study.meta.months:
        return Effects(None, None, (_note("late"),))
    if month < live.request.lever_month:
        return Effects(None, None, (_note("signed"),))
    found = imposed_effect(live, [offer])
    return Effects(found["country_effect"].get(offer.country), found["futures_effect"])


def _note(code: str) -> dict[str, str]:
    return {"code": f"deal.effect.{code}", **NOT_SHOWN[code]}
