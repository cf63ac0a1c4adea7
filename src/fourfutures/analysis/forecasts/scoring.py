"""Scoring the log: what has resolved by a day, misses first, beside the forecast to beat; and what is still open."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from fourfutures.analysis.forecasts.due import resolving
from fourfutures.analysis.forecasts.figures import figures
from fourfutures.analysis.forecasts.scores import brier, crps, log_score, rank
from fourfutures.files import Link
from fourfutures.study import Study

UNLIKELY = 0.1  # chance below which what happened counts as a miss


def score(links: Sequence[Link], study: Study, as_of: date) -> dict[str, Any]:
    """Rows of resolved and open forecasts about a study, and their count, by what was known on a day.

    A forecast resolves by the figure first published for its period, if that was known by the day. One whose figure was
    known when the entry was logged is no forecast: it is scored, marked, and left out of the counts.
    """
    rows: list[dict[str, Any]] = []
    others = 0
    for link in links:
        if link.content["run"]["study"] != study.meta.id:
            others += 1
            continue
        rows += _odds_rows(link, study, as_of)
        rows += [_figure_row(link, item, study, as_of) for item in link.content["figures"]]
    resolved = sorted((row for row in rows if row["status"] == "resolved"), key=_misses_first)
    waiting = [row for row in rows if row["status"] != "resolved"]
    waiting.sort(key=lambda row: (row["resolves_on"], row["id"], row["entry"]))
    return {"summary": _summary(resolved, waiting), "rows": [*resolved, *waiting], "other_studies": others}


def _misses_first(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        not row["miss"],
        row["hindsight"],
        -abs(row["rank"] - 0.5),
        row["resolves_on"],
        row["id"],
        row["entry"],
    )


def _head(link: Link, item: Mapping[str, Any], kind: str) -> dict[str, Any]:
    run = link.content["run"]
    return {
        "entry": link.number,
        "run_id": run["run_id"],
        "as_of": run["as_of"],
        "logged": link.content["logged"],
        "lens": run["lens"],
        "kind": kind,
        "id": item["id"],
        "resolves_on": item["resolves_on"],
    }


def _open(link: Link, as_of: date, due: str) -> str:
    return "overdue" if date.fromisoformat(due) <= as_of else "open"


def _figure_row(link: Link, item: Mapping[str, Any], study: Study, as_of: date) -> dict[str, Any]:
    row = _head(link, item, item["kind"]) | {
        name: item[name] for name in ("indicator", "entity", "area", "name", "unit", "period_end", "rule")
    }
    release = study.releases.get(item["release"])
    found = (
        resolving(figures(study, release, as_of), release, date.fromisoformat(item["period_end"]))
        if release is not None and release.indicator in study.indicators
        else None
    )
    if found is None:
        return row | {"status": _open(link, as_of, item["resolves_on"])}
    row |= {
        "status": "resolved",
        "observed": found.value,
        "known_on": found.known_on.isoformat(),
        "source_id": found.source_id,
        "hindsight": found.known_on.isoformat() <= link.content["logged"][:10],
    }
    baseline = item["persistence"]
    if item["kind"] == "category":
        happened = str(int(found.value))
        own = _named(item["chances"])
        stay = _named(baseline["chances"]) if baseline else None
        return (
            row
            | {"chances": own, "happened": happened}
            | _chance_scores(own, {"persistence": stay}, happened)
        )
    inside = item["q10"] <= found.value <= item["q90"]
    own_score = crps(item["points"], found.value)
    base = crps(baseline["points"], found.value) if baseline else None
    return row | {
        **{name: item[name] for name in ("q05", "q10", "q25", "q50", "q75", "q90", "q95")},
        "inside_80": inside,
        "miss": not inside,
        "rank": rank(item["points"], found.value),
        "crps": own_score,
        "baselines": {"persistence": {"crps": base}},
    }


def _odds_rows(link: Link, study: Study, as_of: date) -> Iterator[dict[str, Any]]:
    frozen = link.content["odds"]
    for reading, block in frozen["readings"].items():
        own = {name: numbers["p"] for name, numbers in block["futures"].items()}
        item = {"id": f"odds:{reading}", "resolves_on": frozen["resolves_on"]}
        row = _head(link, item, "odds") | {"reading": reading, "chances": own}
        outcome = next(
            (o for o in study.outcomes if o.reading == reading and o.known_on <= as_of and o.future in own),
            None,
        )
        if outcome is None:
            yield row | {"status": _open(link, as_of, frozen["resolves_on"])}
            continue
        yield (
            row
            | {
                "status": "resolved",
                "happened": outcome.future,
                "known_on": outcome.known_on.isoformat(),
                "source_id": ";".join(outcome.source_id),
                "hindsight": outcome.known_on.isoformat() <= link.content["logged"][:10],
            }
            | _chance_scores(own, block["baselines"], outcome.future)
        )


def _chance_scores(
    own: Mapping[str, float], baselines: Mapping[str, Mapping[str, float] | None], happened: str
) -> dict[str, Any]:
    return {
        "miss": own[happened] < UNLIKELY,
        "rank": 1.0 - own[happened],
        "log": log_score(own, happened),
        "brier": brier(own, happened),
        "baselines": {
            name: {
                "log": log_score(chances, happened) if chances else None,
                "brier": brier(chances, happened) if chances else None,
            }
            for name, chances in baselines.items()
        },
    }


def _named(chances: Sequence[float]) -> dict[str, float]:
    return {str(at): chance for at, chance in enumerate(chances)}


def _summary(resolved: Sequence[Mapping[str, Any]], waiting: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts over forecasts whose figure was not known when they were logged.

    Several entries forecast one figure, and figures of one quarter move together: `figures` counts the different ones.
    """
    true = [row for row in resolved if not row["hindsight"]]
    numbers = [row for row in true if row["kind"] == "number"]
    chances = [row for row in true if row["kind"] != "number"]
    pairs = [(row["crps"], row["baselines"]["persistence"]["crps"]) for row in numbers]
    pairs = [pair for pair in pairs if pair[1] is not None]
    logs = [math.log(a / b) for a, b in pairs if a > 0.0 and b > 0.0]
    return {
        "resolved": len(true),
        "hindsight": len(resolved) - len(true),
        "open": sum(row["status"] == "open" for row in waiting),
        "overdue": sum(row["status"] == "overdue" for row in waiting),
        "figures": len({row["id"] for row in true}),
        "misses": sum(bool(row["miss"]) for row in true),
        "numbers": len(numbers),
        "inside_80": sum(bool(row["inside_80"]) for row in numbers),
        "better_than_persistence": sum(a < b for a, b in pairs),
        "compared": len(pairs),
        "crps_ratio": math.exp(sum(logs) / len(logs)) if logs else None,
        "log": sum(row["log"] for row in chances) / len(chances) if chances else None,
        "brier": sum(row["brier"] for row in chances) / len(chances) if chances else None,
    }
