"""What to watch as of a day."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from fourfutures.analysis import watch as watched
from fourfutures.public.document import Document
from fourfutures.public.options import AsOf, asked_of, offered, workshop_of
from fourfutures.study import Study


@offered()
def watch(
    study: Study | str | Path = "ai-2027",
    **options: Unpack[AsOf],
) -> Document:
    """Signposts as of a day: value of information, threshold, direction, first date, odds of crossing in each future.

    Also lines that known figures have crossed, what to read next for each future, regions, and what nobody publishes.
    The frame has one line a signpost, with `p_crossed.FUTURE`, `if_crossed.FUTURE` and `if_not.FUTURE`.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options)
    with workshop_of(options) as workshop:
        return Document(watched(asked, *workshop), "signposts", ("p_crossed", "if_crossed", "if_not"))
