"""How choices move after a supplier has withheld supply, or after a deal has come into service: the change alone.

Everything else stands still, so that the difference is the effect. The utilities are those of the months of the model.
"""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp, log
from fourfutures.model.choice import Shares, own_utility, stack_utility
from fourfutures.model.trust import trust


def incident_utility(
    loss_us: Number, loss_cn: Number, affinity: Number, trust_affinity: float, own_trust: float
) -> Shares:
    """Change of each option's utility in one partner, logit units, while trust in either bloc is that much lower."""
    us = trust(loss_us, affinity, trust_affinity)
    cn = trust(loss_cn, -affinity, trust_affinity)
    return Shares(us, cn, own_utility(0.0, 0.0, 0.0, us, cn, own_trust, 0.0))


def aimed_at(before: Number, after: Number, chi: Number, dt: float) -> Number:
    """What those who chose afresh in a step picked, from the share before and after it: turnover read backwards."""
    return before + (after - before) / (1.0 - exp(-chi * dt))


def on_the_way(before: Shares, aim: Shares, change: Shares, lock_in: Number) -> Shares:
    """Utilities that give the aim of a known step where nothing changed, and move it by `change` and by habit.

    Habit pulls towards shares that have come to differ from those of the known step, as in the months of the model; to be
    used with `next_shares` and the aim in place of the start.
    """
    return Shares(
        change.us + lock_in * log(aim.us / before.us),
        change.cn + lock_in * log(aim.cn / before.cn),
        change.own + lock_in * log(aim.own / before.own),
    )


def deal_utility(
    power_us: Number,
    power_cn: Number,
    deal_scale: Number,
    beta_d: Number,
    signal_us: Number,
    signal_cn: Number,
) -> Shares:
    """Change of each option's utility in one partner from deal capacity in service (GW) and signed terms.

    Own or open systems gain from neither: the months of the model know no pull of a country's own sites.
    """
    us = stack_utility(
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, power_us, deal_scale, beta_d, signal_us, 0.0
    )
    cn = stack_utility(
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, power_cn, deal_scale, beta_d, signal_cn, 0.0
    )
    return Shares(us, cn, 0.0 * us)
