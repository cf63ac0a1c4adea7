"""Uncertainties: quantities that nobody in the study chooses, each with the prior it is drawn from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Discriminator, Field, JsonValue, Tag, model_validator
from pydantic_core import PydanticCustomError

from fourfutures.study.entry import Entry, Names, Sources, Text

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
            raise ValueError("a logit mean cannot be scaled; shift it")
        changed = {"scale": self.centre * value, "shift": self.centre + value, "set": value}[op]
        return Prior.model_validate(
            {**self.model_dump(exclude_none=True), CENTRE[self.family]: float(changed)}
        )

    def widened(self, factor: float) -> Prior:
        """The prior with its standard deviation multiplied; the centre stays. Raises ValueError where it has none."""
        width = {"normal": "sd", "logit_normal": "sd", "lognormal": "sigma"}.get(self.family)
        if width is None:
            raise ValueError(f"a {self.family} prior has no width")
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
                raise _refusal(f"a {self.family} prior lacks {name}", f"give {' and '.join(needed)}")
        for name in given:
            if name not in allowed:
                raise _refusal(f"a {self.family} prior has no {name}", f"it takes {', '.join(allowed)}")
        for name in ("sd", "sigma"):
            spread = getattr(self, name)
            if spread is not None and spread <= 0.0:
                raise _refusal(f"{name} is {spread:g}", 'give a value above 0, or use family = "fixed"')
        if self.p is not None and not 0.0 <= self.p <= 1.0:
            raise _refusal(f"p is {self.p:g}", "give a probability from 0 to 1")
        if self.median is not None and self.median <= 0.0:
            raise _refusal(
                f"median is {self.median:g}", "a lognormal quantity is above 0; give a positive median"
            )
        if self.family == "lognormal" and self.low is not None and self.low <= 0.0:
            raise _refusal(
                f"low is {self.low:g}", "a lognormal quantity is above 0; give a positive low or drop it"
            )
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise _refusal(f"low {self.low:g} is not below high {self.high:g}", "exchange or correct them")
        below = self.low is not None and self.centre < self.low
        if below or (self.high is not None and self.centre > self.high):
            raise _refusal(
                f"{CENTRE[self.family]} {self.centre:g} lies outside low and high",
                "move it inside, or widen the truncation",
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
            raise _refusal("no prior is given", "give prior = { family = ... } or prior.us and prior.cn")
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


def _refusal(what: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{what}", {"what": what, "remedy": remedy})
