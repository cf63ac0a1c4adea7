"""The same picture on a dark ground: every colour of the daylight picture has its counterpart, chosen by the reader's own setting."""

from __future__ import annotations

import re
from collections.abc import Mapping

COLOUR = re.compile(r'(?<= )(fill|stroke)="(#[0-9A-Fa-f]{6})"')
OPENING = re.compile(r"<svg [^>]*>")


def with_night(svg: str, pairs: Mapping[str, str]) -> str:
    """The picture with rules for a dark screen, one for each colour it uses; on paper it stays as it is.

    `pairs` gives the dark colour for a light one. A colour without a counterpart stays.
    """
    used = sorted({(attribute, colour) for attribute, colour in COLOUR.findall(svg) if colour in pairs})
    rules = "".join(f'[{name}="{light}"]{{{name}:{pairs[light]}}}' for name, light in used)
    if not rules:
        return svg
    sheet = f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>"
    return OPENING.sub(lambda found: found.group() + sheet, svg, count=1)


def dark(svg: str, pairs: Mapping[str, str]) -> str:
    """The picture in its dark colours, for programs that follow no setting."""
    return COLOUR.sub(lambda found: f'{found[1]}="{pairs.get(found[2], found[2])}"', svg)
