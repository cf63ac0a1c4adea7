"""Every target hindcast and scored, as one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.hindcast.classes import LEADS, RULES, class_forecasts, class_summary
from fourfutures.analysis.hindcast.discrepancy import early, settled
from fourfutures.analysis.hindcast.forecast import Forecast, forecasts
from fourfutures.analysis.hindcast.joint import joint
from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.past import Past
from fourfutures.analysis.hindcast.record import month_text
from fourfutures.analysis.hindcast.scoring import row, scored, summary
from fourfutures.analysis.hindcast.sureness import CONFIDENCE
from fourfutures.analysis.hindcast.verdict import overall, target_verdict
from fourfutures.data import load_series
from fourfutures.errors import Both
from fourfutures.study import LARGEST_SEED, HindcastTarget, Study, suggestion

SCHEMA = "fourfutures/hindcast/1"
MEMBERS = 2000
LEAST_MEMBERS, MOST_MEMBERS = 100, 50_000
Progress = Callable[[str, int, int], None]
RULE_BLOCK = "regime"


def hindcast_document(
    study: Study,
    names: Sequence[str] = (),
    *,
    members: int | None = None,
    seed: int | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Forecasts of known pasts, scored beside rivals: the targets named, or all of the study.

    The same request gives the same bytes on any number of workers. Raises AnalysisError for a target that the study does
    not have, for a study without targets, and for numbers that make no sense.
    """
    targets = chosen(study, names)
    count = MEMBERS if members is None else members
    if not LEAST_MEMBERS <= count <= MOST_MEMBERS:
        raise AnalysisError(
            where="--members",
            what=Both(
                f"{count:,} is outside {LEAST_MEMBERS} to {MOST_MEMBERS:,}",
                f"{count}超出{LEAST_MEMBERS}至{MOST_MEMBERS}",
            ),
            remedy=Both(
                f"give a number of members inside; {MEMBERS:,} is usual",
                f"请改为范围内的成员数；通常为{MEMBERS}",
            ),
        )
    if seed is not None and not 0 <= seed <= LARGEST_SEED:
        raise AnalysisError(
            where="--seed",
            what=Both(f"{seed} is outside 0 to {LARGEST_SEED}", f"{seed}超出0至{LARGEST_SEED}"),
            remedy=Both("give a whole number inside", "请改为范围内的整数"),
        )
    luck = Luck(study.meta.seed if seed is None else seed, count)
    series = load_series(study.root)
    pasts = [Past.of(study, series, target) for target in targets]
    work = [
        (number, origin, wanted) for number, past in enumerate(pasts) for origin, wanted in past.origins()
    ]
    told = progress or (lambda stage, done, total: None)
    made: list[list[Forecast]] = [[] for _ in targets]
    with ThreadPoolExecutor(max_workers=max(1, workers)) as crew:
        results = crew.map(lambda task: forecasts(pasts[task[0]], task[1], task[2], luck), work)
        for done, (task, found) in enumerate(zip(work, results, strict=True), start=1):
            made[task[0]] += found
            told("hindcast", done, len(work))
    blocks = [
        _block(past, found, luck.seed)
        for past, found in zip(pasts, made, strict=True)
        if past.target.block != RULE_BLOCK
    ]
    verdict = overall([block for block in blocks if block["n"]])
    return {
        "schema": SCHEMA,
        "study": study.meta.id,
        "study_hash": study.hash,
        "seed": luck.seed,
        "members": count,
        "confidence": CONFIDENCE,
        "as_of": study.meta.assembled.isoformat(),
        "vintage": "latest revisions, each known after the delay of its series: pseudo-real-time",
        "targets": [block for block in blocks if block["n"]],
        "not_hindcast": [
            {"target": block["target"], "name": block["name"], "reason": _UNTRIED}
            for block in blocks
            if not block["n"]
        ],
        "classes": _classes(study, targets, pasts, made, luck.seed),
        "joint": joint(study, {t.id: _tested(t, f) for t, f in zip(targets, made, strict=True)}, luck),
        "verdict": str(verdict),
        "verdicts": {"en": str(verdict), "zh": verdict.zh},
    }


_UNTRIED = {
    "en": "No origin knew enough of the record, or no outcome is published yet.",
    "zh": "没有一个起点掌握足够的记录，或结果尚未公布。",
}


def chosen(study: Study, names: Sequence[str]) -> list[HindcastTarget]:
    """The targets of a study by id, all if none is named."""
    known = study.hindcast.target
    where = f"{study.meta.files.hindcast}"
    if not known:
        raise AnalysisError(
            where=where,
            what=Both("the study has no hindcast target", "研究没有回溯预测项"),
            remedy=Both("declare one as [target.NAME]", "请以 [target.NAME] 声明"),
        )
    for name in names:
        if name not in known:
            raise AnalysisError(
                where=f"--target {name}",
                what=Both(f"there is no hindcast target called {name}", f"没有名为{name}的回溯预测项"),
                remedy=suggestion(name, list(known)),
            )
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def settled_discrepancies(study: Study, name: str, members: int) -> dict[str, float]:
    """What a target's early origins alone say its block cannot explain; see `discrepancy`."""
    (target,) = chosen(study, [name])
    together = "all" in target.discrepancy
    return settled(study, load_series(study.root), target, Luck(study.meta.seed, members), together)


def _tested(target: HindcastTarget, made: Sequence[Forecast]) -> list[Forecast]:
    return [each for each in made if not early(target, each.wanted.origin)]


def _block(past: Past, made: Sequence[Forecast], seed: int) -> dict[str, Any]:
    """Scores of one target: on the origins that test it, and apart on those that set its discrepancy."""
    target = past.target
    regions = {entity.code: entity.region for entity in past.study.entities}

    def region(entity: str) -> str:
        return regions.get(entity, entity)

    rows = scored(made)
    tested = [each for each in rows if not early(target, each.origin)]
    first = [each for each in rows if early(target, each.origin)]
    block: dict[str, Any] = {
        "target": target.id,
        "name": target.name.model_dump(),
        "scale": target.scale.model_dump(),
        "block": target.block,
        "indicator": target.indicator,
        "entities": list(past.outcomes),
        "sources": sorted({each.wanted.source_id for each in made}),
        "too_little_known": [month_text(origin) for origin in past.untried()],
    }
    if not tested:
        return {**block, "n": 0}
    block |= summary(tested, seed, target.id, region)
    block |= target_verdict(block)
    block["horizons"] = [
        {"months": months, **_short(summary(part, seed, f"{target.id}/{months}", region))}
        for months in target.horizons
        if (part := [each for each in tested if each.forecast.wanted.horizon == months])
    ]
    block["set_on"] = None
    if first:
        block["set_on"] = {
            "until": target.set_until,
            "discrepancy": dict(target.discrepancy),
            **_short(summary(first, seed, f"{target.id}/early", region)),
        }
    block["note"] = target.note
    block["forecasts"] = [row(each, not early(target, each.origin)) for each in rows]
    return block


def _short(found: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in ("origins", "n", "n_effective", "crps", "baselines", "coverage")}


def _classes(
    study: Study,
    targets: Sequence[HindcastTarget],
    pasts: Sequence[Past],
    made: Sequence[Sequence[Forecast]],
    seed: int,
) -> dict[str, Any]:
    """All class forecasts: the mean of each score, and each kind apart."""
    kinds = []
    for target, past, found in zip(targets, pasts, made, strict=True):
        tested = _tested(target, found)
        if tested and (target.lead or target.block == RULE_BLOCK):
            classes = RULES if target.block == RULE_BLOCK else LEADS
            forecast = class_forecasts(past, tested, study.frame.band)
            kinds.append(class_summary(target, classes, forecast, seed))
    if not kinds:
        return {"n": 0, "brier": None, "log": None, "targets": []}
    count = sum(kind["n"] for kind in kinds)
    mean = {name: sum(kind[name] * kind["n"] for kind in kinds) / count for name in ("brier", "log")}
    return {"n": count, **mean, "targets": kinds}
