"""Capacity in a country that serves it: what deals on record have in service, and what an offer would add.

Capacity that a deal does not state is drawn, not taken for none. Commercial capacity that no deal records is not known and
not counted, so a loss is rather too high than too low.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dependence.assumed import Assumptions
from fourfutures.analysis.dependence.standing import Standing
from fourfutures.study import DealRow, Offer

Reals = NDArray[np.float64]
IN_SERVICE = ("energised", "adopted")  # rungs of the register
MW_PER_GW = 1000.0


class OnSite(NamedTuple):
    """Capacity for one supplier's service in one country; arrays have shape (members,)."""

    share: Reals  # of the use there that it can serve, 0..1
    remote_control: Reals
    in_custody: float  # 1 where the partner stores the weights and holds the keys
    deals: tuple[str, ...]  # on record, in service
    unstated: int  # of them without a capacity

    @property
    def basis(self) -> str:
        """What the share rests on."""
        if not self.deals:
            return "none_on_record"
        return "drawn" if self.unstated else "stated"


def on_record(standing: Standing, code: str, supplier: str, assumed: Assumptions) -> OnSite:
    """What deals on record have in service on the supplier's stack. Their terms are the usual ones of its deals."""
    rule = standing.study.exposure.on_site
    kinds = () if rule is None else rule.kinds
    rows = [
        deal
        for deal in standing.study.deals
        if deal.country == code and deal.stack == supplier and deal.counts
        and deal.kind in kinds and deal.status_rung in IN_SERVICE
    ]  # fmt: skip
    megawatt = np.zeros(standing.ids.shape[0])
    for deal in rows:
        megawatt = megawatt + _capacity(deal, assumed)
    usual = np.full_like(
        megawatt, standing.binding.draws.value(f"deal_remote_control_{supplier}", standing.ids[:1])
    )
    share = np.minimum(1.0, megawatt / need(standing, code))
    unstated = sum(deal.capacity_mw is None for deal in rows)
    return OnSite(share, usual, 0.0, tuple(deal.deal_id for deal in rows), unstated)


def with_offer(before: OnSite, standing: Standing, code: str, supplier: str, offer: Offer) -> OnSite:
    """The same with an offer in full service, but for what is reserved for users abroad.

    A country's own site counts against either supplier; a site of the other supplier's stack against neither.
    """
    if offer.stack not in (supplier, "own") or offer.capacity_mw <= 0.0:
        return before
    added = offer.capacity_mw * (1.0 - offer.offtake_share) / need(standing, code)
    total = before.share + added
    control = np.where(
        total > 0.0, (before.share * before.remote_control + added * offer.remote_control) / np.maximum(total, 1e-12),
        before.remote_control,
    )  # fmt: skip
    kept = offer.stack == supplier and offer.weights_in_country and offer.key_custody == "partner"
    return before._replace(
        share=np.minimum(1.0, total), remote_control=control, in_custody=max(before.in_custody, float(kept))
    )


def need(standing: Standing, code: str) -> float:
    """Megawatts that serve all use of a country: the yardstick of deals in the model, by size of the economy."""
    return float(standing.binding.partners.deal_scale[standing.place(code)]) * MW_PER_GW


def _capacity(deal: DealRow, assumed: Assumptions) -> Reals | float:
    if deal.capacity_mw is not None:
        return deal.capacity_mw
    return assumed.number("unstated_capacity", deal.deal_id)
