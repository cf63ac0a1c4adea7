"""The study: all that is asked, as frozen entries, with the changes a lens or a reader may make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from fourfutures.errors import Both, listed
from fourfutures.study.condition import Conditions
from fourfutures.study.connector import Connector
from fourfutures.study.covariate import Covariate, CovariateRow, WorldRow
from fourfutures.study.deal import DealRow
from fourfutures.study.entry import Entry, Id, Named, Names
from fourfutures.study.errors import StudyError, nearest, suggestion
from fourfutures.study.evidence import EvidenceIndicator
from fourfutures.study.exposure import Exposure
from fourfutures.study.frame import Dial, Drivers, Frame
from fourfutures.study.group import Group, Groups, Membership
from fourfutures.study.grouping import membership
from fourfutures.study.hindcast import Hindcast
from fourfutures.study.indicator import Indicator
from fourfutures.study.lens import Lens, LensOverride
from fourfutures.study.lever import Lever
from fourfutures.study.meta import StudyMeta
from fourfutures.study.month import count, month_end, month_name, parse_month
from fourfutures.study.offer import Offers
from fourfutures.study.other_frame import OtherFrame
from fourfutures.study.prior import Correlation, Uncertainty
from fourfutures.study.release import Release
from fourfutures.study.row import Entity, EventRow, OutcomeRow, RegimeMonth, ShareRow, SourceCard

NEUTRAL = "neutral"


class Unit(Entry):
    """A unit of the study's list: its symbol is the key, its name is for readers."""

    id: Id
    name: Names


class AppliedOverride(Entry):
    """A lens override on one uncertainty: where its distribution lay, and where it lies now."""

    target: str
    override: LensOverride
    before: float
    after: float


class Study(BaseModel):
    """A loaded study. `hash` is over its files as they are on disk, whatever lens or dials are applied."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    root: Path
    hash: str
    meta: StudyMeta
    drivers: Drivers
    uncertainties: dict[str, Uncertainty]
    correlations: tuple[Correlation, ...] = ()
    levers: dict[str, Lever]
    frame: Frame
    lenses: dict[str, Lens] = {}
    indicators: dict[str, Indicator] = {}
    releases: dict[str, Release] = {}
    connectors: dict[str, Connector] = {}
    evidence: dict[str, EvidenceIndicator] = {}
    hindcast: Hindcast = Hindcast()
    offers: Offers = Offers()
    exposure: Exposure = Exposure()
    groups: Groups = Groups()
    covariates: dict[str, Covariate] = {}
    conditions: Conditions = Conditions()
    frames: dict[str, OtherFrame] = {}
    units: Annotated[dict[str, Unit], Named] = {}
    entities: tuple[Entity, ...]
    shares: tuple[ShareRow, ...]
    deals: tuple[DealRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    regime_history: tuple[RegimeMonth, ...] = ()
    covariate_values: tuple[CovariateRow, ...] = ()
    world: tuple[WorldRow, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    sources: dict[str, SourceCard]
    lens_id: str = NEUTRAL
    applied_overrides: tuple[AppliedOverride, ...] = ()

    # ------------------------------------------------------------ months

    def month_of(self, day: date) -> int:
        """Number of the month a day falls in; 0 is the origin's month, earlier ones are negative."""
        return count(day) - count(self.meta.origin)

    def month_number(self, month: str) -> int:
        """Number of a month written 2027-01. Raises StudyError for anything else."""
        return parse_month(month, f"study {self.meta.id}, month") - count(self.meta.origin)

    def month_name(self, number: int) -> str:
        """Month `number` written as 2027-01."""
        return month_name(count(self.meta.origin) + number)

    def month_end(self, number: int) -> date:
        """Last day of month `number`: the day its state belongs to."""
        return month_end(count(self.meta.origin) + number)

    def months(self) -> tuple[str, ...]:
        """Names of months 1 to the horizon."""
        return tuple(self.month_name(number) for number in range(1, self.meta.months + 1))

    # ------------------------------------------------------------ economies

    def entity(self, code: str) -> Entity:
        """The economy with a code, in capitals or not. Raises StudyError for an unknown one."""
        for entity in self.entities:
            if entity.code.casefold() == code.strip().casefold():
                return entity
        held = next((row.entity for row in self.world if row.iso3 == code.strip().upper()), None)
        if held is not None:
            inside = next(entity for entity in self.entities if entity.code == held)
            raise StudyError(
                where=Both(f"economy {code}", f"经济体 {code}"),
                what=Both(
                    f"{code.strip().upper()} is not modelled on its own: it stands within {inside.name_en}",
                    f"{code.strip().upper()}未单独建模，计入“{inside.name_zh}”",
                ),
                remedy=see_economies(Both(f"write {held}.", f"请写 {held}。")),
            )
        codes = [entity.code for entity in self.entities]
        raise StudyError(
            where=Both(f"economy {code}", f"经济体 {code}"),
            what=Both(f"{code or 'an empty code'} is not in this study", f"本研究不含{code or '空代码'}"),
            remedy=see_economies(nearest(code, codes)),
        )

    def partner(self, code: str) -> Entity:
        """The partner economy with a code. Raises StudyError for an unknown one and for a home market."""
        entity = self.entity(code)
        if entity.kind == "bloc":
            raise StudyError(
                where=Both(f"economy {code}", f"经济体 {code}"),
                what=Both(
                    f"{entity.name_en} is a home market, not a partner",
                    f"{entity.name_zh}是本土市场，不是伙伴经济体",
                ),
                remedy=see_economies(Both("name a partner economy.", "请写伙伴经济体。")),
            )
        return entity

    def partner_or_group(self, code: str) -> Entity | Group:
        """The partner economy with a code, or the group with an id. Raises StudyError for anything else.

        An unknown name is told with the nearest code or group.
        """
        groups = {name.casefold(): group for name, group in self.groups.group.items()}
        wanted = code.strip().casefold()
        codes = {entity.code.casefold() for entity in self.entities}
        if wanted in groups and wanted not in codes:
            return groups[wanted]
        if wanted in codes or not groups or any(row.iso3.casefold() == wanted for row in self.world):
            return self.partner(code)
        near = nearest(code, [*(entity.code for entity in self.entities), *self.groups.group])
        raise StudyError(
            where=Both(f"economy {code}", f"经济体 {code}"),
            what=Both(f"{code or 'an empty code'} is not in this study", f"本研究不含{code or '空代码'}"),
            remedy=see_economies(
                near
                if near
                else Both(
                    f"groups: {listed(tuple(self.groups.group))}.",
                    f"分组有：{listed(tuple(self.groups.group)).zh}。",
                )
            ),
        )

    def members_of(self, group: Group) -> Membership:
        """The partner economies of a group, and what of it is left out."""
        return membership(group, self.partners, self.world)

    @property
    def partners(self) -> tuple[Entity, ...]:
        """All economies but the two blocs, in file order."""
        return tuple(entity for entity in self.entities if entity.kind != "bloc")

    # ------------------------------------------------------------ dials

    def dial_values(
        self, reading: str | None = None, overrides: Mapping[str, float] | None = None
    ) -> dict[str, float]:
        """The five dials of a reading: defaults (of the lens, if one is applied), then the reading, then overrides."""
        values = {name: dial.default for name, dial in self.frame.dials.items()}
        reading = reading or next(iter(self.frame.presets))
        if reading not in self.frame.presets:
            raise StudyError(
                where=Both(f"reading {reading}", f"口径 {reading}"),
                what=Both(f"there is no reading called {reading}", f"没有名为{reading}的口径"),
                remedy=suggestion(reading, list(self.frame.presets)),
            )
        values.update(self.frame.presets[reading].dials)
        for name, value in (overrides or {}).items():
            self.require_dial(name, value, f"dial {name}")
            values[name] = float(value)
        return values

    def require_dial(self, name: str, value: float, where: str) -> None:
        """Raise StudyError unless a dial exists and the value is inside its range."""
        if name not in self.frame.dials:
            raise StudyError(
                where=where,
                what=Both(f"there is no dial called {name}", f"没有名为{name}的口径项"),
                remedy=suggestion(name, list(self.frame.dials)),
            )
        low, high = self.frame.dials[name].range
        if not low <= value <= high:
            raise StudyError(
                where=where,
                what=Both(f"{value:g} is outside {low:g} to {high:g}", f"{value:g}超出{low:g}至{high:g}"),
                remedy=Both("give a value inside", "请改为范围内的值"),
            )

    def with_dials(self, overrides: Mapping[str, float]) -> Study:
        """The study with other dial defaults. A reading still sets its own tau and rho_c: see `dial_values`."""
        dials: dict[str, Dial] = dict(self.frame.dials)
        for name, value in overrides.items():
            self.require_dial(name, value, f"dial {name}")
            dials[name] = dials[name].model_copy(update={"default": float(value)})
        return self._with(frame=self.frame.model_copy(update={"dials": dials}))

    # ------------------------------------------------------------ lenses

    def under(self, lens_id: str) -> Study:
        """The study under a lens: priors and dial defaults changed, nothing else. Apply it to the neutral study only."""
        if lens_id == self.lens_id:
            return self
        if self.lens_id != NEUTRAL:
            raise StudyError(
                where=Both(f"lens {lens_id}", f"视角 {lens_id}"),
                what=Both(
                    f"the study already stands under lens {self.lens_id}",
                    f"研究已处于 {self.lens_id} 视角之下",
                ),
                remedy=Both("apply a lens to the neutral study", "请对中性视角的研究套用视角"),
            )
        if lens_id not in self.lenses:
            raise StudyError(
                where=Both(f"lens {lens_id}", f"视角 {lens_id}"),
                what=Both(f"there is no lens called {lens_id}", f"没有名为{lens_id}的视角"),
                remedy=suggestion(lens_id, list(self.lenses)),
            )
        lens = self.lenses[lens_id]
        uncertainties = dict(self.uncertainties)
        applied = []
        for override in lens.overrides:
            for target in override_targets(override, self.uncertainties):
                entry = uncertainties[target]
                try:
                    prior = entry.prior.moved(override.op, override.value)
                except ValueError as error:
                    fault = _fault(error)
                    raise StudyError(
                        where=f"{self.meta.files.lenses}, {lens_id}, {target}",
                        what=Both(
                            f"{override.op} by {override.value:g} breaks the prior: {fault}",
                            f"{override.op} {override.value:g} 使先验失效：{fault.zh}",
                        ),
                        remedy=Both("change the override's op or value", "请更改该项的 op 或 value"),
                    ) from None
                uncertainties[target] = entry.model_copy(update={"prior": prior})
                applied.append(
                    AppliedOverride(
                        target=target, override=override, before=entry.prior.centre, after=prior.centre
                    )
                )
            if not override_targets(override, self.uncertainties):
                raise StudyError(
                    where=f"{self.meta.files.lenses}, {lens_id}",
                    what=Both(
                        f"there is no uncertainty called {override.target}",
                        f"没有名为{override.target}的不确定因素",
                    ),
                    remedy=suggestion(override.target, list(self.uncertainties)),
                )
        turned = self.with_dials(lens.dials)
        return turned._with(uncertainties=uncertainties, lens_id=lens_id, applied_overrides=tuple(applied))

    def known_by(self, day: date) -> Study:
        """The study as it could be read on a day: later deals, setbacks, events and coded months are not in it."""
        return self._with(
            deals=tuple(deal.known_by(day) for deal in self.deals if deal.announced <= day),
            events=tuple(event for event in self.events if event.date <= day),
            regime_history=tuple(month for month in self.regime_history if month.known_on <= day),
            outcomes=tuple(outcome for outcome in self.outcomes if outcome.known_on <= day),
            covariate_values=tuple(row for row in self.covariate_values if row.known_on <= day),
        )

    def as_first_known(self) -> Study:
        """The study with its `vintage` start: the same centres, wider where later publications told more."""
        uncertainties = dict(self.uncertainties)
        for widening in self.meta.vintage:
            targets = [n for n, entry in uncertainties.items() if widening.target in (n, entry.table)]
            if not targets:
                raise StudyError(
                    where=f"study.toml, vintage, {widening.target}",
                    what=Both(
                        f"there is no uncertainty called {widening.target}",
                        f"没有名为{widening.target}的不确定因素",
                    ),
                    remedy=suggestion(widening.target, list(uncertainties)),
                )
            for target in targets:
                entry = uncertainties[target]
                uncertainties[target] = entry.model_copy(
                    update={"prior": entry.prior.widened(widening.factor)}
                )
        return self._with(uncertainties=uncertainties)

    def _with(self, **changes: Any) -> Study:
        return self.model_copy(update=changes)


def override_targets(override: LensOverride, uncertainties: Mapping[str, Uncertainty]) -> list[str]:
    """Ids of the uncertainties an override moves: one by id, or each bloc of a table."""
    if override.target in uncertainties:
        return [override.target]
    return [name for name, entry in uncertainties.items() if entry.table == override.target]


def see_economies(near: Both) -> Both:
    """A remedy for a code that is not an economy of the study: the nearest one, if any, and where all stand."""
    return Both(
        f"{near} See `fourfutures data list --economies`".strip(),
        f"{near.zh}可用 fourfutures data list --economies 查看",
    )


def _fault(error: ValueError) -> Both:
    """What a validator said."""
    context = error.errors()[0].get("ctx", {}) if isinstance(error, ValidationError) else {}
    what = context.get("what") if context else (getattr(error, "context", None) or {}).get("what")
    return what if isinstance(what, Both) else Both(str(error), str(error))
