"""What a reader sees: briefs, charts and screens in two languages, made from a run folder alone."""

from __future__ import annotations

from fourfutures.report.briefs import FORMATS, page_problems, write_briefs, write_pages
from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.countries_screen import print_countries
from fourfutures.report.country_screen import print_country
from fourfutures.report.deal_screen import print_deal
from fourfutures.report.discover_screen import print_discovery
from fourfutures.report.errors import ReportError
from fourfutures.report.explain_screen import print_explanation
from fourfutures.report.forecast_screen import print_log, print_logged, print_scores
from fourfutures.report.frames_screen import print_frames
from fourfutures.report.group_screen import print_group
from fourfutures.report.hindcast_screen import print_hindcast
from fourfutures.report.levers_screen import print_levers
from fourfutures.report.negotiation_screen import print_negotiation
from fourfutures.report.record import RunRecord
from fourfutures.report.register_screen import print_deal_network, print_deals
from fourfutures.report.robust_screen import print_robust
from fourfutures.report.screen import print_run
from fourfutures.report.sensitivity_screen import print_sensitivity
from fourfutures.report.switchoff_screen import print_switchoff
from fourfutures.report.update_screen import print_connectors, print_update
from fourfutures.report.viewpoints_screen import print_viewpoints
from fourfutures.report.watch_screen import print_watch

__all__ = [
    "FORMATS",
    "LANGUAGES",
    "ReportError",
    "RunRecord",
    "catalogue",
    "page_problems",
    "print_connectors",
    "print_countries",
    "print_country",
    "print_deal",
    "print_deal_network",
    "print_deals",
    "print_discovery",
    "print_explanation",
    "print_frames",
    "print_group",
    "print_hindcast",
    "print_levers",
    "print_log",
    "print_logged",
    "print_negotiation",
    "print_robust",
    "print_run",
    "print_scores",
    "print_sensitivity",
    "print_switchoff",
    "print_update",
    "print_viewpoints",
    "print_watch",
    "write_briefs",
    "write_pages",
]
