"""Members at the horizon: what tables and odds need of each, whether few were recorded in full or many passed by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import indices_by_reading
from fourfutures.analysis.outcomes import OUTCOMES
from fourfutures.ensemble import Binding, Crew, LeverPath, Record, Sight, Track, survey
from fourfutures.futures import Codes, Dials, HomeWeights, Indices, classify, indices_by_month
from fourfutures.study import Study

Singles = NDArray[np.float32]
Ids = NDArray[np.int64]
KEPT = (*OUTCOMES.values(), "memory_binds_cn")  # series kept of each member at the horizon


class Seen(NamedTuple):
    """Some members of a run, in order of their number."""

    ids: Ids
    failed: NDArray[np.bool_]
    outcomes: dict[str, Singles]  # series at the horizon, (members,) each
    own_share: Singles  # own share of partner use at the horizon
    found: dict[str, Indices]  # at the horizon, by reading
    path: Codes  # (members, months) future at the end of each month from the first, in the chosen reading

    @classmethod
    def empty(cls, ids: Ids, view: View) -> Seen:
        """Room for members, in memory."""
        count = ids.shape[0]
        return cls(
            ids,
            np.zeros(count, dtype=bool),
            {name: np.empty(count, np.float32) for name in KEPT},
            np.empty(count, np.float32),
            {reading: Indices(np.empty(count), np.empty(count)) for reading in view.dials},
            np.empty((view.study.meta.months, count), np.int8).T,
        )

    def write(self, rows: slice, part: Seen) -> None:
        """Take some members into rows of their own."""
        self.failed[rows] = part.failed
        self.own_share[rows] = part.own_share
        self.path[rows] = part.path
        for name, values in part.outcomes.items():
            self.outcomes[name][rows] = values
        for reading, index in part.found.items():
            self.found[reading].compute[rows] = index.compute
            self.found[reading].adoption[rows] = index.adoption


@dataclass(frozen=True)
class View:
    """How members are looked at."""

    study: Study
    dials: Mapping[str, Dials]
    homes: HomeWeights
    reading: str  # the chosen one, in which the path is read

    def by_month(self, track: Track) -> list[Indices]:
        """Indices of members in the chosen reading at the end of every month from the first."""
        return indices_by_month(track, self.dials[self.reading], self.homes)

    def __call__(self, sight: Sight, by_month: Sequence[Indices] | None = None) -> Seen:
        """What is kept of some members; `by_month` are their indices where the caller has them."""
        months, frame = self.study.meta.months, self.study.frame
        path = [classify(found, frame) for found in by_month or self.by_month(sight.path)]
        return Seen(
            sight.ids,
            np.maximum(sight.path.failed, sight.ends.failed) > 0.0,
            {name: sight.outcomes[name] for name in KEPT if name in sight.outcomes},
            sight.path.own_share[:, -1].copy(),  # a view would keep the whole path
            indices_by_reading(sight.ends, months, self.dials, self.homes),
            np.stack(path, axis=1),
        )

    def of_record(self, record: Record) -> Seen:
        """The same of members recorded in full."""
        outcomes = {name: values[:, -1] for name, values in record.series.items()}
        return self(Sight(record.ids, record.path, record.ends, outcomes))


def see_all(
    binding: Binding,
    ids: Ids,
    levers: LeverPath,
    view: View,
    gammas: Sequence[float],
    crew: Crew,
    progress: Callable[[int], None],
) -> Seen:
    """Run many members block by block, and keep of each what tables and odds need."""
    gamma = view.dials[view.reading].gamma
    blocks: Iterator[Seen] = survey(binding, ids, levers, gamma, gammas, crew, view)
    whole, at = Seen.empty(ids, view), 0
    for part in blocks:
        rows = slice(at, at + part.ids.shape[0])
        whole.write(rows, part)
        at = rows.stop
        progress(part.ids.shape[0])
    return whole
