"""Uncertainties: quantities that nobody in the study chooses, each with the prior it is drawn from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Discriminator, Field, JsonValue, Tag, model_validator

from fourfutures.errors import Both
from fourfutures.study.entry import Entry, Names, Sources, Text
from fourfutures.study.errors import refusal

Family = Literal["normal", "lognormal", "logit_normal", "bernoulli", "fixed"]
Side = Literal["us", "cn", "own"]

# Parameters each family needs; `low` and `high` truncate the two families that allow it.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "normal": ("mean", "sd"),
    "lognormal": ("median", "sigma"),
    "logit_normal": ("mean", "sd"),
    "bernoulli": ("p",),
    "fixed": ("value",),
}
TRUNCATED = ("normal", "lognormal")
# The parameter that a lens moves: where the distribution lies, never how wide it is.
CENTRE = {"normal": "mean", "lognormal": "median", "logit_normal": "mean", "bernoulli": "p", "fixed": "value"}


def _family_rules() -> list[JsonValue]:
    return [
        {"if": {"properties": {"family": {"const": family}}}, "then": {"required": [*needed]}}
        for family, needed in PARAMETERS.items()
    ]


class Prior(Entry):
    """A distribution of one number, in the unit of its uncertainty.

    normal(mean, sd), lognormal(median, sigma), logit_normal(mean, sd of the logit), bernoulli(p), fixed(value).
    `low` and `high` are true truncations of normal and lognormal.
    """

    model_config = ConfigDict(json_schema_extra={"allOf": _family_rules()})

    family: Family
    mean: float | None = None
    sd: float | None = None
    median: float | None = None
    sigma: float | None = None
    p: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def centre(self) -> float:
        """Mean, median, p or value: where the distribution lies."""
        return float(getattr(self, CENTRE[self.family]))

    def moved(self, op: str, value: float) -> Prior:
        """The prior with its centre scaled, shifted or set; family and width stay. Raises ValueError if it breaks."""
        if op == "scale" and self.family == "logit_normal":
            raise refusal(
                Both("a logit mean cannot be scaled", "logit 均值不能按比例缩放"),
                Both("shift it", "请改用 shift"),
            )
        changed = {"scale": self.centre * value, "shift": self.centre + value, "set": value}[op]
        return Prior.model_validate(
            {**self.model_dump(exclude_none=True), CENTRE[self.family]: float(changed)}
        )

    def widened(self, factor: float) -> Prior:
        """The prior with its standard deviation multiplied; the centre stays. Raises ValueError where it has none."""
        width = {"normal": "sd", "logit_normal": "sd", "lognormal": "sigma"}.get(self.family)
        if width is None:
            raise refusal(
                Both(f"a {self.family} prior has no width", f"{self.family} 先验没有宽度"),
                Both("name a prior with a spread", "请另选有离散度的先验"),
            )
        return self.model_copy(update={width: float(getattr(self, width)) * factor})

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = PARAMETERS[self.family]
        allowed = (*needed, "low", "high") if self.family in TRUNCATED else needed
        given = [
            name for name in type(self).model_fields if name != "family" and getattr(self, name) is not None
        ]
        for name in needed:
            if name not in given:
                raise refusal(
                    Both(f"a {self.family} prior lacks {name}", f"{self.family} 先验缺少 {name}"),
                    Both(f"give {' and '.join(needed)}", f"请给出 {' 和 '.join(needed)}"),
                )
        for name in given:
            if name not in allowed:
                raise refusal(
                    Both(f"a {self.family} prior has no {name}", f"{self.family} 先验不含 {name}"),
                    Both(f"it takes {', '.join(allowed)}", f"可写的有 {'、'.join(allowed)}"),
                )
        for name in ("sd", "sigma"):
            spread = getattr(self, name)
            if spread is not None and spread <= 0.0:
                raise refusal(
                    Both(f"{name} is {spread:g}", f"{name} 为{spread:g}"),
                    Both(
                        'give a value above 0, or use family = "fixed"',
                        '请改为大于0的值，或用 family = "fixed"',
                    ),
                )
        if self.p is not None and not 0.0 <= self.p <= 1.0:
            raise refusal(
                Both(f"p is {self.p:g}", f"p 为{self.p:g}"),
                Both("give a probability from 0 to 1", "请给出0至1之间的概率"),
            )
        if self.median is not None and self.median <= 0.0:
            raise refusal(
                Both(f"median is {self.median:g}", f"median 为{self.median:g}"),
                Both(
                    "a lognormal quantity is above 0; give a positive median",
                    "对数正态量恒大于0，请给出正的 median",
                ),
            )
        if self.family == "lognormal" and self.low is not None and self.low <= 0.0:
            raise refusal(
                Both(f"low is {self.low:g}", f"low 为{self.low:g}"),
                Both(
                    "a lognormal quantity is above 0; give a positive low or drop it",
                    "对数正态量恒大于0，请给出正的 low 或将其删去",
                ),
            )
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise refusal(
                Both(
                    f"low {self.low:g} is not below high {self.high:g}",
                    f"low {self.low:g} 不小于 high {self.high:g}",
                ),
                Both("exchange or correct them", "请对调或更正"),
            )
        below = self.low is not None and self.centre < self.low
        if below or (self.high is not None and self.centre > self.high):
            centre = CENTRE[self.family]
            raise refusal(
                Both(
                    f"{centre} {self.centre:g} lies outside low and high",
                    f"{centre} {self.centre:g} 不在 low 与 high 之间",
                ),
                Both("move it inside, or widen the truncation", "请移入其间，或放宽截断范围"),
            )
        return self


class BlocPriors(Entry):
    """One prior for each bloc, and for own use where there is one."""

    us: Prior | None = None
    cn: Prior | None = None
    own: Prior | None = None

    @model_validator(mode="after")
    def _any(self) -> Self:
        if not self.sides():
            raise refusal(
                Both("no prior is given", "没有给出先验"),
                Both(
                    "give prior = { family = ... } or prior.us and prior.cn",
                    "请写 prior = { family = ... }，或分写 prior.us 与 prior.cn",
                ),
            )
        return self

    def sides(self) -> dict[Side, Prior]:
        """The priors that are given, by bloc."""
        given: dict[Side, Prior | None] = {"us": self.us, "cn": self.cn, "own": self.own}
        return {side: prior for side, prior in given.items() if prior is not None}


def _shape(prior: Any) -> str:
    if isinstance(prior, dict):
        return "blocs" if prior.keys() & {"us", "cn", "own"} else "world"
    return "blocs" if isinstance(prior, BlocPriors) else "world"


class UncertaintyTable(Entry):
    """One table of uncertainties.toml; with priors by bloc it stands for several uncertainties."""

    name: Names
    unit: Text
    area: Text
    prior: Annotated[
        Annotated[Prior, Tag("world")] | Annotated[BlocPriors, Tag("blocs")], Discriminator(_shape)
    ]
    judgement: bool
    source: Sources
    note: str = ""
    per: Literal["partner"] | None = None

    def flattened(self, table: str) -> list[Uncertainty]:
        """The uncertainties of the table, ids `table` or `table_us`, `table_cn`, `table_own`."""
        priors: list[tuple[Side | None, Prior]] = (
            [(None, self.prior)] if isinstance(self.prior, Prior) else [*self.prior.sides().items()]
        )
        shared = {name: getattr(self, name) for name in type(self).model_fields if name != "prior"}
        return [
            Uncertainty(
                id=table if bloc is None else f"{table}_{bloc}", table=table, bloc=bloc, prior=prior, **shared
            )
            for bloc, prior in priors
        ]


class Uncertainty(Entry):
    """One number that members draw from `prior`, in `unit`; once a member, or once a partner with per="partner"."""

    id: str
    table: str
    bloc: Side | None
    name: Names
    unit: str
    area: str
    prior: Prior
    judgement: bool
    source: Sources
    note: str
    per: Literal["partner"] | None


class Correlation(Entry):
    """Two uncertainties drawn together by a Gaussian copula with correlation `rho`."""

    a: Text
    b: Text
    rho: float = Field(gt=-1.0, lt=1.0)
    judgement: bool = False
    source: Sources = ()
    note: str = ""
