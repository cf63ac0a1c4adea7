"""Three areas to watch, and the economies where the choice is least clear-cut."""

from __future__ import annotations

from fourfutures.report.figures import figure
from fourfutures.report.formats import listed
from fourfutures.report.pen import Pen
from fourfutures.report.tabulation import table

INNER = ("q10", "q90")
MAP_OF_SHARES = "ms_deepseek_map_2025h2"
TELEMETRY, SURVEY = "ms-diffusion", "cnnic"


def areas_section(pen: Pen) -> list[str]:
    """One paragraph an area."""
    end = "outcomes"
    compute = [
        pen.text(
            "areas.compute",
            cn=pen.value("stock", end, "compute_stock_cn", "q50"),
            note=pen.footnotes.note("note.china_scope"),
            us=pen.value("stock.short", end, "compute_stock_us", "q50"),
            ratio=pen.pair("ratio.range", end, "compute_ratio", fields=INNER),
            memory=pen.share("statements", "memory_binds_cn"),
        ),
        pen.text(
            "areas.gap",
            gap=pen.value("lead", end, "frontier_gap", "q50", unit="yr"),
            range=pen.pair("lead.range", end, "frontier_gap", fields=INNER),
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
    if all(pen.footnotes.citable(source) for source in (TELEMETRY, SURVEY)):
        calls = pen.footnotes.call(TELEMETRY) + pen.footnotes.call(SURVEY)
        adoption.append(pen.text("areas.level", notes=calls))
    return [
        *figure(pen, "fans", pen.text("areas.caption")),
        pen.join(compute),
        pen.join(market),
        pen.join(adoption),
    ]


def economies_section(pen: Pen) -> list[str]:
    """A table of the economies to watch, the closest call, and what is imputed."""
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
    head = [pen.text(f"economies.col.{name}") for name in columns[1:]]
    first = pen.text("economies.col.economy", note=pen.footnotes.note("note.china_scope"))
    map_of_all = figure(pen, "map", pen.text("economies.caption"))
    text = [*map_of_all, pen.text("economies.intro"), table([first, *head], rows)]
    end = [_closest(pen, rows_at[0])]
    imputed = [pen.name("economies", at, "name") for at in rows_at if record["economies"][at]["imputed"]]
    if imputed:
        end.append(pen.text("economies.imputed", names=listed(imputed, pen.texts)))
    elif pen.footnotes.citable(MAP_OF_SHARES):
        end.append(pen.text("economies.measured", note=pen.footnotes.call(MAP_OF_SHARES)))
    return [*text, pen.join([*end, pen.text("economies.untested")])]


def _closest(pen: Pen, at: int) -> str:
    """The economy whose first two alignments lie closest, and which they are."""
    path = ("economies", at, "alignment")
    alignment = pen.look(*path)
    first, second = sorted(alignment, key=lambda side: -alignment[side])[:2]
    return pen.text(
        "economies.finding",
        economy=pen.name("economies", at, "name"),
        first=pen.rank("alignment", first, *path),
        first_p=pen.chance(*path, first),
        second=pen.rank("alignment", second, *path, place=2),
        second_p=pen.chance(*path, second),
    )
