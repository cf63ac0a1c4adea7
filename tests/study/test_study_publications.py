"""Releases, connectors and outcomes of a study: what each may say, with file, line and remedy where it may not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from fourfutures.study import check_study, load_study

HAN = re.compile(r"[\u4e00-\u9fff]")
HEADER = "reading,future,known_on,source_id,note_en,note_zh\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the texts of the shipped study."""
    there = tmp_path / "study"
    shutil.copytree(load_study("ai-2027").root, there, ignore=shutil.ignore_patterns("series"))
    return there


FAULTS = [
    (
        "releases.toml",
        'indicator = "capex_quarterly_us_big4"',
        'indicator = "capex_us_big4"',
        "Did you mean capex",
    ),
    (
        "releases.toml",
        'indicator = "capex_quarterly_us_big4"',
        'indicator = "cloud_regions"',
        "cannot forecast",
    ),
    (
        "releases.toml",
        'indicator = "capex_quarterly_us_big4"',
        'indicator = "enterprises_using_ai"',
        "cannot forecast",
    ),
    ("releases.toml", "every = 3", "every = 0", "every"),
    ("releases.toml", "scale = 0.001", "scale = -1.0", "scale is -1"),
    ("releases.toml", "ends = 2026-09-30", 'ends = "soon"', "ends"),
    ("releases.toml", "rule.zh = ", "rule.fr = ", "rule"),
    (
        "connectors.toml",
        "https://epoch.ai/data/eci_scores.csv",
        "ftp://epoch.ai/data/eci_scores.csv",
        "not an address",
    ),
    ("connectors.toml", r"periods = '\d{6}'", r"periods = '(\d{6}'", "is no pattern"),
    ("connectors.toml", 'source = "wb_gdp"', 'source = "wb_gpd"', "Did you mean wb_gdp?"),
    ("connectors.toml", 'key = ["Hardware name"]', "key = []", "key"),
]


@pytest.mark.parametrize(("file", "before", "after", "words"), FAULTS)
def test_what_does_not_fit_is_told_with_its_file_and_line(
    copy: Path, file: str, before: str, after: str, words: str
) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    problems = [problem for problem in check_study(copy) if file in str(problem.where)]
    assert problems
    said = "\n".join(problem.told("en") for problem in problems)
    assert words in said
    assert re.search(rf"{re.escape(file)}:\d+", said)
    assert all(HAN.search(problem.told("zh")) for problem in problems)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("source,contested,2028-01-31,wb_gdp,It came.,如此。\n", None),
        ("source,contestd,2028-01-31,wb_gdp,It came.,如此。\n", "Did you mean contested?"),
        ("source,contested,2027-06-30,wb_gdp,It came.,如此。\n", "before the horizon"),
        ("sauce,contested,2028-01-31,wb_gdp,It came.,如此。\n", "sauce"),
        ("source,contested,2028-01-31,wb_gdp,It came.,It came.\n", "Chinese"),
    ],
)
def test_an_outcome_names_a_future_that_came_by_the_horizon(copy: Path, row: str, words: str | None) -> None:
    (copy / "outcomes.csv").write_text(HEADER + row, encoding="utf-8")
    problems = [problem.told("en") for problem in check_study(copy) if "outcomes" in str(problem.where)]
    assert (words is None) == (problems == [])
    assert words is None or words in problems[0]


def test_an_outcome_is_not_known_before_its_day(copy: Path) -> None:
    (copy / "outcomes.csv").write_text(
        HEADER + "source,contested,2028-01-31,wb_gdp,It came.,如此。\n", encoding="utf-8"
    )
    study = load_study(copy)
    day = study.outcomes[0].known_on
    assert study.known_by(day).outcomes == study.outcomes
    assert study.known_by(day.replace(day=30)).outcomes == ()
