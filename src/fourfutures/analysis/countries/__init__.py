"""Economies of a finished run: one at a time, in groups, all at a glance."""

from __future__ import annotations

from fourfutures.analysis.countries.contract import CountryDocument, country_schemas
from fourfutures.analysis.countries.document import economy
from fourfutures.analysis.countries.group import group
from fourfutures.analysis.countries.overview import overview
from fourfutures.analysis.countries.scene import Held

__all__ = ["CountryDocument", "Held", "country_schemas", "economy", "group", "overview"]
