"""The page of the figures."""

from __future__ import annotations

from typing import Any

import numpy as np

SHOWN = ("source", "strict")
LEVELS = (0.5, 0.8, 0.9)
MOVED = 15  # parameters on the page; all stand in the figures


def page(data: dict[str, Any]) -> str:
    """The page of the figures."""
    sbc, now = data["calibration"], data["today"]
    ranks, p = sbc["ranks"], sbc["ranks"]["uniform_p"]
    parameters = {name: value for name, value in p.items() if not name.startswith("index_")}
    uneven = sum(value < 0.05 for value in parameters.values())
    lines = [
        "# Calibration",
        "",
        "*Written by `python tools/calibration`; every figure stands in [calibration.json](calibration.json).*",
        "",
        "Whether weights mean what they say can be tested without waiting for the future. Draw a world from the prior, "
        "publish its rows with the errors that the study declares, weigh the other members by them exactly as a run does, "
        "and ask where the truth ranks among them. Over many worlds ranks must be uniform, intervals must cover as often "
        "as they say, and odds of p must come true in a share p of cases. This tests the machinery and the observation "
        "model against each other. It says nothing on whether the model is right about the world: that is what hindcasts "
        "and the forecast log are for.",
        "",
        f"**{sbc['worlds']} worlds**, each with the {sbc['rows']} rows of the study, against a pool of {sbc['pool']:,} "
        f"members; in {sbc['guided']} of them few members fitted and a second pool was moved towards the rows, as in a "
        f"run. Effective members: median {sbc['effective']['q50']:,.0f}, nine in ten between "
        f"{sbc['effective']['q05']:,.0f} and {sbc['effective']['q95']:,.0f}.",
        "",
        "## Ranks and coverage",
        "",
        "| | evenness of ranks, p | 50 % interval covers | 80 % | 90 % |",
        "|---|---|---|---|---|",
        *(
            f"| {label} | {p[name]:.2f} | {_percents(ranks['covered'][name])} |"
            for name, label in (("index_compute", "compute index"), ("index_adoption", "adoption index"))
        ),
        f"| {len(parameters)} parameters, mean | {uneven} below 0.05 | {_percents(_mean(ranks['covered'], parameters))} |",
        "",
        f"By chance {0.05 * len(parameters):.0f} of {len(parameters)} p-values lie below 0.05. The sampling error of a "
        f"single coverage is {_error(0.8, sbc['worlds']):.0%} at 80 %. Ranks by tenths, compute index: "
        f"{_bars(ranks, 'index_compute')}; adoption index: {_bars(ranks, 'index_adoption')}.",
        "",
        "## Odds and what came true",
    ]
    for reading in SHOWN:
        block = sbc["reliability"][reading]
        lines += [
            "",
            f"`{reading}`: Brier score {block['brier']:.3f}, against {block['brier_of_shares']:.3f} for the shares of the "
            "futures over all worlds, which nobody knows beforehand.",
            "",
            "| odds | forecasts | mean odds | came true | sampling error |",
            "|---|---|---|---|---|",
            *(
                f"| {entry['low']:.0%}-{entry['high']:.0%} | {entry['size']:,} | {entry['mean']:.1%} | "
                f"{entry['share']:.1%} | {entry['error']:.1%} |"
                for entry in block["bins"]
            ),
        ]
    lines += [
        "",
        f"## What the data did to the parameters, as of {now['as_of']}",
        "",
        f"Of {now['pool']:,} members {now['effective']:,.0f} are effective, {now['effective'] / now['members']:.0%} of the "
        f"{now['members']:,} kept; Pareto k {now['pareto_k']:.2f}. The {MOVED} parameters moved most, in standard "
        "deviations of their priors; J marks a judged prior.",
        "",
        "| parameter | before | after | moved by | spread left |",
        "|---|---|---|---|---|",
        *(
            f"| {_name(entry)} | {entry['prior_mean']:.3g} ± {entry['prior_sd']:.2g} | {entry['mean']:.3g} ± "
            f"{entry['sd']:.2g} | {entry['shift']:+.2f} | {entry['narrowing']:.0%} |"
            for entry in now["parameters"][:MOVED]
        ),
        "",
        "## How much rests on judgement",
        "",
        "Shares of the variance of each index that a linear fit gives to judged priors, to measured ones, and to luck and "
        "what is not linear.",
        "",
        "| reading, index | judged | measured | luck and the rest |",
        "|---|---|---|---|",
        *(
            f"| `{reading}`, {axis} | {split['judgement']:.0%} | {split['measured']:.0%} | {split['shocks_and_rest']:.0%} |"
            for reading, axes in now["variance"].items()
            for axis, split in axes.items()
        ),
        "",
        "## Rows against what the prior expected",
        "",
        "p is the share of the prior's own draws that lie at least as far from their mean; below 0.01 a block's errors are "
        "widened. Unexplained is what an independent smoother leaves, in the rows' own errors.",
        "",
        "| block | p | errors times | unexplained |",
        "|---|---|---|---|",
        *(
            f"| `{entry['block']}` | {entry['p']:.2f} | {entry['factor']:.1f} | "
            f"{'-' if entry['unexplained'] is None else format(entry['unexplained'], '.2f')} |"
            for entry in now["fit"]
        ),
        "",
        "## A second method",
        "",
        "An ensemble smoother reads the same rows by shifting members instead of weighing them. Means of both indices must "
        "agree to a quarter of a standard deviation beyond sampling error, or the run says that they do not.",
        "",
        "| index | weights | smoother | may differ by |",
        "|---|---|---|---|",
        *(
            f"| {axis} | {_moments(entry['weights'])} | {_moments(entry['smoother'])} | {entry['tolerance']:.2f} |"
            for axis, entry in now["cross_check"].items()
        ),
        "",
    ]
    return "\n".join(lines)


def _percents(covering: dict[str, float]) -> str:
    return " | ".join(f"{covering[f'{level:g}']:.0%}" for level in LEVELS)


def _mean(covering: dict[str, dict[str, float]], names: dict[str, float]) -> dict[str, float]:
    return {
        f"{level:g}": float(np.mean([covering[name][f"{level:g}"] for name in names])) for level in LEVELS
    }


def _error(share: float, count: int) -> float:
    return float(np.sqrt(share * (1.0 - share) / count))


def _bars(ranks: dict[str, Any], name: str) -> str:
    return ", ".join(str(count) for count in ranks["histogram"][name])


def _name(entry: dict[str, Any]) -> str:
    bloc = {"us": ", US", "cn": ", CN"}.get(entry["bloc"], "")
    return f"{entry['label']['en']}{bloc}{' (J)' if entry['judgement'] else ''}"


def _moments(entry: dict[str, float]) -> str:
    return f"{entry['mean']:.2f} ± {entry['sd']:.2f}"
