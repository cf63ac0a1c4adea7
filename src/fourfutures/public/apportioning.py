"""What drives the outcomes, as of a day."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from fourfutures.analysis import sensitivity_document
from fourfutures.public.document import Document
from fourfutures.public.options import Pulled, asked_of, offered, workshop_of
from fourfutures.study import Study


@offered()
def sensitivity(
    study: Study | str | Path = "ai-2027",
    *,
    samples: int | None = None,
    **options: Unpack[Pulled],
) -> Document:
    """Shares of the variance of both indices and every future, by input, month by month.

    First-order shares of every uncertainty in the members that data weigh; first-order and total shares of every lever,
    every uncertainty and of luck in `samples` rows drawn before data, luck free and luck held; and the split between
    measured numbers, judged ones, luck and definitions. The frame has one line a share, with its 95 % interval.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options)
    with workshop_of(options) as workshop:
        return Document(sensitivity_document(asked, samples, *workshop), "rows", ())
