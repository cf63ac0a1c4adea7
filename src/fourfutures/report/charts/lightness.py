"""A lighter picture: the dots of a cloud as uses of one symbol, coordinates to a tenth of a pixel, a text reading inside."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

TAG = re.compile(r"<[^>]*>")
LONG = re.compile(r"-?\d+\.\d{3,}")
DOT = re.compile(
    r'<path transform="translate\(([-\d.]+),([-\d.]+)\)" d="(M[^"]*A[^"]*)" fill="(#[0-9A-Fa-f]{6})"([^>]*)/>'
)
CLIP = re.compile(r"\bclip\d+\b")
RUN = re.compile(rf"(?:{DOT.pattern}){{20,}}")


def lighter(svg: str, reading: str) -> str:
    """The same picture in fewer bytes, with its text reading for screen readers."""
    return RUN.sub(_cloud, TAG.sub(_short, _renamed(_read(svg, reading))))


def _read(svg: str, reading: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label={quoteattr(reading)} ', 1)


def _renamed(svg: str) -> str:
    """Names of clips in their order in the picture: the renderer counts on from one picture to the next."""
    names = list(dict.fromkeys(CLIP.findall(svg)))
    return CLIP.sub(lambda found: f"area{names.index(found.group()) + 1}", svg)


def _short(tag: re.Match[str]) -> str:
    return LONG.sub(
        lambda number: f"{round(float(number.group()), 1) + 0.0:.1f}".removesuffix(".0"), tag.group()
    )


def _cloud(run: re.Match[str]) -> str:
    """A run of dots: one symbol, and a place for each in the order drawn, neighbours of one colour in one group."""
    dots = [found.groups() for found in DOT.finditer(run.group())]
    outline, rest = dots[0][2], dots[0][4].strip()
    parts = [f'<defs><path id="dot" d="{outline}"/></defs><g {rest}>']
    colour = ""
    for x, y, _, fill, _ in dots:
        if fill != colour:
            parts.append(("</g>" if colour else "") + f'<g fill="{fill}">')
            colour = fill
        parts.append(f'<use href="#dot" x="{x}" y="{y}"/>')
    return "".join([*parts, "</g></g>"])
