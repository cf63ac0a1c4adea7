"""Option shares at the origin: measured where they exist, otherwise by stated rule and flagged as imputed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tables import Row, read, write

COLUMNS = ("entity", "share_us", "share_cn", "share_own", "log_sd", "imputed", "basis", "source_id", "note")
OTHER_CHINESE = (
    1.3  # judgement: other Chinese services over DeepSeek alone; two measured ratios are 1.24 and 1.5
)
LOWEST_CLASS = (
    0.03  # judgement: median of the class "up to 5 percent", times nothing: it already counts the others
)
OWN_MEASURED = {
    "RUS": (0.30, "own services by visits 13, by reach 55 percent; pooled by judgement"),
    "KOR": (0.10, "own services up to 26 percent by reach; judgement"),
    "FRA": (0.05, "own service 1.8 to 5.5 percent by visits; judgement"),
}
OWN_IMPUTED = 0.02  # judgement: no own service measured
LOCAL_OPEN = 0.03  # judgement: open weights run locally, which no telemetry sees
RUSSIA_CN = 0.35  # pooled from telemetry 43, visits 34, reach 27 percent
LOG_SD = 0.4


def compile_shares(
    data: Path, entities: Sequence[Row], regions: dict[str, str], workers: dict[str, float], study: Path
) -> None:
    """Write shares.csv: a row for each partner and remainder."""
    bands = {
        row["entity"]: (float(row["value"]), row["source_id"], row["note"])
        for row in read(data, "countries/option_shares.csv")
        if row["indicator"] == "deepseek_market_share_band"
    }
    named = {row["code"] for row in entities}
    rows = []
    for entity in entities:
        if entity["kind"] == "bloc":
            continue
        code = entity["code"]
        if entity["kind"] == "remainder":
            inside = [
                c for c, r in regions.items() if r == entity["region"] and c not in named and c in bands
            ]
            total = sum(workers.get(c, 0.0) for c in inside)
            cn = sum(workers.get(c, 0.0) * _chinese(bands[c][0]) for c in inside) / total if total else None
            basis, source, imputed = "region_mean_of_bands", ("ms_deepseek_map_2025h2",), True
            note = f"mean over {len(inside)} economies by working-age people; own share is judgement"
        elif code == "RUS":
            cn, basis, source, imputed = RUSSIA_CN, "pooled_measures", ("ms_deepseek_map_2025h2",), False
            note = "pool of telemetry, visits and reach"
        elif code in bands:
            cn, basis, source, imputed = _chinese(bands[code][0]), "deepseek_band", (bands[code][1],), False
            note = (
                "DeepSeek class times 1.3 for other Chinese services"
                if bands[code][0] > 2.5
                else "lowest class, median 3 percent"
            )
        else:
            cn, basis, source, imputed, note = None, "", (), True, ""
        if cn is None:
            cn, basis, imputed = LOWEST_CLASS, "lowest_class", True
            note = "no class printed; the commonest class is used"
        own, reason = OWN_MEASURED.get(code, (OWN_IMPUTED + LOCAL_OPEN, ""))
        if reason:
            note = f"{note}; {reason}"
        else:
            imputed_own = "own share is judgement: no own service measured, locally run open weights added"
            note = f"{note}; {imputed_own}" if "judgement" not in note else note
        rows.append(
            {
                "entity": code,
                "share_us": round(1.0 - cn - own, 6),
                "share_cn": round(cn, 6),
                "share_own": round(own, 6),
                "log_sd": LOG_SD,
                "imputed": imputed,
                "basis": basis,
                "source_id": source,
                "note": note,
            }
        )
    write(study / "shares.csv", COLUMNS, rows)


def _chinese(band: float) -> float:
    return LOWEST_CLASS if band <= 2.5 else min(band / 100.0 * OTHER_CHINESE, 0.9)
