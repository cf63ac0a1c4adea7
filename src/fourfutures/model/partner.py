"""A partner country at the origin: what was measured, with its error, inside the bounds that make sense."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, log, maximum, minimum, where
from fourfutures.model.choice import Shares


class Measured(NamedTuple):
    """What is known of one partner at the origin, without its error."""

    affinity: Number  # score, -1 (China) .. 1 (US)
    adoption: Number  # share of working-age people
    ceiling: Number  # share of working-age people
    log_ratio_cn: Number  # ln of the Chinese share over the US share
    log_ratio_own: Number  # ln of own or open systems over the US share
    log_sd_cn_below: Number  # spread of the Chinese ratio below its median
    log_sd_cn_above: Number
    log_sd_own: Number


class PartnerErrors(NamedTuple):
    """Errors of one partner, drawn once for each member, already on their own scale."""

    affinity_noise: Number
    adoption_noise: Number  # logit
    ceiling_noise: Number
    share_noise_1: Number  # standard normal
    share_noise_2: Number


class PartnerStart(NamedTuple):
    """One partner at the origin in one member."""

    affinity: Number
    adoption: Number
    ceiling: Number
    shares: Shares


class PartnerBounds(NamedTuple):
    """Bounds of a partner's ceiling of adoption, shares of working-age people. A judgement: they keep errors in reason."""

    ceiling_least: float = 0.3
    ceiling_most: float = 0.98
    room_to_grow: float = 0.02  # the ceiling stands at least so far above the start


def partner_start(m: Measured, e: PartnerErrors, bounds: PartnerBounds) -> PartnerStart:
    """Put the errors on what was measured.

    The Chinese and the own share carry an error, as log ratios to the US share, which has what they leave; that of the
    Chinese share is a normal split at its median.
    """
    logit = log(m.adoption / (1.0 - m.adoption)) + e.adoption_noise
    adoption = 1.0 / (1.0 + exp(-logit))
    ceiling = maximum(bounds.ceiling_least, minimum(bounds.ceiling_most, m.ceiling + e.ceiling_noise))
    spread_cn = where(e.share_noise_1 < 0.0, m.log_sd_cn_below, m.log_sd_cn_above)
    cn = exp(m.log_ratio_cn + spread_cn * e.share_noise_1)
    own = exp(m.log_ratio_own + m.log_sd_own * e.share_noise_2)
    total = 1.0 + cn + own
    return PartnerStart(
        maximum(-1.0, minimum(1.0, m.affinity + e.affinity_noise)),
        adoption,
        maximum(ceiling, adoption + bounds.room_to_grow),
        Shares(1.0 / total, cn / total, own / total),
    )
