"""How three sides might divide what only some of them together can create: the Shapley value (Shapley 1953)."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number


class Worth(NamedTuple):
    """What each set of sides can create on its own; no side at all creates nothing."""

    provider: Number
    partner: Number
    third_party: Number
    provider_partner: Number
    provider_third_party: Number
    partner_third_party: Number
    together: Number


class Division(NamedTuple):
    """A part for each side. The parts sum to what all create together."""

    provider: Number
    partner: Number
    third_party: Number


def shapley(w: Worth) -> Division:
    """Each side's addition to those that joined before it, averaged over the six orders of joining.

    Sides that add the same get the same; one that never adds anything gets nothing.
    """
    return Division(
        provider=_share(
            w.provider,
            w.provider_partner - w.partner,
            w.provider_third_party - w.third_party,
            w.together - w.partner_third_party,
        ),
        partner=_share(
            w.partner,
            w.provider_partner - w.provider,
            w.partner_third_party - w.third_party,
            w.together - w.provider_third_party,
        ),
        third_party=_share(
            w.third_party,
            w.provider_third_party - w.provider,
            w.partner_third_party - w.partner,
            w.together - w.provider_partner,
        ),
    )


def _share(alone: Number, after_one: Number, after_other: Number, last: Number) -> Number:
    return alone / 3.0 + (after_one + after_other) / 6.0 + last / 3.0
