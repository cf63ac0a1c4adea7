"""Forecasts of known pasts on a terminal: the targets most behind first, nothing claimed without its star."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import print_hindcast

RIVALS = ("persistence", "log_trend", "ar1_drift", "damped_ets")


def entry(skill: float | None, claim: str = "none") -> dict[str, Any]:
    return {"skill": skill, "claim": claim, "n": 4}


def target(
    name: str, skills: tuple[float | None, ...], claim: str = "none", **changes: Any
) -> dict[str, Any]:
    baselines = {rival: entry(skill, claim) for rival, skill in zip(RIVALS, skills, strict=True)}
    return {
        "target": name, "name": {"en": f"The {name}", "zh": f"对象{name}"}, "n": 12, "n_effective": 2,
        "coverage": {"50": 0.5, "80": 0.756, "90": 1.0}, "baselines": baselines, "rivals": {}, **changes,
    }  # fmt: skip


DOCUMENT: dict[str, Any] = {
    "members": 2000, "confidence": 0.9,
    "targets": [
        target("winner", (0.704, 0.9, 0.5, 0.999), "better"),
        target("silent", (None, None, None, None)),
        target("loser", (-0.129, 0.4, None, -123.0), rivals={"own_expectation": entry(-0.5, "worse")}),
    ],
    "classes": {
        "targets": [
            {"name": {"en": "Who leads", "zh": "谁领先"}, "n": 9, "n_effective": 2, "brier": 0.434,
             "baselines": {"climatology": entry(0.25), "last_class": entry(None)}}
        ]
    },
    "not_hindcast": [{"target": "young", "name": {"en": "A young series", "zh": "新序列"}}],
    "verdicts": {"en": "The verdict.", "zh": "结论如此。"},
}  # fmt: skip


def printed(lang: str, width: int = 80, **changes: Any) -> str:
    out = io.StringIO()
    print_hindcast({**DOCUMENT, **changes}, lang, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_window(lang: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in printed(lang, width).splitlines())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("The loser", "The silent", "A young series", "The verdict.", "90% interval", "Who leads")),
        ("zh", ("对象loser", "对象silent", "新序列", "结论如此。", "90%区间", "谁领先")),
    ],
)
def test_the_losers_come_first_and_all_is_said(lang: str, words: tuple[str, ...]) -> None:
    text = printed(lang)
    assert all(word in text for word in words)
    assert text.index("loser") < text.index("winner") < text.index("silent")


def test_skill_has_its_sign_and_a_star_only_where_it_is_claimed() -> None:
    lines = printed("en", 120).splitlines()
    loser, winner, silent = (
        next(line for line in lines if name in line) for name in ("loser", "winner", "silent")
    )
    assert loser.split()[2:] == ["12", "(2)", "76%", "−0.13", "+0.40", "–", "−9.99", "−0.50*"]
    assert winner.split()[4:9] == ["76%", "+0.70*", "+0.90*", "+0.50*", "+1.00*"]
    assert silent.split()[5:] == ["–", "–", "–", "–", "–"]


def test_what_is_not_there_is_not_headed() -> None:
    text = printed("en", classes={"targets": []}, not_hindcast=[])
    assert "Brier" not in text and "Not hindcast" not in text
