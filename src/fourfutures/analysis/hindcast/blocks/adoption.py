"""Use at home and in each economy: diffusion whose speed is that of the 36 months before the origin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.ask import Ask, drawn, months_between, read
from fourfutures.analysis.hindcast.luck import DT
from fourfutures.analysis.hindcast.recentring import recentred, trend
from fourfutures.ensemble import Draws, Partners
from fourfutures.model import adoption_rate, next_home_adoption

Reals = NDArray[np.float64]

LEAST_SPEED = 0.02  # per year: imitation never stops, and a lognormal has no zero


def firms(ask: Ask) -> dict[str, Reals]:
    """Log odds of the share of US firms, (times, members): a fixed part of use by people."""
    return _home(ask, "us", ask.constant("firm_use_ratio"))


def home(ask: Ask) -> dict[str, Reals]:
    """Log odds of the share of people in China, (times, members)."""
    return _home(ask, "cn", 1.0)


def speed(growth: float, mean: float, base: float, ceiling: float) -> float:
    """Imitation per year with which (base + q N/M)(M - N) grows by `growth` at the mean N."""
    return max(LEAST_SPEED, (growth / (ceiling - mean) - base) * ceiling / mean)


def _home(ask: Ask, side: str, part: float) -> dict[str, Reals]:
    ((entity, record),) = ask.known.items()
    base, ceiling, slowed = (
        ask.constant(name) for name in ("home_base", "home_ceiling", "home_availability")
    )
    past = trend(record, _share(record.values) / part)
    study = recentred(ask.study, {f"home_q_{side}": speed(past.growth, past.mean, base, ceiling)})
    q = drawn(study, ask.luck, (f"home_q_{side}",))[f"home_q_{side}"]
    start = float(record.times[-1])
    use = np.zeros(ask.luck.ids.shape) + past.level
    path = [use]
    for _ in months_between(start, ask.times):
        use = np.asarray(next_home_adoption(use, q, 0.0, base, ceiling, slowed, DT))
        path.append(use)
    return {entity: _log_odds(part * read(path, start, ask.times))}


def diffusion(ask: Ask) -> dict[str, Reals]:
    """Use in each economy on the target's scale, (times, members); one draw of the speed for all, as in the model.

    A series that is no share of people counts its users as being as far below their ceiling as users of AI are in the
    median economy.
    """
    shares = ask.target.transform == "logit"
    partners = Partners.of(ask.study)
    place = {code: at for at, code in enumerate(partners.codes)}
    stage = float(np.median(partners.adoption / partners.ceiling))
    noise = Draws(ask.study, ask.luck.seed).partner_value("ceiling_noise", ask.luck.ids, partners.codes)
    base, effect = ask.constant("adoption_p"), ask.constant("lead_effect")
    usual = ask.constant("partner_q")
    pull = drawn(ask.study, ask.luck, ("partner_q",))["partner_q"] / usual
    found = {}
    for code, record in ask.known.items():
        read_as = _share(record.values) if shares else np.exp(record.values)
        past = trend(record, read_as)
        centre = float(partners.ceiling[place[code]]) if shares else past.level / stage
        ceiling = centre + (noise[place[code]] if shares else 0.0)
        ceiling = np.maximum(ceiling, past.level * 1.02)
        q = pull * speed(past.growth, past.mean, base, max(centre, past.level * 1.02))
        use = np.zeros(ask.luck.ids.shape) + past.level
        start, path = float(record.times[-1]), [use]
        for _ in months_between(start, ask.times):
            use = use + np.asarray(adoption_rate(use, ceiling, base, q, 0.0, effect)) * DT
            path.append(use)
        ahead = read(path, start, ask.times)
        found[code] = _log_odds(ahead) if shares else np.log(ahead)
    return found


def _share(log_odds: Reals) -> Reals:
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))


def _log_odds(share: Reals) -> Reals:
    return np.asarray(np.log(share / (1.0 - share)))
