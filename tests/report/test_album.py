"""Charts say what the record says: their data, their text, their colours by day, by night and in grey."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pasts import NO_PASTS, PASTS
from records import told

from fourfutures.report.catalogue import catalogue
from fourfutures.report.charts import CHARTS, as_png, chart_file, chart_names, charts, drawn, write_charts
from fourfutures.report.charts import raster as module
from fourfutures.report.charts.contours import contours
from fourfutures.report.charts.labels import apart
from fourfutures.report.charts.night import dark, with_night
from fourfutures.report.charts.reliability import table as reliability_table
from fourfutures.report.charts.style import CN, INK, MIXED, MUTED, NIGHT, OWN, PAPER, US, night
from fourfutures.report.charts.waterfall import PARTIES
from fourfutures.report.charts.waterfall import draw as draw_waterfall
from fourfutures.report.charts.worldmap import places
from fourfutures.report.errors import ReportError
from fourfutures.report.page import pages
from fourfutures.report.record import RunRecord
from fourfutures.study import Study

Summary = dict[str, Any]
LANGUAGES = ("en", "zh")


def data(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / "charts" / f"{name}.en.csv", keep_default_na=False, na_values=[""])


def test_fans_are_those_of_the_record_with_what_was_published_beside_them(
    folder: Path, summary: Summary
) -> None:
    rows = data(folder, "fans")
    for axis in ("compute", "adoption"):
        index = rows[rows["panel"] == f"index_{axis}"]
        assert index["q50"].tolist() == pytest.approx(
            [step[axis]["q50"] for step in summary["path"]], abs=1e-6
        )
    fans = pd.read_parquet(folder / "fans.parquet")
    for side, entity in (("us", "USA"), ("cn", "CHN")):
        for panel in ("compute_stock", "adoption"):
            own = fans[(fans["variable"] == panel) & (fans["entity"] == entity) & (fans["quantile"] == 0.95)]
            shown = rows[(rows["panel"] == panel) & (rows["side"] == side) & (rows["kind"] == "members")]
            assert shown["q95"].tolist() == pytest.approx(own["value"].tolist(), abs=1e-6)
    points = rows[rows["kind"] == "published"]
    held = {(item["source_id"], item["observed"]) for item in summary["movers"]}
    assert len(points) >= 2
    assert set(zip(points["source_id"], points["observed"], strict=True)) <= held


def test_movers_and_levers_are_those_of_the_record(folder: Path, summary: Summary) -> None:
    rows = data(folder, "movers").set_index("id")
    assert len(rows) == len(summary["movers"])
    for item in summary["movers"]:
        for future, change in item["delta"].items():
            assert rows.loc[item["id"], future] == pytest.approx(change, abs=1e-6)
    pulls = data(folder, "levers")
    expected = [
        (effect["lever"], effect["value"], future, change["p"], change["low"], change["high"])
        for effect in summary["lever_effects"]
        for future, change in effect["futures"].items()
    ]
    columns = ["lever", "value", "future", "change", "low", "high"]
    for shown, own in zip(pulls[columns].itertuples(index=False, name=None), expected, strict=True):
        assert shown[:3] == own[:3]
        assert shown[3:] == pytest.approx(own[3:], abs=1e-6)


def test_the_map_holds_every_partner_and_small_multiples_the_hardest_to_call(
    folder: Path, summary: Summary
) -> None:
    partners = {entry["entity"]: entry for entry in summary["economies"] if entry["kind"] == "partner"}
    rows = data(folder, "map")
    assert set(rows["entity"]) == set(partners)
    for row in rows.to_dict("records"):
        entry = partners[row["entity"]]
        for side, p in entry["alignment"].items():
            assert row[f"alignment_{side}"] == pytest.approx(p, abs=1e-6)
        assert row["share_us"] == pytest.approx(entry["share_us"], abs=1e-6)
    agreed = rows[[f"alignment_{side}" for side in ("us", "cn", "own", "mixed")]].max(axis=1)
    assert agreed.is_monotonic_increasing
    shares = data(folder, "shares")
    assert list(dict.fromkeys(shares["entity"])) == rows["entity"].tolist()[:12]
    table = pd.read_parquet(folder / "countries.parquet").set_index(["entity", "variable", "month"])
    for row in shares.iloc[:: max(1, len(shares) // 20)].to_dict("records"):
        own = table.loc[(row["entity"], f"share_{row['side']}", row["month"])]
        assert (row["mean"], row["q95"]) == pytest.approx((own["mean"], own["q95"]), abs=1e-6)


def test_every_economy_of_the_study_has_a_square_of_its_own(study: Study) -> None:
    squares = places()
    assert len(set(squares.values())) == len(squares)
    assert {entity.code for entity in study.entities if entity.kind in ("partner", "bloc")} == set(squares)


def test_an_economy_without_a_square_stands_below_the_map_and_is_not_lost(
    summary: Summary, folder: Path
) -> None:
    changed = told(summary)
    next(entry for entry in changed["economies"] if entry["entity"] == "BRA")["entity"] = "ZZZ"
    spec, _ = CHARTS["map"][1](RunRecord(changed, folder), catalogue("en"))
    words = json.dumps(spec)
    assert '"ZZZ"' in words
    assert '"BRA"' not in words


def test_a_chart_whose_data_a_run_lacks_is_not_drawn_and_the_page_says_so(
    pages_of, summary: Summary, folder: Path
) -> None:
    bare, written = pages_of("no_data")
    assert "movers" not in drawn(bare)
    assert "levers" not in drawn(bare)
    for lang, page in written.items():
        assert "charts/movers." not in page
        assert "charts/levers." not in page
        assert catalogue(lang).text("moved.no_data") in page
        assert catalogue(lang).text("levers.none") in page
    nowhere = RunRecord({**told(summary), "economies": [], "economies_to_watch": []}, folder)
    assert not {"map", "shares"} & set(drawn(nowhere))
    assert catalogue("en").text("economies.none") in pages(nowhere)["en"]


def test_a_run_made_without_a_chart_gets_it_drawn_from_its_record(
    record: RunRecord, folder: Path, tmp_path: Path
) -> None:
    held = {name: chart_file(record, name) for name in chart_names(record, "en")}
    for name in ("summary.json", "members.parquet", "fans.parquet", "countries.parquet"):
        (tmp_path / name).symlink_to(folder / name)
    older = RunRecord.read(tmp_path)
    for name in (
        "charts/map.en.svg",
        "charts/fans.en.csv",
        "charts/movers.en.vl.json",
        "charts/levers.en.alt.txt",
    ):
        assert chart_file(older, name) == held[name]


def test_lines_hold_the_share_of_the_weight_they_name() -> None:
    draws = np.random.default_rng(5).normal(size=(2, 8000))
    weights = np.ones(8000)
    found = contours(draws[0], draws[1], weights, (0.5, 0.8), (-3.0, 3.0, -3.0, 3.0))
    for share in (0.5, 0.8):
        line = found[found["share"] == share]
        assert line["line"].nunique() == 1
        assert line[["x", "y"]].iloc[0].tolist() == line[["x", "y"]].iloc[-1].tolist()  # it closes
        radius = np.hypot(line["x"], line["y"])
        # Half of a round normal cloud lies within 1.18 of its middle; smoothing widens the line by a few per cent.
        assert radius.mean() == pytest.approx(np.sqrt(-2 * np.log(1 - share)), rel=0.08)


def test_two_heaps_have_a_line_each_and_weights_count() -> None:
    middle = np.random.default_rng(6).normal(size=(2, 3000)) * 0.3
    x = np.concatenate([middle[0] - 2, middle[0] + 2])
    y = np.concatenate([middle[1], middle[1]])
    even = contours(x, y, np.ones(6000), (0.8,), (-4.0, 4.0, -4.0, 4.0))
    assert even["line"].nunique() == 2
    right = np.concatenate([np.zeros(3000), np.ones(3000)])
    assert (contours(x, y, right, (0.8,), (-4.0, 4.0, -4.0, 4.0))["x"] > 0).all()


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_colour_of_a_chart_has_its_own_by_night(folder: Path, record: RunRecord, name: str) -> None:
    svg = (folder / "charts" / f"{name}.en.svg").read_text(encoding="utf-8")
    body = svg.replace(re.search(r"<style>.*?</style>", svg).group(), "")
    used = set(re.findall(r'(?:fill|stroke)="(#[0-9A-Fa-f]{6})"', body))
    assert used
    assert used <= set(night(record))
    for colour in used:
        assert f'"{colour}"]{{' in svg.split("</style>")[0]
    assert "@media screen and (prefers-color-scheme:dark)" in svg


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_letters_and_marks_stand_out_from_the_ground_by_day_and_by_night() -> None:
    for colour, least in ((INK, 7.0), (MUTED, 4.5), (US, 4.5), (CN, 4.5), (OWN, 4.5), (MIXED, 3.0)):
        assert contrast(colour, PAPER) >= least
        assert contrast(NIGHT[colour], NIGHT[PAPER]) >= least


def test_a_picture_by_night_changes_colours_and_nothing_else() -> None:
    svg = '<svg x="1"><path fill="#191C21" stroke="#FFFFFF" id="#191C21"/></svg>'
    assert dark(svg, NIGHT) == '<svg x="1"><path fill="#ECEEF1" stroke="#161A20" id="#191C21"/></svg>'
    both = with_night(svg, NIGHT)
    assert both.endswith('<path fill="#191C21" stroke="#FFFFFF" id="#191C21"/></svg>')
    assert '[fill="#191C21"]{fill:#ECEEF1}[stroke="#FFFFFF"]{stroke:#161A20}' in both
    assert with_night('<svg x="1"></svg>', NIGHT) == '<svg x="1"></svg>'


@pytest.mark.parametrize(
    ("given", "moved"),
    [([10.0, 50.0], [10.0, 50.0]), ([50.0, 52.0], [44.0, 58.0]), ([52.0, 50.0, 51.0], [65.0, 37.0, 51.0]),
     ([-5.0], [0.0]), ([98.0, 99.0], [86.0, 100.0])],
)  # fmt: skip
def test_labels_of_lines_keep_their_order_and_their_distance(given: list[float], moved: list[float]) -> None:
    assert apart(given, 14.0, 100.0) == moved


def test_stated_chances_are_set_against_what_came_true() -> None:
    rows = reliability_table(PASTS).set_index(["kind", "stated"])
    by_chance = reliability_table(PASTS).query("kind == 'chance'").set_index("name")
    assert by_chance.loc["0.6-0.8", ["stated", "came_true", "n"]].tolist() == pytest.approx([0.7, 0.75, 12])
    assert by_chance.loc["0.2-0.4", ["stated", "came_true", "n"]].tolist() == pytest.approx([0.3, 0.25, 12])
    assert by_chance.loc["0.95-1", ["came_true", "n", "high"]].tolist() == pytest.approx([1.0, 4, 1.0])
    assert by_chance.loc["0.95-1", "low"] < 0.7  # four of four is no proof
    assert sorted(rows.loc[("interval", 0.8), "came_true"]) == [0.5, 0.75]


def test_the_parts_of_a_full_year_sum_to_what_it_creates(dealt: dict[str, Any]) -> None:
    spec, rows = draw_waterfall(dealt, catalogue("en"))
    year = [
        row
        for name, values in spec["datasets"].items()
        if name.endswith("-1")
        for row in values
        if set(row) == {"at", "start", "end"}
    ]
    steps = sorted((row for row in year), key=lambda row: row["at"])
    *parts, total = steps
    assert parts[0]["start"] == total["start"] == 0.0
    assert all(after["start"] == before["end"] for before, after in pairwise(parts))
    assert parts[-1]["end"] == pytest.approx(total["end"], rel=1e-6)
    assert total["end"] == pytest.approx(dealt["full_year"]["created"], abs=1e-3)
    own = rows[rows["offer"] == "this"].set_index("party")
    assert set(own.index) == set(PARTIES)
    for party, entry in dealt["parties"].items():
        assert own.loc[party, ["npv", "q05", "q95"]].tolist() == [
            entry["npv"][key] for key in ("mean", "q05", "q95")
        ]


def test_accounts_that_do_not_close_show_no_waterfall(dealt: dict[str, Any]) -> None:
    spec, _ = draw_waterfall({**dealt, "closure_error": 0.1}, catalogue("en"))
    assert len(spec["concat"]) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_documents_of_commands_have_charts_with_a_reading(dealt, watch_list, withdrawals, lang: str) -> None:
    documents = {
        "deal-ARE": dealt,
        "signposts": watch_list,
        "switchoff-IND": withdrawals["offer"],
        "reliability": PASTS,
    }
    for name, document in documents.items():
        found = list(charts(document, catalogue(lang)))
        assert [chart[0] for chart in found] == [name]
        assert not found[0][2].empty
        assert bool(re.search("[\u4e00-\u9fff]", found[0][3])) == (lang == "zh")
    assert len(list(charts(withdrawals["all"], catalogue(lang)))) == 6
    assert list(charts(NO_PASTS, catalogue(lang)))


def test_signposts_stand_in_time_with_the_crossed_ones_first(watch_list: dict[str, Any]) -> None:
    ((_, spec, rows, _),) = charts(watch_list, catalogue("en"))
    crossed, ahead = rows[rows["crossed"]], rows[~rows["crossed"]]
    assert rows["crossed"].tolist() == sorted(rows["crossed"], reverse=True)
    assert crossed["date"].is_monotonic_increasing
    assert ahead["date"].is_monotonic_increasing
    assert (crossed["date"] <= watch_list["as_of"]).all()
    told_most = max(item["voi_bits"] for item in watch_list["signposts"] if item["crossed"] is None)
    assert ahead["voi_bits"].max() == told_most
    assert "today" in json.dumps(spec)


def test_the_same_document_gives_the_same_files_and_they_are_whole(tmp_path: Path) -> None:
    first, missing = write_charts(PASTS, tmp_path / "a", ("en",))
    again, _ = write_charts(PASTS, tmp_path / "b", ("en",))
    assert not missing
    assert [path.name for path in first] == [
        f"reliability.en.{suffix}" for suffix in ("svg", "vl.json", "csv", "alt.txt", "png")
    ]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert first[-1].read_bytes().startswith(b"\x89PNG")


def test_a_machine_without_chinese_letters_says_so_and_draws_no_boxes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "has_letters", lambda lang: lang == "en")
    with pytest.raises(ReportError) as refusal:
        as_png("<svg/>", "zh", tmp_path / "x.png")
    assert "font" in refusal.value.what
    written, missing = write_charts(PASTS, tmp_path, ("zh",))
    assert not [path for path in written if path.suffix == ".png"]
    assert [path for path in written if path.suffix == ".svg"]
    assert len(missing) == 1


def test_letters_that_no_font_has_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRIAL", {"xx": ("\U000effff", "\U000efffe")})
    monkeypatch.setattr(module, "FONTS", {"xx": "sans-serif"})
    assert not module.has_letters.__wrapped__("xx")
    monkeypatch.setattr(module, "TRIAL", {"xx": ("g", "M")})
    assert module.has_letters.__wrapped__("xx")


def test_a_document_without_a_chart_is_refused() -> None:
    with pytest.raises(ReportError) as refusal:
        list(charts({"schema": "fourfutures/levers/1"}, catalogue("en")))
    assert refusal.value.where == "--charts"


def test_the_thick_piece_of_a_whisker_spans_two_sampling_errors_to_either_side(record: RunRecord) -> None:
    spec, _ = CHARTS["odds"][1](record, catalogue("en"))
    rows = [row for rows in spec["datasets"].values() for row in rows if "least" in row]
    assert len(rows) == 10
    for row in rows:
        entry = record.odds(row["reading"])[row["future"]]
        assert row["least"] == pytest.approx(max(0.0, entry["p"] - 2 * entry["mc_se"]), abs=1e-4)
        assert row["most"] == pytest.approx(min(1.0, entry["p"] + 2 * entry["mc_se"]), abs=1e-4)
