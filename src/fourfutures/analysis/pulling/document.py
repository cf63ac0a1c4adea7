"""What levers change: each alone, by dose, begun later, in pairs, put together by actor, and economy by economy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.head import head, read_as
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.pulling.flipping import Flips, Sides
from fourfutures.analysis.pulling.portfolio import Portfolio, entry, portfolio
from fourfutures.analysis.pulling.trial import Trials
from fourfutures.analysis.pulling.ways import HALF, PARTS, full, later, pairs, part
from fourfutures.analysis.request import Request
from fourfutures.analysis.settings_block import direction
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands
from fourfutures.errors import Both
from fourfutures.futures import ALIGNMENTS
from fourfutures.study import LeverSetting, Study, StudyError, suggestion

Reals = NDArray[np.float64]
Row = dict[str, Any]
SCHEMA = "fourfutures/levers/1"


def levers_document(
    request: Request,
    names: Sequence[str],
    in_pairs: bool,
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The document of the contract for some levers, all if none is named. The same request gives the same numbers.

    Raises AnalysisError or StudyError for a lever that is not there, for a request that pulls some already, and where no
    month is left in which a lever could act.
    """
    chosen = _chosen(names, request)
    world = weigh(request, request.lens, hands, pools, progress)
    study = world.study
    trials = Trials(world, request, hands)
    ends = full(study, chosen)
    rows: list[Row] = []
    told = _Told(progress, len(ends))
    for setting in ends:
        rows += _alone(trials, setting)
        told.one()
    if in_pairs:
        for a, b in pairs(ends):
            rows += _pair(trials, a, b)
    found = [portfolio(actor, own, trials) for actor, own in _by_actor(study, ends)]
    for each in found:
        rows += _portfolio(trials, each)
    pulls, by_economy = _economies(trials, ends)
    directions = {str(setting): direction(study, setting.lever, setting.value) for setting in ends}
    levels = trials.levels()
    return {
        **head(SCHEMA, request),
        "effective": round(trials.effective, 6),
        **read_as(request, world.dials[request.reading]),
        "name": study.meta.name.model_dump(),
        "first_month": study.month_name(request.lever_month),
        "futures": {
            reading: {
                name: round(float(levels[trials.place(name, reading)]), 9) for name in study.frame.ids
            }
            for reading in world.dials
        },
        "levers": [
            {"lever": name, "name": lever.name.model_dump(), "actor": lever.actor, "range": list(lever.range),
             "unit": lever.unit, "what": lever.what.model_dump(), "judgement": lever.judgement}
            for name, lever in study.levers.items() if name in chosen
        ],
        "pulls": pulls,
        "portfolios": [entry(each, trials, directions) for each in found],
        "trials": trials.count,
        "rows": [*rows, *by_economy],
        "notes": list(request.notes),
    }  # fmt: skip


class _Told:
    """Progress by lever."""

    def __init__(self, progress: Callable[[str, int, int], None], total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def one(self) -> None:
        """One lever more."""
        self._done += 1
        self._progress("levers", self._done, self._total)


def _chosen(names: Sequence[str], request: Request) -> tuple[str, ...]:
    """Levers asked for, in the study's order. Raises for what cannot be answered."""
    study = request.study
    for name in names:
        if name not in study.levers:
            raise StudyError(
                where=f"--lever {name}",
                what=Both(f"there is no lever called {name}", f"没有名为{name}的杠杆"),
                remedy=suggestion(name, list(study.levers)),
            )
    request.refuse_levers(
        Both(
            "name levers without values; each is tried by itself",
            "只写杠杆名称，不写取值；各项会逐一试算",
        )
    )
    request.require_month_left()
    return tuple(name for name in study.levers if not names or name in names)


def _rows(
    trials: Trials,
    own: Reals,
    setting: LeverSetting,
    kind: str,
    places: Sequence[int],
    other: LeverSetting | None = None,
    step: int | None = None,
) -> Iterator[Row]:
    """Tidy rows of one set of differences."""
    found, levels, study = trials.paired(own), trials.levels(), trials.world.study
    start = setting.start or study.month_name(trials.request.lever_month)
    for at in places:
        outcome = trials.outcomes[at]
        yield {
            "kind": kind,
            "lever": setting.lever,
            "value": setting.value,
            "with_lever": None if other is None else other.lever,
            "with_value": None if other is None else other.value,
            "start": start,
            "actor": study.levers[setting.lever].actor,
            "step": step,
            "economy": None,
            "reading": outcome.reading,
            "outcome": outcome.name,
            "unit": outcome.unit,
            "before": round(float(levels[at]), 9),
            **found.at(at),
        }


def _alone(trials: Trials, setting: LeverSetting) -> Iterator[Row]:
    """One lever: at the end of its range under every reading; by dose and by month in the chosen one."""
    reading, study = trials.request.reading, trials.world.study
    chosen = trials.shown((reading, None))
    own = trials.own(setting)
    yield from _rows(trials, own, setting, "alone", range(len(trials.outcomes)))
    for share in PARTS:
        less = part(setting, share)
        yield from _rows(trials, trials.own(less), less, "dose", chosen)
    half = trials.own(part(setting, HALF))
    yield from _rows(trials, 2.0 * half - own, setting, "bend", chosen)
    for _, waiting in later(setting, study, trials.request.lever_month):
        yield from _rows(trials, trials.own(waiting), waiting, "start", chosen)


def _pair(trials: Trials, a: LeverSetting, b: LeverSetting) -> Iterator[Row]:
    """Two levers at once, and what that is beyond both alone."""
    chosen = trials.shown((trials.request.reading, None))
    both = trials.own(a, b)
    yield from _rows(trials, both, a, "pair", chosen, b)
    yield from _rows(trials, both - trials.own(a) - trials.own(b), a, "interaction", chosen, b)


def _portfolio(trials: Trials, found: Portfolio) -> Iterator[Row]:
    """An actor's pulls as they are added, under every reading."""
    for number, step in enumerate(found.steps, start=1):
        yield from _rows(
            trials, step.own, step.setting, "portfolio", range(len(trials.outcomes)), step=number
        )


def _by_actor(study: Study, ends: Sequence[LeverSetting]) -> list[tuple[str, list[LeverSetting]]]:
    actors = dict.fromkeys(study.levers[setting.lever].actor for setting in ends)
    return [(actor, [s for s in ends if study.levers[s.lever].actor == actor]) for actor in actors]


def _economies(trials: Trials, ends: Sequence[LeverSetting]) -> tuple[list[dict[str, Any]], list[Row]]:
    """What each lever does to the alignment of each economy: what stands beside the lever, and tidy rows."""
    study, codes = trials.world.study, trials.world.binding.partners.codes
    names = {e.code: {"en": e.name_en, "zh": e.name_zh} for e in study.partners}
    start = study.month_name(trials.request.lever_month)
    plain = Sides.of(trials, trials.path(()))
    pulls: list[dict[str, Any]] = []
    rows: list[Row] = []
    for setting in ends:
        found = Flips.of(trials, plain, Sides.of(trials, trials.path((setting,))))
        shared = {
            "kind": "economy", "lever": setting.lever, "value": setting.value, "with_lever": None, "with_value": None,
            "start": start, "actor": study.levers[setting.lever].actor, "step": None, "reading": None,
            "unit": "probability",
        }  # fmt: skip
        rows += [{**shared, **row} for row in found.rows(codes)]
        before, after = found.likeliest()
        flipped = found.change[-1]
        pulls.append(
            {
                "lever": setting.lever,
                "value": setting.value,
                "direction": direction(study, setting.lever, setting.value),
                "flips": round(float(flipped.sum()), 9),
                "turned": [
                    {
                        "economy": codes[at],
                        "name": names[codes[at]],
                        "from": ALIGNMENTS[before[at]],
                        "to": ALIGNMENTS[after[at]],
                        "p_from": round(
                            float(found.before[before[at], at] + found.change[before[at], at]), 9
                        ),
                        "p_to": round(float(found.before[after[at], at] + found.change[after[at], at]), 9),
                    }
                    for at in np.flatnonzero(before != after)
                ],
                "most_flipped": [
                    {
                        "economy": codes[at],
                        "name": names[codes[at]],
                        "p": round(float(flipped[at]), 9),
                        "to": ALIGNMENTS[int(found.towards[:, at].argmax())],
                    }
                    for at in np.argsort(-flipped, kind="stable")[:5]
                    if flipped[at] > 0.0
                ],
            }
        )
    return pulls, rows
