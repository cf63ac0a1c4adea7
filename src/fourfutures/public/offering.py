"""Offers before they are worked out: the terms there are, templates, and whether a sheet of terms holds together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fourfutures.analysis import code_version, offer_block
from fourfutures.errors import Problem
from fourfutures.public.dates import day
from fourfutures.study import TERMS, Offer, Study, StudyError, as_offer, load_study, offer_of, resolve_offer


def offers(study: Study | str | Path = "ai-2027") -> dict[str, Any]:
    """Every term with meaning, unit, range and choices, and each template as the offer it makes. Raises StudyError."""
    loaded = study if isinstance(study, Study) else load_study(study)
    templates = {name: as_offer(template) for name, template in loaded.offers.template.items()}
    cited = {
        source for offer in templates.values() for term in offer.origins.values() for source in term.source
    }
    return {
        "schema": "fourfutures/offers-page/1",
        "study": loaded.meta.id,
        "study_hash": loaded.hash,
        "code_version": code_version(),
        "terms": {name: loaded.offers.term[name].model_dump(mode="json") for name in TERMS},
        "templates": {
            name: {
                "what": loaded.offers.template[name].what.model_dump(),
                "offer": offer_block(offer, loaded),
            }
            for name, offer in templates.items()
        },
        "sources": {
            name: card.model_dump(mode="json") for name, card in loaded.sources.items() if name in cited
        },
    }


def written_offer(
    given: str | Mapping[str, Any],
    study: Study | str | Path = "ai-2027",
    *,
    country: str | None = None,
    signed: str | None = None,
    as_of: date | str | None = None,
) -> Offer:
    """The offer of a term sheet given as values, which name no file, or of a name as `resolve_offer` takes it.

    Only what was known by the as-of date counts, the study's data date if left out. Raises StudyError.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    limit = day(as_of) or loaded.meta.assembled
    known = loaded.known_by(limit)
    earliest = known.month_name(max(1, known.month_of(limit) + 1))
    if isinstance(given, str):
        return resolve_offer(given, known, country=country, signed=signed, earliest=earliest)
    return offer_of(given, known, country=country, signed=signed, earliest=earliest)


def check_offer(
    given: str | Mapping[str, Any],
    study: Study | str | Path = "ai-2027",
    *,
    country: str | None = None,
    signed: str | None = None,
    as_of: date | str | None = None,
    lang: str = "en",
) -> dict[str, Any]:
    """Whether an offer holds together: `ok`, all `problems` in one language, and the offer with every term, or None.

    Nothing is simulated.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    offer: Offer | None = None
    problems: tuple[Problem, ...] = ()
    try:
        offer = written_offer(given, loaded, country=country, signed=signed, as_of=as_of)
    except StudyError as error:
        problems = error.problems
    return {
        "schema": "fourfutures/offer/1",
        "study": loaded.meta.id,
        "study_hash": loaded.hash,
        "code_version": code_version(),
        "ok": offer is not None,
        "problems": [problem.as_json(lang) for problem in problems],
        "offer": None if offer is None else offer_block(offer, loaded),
    }
