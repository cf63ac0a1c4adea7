"""Adaptive plans as the contract has them: which figure would tell when to pull what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import place
from fourfutures.analysis.pooling import rows_in_force
from fourfutures.analysis.request import Request
from fourfutures.analysis.robustness.answers import Answers
from fourfutures.analysis.robustness.criteria import means, resampled, summed_up
from fourfutures.analysis.robustness.plan import WAYS, Plan, Signal, clear, plan, signals
from fourfutures.analysis.robustness.policy import Policy
from fourfutures.analysis.robustness.rows import number, row
from fourfutures.analysis.watching import Labels, best, foresee, sources_of, watched
from fourfutures.analysis.weighing import World
from fourfutures.assimilation import local
from fourfutures.ensemble import Hands

Reals = NDArray[np.float64]


def plan_block(
    tried: Sequence[Policy],
    answers: Answers,
    paths: Mapping[str, Reals],
    request: Request,
    hands: Hands,
    progress: Callable[[str, int, int], None],
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Every policy tried with every signal: block and rows."""
    world = answers.trials.world
    carried = np.flatnonzero(answers.weights > 0.0)
    found = _signals(world, paths, carried, request, hands)
    never = answers.of(Policy(()))[0]
    plans: list[tuple[Signal, Policy, Plan]] = []
    total = len(found) * len(tried)
    for signal in found:
        crossed = np.full(never.shape[0], np.nan)
        crossed[carried] = signal.crossed
        for policy in tried:
            if any(setting.start for setting in policy.settings):
                continue  # a policy with months of its own cannot be moved to the month after a figure
            now, later = (answers.of(each)[0] for each in (policy, _from(policy, world, signal.month)))
            table = np.stack([crossed, never, now, later], axis=1)
            sound = np.isfinite(table).all(axis=1)
            mass = resampled(answers.weights[sound], answers.ids[sound], request.seed)
            plans.append((signal, policy, plan(mass, *table[sound].T)))
            progress("plans", len(plans), total)
    plans.sort(key=lambda item: (-number(item[2].gain[0]), item[0].id, item[1].id))
    entries = [_entry(signal, policy, each, answers, len(plans), request) for signal, policy, each in plans]
    rows = [line for signal, policy, each in plans for line in _rows(signal, policy, each, answers)]
    return {"tried": len(plans), "clear": sum(entry["clear"] for entry in entries), "plans": entries}, rows


def _signals(
    world: World, paths: Mapping[str, Reals], carried: NDArray[np.int64], request: Request, hands: Hands
) -> list[Signal]:
    """Figures to come, read in the members that carry weight."""
    study, ids = world.study, world.recorded.ids
    stored = [each for each in rows_in_force(study, request.as_of) if not local(each)]
    found, _ = watched(study, world.rows, stored, request.as_of)
    codes = np.asarray(world.codes[request.reading][world.places(ids)])
    labels = Labels.of(ids, world.recorded.weights, codes, len(study.frame.ids), request.seed)
    seen = {name: values[carried] for name, values in paths.items()}
    foreseen = hands.here.each(
        lambda series: foresee(series, labels, seen, request.as_of, request.seed), found
    )
    return signals(
        [(series, best(releases)) for series, releases in zip(found, foreseen, strict=True)],
        study,
        request.lever_month,
    )


def _from(policy: Policy, world: World, month: int) -> Policy:
    """The same pulls from a later month on."""
    start = world.study.month_name(month)
    return Policy(tuple(setting.model_copy(update={"start": start}) for setting in policy.settings))


def _rows(signal: Signal, policy: Policy, each: Plan, answers: Answers) -> list[dict[str, Any]]:
    start = answers.trials.world.study.month_name(signal.month)
    numbers = {**{way: each.ways[way] for way in WAYS}, "gain": each.gain, "worth": each.worth}
    return [
        row(
            "plan",
            policy.id,
            name,
            answers.aim.unit,
            summed_up(values[:, None]),
            0,
            signpost=signal.id,
            start=start,
        )
        for name, values in numbers.items()
    ]


def _entry(
    signal: Signal, policy: Policy, each: Plan, answers: Answers, tried: int, request: Request
) -> dict[str, Any]:
    study, series, one = answers.trials.world.study, signal.series, signal.foreseen
    assert one.line is not None
    mass = answers.weights[answers.weights > 0.0]
    p_crossed = means((mass / mass.sum())[None], signal.crossed[:, None])[0, 0]
    return {
        "signpost": signal.id,
        "name": series.indicator.name.model_dump(),
        "entity": series.entity,
        "place": place(study, series.entity),
        "unit": series.indicator.unit,
        "basis": series.scale.basis,
        "threshold": series.scale.figure(one.line.mark(one.reading.stops)),
        "direction": one.line.direction,
        "first_date": one.due.on.isoformat(),
        "period_end": one.due.end.isoformat(),
        "p_crossed": number(p_crossed),
        "policy": policy.id,
        "start": study.month_name(signal.month),
        "pull": each.side,
        **{name: number(each.ways[name][0]) for name in ("never", "now", "later")},
        "waited": number(each.ways[each.side][0]),
        "gain": _interval(each.gain),
        "worth": _interval(each.worth),
        "clear": clear(each.gain, tried),
        "worth_clear": clear(each.worth, tried),
        "source_ids": sources_of(series, study, request.as_of),
    }


def _interval(replicas: Reals) -> dict[str, float]:
    found = summed_up(replicas[:, None])
    return {name: number(getattr(found, name)[0]) for name in ("value", "low", "high")}
