"""What a reader sees: briefs, charts and screens in two languages, made from a run folder alone."""

from __future__ import annotations

from fourfutures.report.briefs import write_pages
from fourfutures.report.catalogue import catalogue
from fourfutures.report.country_screen import print_country
from fourfutures.report.errors import ReportError
from fourfutures.report.screen import print_run

__all__ = ["ReportError", "catalogue", "print_country", "print_run", "write_pages"]
