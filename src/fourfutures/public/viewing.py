"""The same evidence through every lens, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from fourfutures.analysis import viewpoints as side_by_side
from fourfutures.public.document import Document
from fourfutures.public.options import Compared, asked_of, offered, workshop_of
from fourfutures.study import Study

MEMBERS = 4_000  # of each lens: five pools of a hundred thousand


@offered()
def viewpoints(
    study: Study | str | Path = "ai-2027",
    **options: Unpack[Compared],
) -> Document:
    """Odds under every lens beside the neutral one, how far they disagree and why, and what each definition does.

    The frame has one line a lens, with `futures` left to the document. Raises FourFuturesError with where, what and remedy
    for anything a user can put right.
    """
    asked = asked_of(study, options, MEMBERS)
    with workshop_of(options) as workshop:
        return Document(side_by_side(asked, *workshop), "lenses", ())
