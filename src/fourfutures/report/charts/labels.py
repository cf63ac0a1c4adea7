"""Words that stand in for axes and keys: names of rows, with what is said of them beneath, and where labels of lines go."""

from __future__ import annotations

from typing import Any

from fourfutures.report.charts.grammar import Marks, text_at
from fourfutures.report.charts.style import INK, MUTED, wrapped

NAME, NOTE = 12.5, 11  # font sizes
LEAD = 14.5  # pixels from line to line
GAP = 10  # pixels between the words and the plot


def row_words(name: str, note: str, room: float, middle: float) -> list[Marks]:
    """A name in as many lines as it needs and a quieter line under it, left of the plot and centred on the row's middle."""
    lines = wrapped(name, room - GAP, NAME)
    whole = [*lines, *([note] if note else [])]
    top = middle - LEAD * (len(whole) - 1) / 2
    looks: dict[str, Any] = {"align": "left", "baseline": "middle"}
    marks = []
    for at, line in enumerate(whole):
        quiet = at == len(lines)
        size, hue = (NOTE, MUTED) if quiet else (NAME, INK)
        marks.append(text_at(-room, round(top + LEAD * at, 1), line, fontSize=size, color=hue, **looks))
    return marks


def apart(places: list[float], least: float, most: float) -> list[float]:
    """Places of labels along an edge, moved as little as needed so that none is closer to the next than `least` pixels.

    They stay between 0 and `most`, in their order, as long as there is room.
    """
    ranked = sorted(range(len(places)), key=lambda at: (places[at], at))
    groups: list[list[int]] = []  # labels that touch share their room round the middle of their places
    for at in ranked:
        groups.append([at])
        while len(groups) > 1 and _start(groups[-1], places, least, most) < _start(
            groups[-2], places, least, most
        ) + least * len(groups[-2]):
            last = groups.pop()
            groups[-1] += last
    found = list(places)
    for group in groups:
        first = _start(group, places, least, most)
        for step, at in enumerate(group):
            found[at] = round(first + least * step, 1)
    return found


def _start(group: list[int], places: list[float], least: float, most: float) -> float:
    """Where the first label of a group stands, so that the group lies round its own middle and inside the edge."""
    long = least * (len(group) - 1)
    middle = sum(places[at] for at in group) / len(group)
    return min(max(middle - long / 2, 0.0), max(most - long, 0.0))
