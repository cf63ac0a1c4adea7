"""Origin of open weights behind the own or open option."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp, maximum


def open_origin(
    open_origin_0: Number, lever: Number, frontier_gain: Number, beta_f: Number, open_capability: float
) -> Number:
    """Share of own or open use that rests on weights of a bloc, before rescaling; levers act on its odds."""
    odds = open_origin_0 / (1.0 - open_origin_0) * exp(lever)
    return odds / (1.0 + odds) * exp(open_capability * beta_f * frontier_gain)


def rescaled(own: Number, rival: Number, open_origin_limit: float) -> Number:
    """Keep the two blocs' origins at or below `open_origin_limit` together; the rest is of other origin."""
    return own * (open_origin_limit / maximum(open_origin_limit, own + rival))
