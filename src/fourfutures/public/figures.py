"""A study checked, and the figures it rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from fourfutures.analysis import faults
from fourfutures.data import list_series, show_series
from fourfutures.errors import Problem
from fourfutures.public.dates import day
from fourfutures.study import Study, load_study


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
    return show_series(loaded.root, indicator, entity, day(as_of))
