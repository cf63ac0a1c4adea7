"""Option shares at the origin: measured where they exist, otherwise by stated rule and flagged as imputed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from economies import Economy
from imputation import Regression, regression
from tables import Row, read, write

COLUMNS = (
    "entity", "share_us", "share_cn", "share_own", "log_sd_cn_below", "log_sd_cn_above", "log_sd_own", "imputed",
    "basis", "source_id", "note",
)  # fmt: skip
OTHER_CHINESE = (
    1.3  # judgement: other Chinese services over DeepSeek alone; two measured ratios are 1.24 and 1.5
)
# Judgement: median of the lowest class, drawn between half a percent and five. The world's visits outside China and closed
# apps (about six in a hundred to Chinese services) leave no room for the factor above on top of it.
LOWEST_CLASS, LOWEST_ENDS = 0.03, (0.005, 0.05)
CHINESE_SD = 0.4  # judgement: logit, what the factor above and a telemetry of one system miss
RUSSIA_CN, RUSSIA_CN_SD = 0.35, 0.35  # pooled from telemetry 43, visits 34, reach 27 percent
OWN_IMPUTED = 0.02  # judgement: no own service measured; logit sd 1
LOCAL_OPEN = 0.03  # judgement: open weights run locally, which no telemetry sees; logit sd 1
# Sum of two independent parts, each with a logit sd of 1.
OWN_IMPUTED_SD = round(math.hypot(OWN_IMPUTED, LOCAL_OPEN) / (OWN_IMPUTED + LOCAL_OPEN), 2)


class Own(NamedTuple):
    """A measured own share and its logit sd."""

    share: float
    sd: float
    sources: tuple[str, ...]
    reason: str


OWN_MEASURED = {
    "RUS": Own(0.30, 0.8, ("kommersant_digitalbudget", "afisha_mediascope"), "own services by visits 13, by reach 55 percent; pooled by judgement"),
    "KOR": Own(0.10, 0.7, ("afpbb_consumerinsight",), "own services up to 26 percent by reach; judgement"),
    "FRA": Own(0.05, 0.5, ("ecranmobile_ifop", "kulturegeek_mediametrie"), "own service 1.8 to 5.5 percent by visits; judgement"),
}  # fmt: skip
OWN_NOTE = "own share is judgement: no own service measured, locally run open weights added"


class Chinese(NamedTuple):
    """The Chinese share of an economy: median, log spreads below and above it, and where it comes from."""

    share: float
    below: float
    above: float
    imputed: bool
    basis: str
    sources: tuple[str, ...]
    note: str


def compile_shares(
    data: Path, entities: Sequence[Row], world: Mapping[str, Economy], named: set[str], study: Path
) -> None:
    """Write shares.csv: a row for each partner and remainder."""
    bands = {
        row["entity"]: row
        for row in read(data, "countries/option_shares.csv")
        if row["indicator"] == "deepseek_market_share_band"
    }
    measured = {code: _of_band(row) for code, row in bands.items()}
    fit = regression(world, {code: found.share for code, found in measured.items()}, entities, study)
    rows = []
    for entity in entities:
        if entity["kind"] == "bloc":
            continue
        chinese = _chinese(entity, measured, world, named, fit)
        own = OWN_MEASURED.get(entity["code"], Own(OWN_IMPUTED + LOCAL_OPEN, OWN_IMPUTED_SD, (), OWN_NOTE))
        rows.append(
            {
                "entity": entity["code"],
                "share_us": round(1.0 - chinese.share - own.share, 6),
                "share_cn": round(chinese.share, 6),
                "share_own": round(own.share, 6),
                "log_sd_cn_below": round(chinese.below, 2),
                "log_sd_cn_above": round(chinese.above, 2),
                "log_sd_own": own.sd,
                "imputed": chinese.imputed,
                "basis": chinese.basis,
                "source_id": (*chinese.sources, *own.sources),
                "note": f"{chinese.note}; {own.reason}",
            }
        )
    write(study / "shares.csv", COLUMNS, rows)


def _chinese(
    entity: Row,
    measured: Mapping[str, Chinese],
    world: Mapping[str, Economy],
    named: set[str],
    fit: Regression,
) -> Chinese:
    code = entity["code"]
    if code == "RUS":
        return Chinese(
            RUSSIA_CN, RUSSIA_CN_SD, RUSSIA_CN_SD, False, "pooled_measures", measured[code].sources,
            "pool of telemetry, visits and reach",
        )  # fmt: skip
    if code in measured:
        return measured[code]
    inside = [
        c for c, e in world.items() if e.region == entity["region"] and c not in named and c in measured
    ]
    total = sum(world[c].workers or 0.0 for c in inside)
    if entity["kind"] == "remainder" and total:
        mean = sum((world[c].workers or 0.0) * measured[c].share for c in inside) / total
        return Chinese(
            mean, CHINESE_SD, CHINESE_SD, True, "region_mean_of_bands", ("ms_deepseek_map_2025h2",),
            f"mean over {len(inside)} economies by working-age people",
        )  # fmt: skip
    return Chinese(
        fit.share(entity), fit.residual_sd, fit.residual_sd, True, "regression_affinity_income",
        ("ms_deepseek_map_2025h2", "voeten_2025", "cia_factbook", "wb_gdp"),
        f"no class printed; regression of the logit on affinity and income over {fit.economies} economies",
    )  # fmt: skip


def _of_band(row: Row) -> Chinese:
    """The class of one chatbot as a share of all Chinese services, its ends as an interval."""
    value = float(row["value"])
    if value <= 2.5:
        low, high = LOWEST_ENDS
        below, above = (_spread(end / LOWEST_CLASS) for end in (low, high))
        return Chinese(
            LOWEST_CLASS, below, above, False, "deepseek_band", (row["source_id"],),
            "lowest class, median 3 percent, drawn from half a percent to five",
        )  # fmt: skip
    below, above = (_spread(float(row[end] or value) / value) for end in ("low", "high"))
    return Chinese(
        min(value / 100.0 * OTHER_CHINESE, 0.9), below, above, False, "deepseek_band", (row["source_id"],),
        "DeepSeek class times 1.3 for other Chinese services",
    )  # fmt: skip


def _spread(end: float) -> float:
    """Log sd on one side of a median: the general error, and a uniform draw from the median to `end` times the median."""
    if end == 1.0:
        return CHINESE_SD
    log = math.log(end)
    inside = (end * (log * log - 2.0 * log + 2.0) - 2.0) / (end - 1.0)  # mean of ln(x)^2 for x from 1 to end
    return math.sqrt(CHINESE_SD**2 + inside)
