"""One chart in the forms it is handed on in: picture, specification, data, text reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import vl_convert

from fourfutures.report.charts.lightness import lighter
from fourfutures.report.charts.night import with_night

SUFFIXES = ("svg", "vl.json", "csv", "alt.txt")


def printed(
    spec: Mapping[str, Any], data: pd.DataFrame, reading: str, pairs: Mapping[str, str]
) -> dict[str, bytes]:
    """The files of a chart by suffix. `pairs` gives the colour on a dark screen for a light one."""
    picture = with_night(lighter(vl_convert.vegalite_to_svg(dict(spec)), reading), pairs)
    parts = {
        "svg": picture + "\n",
        "vl.json": json.dumps(spec, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n",
        "csv": data.round(6).to_csv(index=False, lineterminator="\n"),
        "alt.txt": reading + "\n",
    }
    return {suffix: text.encode() for suffix, text in parts.items()}
