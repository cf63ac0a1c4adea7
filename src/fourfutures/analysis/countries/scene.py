"""A finished run taken up again for its partners: the study as it saw it, the members it kept, what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.pooling import rows_in_force
from fourfutures.analysis.weighing import BASIS, RECORDED, thinned
from fourfutures.assimilation import Row, local, local_weights
from fourfutures.ensemble import Binding, Guide, Ids, LeverPath, impose
from fourfutures.errors import Both
from fourfutures.study import LeverSetting, Offer, Study

Reals = NDArray[np.float64]
ADOPTION = "logit_adoption"


class Held(NamedTuple):
    """What a run folder says: summary, manifest, members' numbers and weights, the table of economies."""

    summary: Mapping[str, Any]
    manifest: Mapping[str, Any]
    members: pd.DataFrame  # columns member, weight and status
    countries: pd.DataFrame


class Scene(NamedTuple):
    """The run's members, ready to be run again for single partners."""

    study: Study  # under the lens and the start, as it could be read on the day
    binding: Binding
    levers: LeverPath
    ids: Ids
    weights: Reals  # of the run
    as_of: date
    month: int  # the as-of day's, 0 to the last
    rows: tuple[Row, ...]  # in force, about one partner economy each
    theta: float  # credit for the origin of open weights
    thetas: tuple[float, ...]  # values tried for its range

    def place(self, code: str) -> int:
        """Where a partner stands among the partners."""
        return self.binding.partners.codes.index(code)

    def about(self, code: str) -> tuple[Row, ...]:
        """Rows about one partner."""
        return tuple(row for row in self.rows if row.entity == code)

    def local(self, code: str, adoption: Reals) -> Reals:
        """Weights (members,) for a partner's own series; `adoption` (members, months) is its path without levers."""
        return self.reweighed(code, adoption, self.about(code))

    def reweighed(self, code: str, adoption: Reals, rows: tuple[Row, ...]) -> Reals:
        """The same by some of the rows about it."""
        share = adoption[:, None]
        paths = {ADOPTION: np.log(share / (1.0 - share))}
        return np.asarray(local_weights(self.weights, rows, [code], paths)[0])

    @property
    def observed_until(self) -> int:
        """The last month that a row is about; 0 without rows."""
        return max((max(row.months) for row in self.rows), default=0)


def scene(held: Held, shipped: Study) -> Scene:
    """Take a run up. Raises AnalysisError where the study is not the one that the run was made from."""
    summary, manifest = held.summary, held.manifest
    if shipped.hash != summary["study_hash"]:
        raise AnalysisError(
            where=Both(f"run {summary['run_id']}", f"运行 {summary['run_id']}"),
            what=Both(
                "was made from another state of the study, so its members cannot be run again",
                "所用的研究内容与现在不同，无法重新运行其成员",
            ),
            remedy=Both(
                "make the run again, or give the study it was made from", "请重新运行，或给出当时的研究"
            ),
        )
    as_of = date.fromisoformat(summary["as_of"])
    study = shipped.under(summary["lens"]).known_by(as_of)
    study = study.as_first_known() if summary["start"] == "vintage" else study
    guide = None if manifest["guide"] is None else Guide.read(manifest["guide"])
    binding = Binding(study, summary["seed"], guide)
    first = max(1, study.month_of(as_of) + 1) if summary["assimilated"] else 1
    settings = [
        LeverSetting(lever=lever, value=value, start=start, entity=entity)
        for lever, value, start, entity in manifest["levers"]
    ]
    deals = [impose(shipped, binding.partners, _offer(deal)) for deal in manifest.get("deals", ())]
    ids, weights = _carried(held.members)
    known = rows_in_force(study, as_of) if summary["assimilated"] else ()
    dial = study.frame.dials["theta"]
    return Scene(
        study=study,
        binding=binding,
        levers=LeverPath(study, settings, first, binding.partners.codes, deals),
        ids=ids,
        weights=weights,
        as_of=as_of,
        month=min(max(study.month_of(as_of), 0), study.meta.months),
        rows=tuple(row for row in known if local(row)),
        theta=float(summary["dials"]["theta"]),
        thetas=tuple(dial.moves or ()),
    )


def _offer(deal: Mapping[str, Any]) -> Offer:
    """An imposed deal as the manifest has it, which leaves names out."""
    return Offer.model_validate({**deal, "name": {"en": deal["id"], "zh": deal["id"]}})


def _carried(members: pd.DataFrame) -> tuple[Ids, Reals]:
    """Numbers and weights of the members that carry weight; an even sample of them where they are very many."""
    table = members[(members["weight"] > 0.0) & (members["status"] == "ok")]
    ids = table["member"].to_numpy(dtype=np.int64)
    weights = table["weight"].to_numpy(dtype=np.float64)
    if ids.shape[0] > RECORDED:
        few = thinned(ids.shape[0], BASIS)
        ids, weights = ids[few], weights[few]
    return ids, weights / weights.sum()
