"""Three areas to watch, and the economies where the choice is least clear-cut."""

from __future__ import annotations

from fourfutures.report.formats import listed
from fourfutures.report.pen import Pen
from fourfutures.report.tabulation import table

INNER = ("q10", "q90")


def areas_section(pen: Pen) -> list[str]:
    """One paragraph an area."""
    end = "outcomes"
    compute = [
        pen.text(
            "areas.compute",
            cn=pen.value("stock", end, "compute_stock_cn", "q50"),
            note=pen.footnotes.note("note.china_scope"),
            us=pen.value("stock", end, "compute_stock_us", "q50"),
            ratio=pen.pair("ratio.range", end, "compute_ratio", fields=INNER),
            memory=pen.share("statements", "memory_binds_cn"),
        ),
        pen.text(
            "areas.gap",
            gap=pen.value("quantity", end, "frontier_gap", "q50", unit="yr"),
            low=pen.value("quantity", end, "frontier_gap", "q10", unit="yr"),
            high=pen.value("quantity", end, "frontier_gap", "q90", unit="yr"),
        ),
    ]
    market = [
        pen.text(
            "areas.market",
            us=pen.share(end, "share_us", "q50"),
            cn=pen.share(end, "share_cn", "q50"),
            own=pen.share(end, "share_own", "q50"),
            origin_cn=pen.share(end, "open_origin_cn", "q50"),
            origin_us=pen.share(end, "open_origin_us", "q50"),
        ),
    ]
    adoption = [
        pen.text(
            "areas.adoption",
            us=pen.share(end, "adoption_us", "q50"),
            cn=pen.share(end, "adoption_cn", "q50"),
            us_range=pen.pair("range", end, "adoption_us", fields=INNER),
            cn_range=pen.pair("range", end, "adoption_cn", fields=INNER),
        ),
    ]
    return [pen.join(compute), pen.join(market), pen.join(adoption)]


def economies_section(pen: Pen) -> list[str]:
    """A table of the economies to watch, a finding, and what is imputed."""
    record = pen.record.summary
    watched = record.get("economies_to_watch") or []
    places = {entry["entity"]: at for at, entry in enumerate(record.get("economies") or [])}
    rows_at = [places[code] for code in watched if code in places]
    if not rows_at:
        return [pen.text("economies.none")]
    rows = []
    for at in rows_at:
        alignment = [pen.chance("economies", at, "alignment", side) for side in ("us", "cn", "own", "mixed")]
        shares = [pen.share("economies", at, f"share_{side}") for side in ("us", "cn")]
        rows.append([pen.name("economies", at, "name"), *alignment, *shares])
    columns = ("economy", "us", "cn", "own", "mixed", "share_us", "share_cn")
    text = [pen.text("economies.intro"), table([pen.text(f"economies.col.{name}") for name in columns], rows)]
    at = rows_at[0]
    alignment = record["economies"][at]["alignment"]
    first = max(alignment, key=lambda side: alignment[side])
    finding = pen.text(
        "economies.finding",
        economy=pen.name("economies", at, "name"),
        first=pen.rank("alignment", first, "economies", at, "alignment"),
        p=pen.chance("economies", at, "alignment", first),
        note=pen.footnotes.call("ms_deepseek_map_2025h2")
        if pen.footnotes.citable("ms_deepseek_map_2025h2")
        else "",
    )
    end = [finding]
    imputed = [pen.name("economies", at, "name") for at in rows_at if record["economies"][at]["imputed"]]
    if imputed:
        end.append(pen.text("economies.imputed", names=listed(imputed, pen.texts)))
    return [*text, pen.join([*end, pen.text("economies.untested"), pen.text("economies.names")])]
