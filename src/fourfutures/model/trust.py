"""Trust incidents of a bloc and what partners make of them."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp, log, where


def next_trust_loss(
    trust_loss: Number,
    uniform: Number,
    uniform_size: Number,
    incident_hazard: Number,
    incident_size: Number,
    trust_decay: Number,
    lever: Number,
    dt: float,
) -> Number:
    """Loss of trust in a bloc (logit units, 0 at the origin): incidents of exponential size, then forgetting.

    Levels of trust are already in the observed shares; only news moves them. One size is drawn for all countries.
    """
    incident = where(
        uniform < 1.0 - exp(-incident_hazard * exp(lever) * dt), -incident_size * log(uniform_size), 0.0
    )
    return trust_loss * exp(-trust_decay * dt) + incident


def trust(trust_loss: Number, affinity_to_bloc: Number, trust_affinity: float) -> Number:
    """Trust of one country in a bloc (logit units): friends lose less of it."""
    return -trust_loss * (1.0 - trust_affinity * affinity_to_bloc)
