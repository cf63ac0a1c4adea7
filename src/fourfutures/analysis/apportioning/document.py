"""What drives the outcomes: shares of their variance, input by input, before data and after, month by month, and at large."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.apportioning.design import LUCK, Design
from fourfutures.analysis.apportioning.meter import meter
from fourfutures.analysis.apportioning.outcome import AXES, Outcome, Outcomes, moments, months_kept
from fourfutures.analysis.apportioning.partition import first_order
from fourfutures.analysis.apportioning.saltelli import BLOCKS, Indices, bootstrap, sobol
from fourfutures.analysis.apportioning.split import GROUPS, Definitions, split
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.head import head, read_as
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighed import parameters
from fourfutures.analysis.weighing import BASIS, World, weigh
from fourfutures.ensemble import POOL_MONTHS, Binding, Hands, parameter_values
from fourfutures.ensemble import watch as see
from fourfutures.errors import Both

Reals = NDArray[np.float64]
Row = dict[str, Any]
Progress = Callable[[str, int, int], None]
SCHEMA = "fourfutures/sensitivity/1"
SAMPLES, LEAST_SAMPLES, MOST_SAMPLES = 4096, 128, 131_072
REPLICAS = 200  # of the bootstrap
SCARCE = 0.05  # a future rarer than this, or than this short of certain, is not what a meter looks at
LEVERS, UNCERTAINTIES = "levers", "uncertainties"


def sensitivity_document(
    request: Request, samples: int | None, hands: Hands, pools: Pools, progress: Progress
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands.

    Raises AnalysisError for a number of samples outside its bounds and for a request that pulls levers already.
    """
    rows = _checked(request, samples)
    world = weigh(request, request.lens, hands, pools, progress)
    study = world.study
    months = moments(study)
    dials = world.dials
    outcomes = Outcomes(study, dials, request.reading, world.homes, months)
    plain = Binding(study, request.seed)  # samples know no data, so no guide
    after, after_meter, odds = _after_data(world, request, months, hands)
    design = Design(plain, study.levers, request.lever_month, rows, hands)
    found, runs = _samples(design, outcomes, months_kept(months), dials[request.reading].gamma, progress)
    still = Design(plain, (), request.lever_month, rows, hands)
    definitions = Definitions.of(study, dials, rows, request.seed)
    homes = {gamma: plain.partners.weights(gamma)[1:] for gamma in definitions.gammas}
    draws = bootstrap(BLOCKS, REPLICAS, request.seed, "sensitivity:bootstrap")
    at_large = split(still, definitions, homes, POOL_MONTHS, draws)
    ends = [Outcome(request.reading, name, study.meta.months) for name in (*AXES, *study.frame.ids)]
    inputs = [*design.names, LEVERS, UNCERTAINTIES]
    lines = [
        *after,
        *_lines(study.month_name, "first", inputs, outcomes.names, found.first, found.first_error, design),
        *_lines(study.month_name, "total", inputs, outcomes.names, found.total, found.total_error, design),
        *_luck_held(study.month_name, inputs, outcomes.names, found, design),
        *_split(study.month_name, ends, at_large),
    ]
    common = _common(outcomes.names, request, odds, study.meta.months)
    return {
        **head(SCHEMA, request),
        "samples": rows,
        **read_as(request, dials[request.reading]),
        "name": study.meta.name.model_dump(),
        "first_month": study.month_name(request.lever_month),
        "months": [study.month_name(month) for month in months],
        "inputs": _cards(world, inputs),
        "odds": odds,
        "meters": [
            after_meter,
            {"block": "samples", "runs": runs, **meter(_widest(found.total_error[:, common]), rows)},
            {
                "block": "split",
                "runs": rows * (2 + len(GROUPS) - 1),
                **meter(_widest(at_large.total_error[:, _frequent(ends, odds)]), rows),
            },
        ],
        "rows": lines,
        "notes": list(request.notes),
    }


def _checked(request: Request, samples: int | None) -> int:
    if request.levers:
        raise AnalysisError(
            where="levers",
            what=Both("are pulled already", "已经拉动"),
            remedy=Both("leave them out: each is drawn over its range", "请去掉杠杆；各项会在其范围内抽取"),
        )
    if samples is None:
        return SAMPLES
    try:
        rows = operator.index(samples)
    except TypeError:
        rows = 0
    if not LEAST_SAMPLES <= rows <= MOST_SAMPLES:
        raise AnalysisError(
            where="--samples",
            what=Both(
                f"{samples} is outside {LEAST_SAMPLES} to {MOST_SAMPLES:,}",
                f"{samples}超出{LEAST_SAMPLES}至{MOST_SAMPLES}",
            ),
            remedy=Both(f"give a whole number inside, such as {SAMPLES}", f"请改为范围内的整数，如{SAMPLES}"),
        )
    return rows


def _after_data(
    world: World, request: Request, months: tuple[int, ...], hands: Hands
) -> tuple[list[Row], Row, dict[str, float]]:
    """First-order shares of every uncertainty in the weighted members, their meter, and the odds they rest on."""
    study, reading = world.study, request.reading
    members = world.kept if world.kept.ids.shape[0] <= BASIS else world.basis
    values = parameter_values(world.binding, members.ids)
    names = parameters(world.binding)
    dials = {reading: world.dials[reading]}
    outcomes = Outcomes(study, dials, reading, world.homes, months)
    path = see(world.binding, members.ids, (), dials[reading].gamma, hands.blocks).path
    read = outcomes(path)
    found = first_order(
        np.stack([values[name] for name in names]), read, members.weights, members.ids, request.seed
    )
    sound = np.isfinite(read).all(axis=1)
    mass = members.weights[sound] / members.weights[sound].sum()
    odds = {
        outcome.name: round(float((mass * read[sound, at]).sum()), 9)
        for at, outcome in enumerate(outcomes.names)
        if outcome.month == study.meta.months and outcome.name not in AXES
    }
    rows = []
    for number, name in enumerate(names):
        for at, outcome in enumerate(outcomes.names):
            row = _row(
                study.month_name, "first_after_data", name, "uncertainty", outcome, found.share[number, at],
                found.error[number, at], found.correlation[number, at],
            )  # fmt: skip
            rows += [row] if row else []
    common = _common(outcomes.names, request, odds, study.meta.months)
    widest = _widest(found.error[:, common])
    return rows, {"block": "after_data", "runs": len(members.ids), **meter(widest, len(members.ids))}, odds


def _samples(
    design: Design, outcomes: Outcomes, months: tuple[int, ...], gamma: float, progress: Progress
) -> tuple[Indices, int]:
    """Sobol' indices of every input, then of all levers and of all uncertainties together; runs it took."""
    uncertain = [name for name in design.names if name in design.uncertain]
    groups: list[Collection[str]] = [
        *({name} for name in design.names), set(design.levers), set(uncertain), {*design.levers, *uncertain}
    ]  # fmt: skip
    a, b = (outcomes(design.run(sample, (gamma,), months)) for sample in (design.a, design.b))

    def mixed() -> Iterator[Reals]:
        for done, names in enumerate(groups, start=1):
            yield outcomes(design.run_with(names, (gamma,), months))
            progress("inputs", done, len(groups))

    draws = bootstrap(BLOCKS, REPLICAS, design.binding.seed, "sensitivity:bootstrap")
    return sobol(a, b, mixed(), draws), design.rows * (2 + len(groups))


def _luck_held(
    month_name: Callable[[int], str],
    inputs: Sequence[str],
    outcomes: Sequence[Outcome],
    found: Indices,
    design: Design,
) -> Iterator[Row]:
    """Total effects as shares of what varies while luck is held: the last line is everything but luck."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 1.0 / found.total[-1]
        for number, name in enumerate(inputs):
            if name == LUCK:
                continue
            for at, outcome in enumerate(outcomes):
                value = found.total[number, at] * scale[at]
                own = found.total_error[number, at] * scale[at]
                whole = value * found.total_error[-1, at] * scale[at]
                row = _row(
                    month_name, "total_luck_held", name, _kind(name, design), outcome, value,
                    float(np.hypot(own, whole)), None,
                )  # fmt: skip
                if row:
                    yield row


def _lines(
    month_name: Callable[[int], str],
    measure: str,
    inputs: Sequence[str],
    outcomes: Sequence[Outcome],
    values: Reals,
    errors: Reals,
    design: Design,
) -> Iterator[Row]:
    for number, name in enumerate(inputs):
        for at, outcome in enumerate(outcomes):
            row = _row(
                month_name,
                measure,
                name,
                _kind(name, design),
                outcome,
                values[number, at],
                errors[number, at],
                None,
            )
            if row:
                yield row


def _split(month_name: Callable[[int], str], ends: Sequence[Outcome], found: Indices) -> Iterator[Row]:
    """Shares of groups; the outcome has no one reading, since readings are among what varies."""
    for measure, values, errors in (
        ("split_first", found.first, found.first_error),
        ("split_total", found.total, found.total_error),
    ):
        for number, name in enumerate(GROUPS):
            for at, outcome in enumerate(ends):
                row = _row(
                    month_name, measure, name, name, outcome, values[number, at], errors[number, at], None
                )
                if row:
                    yield row | {"reading": None}


def _row(
    month_name: Callable[[int], str],
    measure: str,
    name: str,
    kind: str,
    outcome: Outcome,
    value: float,
    error: float,
    correlation: float | None,
) -> Row | None:
    """A tidy row; none where the outcome never varies, since it has no shares then."""
    if not (np.isfinite(value) and np.isfinite(error)):
        return None
    known = correlation is not None and np.isfinite(correlation)
    return {
        "measure": measure,
        "input": name,
        "kind": kind,
        "outcome": outcome.name,
        "reading": outcome.reading,
        "month": month_name(outcome.month),
        "value": round(float(value), 9) + 0.0,
        "low": round(float(value - error), 9) + 0.0,
        "high": round(float(value + error), 9) + 0.0,
        "correlation": round(float(correlation), 9) + 0.0 if known and correlation is not None else None,
    }


def _kind(name: str, design: Design) -> str:
    if name in (LUCK, LEVERS, UNCERTAINTIES):
        return name
    return "lever" if name in design.levers else "uncertainty"


def _frequent(outcomes: Sequence[Outcome], odds: dict[str, float]) -> list[int]:
    """Places of the indices and of futures that are neither rare nor nearly certain."""
    return [
        at
        for at, outcome in enumerate(outcomes)
        if outcome.name in AXES or SCARCE <= odds.get(outcome.name, 0.0) <= 1.0 - SCARCE
    ]


def _common(outcomes: Sequence[Outcome], request: Request, odds: dict[str, float], horizon: int) -> list[int]:
    """Of those the ones at the horizon in the chosen reading."""
    return [
        at
        for at in _frequent(outcomes, odds)
        if (outcomes[at].reading, outcomes[at].month) == (request.reading, horizon)
    ]


def _widest(errors: Reals) -> float:
    return float(np.nanmax(errors)) if errors.size and np.isfinite(errors).any() else float("nan")


def _cards(world: World, inputs: Sequence[str]) -> list[dict[str, Any]]:
    """What each input is called."""
    study, cards = world.study, []
    for name in [*inputs, *(group for group in GROUPS if group != LUCK)]:
        card: dict[str, Any] = {
            "input": name, "kind": name, "name": None, "side": None, "actor": None, "judgement": None, "unit": None
        }  # fmt: skip
        if name in study.levers:
            lever = study.levers[name]
            card |= {
                "kind": "lever",
                "name": lever.name.model_dump(),
                "actor": lever.actor,
                "unit": lever.unit,
            }
            card |= {"judgement": lever.judgement}
        elif name in study.uncertainties:
            entry = study.uncertainties[name]
            card |= {
                "kind": "uncertainty",
                "name": entry.name.model_dump(),
                "side": entry.bloc,
                "unit": entry.unit,
            }
            card |= {"judgement": entry.judgement}
        cards.append(card)
    return cards
