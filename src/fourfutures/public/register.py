"""The register of deals, and the network that it draws."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fourfutures.analysis import deals_document, network_document
from fourfutures.public.dates import day
from fourfutures.public.document import Document
from fourfutures.study import Study, load_study


def deals(
    study: Study | str | Path = "ai-2027", *, economy: str | None = None, as_of: date | str | None = None
) -> Document:
    """Deals on record as of a day, of one economy if it is named: rung, terms, sources, and totals that add nothing twice.

    The frame has one line a deal. Raises FourFuturesError with where, what and remedy.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    return Document(deals_document(loaded, day(as_of) or loaded.meta.assembled, economy), "rows", ())


def deal_network(study: Study | str | Path = "ai-2027", *, as_of: date | str | None = None) -> Document:
    """How central each economy is in the network of deals as of a day, without and with reciprocal flows.

    The frame has one line an economy, weighting and setting. Raises FourFuturesError with where, what and remedy.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    return Document(network_document(loaded, day(as_of) or loaded.meta.assembled), "rows", ())
