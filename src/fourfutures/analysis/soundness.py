"""Whether a study can be run: its files, its data package and series, and what the model asks of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from pathlib import Path

import numpy as np

from fourfutures.analysis.errors import AnalysisError
from fourfutures.assimilation import rows_of
from fourfutures.data import check_package, load_observations, load_series
from fourfutures.ensemble import Binding
from fourfutures.errors import FourFuturesError, Problem
from fourfutures.study import FILES, Study, StudyError, check_study, find_folder, load_study


def faults(study: Study | str | Path) -> list[Problem]:
    """Everything wrong with a study and its data, an empty list if nothing is."""
    problems = check_study(study)
    if isinstance(study, Study):
        loaded = study
    else:
        try:
            root = find_folder(study)
        except StudyError:
            return problems
        try:
            loaded = load_study(root, strict=False)
        except StudyError:
            # Its figures are still there to be read, by the names that files have where nothing else is said.
            return [*problems, *_data_faults(root, FILES["package"], FILES["series"], None)]
    files = loaded.meta.files
    problems += _data_faults(loaded.root, files.package, files.series, loaded.sources)
    return problems or list(model_faults(loaded))  # what the model lacks follows from what is wrong before


def _data_faults(root: Path, package: str, series: str, cards: Container[str] | None) -> list[Problem]:
    """What is wrong with the package, the series and the observations of a study; one without figures needs none."""
    if not (root / package).exists() and not (root / series).exists():
        return []
    problems = check_package(root)
    if (root / series).exists():
        problems += _told(lambda: load_series(root, cards))
        problems += _told(lambda: load_observations(root, cards))
    return problems


def require_runnable(study: Study) -> None:
    """Raise AnalysisError unless the model gets from a study what it asks for."""
    for problem in model_faults(study):
        raise AnalysisError(where=problem.where, what=problem.what, remedy=problem.remedy)


def model_faults(study: Study) -> Iterator[Problem]:
    """What the model asks for and does not get."""
    member = np.zeros(1, dtype=np.int64)

    def bind() -> None:
        binding = Binding(study, study.meta.seed)
        binding.countries(member, binding.parameters(member))

    yield from _told(bind)
    if (study.root / study.meta.files.series).exists():
        yield from _told(lambda: rows_of(study, load_observations(study.root)))


def _told(work: Callable[[], object]) -> list[Problem]:
    """The problems that a piece of work stumbles over."""
    try:
        work()
    except FourFuturesError as error:
        return list(getattr(error, "problems", (error.problem,)))
    return []
