"""Write docs/explanation/hindcast.md: what forecasts of known pasts say of the model, where it loses first.

Tables and the verdict are computed; the reasons beside them are written here, one for each target that loses to a baseline
or whose 80 percent intervals hold fewer than 70 or more than 90 percent of the outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fourfutures import hindcast, load_study
from fourfutures.study import Study

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "hindcast.md"
RIVALS = {
    "persistence": "no change",
    "log_trend": "log trend",
    "ar1_drift": "AR(1)",
    "damped_ets": "damped trend",
}
USEFUL = (0.70, 0.90)
# Why the model loses, or why its intervals are too narrow or too wide. Nothing here is a tuning: what follows for the
# study's own numbers is listed on the page, and a change of them is a change of the study, with its own reasons.
WHY = {
    "compute_ratio": "From mid-2022 the clusters on record in the US multiplied while China's grew slowly: the ratio went one way for three years, further than any baseline expected. The model weighs each side's growth against that of both together, so it leaves the ratio about where it stood, as no change does, and outcome after outcome lies near the upper end of its interval. A discrepancy up to half as large again would have held the same share of early outcomes, and with it two in three of the later ones; the rule takes the smallest. The rules of October 2022 are in the later origins, and China's record went on growing through them.",
    "training_compute": "China's record stood still for two and a half years after one sparse model of 2021, and says little since 2024. The model lets both frontiers move on, a fitted AR(1) learns that records stand still. The discrepancy of China's side was set on that same jump and is as wide as the jump was.",
    "top500_share": "Shares of a list of machines mostly stayed where they were, and no change is hard to beat. The discrepancy was set on 2004 to 2009, when China's share multiplied from almost nothing; on the log odds of larger shares it is too wide.",
    "nvidia_china": "AR(1) is ahead on three forecasts only. The first origins know four or five quarters and miss the surge of autumn 2023, before the rule of October came into force; the last one knows nothing of the licence that the H20 needed from April 2025.",
    "firm_adoption_us": "Use by firms sped up in 2024 and 2025. Diffusion at the speed of the months before falls behind, its spread comes from that speed alone, and the block has no noise of its own; a trend in log odds did a little better. Firms' own expectation, asked six months ahead, was better than every calculation.",
    "genai_users_cn": "The first two surveys nearly doubled within half a year. Two values cannot tell a jump from a speed; the model takes it for a speed, and later surveys rose far less.",
    "capex_us": "Spending fell in early 2023 and then rose by half and more in a year. The trends missed it as well. A standard deviation of 0.12 a year for growth, and noise of 0.12, leave no room for such a turn.",
    "model_gap_arena": "The lead fell from about 270 points to 50 within a year. The model holds a lead steady unless something changes, as no change does, and its intervals are those of a steady lead.",
    "model_gap_index": "A quiet stretch: the lead moved little, and noise, leaps and error together are wider than that.",
    "adoption_panel": "The error of a repeated telemetry is judged at 0.08 in log odds; the errors of one quarter were near 0.03 round a common 0.06.",
    "developers": "Economies kept their pace closely. The spread comes from one draw of the speed of diffusion with a log standard deviation of 0.3, which is more than accounts of developers show.",
}
FOLLOWS = """\
- `growth_boom`, `investment_noise`: too narrow for a turn of the investment cycle such as 2023-24.
- `home_q`: too narrow for firms over 6 to 12 months; the home market has no noise in its number of users.
- `build_discrepancy_rate`: on clusters the early origins ask for {sigma} a root year, the study holds {prior}. The record is
  thin (one to two chips in ten) and lumpy, so part of this is the record's own; the study's number stays until chip counts
  have a past of their own.
- The error of `ai_user_share_working_age` (0.08 in log odds) is larger than the one date there is suggests.
- `partner_q`: wider than a long panel of developer accounts asks for; users of AI may differ.
"""


def main() -> None:
    """Write the page."""
    study = load_study("ai-2027")
    PAGE.write_text(page(study, hindcast(study)), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")


def page(study: Study, document: Mapping[str, Any]) -> str:
    """The page as Markdown."""
    targets = sorted(document["targets"], key=_least_skill)
    return "\n".join(
        (
            HEAD.format(study=study.meta.id, members=f"{document['members']:,}"),
            f"**{document['verdict']}**\n",
            *_scores(targets, document),
            *_reasons(targets),
            *_coverage(targets),
            *_early(targets),
            *_classes(document),
            RULES.format(kappa=study.indicators["train_compute_max_cum_q"].slope),
            "## What follows for the study, and has not been done\n",
            FOLLOWS.format(
                sigma=f"{study.hindcast.target['compute_ratio'].discrepancy['USA-CHN']:.2f}",
                prior=f"{study.uncertainties['build_discrepancy_rate'].prior.centre:.2f}",
            ),
            MISSING,
        )
    )


def loses(block: Mapping[str, Any]) -> bool:
    """Whether any baseline has a better mean score."""
    return _least_skill(block) < 0.0


def outside(block: Mapping[str, Any]) -> bool:
    """Whether the 80 percent intervals hold too few or too many outcomes."""
    return not USEFUL[0] <= block["coverage"]["80"] <= USEFUL[1]


def _least_skill(block: Mapping[str, Any]) -> float:
    entries = [*block["baselines"].values(), *block["rivals"].values()]
    return min((entry["skill"] for entry in entries if entry["skill"] is not None), default=2.0)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(head), "|".join("---" for _ in head), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" if "---" not in line else f"|{line}|" for line in lines) + "\n"


def _scores(targets: Sequence[Mapping[str, Any]], document: Mapping[str, Any]) -> Iterable[str]:
    level = f"{100 * document['confidence']:.0f}"
    yield "## Scores, the targets most behind first\n"
    yield (
        "Skill is 1 - CRPS/baseline, over the forecasts that the baseline has made too; in brackets its "
        f"{level} percent interval. A star marks an interval on one side of zero: only there is anything claimed. "
        "`indep.` is how many forecast windows fit without overlap, about.\n"
    )
    yield _table(
        ("target", "origins", "n", "indep.", "CRPS", *RIVALS.values()),
        (
            (
                f"{block['name']['en']} (`{block['target']}`)",
                f"{block['origins'][0]} to {block['origins'][-1]}",
                str(block["n"]),
                str(block["n_effective"]),
                f"{block['crps']:.3g}",
                *(_skill(block["baselines"][name]) for name in RIVALS),
            )
            for block in targets
        ),
    )
    for block in targets:
        for name, entry in block["rivals"].items():
            yield (
                f"Beside `{block['target']}`: {name.replace('_', ' ')} has a CRPS of {entry['crps']:.3g} where the model "
                f"has {entry['model_crps']:.3g}, over {entry['n']} forecasts: skill {_skill(entry)}.\n"
            )


def _skill(entry: Mapping[str, Any]) -> str:
    if entry["skill"] is None:
        return "-"
    shown = f"{entry['skill']:+.2f}"
    if entry["skill_low"] is not None:
        shown += f" ({max(entry['skill_low'], -9.99):+.2f} to {entry['skill_high']:+.2f})"
    return (
        shown
        + ("\\*" if entry["claim"] != "none" else "")
        + ("" if entry["n"] > 5 else f", {entry['n']} only")
    )


def _reasons(targets: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    yield "## Where the model loses, and why\n"
    for block in filter(loses, targets):
        behind = [
            name.replace("_", " ")
            for name, entry in {**block["baselines"], **block["rivals"]}.items()
            if entry["skill"] is not None and entry["skill"] < 0.0
        ]
        yield f"- **{block['name']['en']}** (behind {', '.join(behind)}). {WHY[block['target']]}"
    yield ""


def _coverage(targets: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    yield "## Interval coverage on the origins that test the model\n"
    yield _table(
        ("target", "n", "50%", "80%", "90%", "80% intervals"),
        (
            (
                f"`{block['target']}`",
                str(block["n"]),
                *(f"{100 * block['coverage'][level]:.0f}" for level in ("50", "80", "90")),
                "as meant"
                if not outside(block)
                else "too narrow"
                if block["coverage"]["80"] < USEFUL[0]
                else "too wide",
            )
            for block in targets
        ),
    )
    yield "Share of outcomes, in percent, inside the central intervals. As meant is 70 to 90 for the 80 percent one.\n"
    for block in filter(outside, targets):
        if not loses(block):  # the others were explained above
            yield f"- **{block['name']['en']}**. {WHY[block['target']]}"
    yield ""


def _early(targets: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    yield "## What set the discrepancies\n"
    yield (
        "One number a target or entity, from origins up to the month shown, by interval coverage alone: that of 0, 0.05, "
        "0.10 ... whose 80 percent intervals come closest to holding 80 percent of those outcomes "
        "(`tools/set_discrepancies.py`). The outcomes of these origins run up to two years on, so this one number has seen "
        "them; levels, growth and everything else at an origin have not. The other targets have no record that early: they "
        "have the model's own spread and the error of the series, and nothing was set on them.\n"
    )
    yield _table(
        ("target", "origins up to", "per root year", "n", "80%", "CRPS"),
        (
            (
                f"`{block['target']}`",
                block["set_on"]["until"],
                ", ".join(f"{name} {rate:.2f}" for name, rate in block["set_on"]["discrepancy"].items()),
                str(block["set_on"]["n"]),
                f"{100 * block['set_on']['coverage']['80']:.0f}",
                f"{block['set_on']['crps']:.3g}",
            )
            for block in targets
            if block["set_on"]
        ),
    )


def _classes(document: Mapping[str, Any]) -> Iterable[str]:
    yield "## Classes and pairs\n"
    yield _table(
        ("class", "n", "indep.", "Brier", "log", "skill on past shares", "skill on the last class"),
        (
            (
                f"`{kind['target']}`: {', '.join(kind['classes'])}"
                + (" (check, no test)" if kind["seen"] else ""),
                str(kind["n"]),
                str(kind["n_effective"]),
                f"{kind['brier']:.2f}",
                f"{kind['log']:.2f}",
                *(
                    _skill({**kind["baselines"][name], "n": kind["n"]})
                    for name in ("climatology", "last_class")
                ),
            )
            for kind in document["classes"]["targets"]
        ),
    )
    yield (
        "Brier scores run from 0 to 2 over all classes. Who leads is read with the band of `futures.toml`. The hazards of "
        "the export rule were set with its changes in view, so that row is a check of their size.\n"
    )
    for pair in document["joint"]:
        yield (
            f"Ratio and lead together ({' and '.join(f'`{name}`' for name in pair['targets'])}): energy score "
            f"{pair['energy_score']:.2f} beside {pair['persistence']:.2f} of two walks apart, over {pair['n']} "
            f"forecast{'s' if pair['n'] > 1 else ''}: too few to say anything.\n"
        )


HEAD = """\
# Forecasts of known pasts

<!-- Written by tools/hindcast_page.py. Change the model, the study or that tool, then run: make reference -->

`fourfutures hindcast` puts the model of the study `{study}` at dates in the past, lets it forecast what is known by now, and
scores it beside baselines that know nothing but the series. This page is that command's result, with {members} members a
forecast; the command gives every single forecast, its interval and its source with `--json`.

**Pseudo-real-time.** At an origin a forecast sees only values whose period and delay of publication had passed. Their
values are today's revisions, not the first prints: clusters, training runs and chip counts are today's records of the past.
Spending, surveys and lists of machines are close to what was known at the time.

**Hindsight that stays.** Levels and growth rates are taken from the 36 months before each origin. Everything else (noise,
hazards, catch-up, widths) stands where the study put it in 2026, knowing the past. This tests the equations with those
numbers; it does not test the numbers, which a log of forecasts made today will.

## Verdict
"""
RULES = """\
## How a forecast is made

Only the part of the model that makes a target is run, by the model's own functions, month by month from the last month
known. One rule for each number that is re-centred; widths are the study's:

| block | re-centred on the 36 months before the origin | everything else |
|---|---|---|
| `clusters` | stock of each side: last value. Growth of each side: slope of its log, weighed with that of both together (below). Purchases, budgets, halls and their growth: what that stock and growth need; the budget binds, of chips and halls there is half as much again; under a rule for China the chips bind. Before October 2022 no rule: all of the other side's chips may be bought | prior; discrepancy as set |
| `training` | record of each side; pace: slope of its log over {kappa:.2f} (a year at the frontier is a factor of 4.5), weighed with a pace of a year a year | prior; the record never falls |
| `list_share` | shares: last list. Growth of each log share: slope, weighed with none | widths of growth and the discrepancy process of the model |
| `investment` | level: last quarter. Growth in a boom: slope of the log | bust, noise: prior |
| `imports` | output: last quarter's sales and the slope of their log. Licensed share: what was seen under the rule in force once it covers two quarters, else the prior | hazards of the rule: prior |
| `capability` | lead: last value. Pace of both sides a year a year, no trend of the lead | catch-up, leaps, noise: prior |
| `firms`, `home` | use: last value. Speed of imitation: that which grows as the slope did | width of the speed: prior |
| `diffusion` | the same for each economy; one draw of the speed for all, as in the model | ceilings: the study's, or for developers the median stage |

**Weighing growth.** The model holds that a log drifts by its discrepancy beside its growth. The slope of such a walk over T
years has a variance of 6/5 rate^2/T, so a slope counts by its precision beside what the model expects without it. Taken at
face value, a few large machines on one side were read as its growth for good; that, and limits set equal at the start so
that the least of several uncertain numbers bound, made the first version of this test lose by far more. Both were changed
for these reasons and not by score; what remains is shown above.

To the block come a random walk where a discrepancy was set, and Student t errors of the first and the last value, with the
sizes of the observation model. Sums to date have none: what they miss, they miss at both ends.

**Baselines** see the same values on the same scale: no change, with the variance of a random walk over 36 months; a
least-squares line over 36 months with the error of its parameters; AR(1) with drift; exponential smoothing with a damped
trend, the last two over up to ten years. Each gives a Student t. With too few values a baseline is missing. In the panel of
economies the few values are pooled. A published expectation is as wide as the walk.

## How scores are made

The continuous ranked probability score in its fair form, on the scale of each target; log score (`--json`), Brier score for
classes, energy score for pairs. Two-year outcomes overlap: the interval of skill comes from a stationary block bootstrap
over origins (mean block 12 months, or the longest window from the last value known to the outcome), and is then widened
until it is right for scores that mean nothing and overlap as these do. Without that, a record of three windows claims skill
it does not have about every second time. With fewer than five origins there is no interval, and with fewer than two windows
no claim. The panel of economies has one date: there regions are drawn again, and nothing is claimed.
"""
MISSING = """\
## What is not tested

Prices, trust, deals, choice of stack, depth of use at home and power have no series with enough of a past. The horizon of
the study, two years from December 2025, has no past of its own: only forecasts logged today can test it.
"""


if __name__ == "__main__":
    main()
