"""Whether a bloc can serve its users, and at what price."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, log, minimum


def availability(
    log_stock_change: Number,
    use: Number,
    use_0: Number,
    serving_gain: Number,
    intensity_trend: Number,
    years: float,
) -> Number:
    """Serving capacity against demand since the origin, log points, at most 0.

    A compute-short bloc cannot serve foreign users: the channel from chips to adoption. Open weights run on local
    compute, so the own option has no such term.
    """
    return minimum(0.0, log_stock_change + (serving_gain - intensity_trend) * years - log(use / use_0))


def next_price_gap(
    price_gap: Number,
    growth_us: Number,
    growth_us_2025: Number,
    growth_cn: Number,
    growth_cn_2025: Number,
    price_pass: Number,
    lever: Number,
    dt: float,
) -> Number:
    """ln(CN price / US price) at equal quality, change since the origin: abundant compute is passed on as price."""
    relative = (growth_us - growth_us_2025) - (growth_cn - growth_cn_2025)
    return price_gap + (price_pass * relative + lever) * dt
