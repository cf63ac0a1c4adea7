"""Two offers to one country."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from fourfutures.analysis import negotiate as negotiated
from fourfutures.public.document import Document
from fourfutures.public.options import Offered, asked_of, offered, workshop_of
from fourfutures.study import Study

MEMBERS = 2_000


@offered(members=MEMBERS)
def negotiate(
    country: str,
    study: Study | str | Path = "ai-2027",
    *,
    capacity_mw: float | None = None,
    **options: Unpack[Offered],
) -> Document:
    """Both sides' offers to a country: usual, best for it, best for the side; room for agreement; options; regret by future.

    `capacity_mw` is the size of both offers, by default that of a usual deal in an economy of this size. The frame has one
    line an option. Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options)
    with workshop_of(options) as workshop:
        return Document(negotiated(asked, country, capacity_mw, *workshop), "options", ())
