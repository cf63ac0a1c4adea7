"""The Python door: load a study, run it, read the result as frames, pages and labelled arrays."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from fourfutures.analysis import (
    SUMMARY,
    AnalysisError,
    Request,
    Start,
    close,
    draft,
    faults,
    finished,
    held,
    require_runnable,
    rows_in_force,
)
from fourfutures.data import list_series, show_series, verify
from fourfutures.ensemble import Hands
from fourfutures.errors import Both, Problem, reason
from fourfutures.report import write_pages
from fourfutures.study import SourceCard, Study, lever_settings, load_study, parse_dials

Progress = Callable[[str, int, int], None]
DEFAULT_OUT = "runs"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Content = TypeVar("Content")
LEVERS = Mapping[str, float] | Sequence[str]


class Run:
    """A finished run: a folder, and what it holds as frames and text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r})"

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The summary document, as the contract describes it."""
        content: dict[str, Any] = self._read(SUMMARY, lambda path: json.loads(path.read_bytes()))
        return content

    @cached_property
    def futures(self) -> pd.DataFrame:
        """One line a reading and future: dials, future, p, mc_se, low, high, prior_p, data_p."""
        rows = [
            {"dials": reading, "future": future, **numbers}
            for reading, block in self.summary["futures"].items()
            for future, numbers in block.items()
        ]
        columns = ["dials", "future", "p", "mc_se", "low", "high", "prior_p", "data_p"]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def members(self) -> pd.DataFrame:
        """One line a member: number, weight, status, uncertainties, outcomes, futures."""
        return self._table("members.parquet")

    @cached_property
    def fans(self) -> pd.DataFrame:
        """Quantiles of the series by variable, entity and month."""
        return self._table("fans.parquet")

    @cached_property
    def countries(self) -> pd.DataFrame:
        """Mean and quantiles of each economy's series by month."""
        return self._table("countries.parquet")

    @cached_property
    def movers(self) -> pd.DataFrame:
        """Change of each probability by observation and reading."""
        return self._table("movers.parquet")

    def brief(self, lang: str = "en") -> str:
        """The brief as Markdown, in English ("en") or Chinese ("zh")."""
        _require_language(lang)
        return self._read(f"brief.{lang}.md", lambda path: path.read_text(encoding="utf-8"))

    def _table(self, name: str) -> pd.DataFrame:
        return self._read(name, pd.read_parquet)

    def _read(self, name: str, reader: Callable[[Path], Content]) -> Content:
        """A file of the folder. Raises AnalysisError where it is missing or damaged."""
        path = self.folder / name
        try:
            return reader(path)
        except OSError as error:
            what = Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）")
        except ValueError:  # the readers of JSON, Parquet and text all say so
            what = Both("is damaged", "已损坏")
        raise AnalysisError(
            where=str(path),
            what=what,
            remedy=Both("make the run again with the same request", "请以同样的设定重新运行"),
        )

    def to_xarray(self) -> Any:
        """Fans and economies as an xarray Dataset; needs the extra `xarray`.

        Variables: each fan by (entity, month, quantile), each series of economies by (economy, month).
        """
        try:
            import xarray
        except ImportError as error:
            raise AnalysisError(
                where="Run.to_xarray",
                what=Both("xarray is not installed", "未安装 xarray"),
                remedy=Both(
                    "install it with: pip install 'fourfutures[xarray]'",
                    "请运行 pip install 'fourfutures[xarray]' 安装",
                ),
            ) from error
        parts = []
        for variable, part in self.fans.groupby("variable", sort=True):
            indexed = part.set_index(["entity", "month", "quantile"])["value"]
            parts.append(indexed.to_xarray().rename(str(variable)).to_dataset())
        for variable, part in self.countries.groupby("variable", sort=True):
            indexed = part.rename(columns={"entity": "economy"}).set_index(["economy", "month"])["mean"]
            parts.append(indexed.to_xarray().rename(f"economy_{variable}").to_dataset())
        return xarray.merge(parts, join="outer", compat="no_conflicts").assign_attrs(
            run_id=self.summary["run_id"], as_of=self.summary["as_of"], seed=self.summary["seed"]
        )


def request(
    study: Study | str | Path = "ai-2027",
    *,
    members: int | None = None,
    seed: int | None = None,
    as_of: date | str | None = None,
    prior: bool = False,
    levers: LEVERS = (),
    lens: str = "neutral",
    dials: str = "source",
    start: str = "best_estimate",
    evidence: bool = True,
) -> Request:
    """A checked request for a run. Raises FourFuturesError with where, what and remedy."""
    loaded = study if isinstance(study, Study) else load_study(study)
    _verify_data(loaded)
    require_runnable(loaded)
    setting = parse_dials(dials, loaded)
    if start not in ("vintage", "best_estimate"):
        raise AnalysisError(
            where=f"--start {start}",
            what=Both(f"there is no start called {start}", f"没有名为{start}的起点"),
            remedy=Both("choose vintage or best_estimate", "请选 vintage 或 best_estimate"),
        )
    return Request.of(
        loaded,
        members=members,
        seed=seed,
        as_of=_day(as_of),
        assimilate=not prior,
        levers=lever_settings(levers, loaded),
        lens=lens,
        reading=setting.reading,
        dials=setting.overrides,
        start="vintage" if start == "vintage" else "best_estimate",
        evidence=evidence,
    )


def run(
    study: Study | str | Path = "ai-2027",
    *,
    members: int | None = None,
    seed: int | None = None,
    as_of: date | str | None = None,
    prior: bool = False,
    levers: LEVERS = (),
    lens: str = "neutral",
    dials: str = "source",
    start: Start = "best_estimate",
    evidence: bool = True,
    workers: int | None = None,
    scheduler: str | None = None,
    out: str | Path = DEFAULT_OUT,
    progress: Progress | None = None,
) -> Run:
    """Simulate, weigh by what is known on the date, classify, write the run folder, return it.

    `levers` maps NAME, NAME.ISO3 or NAME@YYYY-MM to values, or lists option texts. A run that is already in `out`, whole
    and undamaged, is read, not made again; a half-written one is taken up where it stopped. The same request gives the
    same bytes on any number of `workers`, and on the cluster of a Dask `scheduler`, given by its address.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=members, seed=seed, as_of=as_of, prior=prior, levers=levers, lens=lens, dials=dials,
        start=start, evidence=evidence,
    )  # fmt: skip
    return make(asked, workers=workers, scheduler=scheduler, out=out, progress=progress)


def make(
    asked: Request,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    out: str | Path = DEFAULT_OUT,
    progress: Progress | None = None,
) -> Run:
    """Carry a checked request out."""
    threads = (os.cpu_count() or 1) if workers is None else workers
    if threads < 1:
        raise AnalysisError(
            where="--workers",
            what=Both(f"{threads} threads cannot run anything", f"{threads}个线程无法运行"),
            remedy=Both("give a whole number from 1", "请给出不小于1的整数"),
        )
    folder = Path(out)
    _keep_apart(folder, asked.study.root)
    told = progress or (lambda stage, done, total: None)
    there = finished(asked, folder)
    if there is None:
        with closing(Hands.of(threads, scheduler)) as hands, held(asked, folder, told):
            there = finished(asked, folder)  # another process may have made it meanwhile
            if there is None:
                made = draft(asked, folder, hands, told)
                write_pages(made.folder)
                there = close(made)
    return Run(there)


def _keep_apart(out: Path, study: Path) -> None:
    """A study is all the files of its folder, so a run written among them would make it another study."""
    try:
        place, root = out.resolve(), study.resolve()
    except (
        OSError,
        RuntimeError,
    ):  # the working folder is gone, or links lead in a circle: writing will say so
        return
    if root in (place, *place.parents):
        raise AnalysisError(
            where=f"--out {out}",
            what=Both(
                "lies inside the study folder, whose files name the run",
                "位于研究目录之内，而运行编号取自其中的文件",
            ),
            remedy=Both("choose a folder outside the study", "请选研究目录以外的目录"),
        )


def country(made: Run, code: str, study: Study | str | Path | None = None) -> dict[str, Any]:
    """One economy in a finished run: alignment odds, series of shares and use, its deals, their sources."""
    summary = made.summary
    loaded = study if isinstance(study, Study) else load_study(study or summary["study"])
    loaded = loaded.known_by(date.fromisoformat(summary["as_of"]))
    entity = loaded.partner(code)
    entry = next(e for e in summary["economies"] if e["entity"] == entity.code)
    table = made.countries
    series = table[table["entity"] == entity.code].drop(columns="entity")
    deals = [
        {
            "id": deal.deal_id,
            "announced": deal.announced.isoformat(),
            "precision": deal.date_precision,
            "provider": deal.provider,
            "stack": deal.stack,
            "kind": deal.kind,
            "capacity_mw": deal.capacity_mw,
            "status": deal.status_rung,
            "source_id": list(deal.source_id),
        }
        for deal in loaded.deals
        if deal.country == entity.code
    ]
    share = next(row for row in loaded.shares if row.entity == entity.code)
    signed = [deal for deal in loaded.deals if deal.country == entity.code]
    cited = sorted(
        {s for deal in signed for s in deal.source_id} | set(share.source_id) | set(entity.source_id)
    )
    sources = [{"id": name, **_card(loaded.sources[name])} for name in cited if name in loaded.sources]
    known = rows_in_force(loaded, date.fromisoformat(summary["as_of"])) if summary["assimilated"] else ()
    seen = [row for row in known if row.entity == entity.code]
    return {
        "schema": "fourfutures/country/1",
        "run_id": summary["run_id"],
        "study_hash": summary["study_hash"],
        "seed": summary["seed"],
        "as_of": summary["as_of"],
        "lens": summary["lens"],
        "entity": entity.code,
        "name": {"en": entity.name_en, "zh": entity.name_zh},
        "kind": entity.kind,
        "imputed": entry["imputed"],
        "start": {
            "adoption": entity.adoption_h2,
            "share_us": share.share_us,
            "share_cn": share.share_cn,
            "share_own": share.share_own,
            "basis": share.basis,
            "filled": list(entity.imputed),
        },
        "alignment": entry["alignment"],
        "ess": entry["ess"],
        "series": json.loads(series.to_json(orient="records", double_precision=15)),
        "deals": deals,
        "observations": [
            {
                "id": row.id,
                "indicator": row.indicator,
                "observed": row.observed,
                "unit": row.unit,
                "period_end": row.period_end.isoformat(),
                "date": row.known_on.isoformat(),
                "source_id": row.source_id,
            }
            for row in seen
        ],
        "dependency": None,  # stress tests are not part of this version
        "sources": sources,
    }


def check(study: Study | str | Path = "ai-2027") -> list[Problem]:
    """Everything wrong with a study and its data, an empty list if nothing is."""
    return faults(study)


def series(study: Study | str | Path = "ai-2027") -> pd.DataFrame:
    """The study's series: one line an indicator and entity."""
    loaded = study if isinstance(study, Study) else load_study(study)
    return list_series(loaded.root)


def show(
    indicator: str,
    entity: str | None = None,
    study: Study | str | Path = "ai-2027",
    as_of: date | str | None = None,
) -> pd.DataFrame:
    """The rows of a series, those known on a date if one is given."""
    loaded = study if isinstance(study, Study) else load_study(study)
    return show_series(loaded.root, indicator, entity, _day(as_of))


def _card(card: SourceCard) -> dict[str, str | None]:
    fields = card.model_dump(exclude={"source_id"})
    return {name: None if value is None else str(value) for name, value in fields.items()}


def _verify_data(study: Study) -> None:
    """A study with figures comes with the package that vouches for them; one without figures needs none."""
    if (study.root / study.meta.files.package).exists() or (study.root / study.meta.files.series).exists():
        verify(study.root)


def _day(given: date | str | None) -> date | None:
    if given is None or isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    try:
        # Other spellings that Python knows, such as 2026-W05-1, are slips more often than meant.
        if not _DAY.fullmatch(given.strip()):
            raise ValueError
        return date.fromisoformat(given.strip())
    except ValueError:
        raise AnalysisError(
            where=f"--as-of {given}",
            what=Both(f"cannot read {given or 'nothing'} as a date", f"无法将{given or '空白'}识别为日期"),
            remedy=Both("write 2026-06-30", "请写成2026-06-30"),
        ) from None


def _require_language(lang: str) -> None:
    if lang not in ("en", "zh"):
        raise AnalysisError(
            where=Both(f"language {lang}", f"语言 {lang}"),
            what=Both("is not available", "不可用"),
            remedy=Both("choose en or zh", "请选 en 或 zh"),
        )
