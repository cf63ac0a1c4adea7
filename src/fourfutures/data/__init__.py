"""What was observed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def load_observations(root: Path) -> pd.DataFrame:
    """Rows of evidence."""
    return pd.read_csv(root / "series" / "observations.csv", dtype=str, keep_default_na=False)
