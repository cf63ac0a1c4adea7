"""What an offer leaves with the partner, part by part, each from 0 to 1. A judgement in numbers, not a measurement."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, minimum


class Left(NamedTuple):
    """Parts that the partner keeps under an offer, 1 where all of it."""

    residency: Number
    legal_control: Number
    key_custody: Number
    revocability: Number
    remote_control: Number
    exit_notice: Number


def left_with_partner(
    built: Number,
    offtake_share: Number,
    weights_in_country: Number,
    owned: Number,
    keys_held: Number,
    licence_revocable: Number,
    remote_control: Number,
    exit_months: Number,
    longest_notice: Number,
) -> Left:
    """Parts of an offer that stay with the partner.

    `built` is 1 where capacity stands in the country, `keys_held` 1, 1/2 or 0 for partner, joint and provider. Where
    nothing is built nothing is owned. Residency is half capacity for users in the country and half weights stored there.
    """
    return Left(
        residency=0.5 * built * (1.0 - offtake_share) + 0.5 * weights_in_country,
        legal_control=built * owned,
        key_custody=keys_held,
        revocability=1.0 - licence_revocable,
        remote_control=1.0 - remote_control,
        exit_notice=1.0 - minimum(1.0, exit_months / longest_notice),
    )


def sovereignty_score(left: Left, weight: Left) -> Number:
    """Weighted mean of the parts."""
    total = (
        weight.residency
        + weight.legal_control
        + weight.key_custody
        + weight.revocability
        + weight.remote_control
        + weight.exit_notice
    )
    return (
        left.residency * weight.residency
        + left.legal_control * weight.legal_control
        + left.key_custody * weight.key_custody
        + left.revocability * weight.revocability
        + left.remote_control * weight.remote_control
        + left.exit_notice * weight.exit_notice
    ) / total
