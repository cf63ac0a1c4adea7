"""What was observed: a study's data package, its series and observations, and what was known on a date."""

from __future__ import annotations

from fourfutures.data.errors import DataError
from fourfutures.data.listing import list_series, show_series
from fourfutures.data.observations import load_observations
from fourfutures.data.package import Resource, check_package, resources, verify
from fourfutures.data.sealing import seal
from fourfutures.data.series import COLUMNS as SERIES_COLUMNS
from fourfutures.data.series import load_series
from fourfutures.data.update import Connector, Update, changes_document, latest, new_vintage, update_schemas
from fourfutures.data.vintage import known

__all__ = [
    "SERIES_COLUMNS",
    "Connector",
    "DataError",
    "Resource",
    "Update",
    "changes_document",
    "check_package",
    "known",
    "latest",
    "list_series",
    "load_observations",
    "load_series",
    "new_vintage",
    "resources",
    "seal",
    "show_series",
    "update_schemas",
    "verify",
]
