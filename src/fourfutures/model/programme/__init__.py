"""What a country may sign: deals that arrive, are accepted, and are built; who pays and gains."""

from __future__ import annotations

from fourfutures.model.programme.aftermath import aimed_at, deal_utility, incident_utility, on_the_way
from fourfutures.model.programme.capacity import FULL_YEAR, Phase, phase
from fourfutures.model.programme.deals import (
    Deals,
    Terms,
    acceptance,
    build_deals,
    signed_cn,
    signed_us,
    under_way,
)
from fourfutures.model.programme.dependency import (
    Withheld,
    cloud_left,
    exposed_use,
    layer_lost,
    moved_use,
    onset,
    output_at_risk,
    revenue_lost,
    service_lost,
    unreplaced,
    weights_left,
)
from fourfutures.model.programme.division import Division, Worth, shapley
from fourfutures.model.programme.ledger import Book, Parties, book, created, totals
from fourfutures.model.programme.present_value import present_value
from fourfutures.model.programme.sheet import Conditions, Sheet
from fourfutures.model.programme.site import list_price
from fourfutures.model.programme.sovereignty import Left, left_with_partner, sovereignty_score

__all__ = [
    "FULL_YEAR",
    "Book",
    "Conditions",
    "Deals",
    "Division",
    "Left",
    "Parties",
    "Phase",
    "Sheet",
    "Terms",
    "Withheld",
    "Worth",
    "acceptance",
    "aimed_at",
    "book",
    "build_deals",
    "cloud_left",
    "created",
    "deal_utility",
    "exposed_use",
    "incident_utility",
    "layer_lost",
    "left_with_partner",
    "list_price",
    "moved_use",
    "on_the_way",
    "onset",
    "output_at_risk",
    "phase",
    "present_value",
    "revenue_lost",
    "service_lost",
    "shapley",
    "signed_cn",
    "signed_us",
    "sovereignty_score",
    "totals",
    "under_way",
    "unreplaced",
    "weights_left",
]
