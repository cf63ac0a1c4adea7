"""Debriefs of workshops: one played through, one where nothing was heard, one where all agree."""

from __future__ import annotations

from typing import Any

FUTURES = ("americas_century", "contested")
NAMES = {
    "americas_century": {"en": "America's AI Century", "zh": "美国的 AI 世纪"},
    "contested": {"en": "Contested", "zh": "胶着/多极"},
    "export_control": {"en": "Export-control stance", "zh": "出口管制松紧"},
}


def _ballots(n: int, share: float) -> dict[str, Any]:
    odds = dict(zip(FUTURES, (share, 1.0 - share), strict=True))
    return {"n": n, "mean": odds, "least": odds, "most": odds, "disagreement_bits": 0.1 if n > 1 else None}


def _debrief(ballots: dict[str, Any], change: float, error: float, moves: int) -> dict[str, Any]:
    odds = dict(zip(FUTURES, (0.4, 0.6), strict=True))
    step = dict(zip(FUTURES, (change, -change), strict=True))
    mean = ballots["all"]["mean"]
    return {
        "code": "ABCDE", "as_of": "2026-11-22", "members": 2000, "lens": "neutral", "reading": "source",
        "futures": list(FUTURES), "names": NAMES, "odds": odds, "ballots": ballots,
        "gap": mean and {name: mean[name] - odds[name] for name in FUTURES},
        "moves": [
            {"number": at, "team": team, "lever": "export_control", "value": 1.0, "alone": {}, "step": step}
            for at, team in enumerate(("us", "cn", "partner")[:moves], 1)
        ],
        "end": {
            name: {"p": odds[name] + step[name], "change": step[name], "low": step[name] - error, "high": step[name] + error}
            for name in FUTURES
        },
        "interaction": step, "command": "fourfutures run",
    }  # fmt: skip


NOBODY = {"n": 0, "mean": None, "least": None, "most": None, "disagreement_bits": None}
TEAMS = {team: _ballots(1, 0.3) for team in ("us", "cn", "partner", "observer")}
DEBRIEFS = (
    _debrief({"all": _ballots(4, 0.3), **TEAMS}, 0.05, 0.01, 3),
    _debrief({"all": _ballots(2, 0.4)}, 0.0, 0.01, 1),
    _debrief({"all": NOBODY}, 0.0, 0.01, 0),
)
