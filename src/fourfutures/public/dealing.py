"""A deal put before a country: who pays and gains."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import deal as valued
from fourfutures.public.document import Document
from fourfutures.public.options import Offered, asked_of, offered, workshop_of
from fourfutures.study import Offer, Study

MEMBERS = 2_000


@offered(members=MEMBERS)
def deal(
    offer: Offer | str | Path,
    country: str | None = None,
    study: Study | str | Path = "ai-2027",
    *,
    signed: str | None = None,
    assume: Mapping[str, float] | None = None,
    guide: bool = False,
    **options: Unpack[Offered],
) -> Document:
    """The accounts of a deal: each party by year and at signing, verdict, break-evens, alternatives, division.

    `offer` is a template's id, a term sheet, or an `Offer`; `country` an ISO 3166-1 alpha-3 code, where the offer names none
    or another; `signed` a month, the offer's own or the first after the as-of date if left out. `assume` replaces numbers that the accounts assume, by id, such as a country's own
    `tax_local`. The frame has one line a break-even.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options, guide=guide)
    with workshop_of(options) as workshop:
        content = valued(asked, offer, country, signed, assume or {}, *workshop)
    return Document(content, "break_evens", ())
