"""What boxes and reasons may speak of: uncertainties as they were drawn, and measures of the paths they led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.inputs import Column
from fourfutures.study import Measure, Study

Reals = NDArray[np.float64]
YEAR = 12
Speaking = Literal["all", "uncertainties", "path", "levers"]
CHOICES: tuple[Speaking, ...] = ("all", "uncertainties", "path", "levers")
STRENGTHS = "lever_strength_"  # do nothing where no lever is pulled
SIDES = {
    "us": {"en": "US", "zh": "美国"},
    "cn": {"en": "China", "zh": "中国"},
    "own": {"en": "own or open", "zh": "自建或开放"},
}


class Described(NamedTuple):
    """An input as a document names it."""

    id: str
    label: dict[str, str]
    unit: str
    kind: Literal["uncertainty", "measure", "lever"]
    judgement: bool

    def item(self) -> dict[str, Any]:
        """The same by name."""
        return {"name": self.id, **{k: v for k, v in self._asdict().items() if k != "id"}}


def observables_of(study: Study) -> list[str]:
    """Observables that the measures of a study are read from, in order."""
    found = {name for m in study.conditions.measure.values() for name in (m.observable, m.less) if name}
    return sorted(found)


def measured(study: Study, paths: Mapping[str, Reals]) -> dict[str, Reals]:
    """Every measure of the study, (members,), from observables of shape (members, months + 1)."""
    return {name: _read(measure, paths) for name, measure in study.conditions.measure.items()}


def _read(measure: Measure, paths: Mapping[str, Reals]) -> Reals:
    path = paths[measure.observable]
    if measure.less is not None:
        path = path - paths[measure.less]
    if measure.read == "last":
        found = path[:, -1]
    elif measure.read == "change":
        found = path[:, -1] - path[:, 0]
    elif measure.read == "year":
        found = path[:, -1] - path[:, max(0, path.shape[1] - 1 - YEAR)]
    elif measure.read == "mean":
        found = path[:, 1:].mean(axis=1)
    else:
        found = (path[:, 1:] >= measure.level - 1e-9).sum(axis=1).astype(np.float64)
    return np.asarray(np.exp(found) if measure.times else found)


def columns_of(
    study: Study,
    drawn: Mapping[str, Reals],
    seen: Mapping[str, Reals],
    speaking: Speaking = "all",
    pulls: Mapping[str, Reals] | None = None,
) -> list[Column]:
    """Inputs of boxes: those that differ between members. `pulls` are values of levers, where they were drawn.

    Strengths of levers do nothing where none is pulled, and are left out there.
    """
    chosen: dict[str, Reals] = dict(pulls or {})
    if speaking in ("all", "uncertainties"):
        chosen |= {name: values for name, values in drawn.items() if pulls or not name.startswith(STRENGTHS)}
    if speaking in ("all", "path"):
        chosen |= {name: values for name, values in seen.items() if study.conditions.measure[name].boxes}
    return [Column(name, values) for name, values in chosen.items() if np.ptp(values) > 0.0]


def described(study: Study, names: Sequence[str]) -> dict[str, Described]:
    """What inputs are called, by id."""
    found = {}
    for name in names:
        if name in study.conditions.measure:
            measure = study.conditions.measure[name]
            found[name] = Described(name, measure.name.model_dump(), measure.unit, "measure", False)
            continue
        if name in study.levers:
            lever = study.levers[name]
            found[name] = Described(name, lever.name.model_dump(), lever.unit, "lever", lever.judgement)
            continue
        entry = study.uncertainties[name]
        label = entry.name.model_dump()
        if entry.bloc is not None:
            side = SIDES[entry.bloc]
            label = {"en": f"{label['en']} ({side['en']})", "zh": f"{label['zh']}（{side['zh']}）"}
        found[name] = Described(name, label, entry.unit, "uncertainty", entry.judgement)
    return found
