"""A finished run: its folder, and what it holds as frames, pages and labelled arrays."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from fourfutures.analysis import MANIFEST, SUMMARY, AnalysisError, Held, run_tree
from fourfutures.errors import Both, reason

Content = TypeVar("Content")


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
    def manifest(self) -> dict[str, Any]:
        """What the run was asked for, and what its members can be made again from."""
        content: dict[str, Any] = self._read(MANIFEST, lambda path: json.loads(path.read_bytes()))
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

    @cached_property
    def held(self) -> Held:
        """What its economies are read off: summary, manifest, numbers and weights of members, the table of economies."""
        columns = ["member", "weight", "status"]
        members = self._read("members.parquet", lambda path: pd.read_parquet(path, columns=columns))
        return Held(self.summary, self.manifest, members, self.countries)

    def brief(self, lang: str = "en") -> str:
        """The brief as Markdown, in English ("en") or Chinese ("zh")."""
        require_language(lang)
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

    def to_datatree(self) -> Any:
        """Members as an xarray DataTree in the groups that ArviZ reads; needs the extra `xarray`.

        `posterior` holds the uncertainties and `posterior_predictive` the outcomes, each by (chain, draw); weights stand in
        `sample_stats` and belong into every mean.
        """
        return run_tree(self.members, self.summary)


def require_language(lang: str) -> None:
    """Refuse a language that no page is written in."""
    if lang not in ("en", "zh"):
        raise AnalysisError(
            where=Both(f"language {lang}", f"语言 {lang}"),
            what=Both("is not available", "不可用"),
            remedy=Both("choose en or zh", "请选 en 或 zh"),
        )
