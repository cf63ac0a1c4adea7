"""Use of AI among working-age people of a partner country."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp


def adoption_rate(
    adoption: Number, ceiling: Number, p: float, q: Number, lead: Number, lead_effect: float
) -> Number:
    """Bass diffusion, share per year [sultan]; a frontier ahead of its trend speeds imitation."""
    return (p + q * exp(lead_effect * lead) * adoption / ceiling) * (ceiling - adoption)
