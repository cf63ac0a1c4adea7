"""What each lever would change, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import levers_document
from fourfutures.public.document import Document
from fourfutures.public.options import Pulled, asked_of, offered, workshop_of
from fourfutures.study import Study

MEMBERS = 2_000  # unless others are asked for: differences are paired, so few say much


@offered()
def levers(
    study: Study | str | Path = "ai-2027",
    names: Sequence[str] = (),
    *,
    pairs: bool = False,
    **options: Unpack[Pulled],
) -> Document:
    """What levers change: the same members with and without each, from the month after the as-of date.

    Each lever alone at the ends of its range, part of the way and begun later; with `pairs` any two at once; what each
    actor could put together; which economies change sides. `names` names some levers, all if left out. The frame has
    one line a change, with its 95 % interval.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options, MEMBERS)
    with workshop_of(options) as workshop:
        return Document(levers_document(asked, tuple(names), pairs, *workshop), "rows", ())
