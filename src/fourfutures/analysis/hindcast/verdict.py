"""What the scores allow to be said, in both languages. Skill is claimed only where its interval lies above zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fourfutures.errors import Both

NAMES = {
    "persistence": Both("persistence", "维持现状基准"),
    "log_trend": Both("the log trend", "对数趋势"),
    "ar1_drift": Both("AR(1) with drift", "带漂移的 AR(1)"),
    "damped_ets": Both("the damped trend", "阻尼趋势"),
    "own_expectation": Both("the firms' own expectation", "企业自身预期"),
    "climatology": Both("climatology", "历史频率"),
    "last_class": Both("the last class", "最近类别"),
}
USEFUL = (0.70, 0.90)  # share of outcomes that 80 percent intervals should hold


def target_verdict(block: Mapping[str, Any]) -> dict[str, Any]:
    """What can be said of one target: `claim` is better, worse, mixed or none, with a sentence in each language.

    "better" needs every rival that could be compared to be beaten with an interval above zero; a lower mean score alone
    claims nothing.
    """
    rivals = {**block["baselines"], **block.get("rivals", {})}
    compared = {name: entry for name, entry in rivals.items() if entry["skill_low"] is not None}
    won = [name for name, entry in rivals.items() if entry["claim"] == "better"]
    lost = [name for name, entry in rivals.items() if entry["claim"] == "worse"]
    behind = [
        name
        for name, entry in rivals.items()
        if entry["skill"] is not None and entry["skill"] < 0.0 and name not in lost
    ]
    claim = "none"
    if won and len(won) == len(compared):
        claim = "better"
    elif won or lost:
        claim = "mixed" if won else "worse"
    windows = block["n_effective"]
    english, chinese = [], []
    if won:
        english.append(f"better than {_and(won)}, with an interval above zero")
        chinese.append(f"优于{_all(won)}，区间在零以上")
    if lost:
        english.append(f"worse than {_and(lost)}, with an interval below zero")
        chinese.append(f"不如{_all(lost)}，区间在零以下")
    if behind:
        english.append(f"behind {_and(behind)} in the mean, not beyond chance")
        chinese.append(f"均值落后于{_all(behind)}，未超出偶然")
    if not won:
        english.append("no skill is claimed")
        chinese.append("不能称有预测技巧")
    count = len(block["origins"])
    english.append(
        f"{block['n']} forecasts from {count} origin{'s' if count > 1 else ''}, about {windows} independent"
    )
    chinese.append(f"{count}个起点共{block['n']}次预测，有效独立起点约{windows}个")
    return {"claim": claim, "verdict": {"en": _sentence("; ".join(english)), "zh": "；".join(chinese) + "。"}}


def overall(targets: Sequence[Mapping[str, Any]]) -> Both:
    """The verdict on all targets: where the model loses first, then where it wins, and how far that reaches."""
    losing = [block for block in targets if _loses(block)]
    winning = [block for block in targets if block["claim"] == "better"]
    some = [block for block in targets if block["claim"] == "mixed"]
    count = len(targets)
    held = [block for block in targets if USEFUL[0] <= block["coverage"]["80"] <= USEFUL[1]]
    windows = [block["n_effective"] for block in targets]
    english = [
        f"Of {count} targets the model has a worse mean score than at least one baseline on {len(losing)}"
        + (f" ({_names(losing, 'en')})" if losing else ""),
        f"skill over every baseline that could be compared is claimed on {len(winning)}"
        + (f" ({_names(winning, 'en')})" if winning else ""),
        f"over some of them on {len(some)}" + (f" ({_names(some, 'en')})" if some else ""),
        f"on the other {count - len(winning) - len(some)} no skill is claimed",
        f"80 percent intervals hold 70 to 90 percent of the outcomes on {len(held)} of {count}",
        f"the forecasts overlap: a target has {min(windows)} to {max(windows)} independent windows, too few to tell most of these differences from chance"
        if windows
        else "there is nothing to judge",
    ]
    chinese = [
        f"{count}项中，{len(losing)}项的平均评分至少不如一项基准"
        + (f"（{_names(losing, 'zh')}）" if losing else ""),
        f"{len(winning)}项可称优于全部可比基准" + (f"（{_names(winning, 'zh')}）" if winning else ""),
        f"{len(some)}项优于部分基准" + (f"（{_names(some, 'zh')}）" if some else ""),
        f"其余{count - len(winning) - len(some)}项不能称有预测技巧",
        f"80%区间覆盖率落在70%至90%的有{len(held)}项",
        f"各次预测相互重叠，每项的有效独立起点只有{min(windows)}至{max(windows)}个，多数差别与偶然难以区分"
        if windows
        else "没有可评判的内容",
    ]
    return Both("; ".join(english) + ".", "；".join(chinese) + "。")


def _loses(block: Mapping[str, Any]) -> bool:
    rivals = {**block["baselines"], **block.get("rivals", {})}
    return any(entry["skill"] is not None and entry["skill"] < 0.0 for entry in rivals.values())


def _names(blocks: Sequence[Mapping[str, Any]], lang: str) -> str:
    return ("; " if lang == "en" else "；").join(block["name"][lang] for block in blocks)


def _and(names: Sequence[str]) -> str:
    told = [str(NAMES[name]) for name in names]
    return told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]


def _all(names: Sequence[str]) -> str:
    return "、".join(NAMES[name].zh for name in names)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
