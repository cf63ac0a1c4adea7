"""A run as asked for: options in, a checked request out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fourfutures.analysis import AnalysisError, Request, require_runnable
from fourfutures.assimilation import Item, items_of, read_items
from fourfutures.data import verify
from fourfutures.errors import Both
from fourfutures.evidence import is_ledger
from fourfutures.public.dates import day
from fourfutures.public.desk import accepted_items
from fourfutures.study import (
    Offer,
    Study,
    StudyError,
    lever_settings,
    load_study,
    parse_dials,
    resolve_offer,
)

LEVERS = Mapping[str, float] | Sequence[str]
DEALS = Sequence[Offer | str]
# The offer, the economy it is made to, the month of signing.
_DEAL = re.compile(r"(?P<offer>.+?)(?::(?P<code>[A-Za-z]{3}|X-[a-z-]+))?(?:@(?P<month>[0-9]{4}-[0-9]{2}))?")
EVIDENCE = bool | str | Path | Sequence[Item | Mapping[str, Any]]


def request(
    study: Study | str | Path = "ai-2027",
    *,
    members: int | None = None,
    seed: int | None = None,
    as_of: date | str | None = None,
    prior: bool = False,
    levers: LEVERS = (),
    lens: str = "neutral",
    dials: str = "source",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    no_evidence: bool = False,
    guide: bool = False,
    deals: DEALS = (),
) -> Request:
    """A checked request for a run. Raises FourFuturesError with where, what and remedy.

    `deals` are offers, or texts such as `full-package:ARE`, `mine.toml:IND@2027-01`, or a term sheet that names its country.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    verify_data(loaded)
    require_runnable(loaded)
    setting = parse_dials(dials, loaded)
    if start not in ("vintage", "best_estimate"):
        raise AnalysisError(
            where=f"--start {start}",
            what=Both(f"there is no start called {start}", f"没有名为{start}的起点"),
            remedy=Both("choose vintage or best_estimate", "请选 vintage 或 best_estimate"),
        )
    return Request.of(
        loaded,
        members=members,
        seed=seed,
        as_of=day(as_of),
        assimilate=not prior,
        levers=lever_settings(levers, loaded),
        lens=lens,
        reading=setting.reading,
        dials=setting.overrides,
        start="vintage" if start == "vintage" else "best_estimate",
        evidence=evidence is not False and not no_evidence,
        items=() if evidence is True and (prior or no_evidence) else items(evidence, loaded),
        guide=guide,
        deals=imposed(deals, loaded),
    )


def imposed(deals: DEALS, study: Study) -> tuple[Offer, ...]:
    """Deals to be put into a run. Raises StudyError for one that cannot be read."""
    found = []
    for given in deals:
        if isinstance(given, Offer):
            found.append(given)
            continue
        parts = _DEAL.fullmatch(given.strip())
        if parts is None:
            raise StudyError(
                where=f"--deal {given}",
                what=Both("names no offer", "没有写明方案"),
                remedy=Both(
                    "write OFFER:ISO3, such as full-package:ARE", "请写成“方案:国家代码”，如 full-package:ARE"
                ),
            )
        first = study.month_name(1)  # the request knows its date and refuses what is past
        found.append(
            resolve_offer(parts["offer"], study, country=parts["code"], signed=parts["month"], earliest=first)
        )
    return tuple(found)


def items(evidence: EVIDENCE, study: Study) -> tuple[Item, ...]:
    """Items of evidence: accepted on the desk where nothing else is said, of a file, of a ledger, or as entries."""
    if evidence is False:
        return ()
    if evidence is True:
        return accepted_items(None, study)
    if isinstance(evidence, (str, Path)):
        return accepted_items(evidence, study) if is_ledger(evidence) else read_items(evidence, study)
    return items_of(evidence, study)


def verify_data(study: Study) -> None:
    """A study with figures comes with the package that vouches for them; one without figures needs none."""
    if (study.root / study.meta.files.package).exists() or (study.root / study.meta.files.series).exists():
        verify(study.root)
