"""What was observed: a study's data package, its series and observations, and what was known on a date."""

from __future__ import annotations

from fourfutures.data.errors import DataError
from fourfutures.data.listing import list_series, show_series
from fourfutures.data.observations import load_observations
from fourfutures.data.package import Resource, check_package, resources, verify
from fourfutures.data.sealing import seal
from fourfutures.data.series import load_series
from fourfutures.data.vintage import known

__all__ = [
    "DataError",
    "Resource",
    "check_package",
    "known",
    "list_series",
    "load_observations",
    "load_series",
    "resources",
    "seal",
    "show_series",
    "verify",
]
