"""Partner countries as arrays: weights, covariates, shares and deals at the origin."""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.draws import Draws, Ids, Reals
from fourfutures.ensemble.errors import EnsembleError
from fourfutures.errors import Both, listed
from fourfutures.model import (
    CountryParameters,
    Measured,
    Parameters,
    PartnerBounds,
    PartnerErrors,
    partner_start,
    under_way,
)
from fourfutures.study import Entity, Study

DAYS_PER_YEAR = 365.25


class Partners(NamedTuple):
    """Partner countries of a study; arrays have shape (partners,) unless said otherwise."""

    codes: tuple[str, ...]
    people: Reals  # working-age people, share of the world
    people_us: float
    people_cn: float
    population: Reals  # share of the world
    population_us: float
    population_cn: float
    gdp: Reals  # share of the world
    gdp_us: float
    gdp_cn: float
    north: Reals  # 1 for the Global North
    affinity: Reals  # without its noise
    adoption: Reals  # share of working-age people at the origin
    ceiling: Reals
    deal_scale: Reals  # GW
    log_ratios: Reals  # (2, partners): ln of the cn and the own share over the us share, medians
    log_sd_cn_below: Reals
    log_sd_cn_above: Reals
    log_sd_own: Reals
    deals: tuple[tuple[int, str, float, float], ...]  # partner, stack, GW, years since signing

    @classmethod
    def of(cls, study: Study) -> Partners:
        """Arrays of a study's partners. Raises EnsembleError where a number the model needs is unknown."""
        partners = [entity for entity in study.entities if entity.kind != "bloc"]
        us, cn = (_entity(study, code) for code in ("USA", "CHN"))
        everyone = [us, cn, *partners]
        population = _world_shares([_known(e, e.population, "population") for e in everyone])
        gdp = _world_shares([_known(e, e.gdp_usd, "gdp_usd") for e in everyone])
        people = _world_shares(
            [_known(e, e.working_age_population, "working_age_population") for e in everyone]
        )
        shares = {row.entity: row for row in study.shares}
        missing = [entity.code for entity in partners if entity.code not in shares]
        if missing:
            raise EnsembleError(
                where=Both(f"study {study.meta.id}, shares.csv", f"研究 {study.meta.id}，shares.csv"),
                what=Both(f"no initial shares for {listed(missing)}", f"缺少起点份额：{listed(missing).zh}"),
                remedy=Both(
                    "add a row for each partner, or name the rule that imputes it",
                    "请为每个伙伴经济体补上一行，或写明填补规则",
                ),
            )
        table = np.array(
            [[shares[e.code].share_us, shares[e.code].share_cn, shares[e.code].share_own] for e in partners]
        ).T
        position = {entity.code: i for i, entity in enumerate(partners)}
        constants = Constant(study)
        return cls(
            codes=tuple(entity.code for entity in partners),
            people=people[2:],
            people_us=float(people[0]),
            people_cn=float(people[1]),
            population=population[2:],
            population_us=float(population[0]),
            population_cn=float(population[1]),
            gdp=gdp[2:],
            gdp_us=float(gdp[0]),
            gdp_cn=float(gdp[1]),
            north=np.array([1.0 if entity.north else 0.0 for entity in partners]),
            affinity=_affinity(partners, constants),
            adoption=np.array([_known(e, e.adoption_h2, "adoption_h2") for e in partners]),
            ceiling=np.array(
                [
                    constants("ceiling_low")
                    + (constants("ceiling_high") - constants("ceiling_low"))
                    * _known(e, e.internet_users_pct, "internet_users_pct")
                    / 100.0
                    for e in partners
                ]
            ),
            # GDP enters as a share of the world times the world product of the study, so that no unit matters.
            deal_scale=constants("deal_size_base")
            + constants("deal_size_slope") * constants("world_gdp") * gdp[2:],
            log_ratios=np.log(np.maximum(table[1:], 1e-9) / np.maximum(table[0], 1e-9)),
            log_sd_cn_below=np.array([shares[e.code].log_sd_cn_below for e in partners]),
            log_sd_cn_above=np.array([shares[e.code].log_sd_cn_above for e in partners]),
            log_sd_own=np.array([shares[e.code].log_sd_own for e in partners]),
            deals=tuple(_deals_in_force(study, position)),
        )

    def weights(self, gamma: float) -> tuple[Reals, float, float]:
        """Weights population^(1-gamma) x GDP^gamma of partners, the US and China; they sum to 1 over the world."""
        partners = self.population ** (1.0 - gamma) * self.gdp**gamma
        us = self.population_us ** (1.0 - gamma) * self.gdp_us**gamma
        cn = self.population_cn ** (1.0 - gamma) * self.gdp_cn**gamma
        total = math.fsum([*partners, us, cn])
        return partners / total, us / total, cn / total

    def measured(self) -> Measured:
        """What is known of each partner, shape (partners,) each."""
        return Measured(
            self.affinity,
            self.adoption,
            self.ceiling,
            self.log_ratios[0],
            self.log_ratios[1],
            self.log_sd_cn_below,
            self.log_sd_cn_above,
            self.log_sd_own,
        )

    def parameters(self, draws: Draws, ids: Ids, p: Parameters) -> CountryParameters:
        """Partner parameters of members, shape (partners, members) or (partners, 1)."""
        errors = PartnerErrors(
            *(draws.partner_value(name, ids, self.codes) for name in PartnerErrors._fields)
        )
        start = partner_start(
            Measured(*(np.asarray(values)[:, None] for values in self.measured())), errors, PartnerBounds()
        )
        building = self._building(np.asarray(p.world.deal_build_years), np.asarray(p.world.deal_slippage))
        return CountryParameters(
            affinity=start.affinity,
            adoption_0=start.adoption,
            ceiling=start.ceiling,
            share_us_0=start.shares.us,
            share_cn_0=start.shares.cn,
            share_own_0=start.shares.own,
            people=self.people[:, None],
            deal_scale=self.deal_scale[:, None],
            deal_1_us=building[0],
            deal_2_us=building[1],
            deal_1_cn=building[2],
            deal_2_cn=building[3],
        )

    def _building(self, build_years: Reals, slippage: Reals) -> Reals:
        """GW under construction at the origin, (4, partners, members): both stages for the US, then for China."""
        building = np.zeros((4, len(self.codes), build_years.shape[0]))
        for partner, stack, gigawatt, age in self.deals:
            row = 0 if stack == "us" else 2
            first, second = under_way(gigawatt, age, build_years, slippage)
            building[row, partner] += first
            building[row + 1, partner] += second
        return building


class Constant:
    """Fixed numbers of a study, by id."""

    def __init__(self, study: Study) -> None:
        self._draws = Draws(study, 0)

    def __call__(self, name: str) -> float:
        value = self._draws.value(name, np.zeros(1, dtype=np.int64))
        if not isinstance(value, float):
            raise EnsembleError(
                where=f"uncertainties.toml, {name}",
                what=Both("must be a fixed number", "必须是固定值"),
                remedy=Both(
                    'use prior = { family = "fixed", value = ... }',
                    '请写 prior = { family = "fixed", value = ... }',
                ),
            )
        return value


def _affinity(partners: list[Entity], constants: Constant) -> Reals:
    """Affinity without noise: ideal-point distances, security ties, imports from China [christie].

    A country that lacks a term drops it and the other terms keep their weight (rule `affinity_fallback`).
    """
    gaps = [
        None if e.un_distance_us is None or e.un_distance_cn is None else e.un_distance_cn - e.un_distance_us
        for e in partners
    ]
    widest = max((abs(gap) for gap in gaps if gap is not None), default=1.0)
    largest = max((e.cn_import_share for e in partners if e.cn_import_share is not None), default=1.0)
    values = []
    for entity, gap in zip(partners, gaps, strict=True):
        value = constants("affinity_pact") * (entity.us_pact or 0.0)
        if gap is not None:
            value += constants("affinity_votes") * gap / widest
        if entity.cn_import_share is not None:
            value -= constants("affinity_trade") * entity.cn_import_share / largest
        values.append(value)
    return np.array(values)


def _deals_in_force(study: Study, position: dict[str, int]) -> list[tuple[int, str, float, float]]:
    """Deals signed by the origin, scaled by how firm their status is; later deals are evidence, not start."""
    rows: list[tuple[int, str, float, float]] = []
    for deal in study.deals:
        if deal.announced > study.meta.origin or not deal.counts or deal.capacity_mw is None:
            continue
        if deal.stack not in ("us", "cn") or deal.country not in position or deal.firm_share <= 0.0:
            continue
        age = _years(deal.announced, study.meta.origin)
        rows.append((position[deal.country], deal.stack, deal.capacity_mw / 1000.0 * deal.firm_share, age))
    return rows


def _years(start: date, end: date) -> float:
    return (end - start).days / DAYS_PER_YEAR


def _entity(study: Study, code: str) -> Entity:
    for entity in study.entities:
        if entity.code == code:
            return entity
    raise EnsembleError(
        where=Both(f"study {study.meta.id}, entities.csv", f"研究 {study.meta.id}，entities.csv"),
        what=Both(f"the bloc {code} is missing", f"缺少{code}"),
        remedy=Both("add its row; the model needs both blocs", "请补上该行；模型需要中美两方"),
    )


def _known(entity: Entity, value: float | None, column: str) -> float:
    if value is None or not math.isfinite(value):
        raise EnsembleError(
            where=f"entities.csv, {entity.code}, {column}",
            what=Both("is unknown, and the model cannot run without it", "未知，而模型缺它不能运行"),
            remedy=Both(
                "give the number with its source, or name the rule that imputes it",
                "请给出数值及其来源，或写明填补规则",
            ),
        )
    return float(value)


def _world_shares(values: list[float]) -> Reals:
    """Shares of the total, which is rounded once: an economy of nothing must not move the others by a bit."""
    return np.asarray(np.array(values) / math.fsum(values))
