"""The forecast log: freeze a run, list what is frozen, score what has resolved."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fourfutures.analysis import (
    AnalysisError,
    default_log,
    entries,
    entry,
    log_run,
    mend,
    opened,
    require_runnable,
    score,
)
from fourfutures.ensemble import Hands
from fourfutures.errors import Both
from fourfutures.files import Link
from fourfutures.public.asking import verify_data
from fourfutures.public.dates import day
from fourfutures.public.folder import Run
from fourfutures.public.places import keep_apart, run_folder
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.public.working import Progress, threads_of
from fourfutures.study import Study, load_study


def forecast_log(
    run: Run | str | Path,
    *,
    log: str | Path | None = None,
    study: Study | str | Path | None = None,
    out: str | Path = DEFAULT_OUT,
    workers: int | None = None,
    repair: bool = False,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Freeze a finished run's odds and its forecasts of figures to come in the log; returns what was added.

    `run` is a Run, its folder, or its id below `out`. The log is `log`, else a file in the user's data folder. A run that
    is in the log already is not added again. With `repair` a torn end of the log is first set aside in a file beside it.

    Raises FourFuturesError for a run that is not whole, is a what-if or cannot be made again, and for a log that is broken,
    torn or cannot be written.
    """
    path = _log(log)
    folder = run.folder if isinstance(run, Run) else run_folder(run, Path(out))
    manifest, _ = opened(folder)
    loaded = study if isinstance(study, Study) else load_study(study or manifest["study"])
    keep_apart("--log", path, loaded.root)
    verify_data(loaded)
    require_runnable(loaded)
    aside = mend(path) if repair else None
    for problem in entries(path).problems:  # said before anything is worked out
        raise AnalysisError(where=problem.where, what=problem.what, remedy=problem.remedy)
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers))) as hands:
        content = entry(folder, loaded, hands, told)
    found = log_run(path, content, now or datetime.now(UTC), lambda: told("wait", 0, 0))
    return {
        "schema": "fourfutures/forecast-log/1",
        "log": str(path),
        "added": found.added,
        "set_aside": str(aside) if aside else None,
        **_listed(found.link),
    }


def forecast_list(log: str | Path | None = None) -> dict[str, Any]:
    """Entries of the log, and whether its chain holds: `ok`, `problems`, `rows`, and `head`, the digest of the last one."""
    path = _log(log)
    chain = entries(path)
    return {
        "schema": "fourfutures/forecast-list/1",
        "log": str(path),
        "head": chain.head,
        "ok": not chain.problems,
        "problems": list(chain.problems),
        "rows": [_listed(link) for link in chain.links],
    }


def forecast_score(
    log: str | Path | None = None,
    *,
    study: Study | str | Path = "ai-2027",
    as_of: date | str | None = None,
) -> dict[str, Any]:
    """Forecasts about a study that have resolved by a day, the study's data date if left out: misses first, then the open
    ones. Entries behind a break of the chain are not scored, and `ok` is false.
    """
    path = _log(log)
    loaded = study if isinstance(study, Study) else load_study(study)
    verify_data(loaded)
    limit = day(as_of) or loaded.meta.assembled
    if limit > loaded.meta.assembled:
        raise AnalysisError(
            where=f"--as-of {limit}",
            what=Both(
                f"is after {loaded.meta.assembled}, when the study's data were assembled",
                f"晚于研究数据的汇编日{loaded.meta.assembled}",
            ),
            remedy=Both(
                f"choose a day up to {loaded.meta.assembled}, or refresh the study's data",
                f"请选不晚于{loaded.meta.assembled}的日期，或更新研究数据",
            ),
        )
    chain = entries(path)
    return {
        "schema": "fourfutures/forecast-score/1",
        "log": str(path),
        "study": loaded.meta.id,
        "study_hash": loaded.hash,
        "seed": loaded.meta.seed,
        "as_of": limit.isoformat(),
        "ok": not chain.problems,
        "problems": list(chain.problems),
        **score(chain.links, loaded, limit),
    }


def _log(named: str | Path | None) -> Path:
    if named is None:
        return default_log()
    if not str(named).strip():
        raise AnalysisError(
            where="--log",
            what=Both("the file has no name", "没有写明文件"),
            remedy=Both("name one, or leave the option out", "请写明文件，或不写该选项"),
        )
    return Path(named).expanduser()


def _listed(link: Link) -> dict[str, Any]:
    content = link.content
    run, figures, odds = content["run"], content["figures"], content["odds"]
    return {
        "entry": link.number,
        "logged": content["logged"],
        "run_id": run["run_id"],
        "study": run["study"],
        "as_of": run["as_of"],
        "lens": run["lens"],
        "assimilated": run["assimilated"],
        "manifest_sha256": run["manifest_sha256"],
        "digest": link.digest,
        "figures": len(figures),
        "next": min([item["resolves_on"] for item in figures], default=odds["resolves_on"]),
        "odds": {
            reading: {name: numbers["p"] for name, numbers in block["futures"].items()}
            for reading, block in odds["readings"].items()
        },
    }
