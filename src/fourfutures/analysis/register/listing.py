"""The register of deals as of a day: by country, with rung, terms and sources, and totals that never add a thing twice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from fourfutures.analysis.cards import readable
from fourfutures.analysis.register.contract import DealsDocument
from fourfutures.study import FIGURES, OWN_MONEY, DealRow, Names, Rung, Setback, SourceCard, Study

NOTES = (
    Names(
        en=(
            "Announced is not built: only rows that run or are in use serve anybody. Totals add rows on the same rung and "
            "nothing else; a row that overlaps another counts once, and what is not stated is left out, not taken for 0."
        ),
        zh=(
            "宣布不等于建成：只有已投运或已使用的才在提供服务。合计只加同一进展阶段的各行；"
            "彼此重叠的只计一次，未公布的不计入，也不当作0。"
        ),
    ),
    Names(
        en=(
            "The register holds what was findable in public sources until the data were collected. How many rows a side has "
            "says how well it reports and is reported on, not what share of a market it has."
        ),
        zh="登记册只收汇编时能从公开来源找到的协议。一方行数多少，反映的是披露和报道的多少，不是市场份额。",
    ),
)
MONEY_PARTS = ("value_usd", "value_scope")
CHIP_PARTS = ("chips", "chips_type", "chips_scope")
RECIPROCAL = ("reciprocal", "reciprocal_ratio", "reciprocal_us_investment_usd")


def deals_document(study: Study, as_of: date, economy: str | None = None) -> dict[str, Any]:
    """The register as of a day, of one economy if its code is given. Raises StudyError for an unknown code."""
    code = None if economy is None else _code(economy, study)
    known = study.known_by(as_of)
    rows = [known_figures(deal, study, as_of) for deal in known.deals if code is None or deal.country == code]
    rows.sort(key=lambda deal: (deal.country, deal.announced, deal.deal_id))
    places = {entity.code: Names(en=entity.name_en, zh=entity.name_zh) for entity in study.entities}
    by_country: dict[str, list[DealRow]] = {}
    for deal in rows:
        by_country.setdefault(deal.country, []).append(deal)
    document = {
        "schema": "fourfutures/deals/1",
        "study": study.meta.id,
        "study_hash": study.hash,
        "seed": study.meta.seed,
        "as_of": as_of.isoformat(),
        "economy": code,
        "ladder": [_step(step) for step in (*Rung, *Setback)],
        "notes": [note.model_dump() for note in NOTES],
        "rows": [_entry(deal, known, places, as_of) for deal in rows],
        "economies": [
            {
                "entity": country,
                "name": _place(places, country),
                "deals": len(own),
                "not_counted": sum(not deal.counts for deal in own),
                "totals": totals(own, as_of),
            }
            for country, own in by_country.items()
        ],
        "totals": [
            {"stack": stack, **total}
            for stack in ("us", "cn", "other")
            for total in totals([deal for deal in rows if deal.stack == stack], as_of)
        ],
        "sources": _cards(study, rows),
    }
    DealsDocument.model_validate(document)
    return document


def _code(economy: str, study: Study) -> str:
    """A code of the study, or of a row about a place that is no partner in it."""
    named = economy.strip().upper()
    return named if any(deal.country == named for deal in study.deals) else study.entity(economy).code


def known_figures(deal: DealRow, study: Study, day: date) -> DealRow:
    """The row without figures whose own sources were published after a day; the row's own sources count as known."""
    late = {
        figure
        for figure, sources in deal.figure_sources.items()
        if len(readable(study, sources, day)) < len(set(sources)) and figure != "setback"
    }
    if not late:
        return deal
    gone: dict[str, Any] = {}
    for figure in late & set(FIGURES):
        parts = MONEY_PARTS if figure == "value_usd" else CHIP_PARTS if figure == "chips" else (figure,)
        for part in parts:
            gone[part] = type(deal).model_fields[part].get_default(call_default_factory=True)
    if "capacity_mw" in late:
        gone["capacity_mw"] = None
    gone["figure_sources"] = {k: v for k, v in deal.figure_sources.items() if k not in late}
    gone["judged"] = tuple(figure for figure in deal.judged if figure not in late)
    return deal.model_copy(update=gone)


def totals(rows: Iterable[DealRow], day: date) -> list[dict[str, Any]]:
    """One line a rung or setback that any row stands on: rows that count, their stated capacity and money."""
    lines = []
    by_standing: dict[Rung | Setback, list[DealRow]] = {}
    for deal in rows:
        if deal.counts:
            by_standing.setdefault(deal.standing(day), []).append(deal)
    for step in (*Rung, *Setback):
        own = by_standing.get(step)
        if not own:
            continue
        sizes = [deal.capacity_mw for deal in own if deal.capacity_mw is not None]
        money = [
            deal.value_usd for deal in own if deal.value_usd is not None and deal.value_scope in OWN_MONEY
        ]
        lines.append(
            {
                "standing": step.value,
                "deals": len(own),
                "capacity_mw": math.fsum(sizes),
                "capacity_unstated": len(own) - len(sizes),
                "value_usd": math.fsum(money),
                "value_unstated": len(own) - len(money),
            }
        )
    return lines


def _entry(deal: DealRow, study: Study, places: dict[str, Names], day: date) -> dict[str, Any]:
    standing = deal.standing(day)
    money = None if deal.value_usd is None else {"usd": deal.value_usd, "scope": deal.value_scope}
    chips = None
    if deal.chips is not None or deal.chips_type is not None:
        chips = {"number": deal.chips, "type": deal.chips_type, "scope": deal.chips_scope}
    reciprocal = None
    if any(getattr(deal, name) for name in RECIPROCAL):
        reciprocal = {"ratio": deal.reciprocal_ratio, "usd": deal.reciprocal_us_investment_usd}
    overlap = None
    if deal.relation is not None:
        overlap = {"kind": deal.relation, "deal": deal.related_to}
    conditions = [study.offers.security[code] for code in deal.security if code in study.offers.security]
    return {
        "id": deal.deal_id,
        "entity": deal.country,
        "place": _place(places, deal.country),
        "announced": deal.announced.isoformat(),
        "precision": deal.date_precision,
        "provider": deal.names.model_dump(),
        "stack": deal.stack,
        "kind": deal.kind,
        "direction": deal.direction,
        "suppliers": list(deal.suppliers) if deal.direction == "inbound" else [],
        "rung": deal.rung.value,
        "standing": standing.value,
        "set_back_on": deal.setback_on.isoformat() if deal.setback_on is not None else None,
        "serves": isinstance(standing, Rung) and standing.serves,
        "counts": deal.counts,
        "overlap": overlap,
        "counted_in": [] if deal.counts else _holders(deal, study),
        "capacity_mw": deal.capacity_mw,
        "value": money,
        "chips": chips,
        "owner": list(deal.owner),
        "operator": list(deal.operator),
        "partner_share": deal.partner_share,
        "ownership": dict(deal.ownership),
        "offtake_share": deal.offtake_share,
        "capex_musd_per_mw": deal.capex_musd_per_mw,
        "access_users": deal.access_users,
        "reciprocal": reciprocal,
        "security": [{"id": entry.id, "name": entry.name.model_dump()} for entry in conditions],
        "judged": list(deal.judged),
        "source_id": list(deal.source_id),
        "sources": {figure: list(names) for figure, names in deal.figure_sources.items()},
    }


def _holders(deal: DealRow, study: Study) -> list[str]:
    """Rows that count and hold part of the same, by either one's word."""
    near = {deal.related_to} | {other.deal_id for other in study.deals if other.related_to == deal.deal_id}
    return [other.deal_id for other in study.deals if other.counts and other.deal_id in near]


def _step(step: Rung | Setback) -> dict[str, Any]:
    return {
        "id": step.value,
        "order": step.order if isinstance(step, Rung) else None,
        "serves": isinstance(step, Rung) and step.serves,
        "name": step.name_in.model_dump(),
        "what": step.what.model_dump(),
    }


def _place(places: dict[str, Names], code: str) -> dict[str, str]:
    """Names of an economy; its code where the study does not name it."""
    return places.get(code, Names(en=code, zh=code)).model_dump()


def _cards(study: Study, rows: Sequence[DealRow]) -> list[dict[str, Any]]:
    cited = sorted({name for deal in rows for name in deal.cited if name in study.sources})
    return [_card(study.sources[name]) for name in cited]


def _card(card: SourceCard) -> dict[str, Any]:
    fields = card.model_dump(exclude={"source_id"})
    return {
        "id": card.source_id,
        **{name: None if value is None else str(value) for name, value in fields.items()},
    }
