"""Colours, fonts and titles that all charts share."""

from __future__ import annotations

from typing import Any

import altair as alt

from fourfutures.report.catalogue import Catalogue
from fourfutures.report.record import RunRecord

INK, MUTED, FAINT, PAPER = "#1d2430", "#757D8B", "#d9dce2", "#ffffff"
FONTS = {
    "en": "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif",
    "zh": "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif",
}


def coloured(record: RunRecord) -> dict[str, str]:
    """Colour of each future, as the study gives it: hue for who leads adoption, depth for whether compute goes with it."""
    return {entry["id"]: entry["colour"]["light"] for entry in record.summary["frame"]["futures"]}


def styled(field: Any, texts: Catalogue, title: str, subtitle: list[str]) -> dict[str, Any]:
    """The chart with title, font and paper, as a specification with its data inside."""
    font = FONTS[texts.lang]
    whole = (
        field.properties(
            title=alt.TitleParams(
                title,
                subtitle=subtitle,
                anchor="start",
                fontSize=18,
                subtitleFontSize=12,
                offset=18,
                color=INK,
                subtitleColor=MUTED,
                font=font,
                subtitleFont=font,
                subtitleLineHeight=17,
            )
        )
        .configure(background=PAPER, font=font, padding=16)
        .configure_view(stroke=FAINT)
        .configure_axis(labelFont=font, labelColor=MUTED, labelFontSize=11)
        .configure_text(font=font)
    )
    with alt.data_transformers.enable("default", consolidate_datasets=True, max_rows=None):
        spec: dict[str, Any] = whole.to_dict()
    return spec
