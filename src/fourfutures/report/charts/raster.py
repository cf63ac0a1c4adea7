"""A chart as dots, for slides and documents that take no vector: two dots to a pixel, in the fonts of this machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import vl_convert

from fourfutures.errors import Both
from fourfutures.report.charts.style import FONTS
from fourfutures.report.errors import ReportError

SCALE = 2.0
# Two letters that look nothing alike. Where no font has them, both are drawn as the same empty box.
TRIAL = {"en": ("g", "M"), "zh": ("国", "一")}


def as_png(svg: str, lang: str, path: Path) -> bytes:
    """The picture as PNG. Raises ReportError, naming `path`, where no font here has the letters of its language."""
    if not has_letters(lang):
        raise ReportError(
            where=str(path),
            what=Both(
                "no font on this machine has Chinese letters, so the picture would show empty boxes",
                "本机没有含汉字的字体，图中汉字会成为空框",
            ),
            remedy=Both(
                "install one, such as Noto Sans CJK SC, or use the SVG, which takes its reader's fonts",
                "请安装一种，如 Noto Sans CJK SC；或使用 SVG，它采用读者的字体",
            ),
        )
    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))


@cache
def has_letters(lang: str) -> bool:
    """Whether some font of this machine has the letters of a language."""
    first, second = (vl_convert.svg_to_png(_letter(letter, lang)) for letter in TRIAL[lang])
    return bool(first != second)


def _letter(letter: str, lang: str) -> str:
    words = f'<text x="4" y="30" font-size="26" font-family="{FONTS[lang]}">{letter}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{words}</svg>'
