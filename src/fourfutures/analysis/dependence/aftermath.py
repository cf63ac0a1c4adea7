"""What choices do after supply was withheld, or once an offer is in service: the model's own equations, change alone.

Members go the way they go, and the change is put on it through the equation of choice. What the change does to anything
else (deals signed or refused, capacity that is freed) is left out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dependence.on_site import MW_PER_GW
from fourfutures.analysis.dependence.standing import Standing
from fourfutures.ensemble import Stream
from fourfutures.model import (
    Parameters,
    Shares,
    aimed_at,
    deal_utility,
    incident_utility,
    next_shares,
    next_trust_loss,
    on_the_way,
    turnover,
)
from fourfutures.study import Offer

Reals = NDArray[np.float64]
Number = float | Reals
MONTH = 1.0 / 12.0
LEAST = 1e-12  # share that somebody aims at
NEVER, SURELY = 1.0, 0.0  # uniforms with which no incident comes, and one does


class Choosers(NamedTuple):
    """What the equations of choice need of members, beside where partners stand."""

    standing: Standing
    parameters: Parameters
    affinity: Reals  # (partners, members), -1 China .. 1 US

    @classmethod
    def of(cls, standing: Standing) -> Choosers:
        """Drawn for the members of a standing."""
        parameters = standing.binding.parameters(standing.ids)
        return cls(
            standing, parameters, np.asarray(standing.binding.countries(standing.ids, parameters).affinity)
        )

    def stepped(
        self, shares: Shares, change: Shares, places: slice, month: int, still: bool = False
    ) -> Shares:
        """Shares a month on, under a change of utility, beside the way the members go without it.

        With `still` they are taken to go nowhere without it, but use grows as it does.
        """
        world, ahead = self.parameters.world, self.standing.ahead
        before, after = (ahead[at][:, places].astype(np.float64) for at in (month, month + 1))
        chi = turnover(
            (after[0] / before[0] - 1.0) / MONTH, world.switch_rate, world.xi, world.intensity_trend
        )
        if still:
            start = self.standing.shares_at(places)
            return next_shares(shares, start, change, world.lock_in, chi, MONTH)
        was, then = mix(before), mix(after)
        aim = Shares(
            *(
                np.maximum(aimed_at(one, other, chi, MONTH), LEAST)
                for one, other in zip(was, then, strict=True)
            )
        )
        return next_shares(
            shares, aim, on_the_way(was, aim, change, world.lock_in), world.lock_in, chi, MONTH
        )


def mix(values: Reals) -> Shares:
    """Shares of adoption and three shares in single precision, to sum to 1 in double."""
    return Shares(values[1], values[2], 1.0 - values[1] - values[2])


class Aftermath(NamedTuple):
    """Trust lost in a supplier by an incident, and the share of use that it has cost by the end."""

    size: Reals  # (members,), logit units
    lost_share: Reals  # (partners, members)


def after_incident(choosers: Choosers, supplier: str, strength: float) -> Aftermath:
    """One incident of the usual size in the month of the test, times the highest severity of any layer, felt by all.

    Nobody has measured an incident of this kind; a withdrawal may well be larger than what the sizes were set on.
    """
    standing, constants = choosers.standing, choosers.parameters.constants
    bloc = getattr(choosers.parameters, supplier)
    uniform = Stream(standing.binding.seed, [("exposure:incident", "")]).uniform(standing.ids)[0]
    loss = strength * np.asarray(
        next_trust_loss(
            0.0, SURELY, uniform, bloc.incident_hazard, bloc.incident_size, bloc.trust_decay, 0.0, MONTH
        )
    )
    size, everyone = loss, slice(None)
    shares = standing.shares
    for month in range(standing.months_after):
        both: dict[str, Number] = {"us": 0.0, "cn": 0.0, supplier: loss}
        utility = incident_utility(
            both["us"], both["cn"], choosers.affinity, constants.trust_affinity, constants.own_trust
        )
        shares = choosers.stepped(shares, utility, everyone, month)
        loss = np.asarray(
            next_trust_loss(
                loss, NEVER, uniform, bloc.incident_hazard, bloc.incident_size, bloc.trust_decay, 0.0, MONTH
            )
        )
    without = mix(standing.ahead[-1].astype(np.float64))
    return Aftermath(size, np.asarray(getattr(without, supplier) - getattr(shares, supplier)))


def after_offer(choosers: Choosers, code: str, offer: Offer) -> Shares:
    """Shares of one country once an offer has been in full service for the months looked ahead, (members,) each."""
    standing = choosers.standing
    at = standing.place(code)
    place = slice(at, at + 1)
    now = standing.shares_at(place)
    built = offer.capacity_mw / MW_PER_GW
    terms = offer.access_users > 0.0 or offer.fund_partner_usd > 0.0 or offer.fund_provider_usd > 0.0
    signal = choosers.parameters.constants.deal_signal_step if built > 0.0 or terms else 0.0
    ours = {"us": 0.0, "cn": 0.0}
    pull = ours | ({offer.stack: built} if offer.stack in ours else {})
    sign = ours | ({offer.stack: signal} if offer.stack in ours else {})
    scale = standing.binding.partners.deal_scale[place][:, None]
    beta = choosers.parameters.world.beta_d
    utility = deal_utility(pull["us"], pull["cn"], scale, beta, sign["us"], sign["cn"])
    shares = now
    if any(pull.values()) or any(sign.values()):
        for month in range(standing.months_after):
            shares = choosers.stepped(shares, utility, place, month, still=True)
    return Shares(*(np.asarray(values)[0] for values in shares))
