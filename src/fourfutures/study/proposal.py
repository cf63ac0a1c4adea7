"""What a user names as an offer: a template, a deal on record, or a term sheet of their own."""

from __future__ import annotations

import os
import re
from pathlib import Path

from fourfutures.errors import Both
from fourfutures.study.coherence import quoted
from fourfutures.study.errors import StudyError, nearest
from fourfutures.study.offer import Offer, as_offer, plain_id
from fourfutures.study.recorded_offer import recorded_offer
from fourfutures.study.signing import checked_month
from fourfutures.study.study import Study
from fourfutures.study.term_sheet import read_term_sheet

_DEAL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,6}")


def resolve_offer(
    named: str | Path,
    study: Study,
    *,
    country: str | None = None,
    signed: str | None = None,
    earliest: str | None = None,
) -> Offer:
    """The offer of a template's id (`full-package`), a deal's (`D001`), or the path of a term sheet.

    A text is taken for a template first, then for a deal, then for a path; a Path is a path. `country` and `signed`,
    where given, stand before what a sheet or the register says. A deal keeps its month of announcement, which may be past,
    unless it is put before another country. Pass `study.known_by(day)` to see no later deal.

    Raises StudyError for a name that is none of the three, an unknown country or home market, a signing month before
    `earliest` (the month after the study's data were assembled if left out) or after the horizon, and a bad sheet.
    """
    if isinstance(named, Path):
        return read_term_sheet(named, study, country=country, signed=signed, earliest=earliest)
    template = study.offers.find(named)
    deal = next((row for row in study.deals if row.deal_id.casefold() == named.strip().casefold()), None)
    if template is None and deal is None:
        if _a_path(named):
            return read_term_sheet(named, study, country=country, signed=signed, earliest=earliest)
        raise _unknown(named, study)
    changes: dict[str, str | None] = {}
    offer = as_offer(template) if template is not None else recorded_offer(deal, study)  # type: ignore[arg-type] # one of the two is there
    if country is not None:
        code = study.partner(country).code
        if code != offer.country:
            changes = {"country": code, "signed": None}
    if signed is not None:
        changes["signed"] = checked_month(signed, study, earliest)
    return offer.model_copy(update=changes)


def _a_path(named: str) -> bool:
    """Whether a text can only be a path, or is one that exists."""
    if named.strip().endswith(".toml") or "/" in named or os.sep in named or named.startswith("~"):
        return True
    try:
        return bool(named.strip()) and Path(named).exists()
    except (OSError, ValueError):
        return False


def _unknown(named: str, study: Study) -> StudyError:
    """The error for a name that is no offer."""
    where = Both(f"offer {quoted(named)}", f"合作方案 {quoted(named)}")
    templates = list(study.offers.template)
    if _DEAL.fullmatch(named.strip()):
        return StudyError(
            where=where,
            what=Both("the register has no such deal", "登记册中没有这项协议"),
            remedy=Both("see `fourfutures data list --deals`", "可用 fourfutures data list --deals 查看"),
        )
    near = nearest(plain_id(named), templates)
    return StudyError(
        where=where,
        what=Both(
            "is neither a template, nor a deal on record, nor a file", "既不是模板，也不是登记的协议或文件"
        ),
        remedy=Both(
            f"{near} Templates: {', '.join(templates)}; deals have ids such as D001; `fourfutures deal new FILE` writes a term sheet",
            f"{near.zh}模板有：{'、'.join(templates)}；协议编号如 D001；fourfutures deal new FILE 可写出条款清单",
        ),
    )
