"""What a country may sign: deals that arrive, are accepted, and are built; who pays and gains."""

from __future__ import annotations

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
from fourfutures.model.programme.division import Division, Worth, shapley
from fourfutures.model.programme.ledger import Book, Parties, book, created, totals
from fourfutures.model.programme.present_value import present_value
from fourfutures.model.programme.sheet import Conditions, Sheet
from fourfutures.model.programme.site import list_price

__all__ = [
    "FULL_YEAR",
    "Book",
    "Conditions",
    "Deals",
    "Division",
    "Parties",
    "Phase",
    "Sheet",
    "Terms",
    "Worth",
    "acceptance",
    "book",
    "build_deals",
    "created",
    "list_price",
    "phase",
    "present_value",
    "shapley",
    "signed_cn",
    "signed_us",
    "totals",
    "under_way",
]
