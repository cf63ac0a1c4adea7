"""What the log freezes of a run: odds of every reading, at the horizon and on the way, and forecasts of figures to come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.folder import MANIFEST, SUMMARY, is_complete
from fourfutures.analysis.forecasts.due import Due, expected
from fourfutures.analysis.forecasts.figures import short
from fourfutures.analysis.forecasts.persistence import persistence
from fourfutures.analysis.forecasts.predicting import Categorical, forecast
from fourfutures.analysis.pooling import kept_pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World, weigh
from fourfutures.ensemble import Hands, Watched, watch
from fourfutures.errors import Both
from fourfutures.futures import classify, indices, odds
from fourfutures.study import Study

SCHEMA = "fourfutures/forecast/1"
TOLERANCE = 1e-9
AGAIN = Both(
    "make the run again with `fourfutures run` and log that",
    "请用 fourfutures run 重新运行，再记录新的运行",
)


def entry(folder: Path, study: Study, hands: Hands, progress: Any) -> dict[str, Any]:
    """The content of an entry for a finished run. What the folder lacks is worked out from the run's request again.

    Raises AnalysisError for a folder that is no whole run, for a run under levers, which forecasts nothing, and for one
    that this study or this program no longer makes.
    """
    manifest, summary = opened(folder)
    request = request_of(folder, manifest, study)
    world = weigh(request, request.lens, hands, kept_pools(), progress)
    dues = expected(study, request.as_of) if request.assimilate else []
    names = sorted({due.observable for due in dues})
    gamma = world.dials[request.reading].gamma
    watched = watch(world.binding, world.recorded.ids, names, gamma, hands.blocks)
    path = _path(world, watched)
    _require_same(folder, summary, path)
    return {
        "schema": SCHEMA,
        "run": {
            "run_id": manifest["run_id"],
            "manifest_sha256": hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest(),
            "study": manifest["study"],
            "study_hash": manifest["study_hash"],
            "code_version": manifest["code_version"],
            "as_of": manifest["as_of"],
            "data_vintage": summary["data_vintage"],
            "members": manifest["members"],
            "seed": manifest["seed"],
            "lens": manifest["lens"],
            "start": manifest["start"],
            "assimilated": manifest["assimilate"],
            "dials": manifest["dial_values"],
            "ess": short(summary["diagnostics"]["ess"]),
        },
        "odds": {
            "resolves_on": study.meta.horizon.isoformat(),
            "readings": {
                reading: _odds(world, block, path[reading], request)
                for reading, block in summary["futures"].items()
            },
        },
        "figures": [
            item for due in dues if (item := _figure(world, due, watched, request.as_of)) is not None
        ],
    }


def opened(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Manifest and summary of a run folder. Raises AnalysisError unless it is whole and undamaged."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        summary: dict[str, Any] = json.loads((folder / SUMMARY).read_bytes())
        whole = is_complete(folder, {"run_id": manifest["run_id"]})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        there = (folder / MANIFEST).exists()
        raise AnalysisError(
            where=str(folder),
            what=Both(
                "is damaged or was changed: its files are not those of its manifest",
                "已损坏或被改动：文件与清单不符",
            )
            if there
            else Both("is no folder of a finished run", "不是已完成运行的目录"),
            remedy=AGAIN,
        )
    return manifest, summary


def request_of(folder: Path, manifest: Mapping[str, Any], study: Study) -> Request:
    """The request that a run was made from. Raises AnalysisError where it would no longer give this run."""
    if manifest["levers"] or manifest.get("deals"):
        raise AnalysisError(
            where=str(folder),
            what=Both(
                "is a what-if: odds under levers or imposed deals are no forecast, and never resolve",
                "是假设情景：设有杠杆或试签协议的概率不是预测，无从判定",
            ),
            remedy=Both("log a run without levers and deals", "请记录不设杠杆和协议的运行"),
        )
    if manifest["study"] != study.meta.id or manifest["study_hash"] != study.hash:
        raise AnalysisError(
            where=str(folder),
            what=Both(
                f"was made from other files of study {manifest['study']} than those in {study.root}",
                f"所用研究文件（{manifest['study']}）与 {study.root} 中的不同",
            ),
            remedy=Both(
                "name the study it was made from with --study, or make the run again",
                "请用 --study 指明当时的研究，或重新运行",
            ),
        )
    request = Request.of(
        study,
        members=manifest["members"],
        seed=manifest["seed"],
        as_of=date.fromisoformat(manifest["as_of"]),
        assimilate=manifest["assimilate"],
        lens=manifest["lens"],
        reading=manifest["reading"],
        dials=manifest["dials"],
        start=manifest["start"],
        evidence=manifest["evidence"],
    )
    if request.run_id != manifest["run_id"]:
        raise AnalysisError(
            where=str(folder),
            what=Both(
                f"was made by {manifest['code_version']}, another version of the program",
                f"由另一版本的程序（{manifest['code_version']}）生成",
            ),
            remedy=AGAIN,
        )
    return request


def _odds(
    world: World, block: Mapping[str, Any], path: list[list[float]], request: Request
) -> dict[str, Any]:
    """Frozen odds of one reading; `path` has the classes of each month, month 0 first."""
    ids, study = world.study.frame.ids, world.study
    today = min(max(study.month_of(request.as_of), 0), study.meta.months)
    return {
        "futures": {
            name: {part: short(numbers[part]) for part in ("p", "low", "high", "data_p")}
            for name, numbers in block.items()
        },
        "baselines": {
            "persistence": dict(zip(ids, map(short, path[today]), strict=True)),
            "even": {name: short(1.0 / len(ids)) for name in ids},
        },
        "path": {
            "months": [study.month_name(number) for number in range(1, study.meta.months + 1)],
            **{name: [short(p[at]) for p in path[1:]] for at, name in enumerate(ids)},
        },
    }


def _path(world: World, watched: Watched) -> dict[str, list[list[float]]]:
    """Odds of every month from the origin on, by reading."""
    study, weights = world.study, world.recorded.weights
    found = {}
    for reading, dials in world.dials.items():
        months = []
        for number in range(study.meta.months + 1):
            codes = classify(indices(watched.path, number, dials, world.homes), study.frame)
            months.append([float(p) for p in odds(codes, weights, len(study.frame.ids)).p])
        found[reading] = months
    return found


def _require_same(folder: Path, summary: Mapping[str, Any], path: Mapping[str, list[list[float]]]) -> None:
    """What was worked out again has to be the run that is logged."""
    for reading, block in summary["futures"].items():
        again = path[reading][-1]
        if any(abs(numbers["p"] - p) > TOLERANCE for numbers, p in zip(block.values(), again, strict=True)):
            raise AnalysisError(
                where=str(folder),
                what=Both(
                    f"the odds of {reading} worked out again differ from those of the folder",
                    f"重新计算的 {reading} 口径概率与目录中的不同",
                ),
                remedy=AGAIN,
            )


def _figure(world: World, due: Due, watched: Watched, as_of: date) -> dict[str, Any] | None:
    found = forecast(world, due, watched.observables, as_of)
    if found is None:
        return None
    item = {
        "id": due.id,
        "release": due.release.id,
        "indicator": due.indicator.id,
        "entity": due.release.entity,
        "area": due.indicator.area,
        "name": due.indicator.name.model_dump(),
        "unit": due.indicator.unit,
        "period_start": due.start.isoformat(),
        "period_end": due.end.isoformat(),
        "resolves_on": due.on.isoformat(),
        "rule": due.release.rule.model_dump(),
    }
    baseline = persistence(world.study, due, as_of)
    if isinstance(found, Categorical):
        return item | {"kind": "category", "chances": list(found.chances), "persistence": baseline}
    return item | {"kind": "number", **found.named, "points": list(found.points), "persistence": baseline}
