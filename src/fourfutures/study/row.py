"""Rows of the study's tables: economies, shares at the origin, events, the export regime, sources."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from fourfutures.errors import Both
from fourfutures.study.errors import refusal

Precision = Literal["day", "month", "year"]


class Row(BaseModel):
    """A row of a CSV table: frozen, no unknown column, no NaN or infinity; a blank cell is unknown, not 0."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _listed(cell: Any) -> Any:
    """A cell with entries separated by semicolons."""
    if isinstance(cell, str):
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    return () if cell is None else cell


def _day(cell: Any) -> Any:
    """A date as YYYY-MM-DD; YYYY-MM and YYYY mean their last day, since nothing is known before it is published."""
    if not isinstance(cell, str):
        return cell
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", cell.strip())
    try:
        if parts is None:
            raise ValueError
        year, month = int(parts[1]), int(parts[2] or 12)
        return date(year, month, int(parts[3] or calendar.monthrange(year, month)[1]))
    except (ValueError, IndexError, calendar.IllegalMonthError):
        raise refusal(
            Both(f"cannot read {cell} as a date", f"无法将{cell}识别为日期"),
            Both("write 2026-11-22", "请写成2026-11-22"),
        ) from None


def _whole(cell: Any) -> Any:
    return int(cell) if isinstance(cell, str) and re.fullmatch(r"[0-9]+", cell) else cell


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Day = Annotated[date, BeforeValidator(_day)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Entity(Row):
    """An economy or a regional remainder. None stands for unknown."""

    code: str = Field(pattern=r"^([A-Z]{3}|X-[A-Za-z0-9-]+)$")
    name_en: str
    name_zh: str
    kind: Literal["bloc", "partner", "remainder"]
    region: str
    north: bool | None = None
    population: float | None = Field(ge=0.0)
    population_year: int | None = None
    working_age_population: float | None = Field(ge=0.0)
    gdp_usd: float | None = Field(ge=0.0)
    gdp_year: int | None = None
    internet_users_pct: float | None = Field(ge=0.0, le=100.0)
    un_distance_us: float | None
    un_distance_cn: float | None
    us_pact: Share | None
    cn_import_share: Share | None
    adoption_h1: Share | None
    adoption_h2: Share | None
    adoption_2026q1: Share | None
    imputed: Listed = ()
    rule: str | None = None
    source_id: Listed = ()

    def name(self, language: str) -> str:
        """The name in `language`, "en" or "zh"."""
        return self.name_zh if language == "zh" else self.name_en


class ShareRow(Row):
    """Option shares of a partner at the origin, as medians, and the sd of the logs of two ratios to the US share.

    The Chinese ratio may spread more on one side of its median than on the other: measured shares come in classes.
    """

    entity: str
    share_us: Share
    share_cn: Share
    share_own: Share
    log_sd_cn_below: float = Field(ge=0.0)
    log_sd_cn_above: float = Field(ge=0.0)
    log_sd_own: float = Field(ge=0.0)
    imputed: bool
    basis: str
    source_id: Listed = ()
    note: str | None = None


class EventRow(Row):
    """A dated event; directions and magnitude are the compiler's judgement."""

    event_id: str
    date: Day
    date_precision: Precision
    title_en: str
    title_zh: str
    actor: str
    lever: str | None
    driver: str | None
    direction_us: int | None
    direction_cn: int | None
    magnitude: int | None = Field(ge=1, le=5)
    source_id: Listed


class RegimeMonth(Row):
    """The export regime at the end of a month: 0 tight, 1 partial, 2 open."""

    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    regime: Annotated[Literal[0, 1, 2], BeforeValidator(_whole)]
    known_on: Day
    event_ids: Listed = ()
    reason_en: str
    reason_zh: str


class OutcomeRow(Row):
    """Which future came, under one reading: written once the horizon has passed."""

    reading: Literal["source", "committed", "strict"]
    future: str
    known_on: Day
    source_id: Listed
    note_en: str
    note_zh: str


class SourceCard(Row):
    """Where a number comes from; `published` may be a year, a month or a day, None if unknown."""

    source_id: str
    title: str
    publisher: str
    url: str | None
    published: str | None = Field(pattern=r"^\d{4}(-\d{2}){0,2}$")
    accessed: Day | None
    license: str
    grade: str
