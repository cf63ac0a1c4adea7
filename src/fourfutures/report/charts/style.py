"""Colours, fonts, titles and line breaks that all charts share."""

from __future__ import annotations

import re
from typing import Any

from fourfutures.report.catalogue import Catalogue
from fourfutures.report.record import RunRecord

INK, MUTED, FAINT, PAPER = "#191C21", "#656C78", "#DCDEE2", "#FFFFFF"
US, CN, OWN = "#473B99", "#955600", "#0B6B5B"  # the two stacks, and own or open systems
MIXED = "#858C98"
DASHED, DOTTED = [6, 3], [1.5, 2.5]  # with the hue, so that print in grey tells lines apart
# Each light colour on a dark ground, for all but the futures, whose colours the study gives.
NIGHT = {
    INK: "#ECEEF1", MUTED: "#949CA8", FAINT: "#2A3038", PAPER: "#161A20", US: "#AFA2FF", CN: "#F2B855", OWN: "#5BD3B8",
    MIXED: "#757D8B",
}  # fmt: skip
FONTS = {
    "en": "system-ui, Segoe UI, Noto Sans, Liberation Sans, Arial, sans-serif",
    "zh": "PingFang SC, Microsoft YaHei UI, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif",
}
TITLE, SUBTITLE = 17, 12
# Widest usual advance of a character, in parts of the font size; pictures are laid out for the widest font they may meet.
WIDE, NARROW = 1.0, 0.6
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
ATOM = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][，。；：、）》”％]*|\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)


def coloured(record: RunRecord, use: str = "light") -> dict[str, str]:
    """Colour of each future, as the study gives it: hue for who leads adoption, depth for whether compute goes with it.

    `use` is "light" for marks and "text_light" for letters on a light ground.
    """
    return {entry["id"]: entry["colour"][use] for entry in record.summary["frame"]["futures"]}


def night(record: RunRecord) -> dict[str, str]:
    """The dark counterpart of every colour a run's charts use."""
    found = dict(NIGHT)
    for entry in record.summary["frame"]["futures"]:
        colours = entry["colour"]
        found |= {
            colours["light"]: colours["dark"],
            colours.get("text_light", INK): colours.get("text_dark", NIGHT[INK]),
        }
    return found


def width(text: str, size: float) -> float:
    """Pixels that a text may need at a font size, in a wide font."""
    return sum((WIDE if HAN.match(letter) else NARROW) * size for letter in text)


def wrapped(text: str, most: float, size: float) -> list[str]:
    """The text in lines of at most so many pixels, broken between words or Han characters."""
    lines = [""]
    for atom in ATOM.findall(text):
        if width((lines[-1] + atom).rstrip(), size) > most and lines[-1]:
            lines.append("")
        lines[-1] += atom if lines[-1] or atom.strip() else ""
    return [line.rstrip() for line in lines]


def styled(
    field: dict[str, Any], texts: Catalogue, title: str, subtitle: list[str], across: float, left: int = 0
) -> dict[str, Any]:
    """The picture with title, font and paper.

    `across` is the room for the title in pixels and `left` how far it starts left of the plot.
    """
    font = FONTS[texts.lang]
    return {
        **field,
        "title": {
            "text": wrapped(title, across, TITLE),
            "subtitle": [line for part in subtitle for line in wrapped(part, across, SUBTITLE)],
            "anchor": "start",
            "frame": "group" if left else "bounds",
            "dx": -left,
            "fontSize": TITLE,
            "subtitleFontSize": SUBTITLE,
            "offset": 16,
            "color": INK,
            "subtitleColor": MUTED,
            "font": font,
            "subtitleFont": font,
            "subtitleLineHeight": 17,
            "subtitlePadding": 5,
        },
        "config": {
            "background": PAPER,
            "font": font,
            "padding": 16,
            "aria": False,
            "title": {"font": font, "subtitleFont": font},
            "view": {"stroke": FAINT},
            "axis": {"labelFont": font, "labelColor": MUTED, "labelFontSize": 11},
            "text": {"font": font},
        },
    }
