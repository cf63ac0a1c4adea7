"""The plan of a page: who writes its title, summary and cover, and which sections follow in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fourfutures.report.pen import Pen

Section = tuple[str, Callable[[Pen], list[str]]]  # key of its heading, and who writes its paragraphs


class Plan(NamedTuple):
    """What one kind of page consists of. A further kind is a further plan; nothing else has to know of it."""

    title: Callable[[Pen], str]
    summary: Callable[[Pen], str]
    cover: Callable[[Pen], str]  # the text reading of the chart at its head, empty where there is none
    opening: Callable[[Pen], list[str]]
    sections: tuple[Section, ...]
