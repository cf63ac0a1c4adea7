"""Hindcast targets are declared in a file of the study, and a target that names what is not there is refused."""

from __future__ import annotations

import pytest
from small_study import SmallStudy

from fourfutures.study import check_study, load_study

INDICATORS = """\
[spending]
name = { en = "Spending", zh = "开支" }
area = 1
unit = "log"
source = ["a-source"]
"""
TARGETS = """\
[target.spending_us]
name = { en = "Spending", zh = "开支" }
scale = { en = "log", zh = "对数" }
block = "investment"
indicator = "spending"
entities = ["USA"]
transform = "log"
step = 3
first = "2022-09"
every = 3
horizons = [12, 24]
note = "A note."

[[regime]]
month = "2022-10"
regime = 2
event_ids = ["e1"]
reason = { en = "A rule.", zh = "一项规则。" }

[[regime]]
month = "2023-11"
regime = 1
event_ids = []
reason = { en = "Another.", zh = "另一项规则。" }
"""


@pytest.fixture
def declared(folder: SmallStudy) -> SmallStudy:
    (folder.root / "indicators.toml").write_text(INDICATORS, encoding="utf-8")
    (folder.root / "hindcast.toml").write_text(TARGETS, encoding="utf-8")
    return folder


def test_a_study_may_do_without(folder: SmallStudy) -> None:
    study = load_study(folder.root)
    assert study.hindcast.target == {} and study.hindcast.regime == ()


def test_a_target_is_read_with_its_name_as_id(declared: SmallStudy) -> None:
    study = load_study(declared.root)
    assert check_study(declared.root) == []
    target = study.hindcast.target["spending_us"]
    assert (target.id, target.block, target.horizons) == ("spending_us", "investment", (12, 24))
    assert [change.regime for change in study.hindcast.regime] == [2, 1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'indicator = "spending"',
            'indicator = "spendin"',
            "no indicator called spendin. Did you mean spending?",
        ),
        (
            'transform = "log"',
            'transform = "log"\nrival = "spendings"\nrival_months = 6',
            "no indicator called spendings",
        ),
        ('transform = "log"', 'transform = "log"\nrival = "spending"', "belong together"),
        ("[12, 24]", "[24, 12]", "the horizons do not rise"),
        ("[12, 24]", "[0]", "0 is below 1"),
        ("[12, 24]", "[]", "horizons"),
        ('"2022-09"', '"2022-13"', "first"),
        ('block = "investment"', 'block = "invest"', "investment"),
        ('event_ids = ["e1"]', 'event_ids = ["e9"]', "there is no event e9"),
        ('month = "2023-11"', 'month = "2022-10"', "does not come after"),
        ("regime = 2", "regime = 3", "regime"),
        ('note = "A note."', "", "note is missing"),
        ('zh = "开支" }\nscale', 'zh = " " }\nscale', "zh"),
    ],
)
def test_what_does_not_fit_is_refused_on_its_line(
    declared: SmallStudy, old: str, new: str, words: str
) -> None:
    problems = check_study(declared.replace("hindcast.toml", old, new).root)
    assert any(words in str(problem) and "hindcast.toml" in problem.where for problem in problems), problems
    assert all(problem.told("zh") != problem.told("en") for problem in problems)


def test_the_shipped_targets_hold_what_a_reader_needs() -> None:
    study = load_study("ai-2027")
    for target in study.hindcast.target.values():
        assert target.indicator in study.indicators
        assert (target.set_until is None) == (not target.discrepancy)
        assert target.note.endswith(".")
