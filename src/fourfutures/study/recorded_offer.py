"""A deal on record as an offer: its public terms with their sources, all others flagged."""

from __future__ import annotations

from fourfutures.study.coherence import discords
from fourfutures.study.deal import DealRow
from fourfutures.study.offer import (
    OF_SITE,
    OWNERSHIP,
    Given,
    Offer,
    Stack,
    TermOrigin,
    Value,
    composed,
    given_by,
)
from fourfutures.study.study import Study

STACKS: dict[str, Stack] = {"us": "us", "cn": "cn", "other": "own"}
# The template that fills what is not public, by stack and kind; "" is any other kind.
USUAL = {
    "us": {
        "chatgpt_access": "access_only",
        "training": "access_only",
        "startup_fund": "fund",
        "": "in_country",
    },
    "cn": {"": "silk_road_cloud"},
    "other": {"": "open_sovereign"},
}
BUILT = (
    "data_center",
    "cloud_region",
    "chips",
)  # kinds of which a site is part even where no capacity is public
PLAIN = (
    "capacity_mw",
    "partner_share",
    "offtake_share",
    "capex_musd_per_mw",
    "access_users",
    "reciprocal_ratio",
)
PAID_BY_OTHERS = ("provider_share", "third_party_share")


def recorded_offer(deal: DealRow, study: Study) -> Offer:
    """The offer of a deal on record, signed in the month it was announced.

    Public terms have origin `deal` and their sources. What is not public comes from the usual template of its stack and
    kind, or stays open or drawn, and is flagged as a judgement. Where the rest of a template contradicts what is public,
    it gives way.
    """
    usual = USUAL[deal.stack]
    template = study.offers.template.get(usual.get(deal.kind, usual[""]))
    public = _public(deal, study)
    filled: Given = {}
    if template is not None:
        filled = {
            name: (value, TermOrigin(kind="template", judgement=True))
            for name, (value, _) in given_by(template).items()
        }
    if "capacity_mw" not in public and deal.kind not in BUILT:
        filled = {name: entry for name, entry in filled.items() if name not in (*OF_SITE, "capacity_mw")}
        public = {name: entry for name, entry in public.items() if name not in OF_SITE}
    if any(name in public for name in OWNERSHIP):
        filled = {name: entry for name, entry in filled.items() if name not in OWNERSHIP}
    if deal.stack == "cn":
        public.pop("reciprocal_ratio", None)
    while True:
        offer = composed(
            {**filled, **public},
            id=deal.deal_id,
            name=deal.names,
            stack=STACKS[deal.stack],
            template=template.id if template is not None else None,
            country=deal.country,
            signed=None if deal.date_precision == "year" else f"{deal.announced:%Y-%m}",
        )
        clash = [d.term for d in discords(offer) if d.term in filled]
        if not clash:
            return offer
        filled = {name: entry for name, entry in filled.items() if name not in clash}


def _public(deal: DealRow, study: Study) -> Given:
    """The terms that the register knows."""
    found: Given = {}

    def put(term: str, value: Value, figure: str) -> None:
        judged = figure in deal.judged
        found[term] = (value, TermOrigin(kind="deal", judgement=judged, source=deal.sources_of(figure)))

    for name in PLAIN:
        value = getattr(deal, name)
        if value is not None:
            put(name, float(value), name)
    if deal.partner_share is not None:
        rest = 1.0 - deal.partner_share
        payers = PAID_BY_OTHERS if deal.stack != "other" else PAID_BY_OTHERS[::-1]
        for name, value in zip(payers, (rest, 0.0), strict=True):
            known = rest == 0.0  # whoever pays the rest where there is one is not public
            source = deal.sources_of("partner_share") if known else ()
            judged = not known or "partner_share" in deal.judged
            found[name] = (
                value,
                TermOrigin(kind="deal" if known else "open", judgement=judged, source=source),
            )
    if deal.ownership:
        for name in OWNERSHIP:
            put(name, float(deal.ownership.get(name.removeprefix("own_"), 0.0)), "ownership")
    for code in deal.security:
        for name, value in study.offers.security[code].sets.items() if code in study.offers.security else ():
            put(name, value, "security")
    return found
