"""Pictures of a run: whole, light, inside their frame, legible in Chinese, with data, specification and a text reading."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import altair
import jsonschema
import pandas as pd
import pytest
import vl_convert
from records import CASES, told

from fourfutures.report.catalogue import catalogue
from fourfutures.report.charts import CHARTS, quadrant
from fourfutures.report.charts.style import width, wrapped
from fourfutures.report.record import RunRecord

LANGUAGES = ("en", "zh")
NAMES = tuple(CHARTS)
ON_THE_PAGE = tuple(name for name in NAMES if name != "shares")
OF_ODDS = ("quadrant", "odds")
# What a case of other odds changes is where the odds are drawn.
DRAWN = [(name, "same") for name in NAMES] + [
    (name, case) for name in OF_ODDS for case in ("flagged", "one_future_clear")
]
SVG = "{http://www.w3.org/2000/svg}"
HEAVIEST = 120_000  # bytes
CJK_FAMILIES = ("PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI")


def chart(folder: Path, name: str, lang: str, suffix: str) -> str:
    return (folder / "charts" / f"{name}.{lang}.{suffix}").read_text(encoding="utf-8")


def letters(svg: str) -> str:
    return "".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_a_picture_a_specification_its_data_and_a_text_reading(
    folder: Path, briefs, name: str, lang: str
) -> None:
    root = ElementTree.fromstring(chart(folder, name, lang, "svg"))
    reading = chart(folder, name, lang, "alt.txt").strip()
    assert root.tag == f"{SVG}svg"
    assert (root.get("role"), root.get("aria-label")) == ("img", reading)
    assert (f"![{reading}](charts/{name}.{lang}.svg)" in briefs[lang]) == (name in ON_THE_PAGE)
    spec = json.loads(chart(folder, name, lang, "vl.json"))
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    if lang == "en":
        again = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))
        assert (again.get("width"), again.get("height")) == (root.get("width"), root.get("height"))
    assert not pd.read_csv(folder / "charts" / f"{name}.{lang}.csv").empty


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_specification_is_what_the_language_of_charts_allows(folder: Path, name: str, lang: str) -> None:
    spec = json.loads(chart(folder, name, lang, "vl.json"))
    spec["datasets"] = {}  # rows may hold anything, and looking through them takes long
    kind, parts = (altair.ConcatChart, "concat") if "concat" in spec else (altair.LayerChart, "layer")
    kind.from_dict(spec)  # raises where a word is not one of Vega-Lite's
    first = spec[parts][0]["layer"][0] if parts == "concat" else spec["layer"][0]
    first["mark"] = {"type": "blob"}
    with pytest.raises(jsonschema.ValidationError):
        kind.from_dict(spec)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_light_and_asks_for_nothing_from_outside(folder: Path, name: str, lang: str) -> None:
    svg = chart(folder, name, lang, "svg")
    assert len(svg.encode()) < HEAVIEST
    assert not re.search(r'(?:href|src)="(?!#)|url\((?!"?#)|<script|<image', svg)
    for reference in re.findall(r'href="#([^"]+)"|url\("?#([^")]+)"?\)', svg):
        assert f'id="{reference[0] or reference[1]}"' in svg


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cloud_is_drawn_member_by_member_where_the_run_put_them(
    folder: Path, record: RunRecord, lang: str
) -> None:
    data = pd.read_csv(folder / "charts" / f"quadrant.{lang}.csv")
    cloud = data[data["kind"] == "member"]
    assert chart(folder, "quadrant", lang, "svg").count("<use ") == len(cloud) == quadrant.DOTS
    members = pd.read_parquet(folder / "members.parquet").set_index("member")
    for index in ("index_compute", "index_adoption"):
        assert cloud[index].to_numpy() == pytest.approx(
            members.loc[cloud["member"], index].to_numpy(), abs=1e-6
        )
    assert (cloud["future"].to_numpy() == members.loc[cloud["member"], "future_source"].to_numpy()).all()
    shares = cloud["future"].value_counts(normalize=True)
    for future, entry in record.odds(
        "source"
    ).items():  # a systematic sample: off by less than one dot a member kept
        assert shares.get(future, 0.0) == pytest.approx(entry["p"], abs=0.02)
    path = data[data["kind"] == "median path"]
    assert path["index_compute"].tolist() == pytest.approx(
        [step["compute"]["q50"] for step in record.summary["path"]], abs=1e-6
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_data_of_the_odds_are_those_of_the_record(folder: Path, record: RunRecord, lang: str) -> None:
    data = pd.read_csv(folder / "charts" / f"odds.{lang}.csv")
    assert len(data) == 10
    for row in data.itertuples():
        entry = record.odds(row.reading)[row.future]
        assert (row.p, row.low, row.high, row.mc_se) == pytest.approx(
            (entry["p"], entry["low"], entry["high"], entry["mc_se"]), abs=1e-6
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_charts_name_every_future_with_the_odds_of_the_page(
    folder: Path, record: RunRecord, lang: str
) -> None:
    for name, readings in (("quadrant", ("source",)), ("odds", ("source", "strict"))):
        seen = letters(chart(folder, name, lang, "svg"))
        for entry in record.summary["frame"]["futures"]:
            assert entry["name"][lang].replace(" ", "") in seen.replace(" ", "")
            for reading in readings:
                assert quadrant.odds_label(record, reading, entry["id"], catalogue(lang)) in seen
        assert record.summary["run_id"] in seen
        assert {"en": "22 November 2026", "zh": "2026年11月22日"}[lang] in seen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_says_which_way_is_which_and_what_even_means(folder: Path, summary, lang: str) -> None:
    words = {
        "en": (
            "US compute leads →",
            "← compute moves China's way",
            "US-led adoption →",
            "4 US to one Chinese",
        ),
        "zh": ("美国算力领先 →", "← 算力格局向中国一侧移动", "美国主导的采用 →", "美国为中国的4倍"),
    }[lang]
    assert all(word in letters(chart(folder, "quadrant", lang, "svg")) for word in words)
    strict = RunRecord(told(summary, CASES["strict_first"]), folder)
    spec, _ = quadrant.draw(strict, catalogue(lang))
    seen = letters(vl_convert.vegalite_to_svg(spec))
    assert {"en": "← Chinese compute leads", "zh": "← 中国算力领先"}[lang] in seen
    assert words[1] not in seen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_weak_run_draws_odds_to_the_nearest_five_points(folder: Path, summary, lang: str) -> None:
    weak = RunRecord(told(summary, CASES["flagged"]), folder)
    for future in weak.futures:
        numbers = re.findall(r"\d+", quadrant.odds_label(weak, "source", future, catalogue(lang)))
        assert all(int(number) % 5 == 0 for number in numbers)


def placed(element: ElementTree.Element, at: tuple[float, float] = (0.0, 0.0), turned: bool = False):
    """Every text of a picture with where it is anchored and whether it stands upright."""
    shift = re.search(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
    if shift:
        at = (at[0] + float(shift[1]), at[1] + float(shift[2]))
    turned = (
        turned
        or "rotate(-90)" in element.get("transform", "")
        or "rotate(270)" in element.get("transform", "")
    )
    if element.tag == f"{SVG}text":
        yield element, at, turned
    for child in element:
        yield from placed(child, at, turned)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "case"), DRAWN)
def test_no_text_leaves_the_picture_in_any_usual_font(pages_of, name: str, lang: str, case: str) -> None:
    spec, _ = CHARTS[name][1](pages_of(case)[0], catalogue(lang))
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))
    across, down = float(root.get("width")), float(root.get("height"))
    seen = 0
    for text, (x, y), turned in placed(root):
        lines = ["".join(span.itertext()) for span in text.iter(f"{SVG}tspan")] or ["".join(text.itertext())]
        size = float(str(text.get("font-size", "11px")).removesuffix("px"))
        long = max(width(line, size) for line in lines)
        back = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", "start"), 0.0) * long
        if turned:
            assert y + back <= down + 1 and y + back - long >= -1, lines
        else:
            assert x - back >= -1 and x - back + long <= across + 1, lines
        seen += 1
    assert seen > 10


@pytest.mark.parametrize("name", NAMES)
def test_chinese_pictures_name_chinese_fonts_and_english_ones_do_not_lead_with_them(
    folder: Path, name: str
) -> None:
    families = set(re.findall(r'font-family="([^"]+)"', chart(folder, name, "zh", "svg")))
    assert families
    assert all(any(cjk in family for cjk in CJK_FAMILIES) for family in families)
    english = set(re.findall(r'font-family="([^"]+)"', chart(folder, name, "en", "svg")))
    assert english
    assert not any(cjk in family.split(",")[0] for cjk in CJK_FAMILIES for family in english)


@pytest.mark.skipif(
    not shutil.which("fc-list") or not subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout,
    reason="this machine has no Chinese font",
)
@pytest.mark.parametrize("name", NAMES)
def test_one_chinese_font_has_every_letter_of_a_chinese_picture(folder: Path, name: str) -> None:
    wanted = {letter for letter in letters(chart(folder, name, "zh", "svg")) if letter.strip()}
    query = ":lang=zh-cn:charset=" + " ".join(f"{ord(letter):x}" for letter in sorted(wanted))
    assert len(wanted) > 40
    assert subprocess.run(["fc-list", query], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("Global AI with Chinese Characteristics", 190, ["Global AI with Chinese", "Characteristics"]),
        ("具有中国特色的全球 AI", 60, ["具有中国", "特色的全", "球 AI"]),
        ("一二三四，五六", 40, ["一二三", "四，五", "六"]),  # no comma at the head of a line
        ("short", 200, ["short"]),
        ("Unbreakablyoverlong", 20, ["Unbreakablyoverlong"]),
    ],
)
def test_lines_break_between_words_or_han_characters(text: str, most: float, lines: list[str]) -> None:
    assert wrapped(text, most, 13) == lines
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
