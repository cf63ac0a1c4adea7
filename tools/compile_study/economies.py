"""Entities: two blocs, named partners and one remainder per region, so that people and output sum to the world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tables import Refused, Row, number, read, write

COLUMNS = (
    "code", "name_en", "name_zh", "kind", "region", "north", "population", "population_year",
    "working_age_population", "gdp_usd", "gdp_year", "internet_users_pct", "un_distance_us", "un_distance_cn",
    "us_pact", "cn_import_share", "adoption_h1", "adoption_h2", "adoption_2026q1", "imputed", "rule", "source_id",
)  # fmt: skip
HOME_OF_CHINA = ("CHN", "HKG", "MAC")
LEAST_WORLD_GDP = 0.003
SOURCES = (
    "wb_gdp", "wb_population", "wb_working_age_via_aei", "cia_factbook", "voeten_2025", "ms_ai_diffusion_q1_2026",
)  # fmt: skip
GULF = {"ARE", "BHR", "KWT", "OMN", "QAT", "SAU"}
SUBREGIONS = {
    "Australia and New Zealand": "oceania",
    "Central Asia": "russia_ca",
    "Eastern Asia": "east_asia",
    "Latin America and the Caribbean": "latin_america",
    "Melanesia": "oceania",
    "Micronesia": "oceania",
    "Northern Africa": "mena_other",
    "Northern America": "north_america",
    "Northern Europe": "europe",
    "Polynesia": "oceania",
    "South-eastern Asia": "south_east_asia",
    "Southern Asia": "south_asia",
    "Southern Europe": "europe",
    "Sub-Saharan Africa": "ssa",
    "Western Asia": "mena_other",
    "Western Europe": "europe",
    "Eastern Europe": "europe",
}
MOVED = {
    "RUS": "russia_ca", "BLR": "russia_ca", "ARM": "russia_ca", "AZE": "russia_ca", "GEO": "russia_ca",
    "IRN": "mena_other", "CYP": "europe",
}  # fmt: skip
NORTH_OUTSIDE_EUROPE = {"USA", "CAN", "AUS", "NZL", "JPN", "KOR", "ISR", "BMU", "GRL", "RUS", "BLR"}


class Economy:
    """One economy of the collected table, with what was filled in and by which rule."""

    def __init__(self, row: Row, bounds: dict[str, float]) -> None:
        self.code = row["iso3"]
        self.region = region_of(row)
        self.north = self.code in NORTH_OUTSIDE_EUROPE or self.region == "europe"
        self.population = number(row["population"])
        self.population_year = row["population_year"]
        self.workers = number(row["working_age_population"])
        self.gdp = number(row["gdp_usd"])
        self.gdp_year = row["gdp_year"]
        self.internet = number(row["internet_users_pct_cia"])
        self.distance_us = number(row["un_distance_to_us_2024"])
        self.distance_cn = number(row["un_distance_to_china_2024"])
        self.pact = max(float(row[name] or 0) for name in ("nato_member", "major_non_nato_ally", "five_eyes"))
        self.imports = _share(number(row["import_share_china"]))
        self.electricity = number(row["electricity_consumption_twh"])
        waves = ("ai_user_share_2025h1", "ai_user_share_2025h2", "ai_user_share_2026q1")
        self.adoption = [_share(number(row[name])) for name in waves]
        self.imputed: list[str] = []
        self.rules: list[str] = []
        if self.imports is None and self.code in bounds:
            self.imports = bounds[self.code] / 100.0
            self.fill("cn_import_share", "fifth_partner_bound")

    def fill(self, column: str, rule: str) -> None:
        """Note that a column was filled by a rule."""
        self.imputed.append(column)
        if rule not in self.rules:
            self.rules.append(rule)


def region_of(row: Row) -> str:
    """The study's region of an economy."""
    code = row["iso3"]
    return "gulf" if code in GULF else MOVED.get(code) or SUBREGIONS[row["subregion"]]


def compile_economies(data: Path, names: Sequence[Row], study: Path) -> tuple[dict[str, Economy], set[str]]:
    """Write entities.csv; returns every economy by code, and the codes that stand in no remainder."""
    bounds = {
        row["entity"]: float(row["high"])
        for row in read(data, "countries/long_trade_partners.csv")
        if row["indicator"] == "import_share_china" and not row["value"] and row["high"]
    }
    world = {row["iso3"]: Economy(row, bounds) for row in read(data, "countries/countries.csv")}
    _fill_taiwan(world)
    _fill_workers(world)
    total = sum(e.gdp or 0.0 for e in world.values())
    deals = {row["country"] for row in read(data, "deals/deals.csv")}
    named = {code for code, e in world.items() if code in deals or (e.gdp or 0.0) > LEAST_WORLD_GDP * total}
    named = (named | {"TWN"}) - {"USA", *HOME_OF_CHINA}
    listed = {row["code"]: row for row in names}
    missing = named - set(listed)
    if missing:
        raise Refused(
            f"names.csv: no names for {', '.join(sorted(missing))}; add both languages and the region"
        )
    rows: list[dict[str, object]] = [
        _bloc(listed["USA"], [world["USA"]]),
        _bloc(listed["CHN"], [world[c] for c in HOME_OF_CHINA]),
    ]
    for code in sorted(named):
        _fill_adoption(world[code], world)
        rows.append(_row(listed[code], "partner", world[code]))
    for code, name in listed.items():
        if code.startswith("X-"):
            rest = [
                e
                for e in world.values()
                if e.region == name["region"] and e.code not in named | {"USA", *HOME_OF_CHINA}
            ]
            rows.append(_remainder(name, rest, [e for e in world.values() if e.region == name["region"]]))
    write(study / "entities.csv", COLUMNS, rows)
    return world, named | {"USA", *HOME_OF_CHINA}


def _fill_taiwan(world: dict[str, Economy]) -> None:
    """Taiwan is in no World Bank table: people and output as South Korea's per unit of electricity used."""
    taiwan, korea = world["TWN"], world["KOR"]
    assert taiwan.electricity and korea.electricity and korea.population and korea.gdp and korea.workers
    scale = taiwan.electricity / korea.electricity
    taiwan.population, taiwan.gdp, taiwan.workers = (
        korea.population * scale,
        korea.gdp * scale,
        korea.workers * scale,
    )
    taiwan.population_year, taiwan.gdp_year = korea.population_year, korea.gdp_year
    for column in ("population", "gdp_usd", "working_age_population"):
        taiwan.fill(column, "taiwan_by_korea_electricity")


def _fill_workers(world: dict[str, Economy]) -> None:
    """Where working-age people are missing, the world's share of them in the population."""
    known = [e for e in world.values() if e.workers and e.population]
    share = sum(e.workers or 0.0 for e in known) / sum(e.population or 0.0 for e in known)
    for e in world.values():
        if e.workers is None and e.population is not None:
            e.workers = e.population * share
            e.fill("working_age_population", "world_working_age_share")


def _fill_adoption(economy: Economy, world: dict[str, Economy]) -> None:
    """Where the wave of late 2025 is missing, the region's mean by working-age people."""
    for wave, column in ((0, "adoption_h1"), (1, "adoption_h2")):
        if economy.adoption[wave] is None:
            same = [e for e in world.values() if e.region == economy.region]
            economy.adoption[wave] = _mean(same, lambda e, w=wave: e.adoption[w], lambda e: e.workers)
            economy.fill(column, "region_mean_adoption")


def _row(name: Row, kind: str, e: Economy) -> dict[str, object]:
    return {
        **name, "kind": kind, "north": e.north, "population": _whole(e.population), "population_year": e.population_year,
        "working_age_population": _whole(e.workers), "gdp_usd": _whole(e.gdp), "gdp_year": e.gdp_year,
        "internet_users_pct": e.internet, "un_distance_us": e.distance_us, "un_distance_cn": e.distance_cn,
        "us_pact": e.pact, "cn_import_share": e.imports, "adoption_h1": _rounded(e.adoption[0]),
        "adoption_h2": _rounded(e.adoption[1]), "adoption_2026q1": _rounded(e.adoption[2]), "imputed": e.imputed,
        "rule": ";".join(e.rules), "source_id": SOURCES,
    }  # fmt: skip


def _bloc(name: Row, parts: list[Economy]) -> dict[str, object]:
    first = parts[0]
    row = _row(name, "bloc", first)
    for column, value in (
        ("population", "population"),
        ("working_age_population", "workers"),
        ("gdp_usd", "gdp"),
    ):
        row[column] = _whole(sum(getattr(e, value) or 0.0 for e in parts))
    row["us_pact"], row["cn_import_share"] = None, None
    return row


def _remainder(name: Row, rest: list[Economy], region: list[Economy]) -> dict[str, object]:
    """Sums of people and output, means by people (imports by output), of the region's economies that are not named.

    Where none of them is measured, the mean of the whole region.
    """
    years = sorted({e.gdp_year for e in rest if e.gdp_year})

    def people(e: Economy) -> float | None:
        return e.workers

    return {
        **name, "kind": "remainder", "north": name["region"] in ("europe", "north_america"),
        "population": _whole(sum(e.population or 0.0 for e in rest)), "population_year": "2024",
        "working_age_population": _whole(sum(e.workers or 0.0 for e in rest)),
        "gdp_usd": _whole(sum(e.gdp or 0.0 for e in rest)), "gdp_year": years[-1] if years else "",
        "internet_users_pct": _rounded(_mean(rest, lambda e: e.internet, people)),
        "un_distance_us": _rounded(_mean(rest, lambda e: e.distance_us, people)),
        "un_distance_cn": _rounded(_mean(rest, lambda e: e.distance_cn, people)),
        "us_pact": _rounded(_mean(rest, lambda e: e.pact, people)),
        "cn_import_share": _rounded(_mean(rest, lambda e: e.imports, lambda e: e.gdp)),
        "adoption_h1": _rounded(_mean(rest, lambda e: e.adoption[0], people) or _mean(region, lambda e: e.adoption[0], people)),
        "adoption_h2": _rounded(_mean(rest, lambda e: e.adoption[1], people) or _mean(region, lambda e: e.adoption[1], people)),
        "adoption_2026q1": None,
        "imputed": ("adoption_h1", "adoption_h2", "internet_users_pct", "un_distance_us", "un_distance_cn"),
        "rule": "means_over_known_economies", "source_id": SOURCES,
    }  # fmt: skip


def _mean(
    economies: list[Economy],
    value: Callable[[Economy], float | None],
    weight: Callable[[Economy], float | None],
) -> float | None:
    pairs = [(v, w) for e in economies if (v := value(e)) is not None and (w := weight(e)) is not None]
    total = sum(w for _, w in pairs)
    return sum(v * w for v, w in pairs) / total if total else None


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100.0


def _whole(value: float | None) -> str | None:
    return None if value is None else str(round(value))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
