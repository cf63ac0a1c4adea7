"""The offer that is meant: a template's, a term sheet's or one already made, to one country, from one month."""

from __future__ import annotations

from pathlib import Path

from fourfutures.analysis.errors import AnalysisError
from fourfutures.errors import Both
from fourfutures.study import Entity, Offer, Study, TermOrigin, resolve_offer

SUM = 1e-6  # by which shares may miss 1
CAPITAL_SHARES = ("partner_share", "provider_share", "third_party_share")
OWNERSHIP = ("own_partner", "own_partner_firms", "own_provider", "own_third_party")
TOTALS = (
    (CAPITAL_SHARES, Both("the shares of capital", "各方出资比例")),
    (OWNERSHIP, Both("the shares of ownership", "各方持股比例")),
)


def offered(
    given: Offer | str | Path, study: Study, country: str | None, signed: str | None, earliest: str
) -> Offer:
    """The offer to one country from one month, checked. Raises StudyError or AnalysisError for one that makes no sense.

    `country` and `signed` stand before what the offer itself says; without a month it is signed in the `earliest`. Only a
    month given by hand may not lie before that: a deal of the register keeps its own.
    """
    offer = given if isinstance(given, Offer) else resolve_offer(given, study, earliest=earliest)
    named = country or offer.country
    if named is None:
        raise AnalysisError(
            where="--country",
            what=Both("is missing, and the offer names no country", "缺少，且方案未写明国家"),
            remedy=Both(
                "give a partner's code, such as --country ARE", "请写伙伴经济体代码，如 --country ARE"
            ),
        )
    if signed is not None and study.month_number(signed) < study.month_number(earliest):
        raise AnalysisError(
            where=f"--signed {signed}",
            what=Both(
                f"lies before {earliest}, and what was signed by the as-of date is already in the run",
                f"早于{earliest}，截至日之前签署的协议已计入运行",
            ),
            remedy=Both("give a later month, or an earlier --as-of", "请给出更晚的月份，或更早的 --as-of"),
        )
    entity, month = study.partner(named), signed or offer.signed or earliest
    study.month_number(month)
    offer = fitted(offer.model_copy(update={"country": entity.code, "signed": month}), entity)
    require_sound(offer, study)
    return offer


def fitted(offer: Offer, entity: Entity) -> Offer:
    """A template's usual number of people given access, cut to the people there are. Terms given by hand stay."""
    origin = offer.origins.get("access_users")
    people = entity.population
    if origin is None or origin.kind != "template" or people is None or offer.access_users <= people:
        return offer
    cut = TermOrigin(
        kind=origin.kind,
        judgement=True,
        source=origin.source,
        note=f"The template's {offer.access_users:,.0f} people are more than live there; all who do.",
    )
    return offer.model_copy(
        update={"access_users": people, "origins": {**offer.origins, "access_users": cut}}
    )


def require_sound(offer: Offer, study: Study) -> None:
    """Raise AnalysisError for a term outside its range, or for shares that do not sum to 1 where something is built."""
    for name, term in study.offers.term.items():
        value = getattr(offer, name, None)
        if term.range is None or value is None or isinstance(value, (bool, str)):
            continue
        low, high = term.range
        if not low <= value <= high:
            raise AnalysisError(
                where=Both(f"term {name}", f"条款 {name}"),
                what=Both(f"{value:g} is outside {low:g} to {high:g}", f"{value:g}超出{low:g}至{high:g}"),
                remedy=Both(f"give a value inside, in {term.unit}", f"请改为范围内的值，单位为 {term.unit}"),
            )
    if offer.capacity_mw > 0.0:
        for names, what in TOTALS:
            total = sum(float(getattr(offer, name)) for name in names)
            if abs(total - 1.0) > SUM:
                raise AnalysisError(
                    where=Both(f"offer {offer.id}", f"合作方案 {offer.id}"),
                    what=Both(f"{what} sum to {total:g}", f"{what.zh}合计为{total:g}"),
                    remedy=Both(f"make {', '.join(names)} sum to 1", f"请使 {'、'.join(names)} 合计为1"),
                )
    if offer.fund_equity_partner + offer.fund_equity_provider > 1.0 + SUM:
        raise AnalysisError(
            where=Both(
                "terms fund_equity_partner and fund_equity_provider",
                "条款 fund_equity_partner、fund_equity_provider",
            ),
            what=Both("together they exceed the whole fund", "两项合计超过基金全部权益"),
            remedy=Both("make them sum to at most 1", "请使两项合计不超过1"),
        )


def with_term(offer: Offer, name: str, value: float) -> Offer:
    """The offer with one number changed.

    A change of the partner's share of capital is taken from or given to the others in their proportion, and ownership
    follows where it had followed capital.
    """
    if name != "partner_share":
        return offer.model_copy(update={name: value})
    others = offer.provider_share + offer.third_party_share
    to_provider = offer.provider_share / others if others > 0.0 else 1.0
    shares = {
        "partner_share": value,
        "provider_share": (1.0 - value) * to_provider,
        "third_party_share": (1.0 - value) * (1.0 - to_provider),
    }
    owned = offer.own_partner + offer.own_partner_firms
    pairs = (
        (owned, "partner_share"),
        (offer.own_provider, "provider_share"),
        (offer.own_third_party, "third_party_share"),
    )
    if all(abs(own - getattr(offer, payer)) <= SUM for own, payer in pairs):
        firms = offer.own_partner_firms / owned if owned > 0.0 else 0.0
        shares |= {
            "own_partner": value * (1.0 - firms),
            "own_partner_firms": value * firms,
            "own_provider": shares["provider_share"],
            "own_third_party": shares["third_party_share"],
        }
    return offer.model_copy(update=shares)
