"""Facts about economies for readers, and where each economy of the world stands in the study."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from economies import HOME_OF_CHINA, Economy
from series import known_by
from tables import Row, number, read, write

COLUMNS = ("row_id", "entity", "covariate", "value", "year", "known_on", "source_id")
WORLD = ("iso3", "entity", "population", "gdp_usd", "source_id")
# Column of the collected table, and the year of its figures: a column of years, a year, or none.
TAKEN: dict[str, tuple[str, str]] = {
    "gdp": ("gdp_usd", "gdp_year"),
    "population": ("population", "population_year"),
    "gdp_per_head": ("gdp_per_capita_usd", "gdp_year"),
    "internet_users": ("internet_users_pct_cia", "internet_year_cia"),
    "fixed_broadband": ("fixed_broadband_per_100", ""),
    "electricity": ("electricity_consumption_twh", "electricity_consumption_year"),
    "electricity_per_head": ("electricity_per_capita_kwh", "electricity_consumption_year"),
    "electricity_capacity": ("electricity_capacity_gw", ""),
    "un_distance_us": ("un_distance_to_us_2024", "2024"),
    "un_distance_cn": ("un_distance_to_china_2024", "2024"),
    "import_share_cn": ("import_share_china", ""),
    "import_share_us": ("import_share_us", ""),
    "export_share_cn": ("export_share_china", ""),
    "export_share_us": ("export_share_us", ""),
    "nato": ("nato_member", "2024"),
    "major_non_nato_ally": ("major_non_nato_ally", "2025"),
    "diffusion_tier": ("us_ai_diffusion_tier_2025", "2025"),
    "cloud_regions_us": ("cloud_regions_us_providers", "2025"),
    "cloud_regions_cn": ("cloud_regions_cn_providers", "2025"),
    "data_centres": ("data_centres", "2026"),
    "ai_preparedness": ("imf_ai_preparedness_2023", "2023"),
    "openai_for_countries": ("openai_for_countries_named", "2026"),
    "belt_and_road": ("bri_member_2025", "2025"),
    "favourable_us": ("pew_fav_us_2025", "2025"),
    "favourable_cn": ("pew_fav_china_2025", "2025"),
    "github_developers": ("github_developers", "2025"),
    "tertiary_enrolment": ("tertiary_enrolment_pct", ""),
}
PROVIDERS = {
    "Amazon Web Services": "cloud_aws",
    "Microsoft Azure": "cloud_azure",
    "Google Cloud": "cloud_google",
    "Oracle Cloud": "cloud_oracle",
    "IBM Cloud": "cloud_ibm",
    "Alibaba Cloud": "cloud_alibaba",
    "Huawei Cloud": "cloud_huawei",
    "Tencent Cloud": "cloud_tencent",
}


def compile_facts(
    data: Path, study: Path, world: dict[str, Economy], cards: dict[str, Row], until: date
) -> None:
    """Write covariates.csv of the named partners and world.csv of all economies."""
    columns = tomllib.loads((study / "covariates.toml").read_text(encoding="utf-8"))
    entities = read(study, "entities.csv")
    named = {row["code"] for row in entities if row["kind"] == "partner"}
    rows: list[dict[str, object]] = []

    def add(entity: str, covariate: str, value: float, year: str, sources: Sequence[str]) -> None:
        # published in a bare year: known at its end, but not after the collection
        day = known_by(sources, "1990-01-01", cards, until)
        rows.append(
            {
                "row_id": f"{covariate}:{entity}", "entity": entity, "covariate": covariate, "value": value,
                "year": year, "known_on": day.isoformat(), "source_id": sources,
            }
        )  # fmt: skip

    for row in read(data, "countries/countries.csv"):
        if row["iso3"] not in named:
            continue
        for covariate, (column, year) in TAKEN.items():
            value = number(row[column])
            if value is None:
                continue
            sources = columns[covariate]["source"]
            add(
                row["iso3"], covariate, value, _year(row.get(year, year)),
                (sources,) if isinstance(sources, str) else sources,
            )  # fmt: skip
    for row in read(data, "countries/long_cloud_regions.csv"):
        if row["entity"] in named:
            provider = PROVIDERS[row["note"].removeprefix("provider: ")]
            add(row["entity"], provider, float(row["value"]), row["period_end"][:4], (row["source_id"],))
    for row in read(data, "countries/long_huawei_5g.csv"):
        if row["entity"] in named and row["value"]:
            add(row["entity"], "huawei_5g", float(row["value"]), "", (row["source_id"],))
    order = {covariate: place for place, covariate in enumerate(columns)}
    rows.sort(key=lambda row: (str(row["entity"]), order[str(row["covariate"])]))
    write(study / "covariates.csv", COLUMNS, rows)
    _compile_world(study, entities, world)


def _compile_world(study: Path, entities: Sequence[Row], world: dict[str, Economy]) -> None:
    named = {row["code"] for row in entities if row["kind"] != "remainder"}
    rest = {row["region"]: row["code"] for row in entities if row["kind"] == "remainder"}
    rows = []
    for code, economy in sorted(world.items()):
        inside = "CHN" if code in HOME_OF_CHINA else code if code in named else rest[economy.region]
        rows.append(
            {
                "iso3": code, "entity": inside,
                "population": None if economy.population is None else str(round(economy.population)),
                "gdp_usd": None if economy.gdp is None else str(round(economy.gdp)),
                "source_id": ("country_codes", "wb_population", "wb_gdp"),
            }
        )  # fmt: skip
    write(study / "world.csv", WORLD, rows)


def _year(cell: str) -> str:
    return cell if cell.isdigit() else ""
