"""What one partner's choice is made of, month by month: the NumPy reading of the equations, taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import NamedChance
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.simulation import Moment, simulate
from fourfutures.model import (
    Channels,
    CountryParameters,
    Parameters,
    Shares,
    Terms,
    acceptance,
    own_utility,
    stack_utility,
    trust,
    turnover,
)

STEPS_A_YEAR = 12
LANES = 250  # members at once; two or more, since sums over partners are ordered only then
FACTORS = ("momentum", "capability", "price", "availability", "trust", "deals", "levers")


class Choice(NamedTuple):
    """One partner in some members at the end of a month, (members,) each."""

    share_us: Reals
    share_cn: Reals
    share_own: Reals
    start_us: Reals  # at the origin
    start_cn: Reals
    utility_us: Reals  # change since the origin, logit units
    utility_cn: Reals
    utility_own: Reals
    momentum: (
        Reals  # what each factor adds to the US utility less what it adds to the Chinese one, logit units
    )
    capability: Reals
    price: Reals
    availability: Reals
    trust: Reals
    deals: Reals
    levers: Reals
    renewed: Reals  # turnover added up since the origin: use has been chosen afresh to 1 - exp(-renewed)
    lock_in: Reals
    beta_f: Reals
    beta_p: Reals
    beta_av: Reals
    beta_d: Reals
    deal_scale: Reals  # GW
    affinity: Reals
    lead: Reals  # years, US minus China
    price_gap: Reals  # ln of the Chinese over the US price, change since the origin
    trust_us: Reals  # logit units, change since the origin
    trust_cn: Reals
    availability_us: Reals  # log points, at most 0
    availability_cn: Reals
    deal_power_us: Reals  # GW
    deal_power_cn: Reals
    hazard_us: Reals  # deals a year
    hazard_cn: Reals
    acceptance_us: Reals  # probability that an offer on the usual terms is accepted
    acceptance_cn: Reals


def choice_path(
    binding: Binding, ids: Ids, levers: LeverPath, place: int, months: Sequence[int], crew: Crew
) -> list[Choice]:
    """The partner at `place` in some members at the end of some months, each from 1 on, in their order."""
    steps = binding.study.meta.months

    def job(block: Ids) -> list[Choice]:
        # a lone last member is run with its neighbour
        padded = np.concatenate([block, block[-1:]]) if block.shape[0] == 1 else block
        p = binding.parameters(padded)
        q = binding.countries(padded, p)
        chance = NamedChance(binding.seed, padded, binding.partners.codes, 1.0 / STEPS_A_YEAR, binding.guide)
        channels = levers.channels(binding.draws, padded, 1.0 / STEPS_A_YEAR, steps)
        found, renewed, before = [], np.zeros(padded.shape), None
        for moment in simulate(p, q, chance, channels, 1.0 / STEPS_A_YEAR):
            adoption = np.asarray(moment.state.countries.adoption)[place]
            if before is not None:
                growth = (adoption - before) * STEPS_A_YEAR / before
                w = p.world
                renewed = (
                    renewed
                    + np.asarray(turnover(growth, w.switch_rate, w.xi, w.intensity_trend)) / STEPS_A_YEAR
                )
                if moment.step in months:
                    found.append(_choice(p, q, moment, channels[moment.step - 1], place, renewed))
            before = adoption
        return [Choice(*(values[: block.shape[0]] for values in one)) for one in found]

    blocks = [ids[start : start + LANES] for start in range(0, ids.shape[0], LANES)]
    parts = list(crew.each(job, blocks))
    return [
        Choice(*(np.concatenate(pieces) for pieces in zip(*(part[at] for part in parts), strict=True)))
        for at in range(len(months))
    ]


def _choice(
    p: Parameters, q: CountryParameters, moment: Moment, levers: Channels, place: int, renewed: Reals
) -> Choice:
    us, cn, world = moment.state.us, moment.state.cn, moment.state.world
    flows_us, flows_cn, here = moment.flows.us, moment.flows.cn, moment.state.countries
    w, c, years = p.world, p.constants, moment.years
    at = _At(place)
    affinity, scale = at(q.affinity), at(q.deal_scale)
    trust_us = trust(us.trust_loss, affinity, c.trust_affinity)
    trust_cn = trust(cn.trust_loss, -affinity, c.trust_affinity)
    lead = us.frontier_level - cn.frontier_level
    edge = 0.5 * ((us.frontier_level - p.us.frontier_0) - (cn.frontier_level - p.cn.frontier_0))
    power = at(here.deals_us.deal_power), at(here.deals_cn.deal_power)
    signal = at(here.deals_us.deal_signal), at(here.deals_cn.deal_signal)
    pull_us = levers.us.utility + levers.us.utility_aligned * np.where(affinity > 0.0, 1.0, 0.0)
    pull_us = pull_us + at(levers.country.utility_us)
    pull_cn = levers.cn.utility + levers.cn.utility_aligned * np.where(affinity < 0.0, 1.0, 0.0)
    pull_cn = pull_cn + at(levers.country.utility_cn)

    def utility(parts: dict[str, Reals]) -> Reals:
        """A stack's utility with only some parts of it."""
        nothing: dict[str, Reals | float] = dict.fromkeys(
            ("momentum", "custom", "frontier_edge", "price_edge", "availability", "trust", "deal_power",
             "deal_signal", "lever"), 0.0,
        )  # fmt: skip
        fixed = {
            "years": years, "beta_f": w.beta_f, "beta_p": w.beta_p, "beta_av": w.beta_av, "deal_scale": scale,
            "beta_d": w.beta_d,
        }  # fmt: skip
        return np.asarray(stack_utility(**{**nothing, **fixed, **parts}))  # type: ignore[arg-type] # one of them, the years, is a plain float

    def both(parts: dict[str, tuple[Reals, Reals]]) -> tuple[Reals, Reals]:
        first, second = (utility({name: pair[side] for name, pair in parts.items()}) for side in (0, 1))
        return first, second

    pieces: dict[str, dict[str, tuple[Reals, Reals]]] = {
        "momentum": {
            "momentum": (np.asarray(p.us.momentum), np.asarray(p.cn.momentum)),
            "custom": (np.asarray(p.us.custom), np.asarray(p.cn.custom)),
        },
        "capability": {"frontier_edge": (np.asarray(edge), np.asarray(-edge))},
        "price": {"price_edge": (np.asarray(0.5 * world.price_gap), np.asarray(-0.5 * world.price_gap))},
        "availability": {
            "availability": (np.asarray(flows_us.availability), np.asarray(flows_cn.availability))
        },
        "trust": {"trust": (np.asarray(trust_us), np.asarray(trust_cn))},
        "deals": {"deal_power": power, "deal_signal": signal},
        "levers": {"lever": (np.asarray(pull_us), np.asarray(pull_cn))},
    }
    whole = both({name: pair for part in pieces.values() for name, pair in part.items()})
    terms = {}
    for name in FACTORS:
        first, second = both(pieces[name])
        terms[name] = first - second
    own = own_utility(
        w.momentum_own, w.own_trend, years, trust_us, trust_cn, c.own_trust, at(levers.country.own_utility)
    )
    usual = (
        (p.us, affinity, lead, trust_us, flows_us.availability, levers.us, levers.country.acceptance_us),
        (p.cn, -affinity, -lead, trust_cn, flows_cn.availability, levers.cn, levers.country.acceptance_cn),
    )
    accepted = [
        acceptance(
            leaning, ahead, trusted, served,
            Terms(
                np.minimum(1.0, bloc.deal_remote_control + own_levers.remote_control), bloc.deal_licence_revocable,
                bloc.deal_exclusivity, bloc.deal_reciprocal_ratio, 0.0,
            ),
            w.kappa_b, w.kappa_s, c.acceptance_base, c.acceptance_affinity, c.acceptance_capability,
            c.acceptance_availability, c.acceptance_reciprocal,
            own_levers.acceptance + at(levers.country.acceptance) + at(here_alone),
        )
        for bloc, leaning, ahead, trusted, served, own_levers, here_alone in usual
    ]  # fmt: skip
    shares: Shares = here.shares
    values = (
        at(shares.us), at(shares.cn), at(shares.own), at(q.share_us_0), at(q.share_cn_0), *whole, own,
        *(terms[name] for name in FACTORS), renewed, w.lock_in, w.beta_f, w.beta_p, w.beta_av, w.beta_d, scale,
        affinity, lead, world.price_gap, trust_us, trust_cn, flows_us.availability, flows_cn.availability, *power,
        at(moment.flows.countries.hazard_us), at(moment.flows.countries.hazard_cn), *accepted,
    )  # fmt: skip
    return Choice(*(np.broadcast_to(np.asarray(v, dtype=np.float64), renewed.shape) for v in values))


class _At:
    """The row of one partner in values that may differ by partner, (partners, members), or may not."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, values: object) -> Reals:
        array = np.asarray(values, dtype=np.float64)
        return array[self._place] if array.ndim == 2 else array
