"""New vintages of public files: fetched, checked for their shape, compared with the last one, kept beside it."""

from __future__ import annotations

from fourfutures.data.update.comparison import Change, Comparison, compare
from fourfutures.data.update.connector import Connector
from fourfutures.data.update.contract import update_schemas
from fourfutures.data.update.sheet import Sheet, read_sheet
from fourfutures.data.update.updating import Update, changes_document, new_vintage
from fourfutures.data.update.vintages import Vintage, latest, vintages

__all__ = [
    "Change",
    "Comparison",
    "Connector",
    "Sheet",
    "Update",
    "Vintage",
    "changes_document",
    "compare",
    "latest",
    "new_vintage",
    "read_sheet",
    "update_schemas",
    "vintages",
]
