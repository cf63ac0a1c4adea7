"""The Python door: load a study, run it, read the result as frames, pages and labelled arrays."""

from __future__ import annotations

from fourfutures.analysis import kept_pools
from fourfutures.public.apportioning import sensitivity
from fourfutures.public.asking import request
from fourfutures.public.briefing import brief
from fourfutures.public.dealing import deal
from fourfutures.public.describing import document_schemas, lever_document, method_document, study_document
from fourfutures.public.discovering import discover
from fourfutures.public.document import Document
from fourfutures.public.economy import countries, country
from fourfutures.public.exchange import to_ema, to_salib
from fourfutures.public.explaining import explain
from fourfutures.public.figures import check, series, show
from fourfutures.public.folder import Run
from fourfutures.public.forecasting import forecast_list, forecast_log, forecast_score
from fourfutures.public.framing import frames
from fourfutures.public.hindcast import hindcast
from fourfutures.public.live import Live
from fourfutures.public.negotiating import negotiate
from fourfutures.public.offering import check_offer, offers, written_offer
from fourfutures.public.places import kept_runs
from fourfutures.public.pulling import levers
from fourfutures.public.refreshing import connectors, data_update
from fourfutures.public.register import deal_network, deals
from fourfutures.public.robustness import robust
from fourfutures.public.running import make, run
from fourfutures.public.verifying import Verdict, verify
from fourfutures.public.viewpoints import viewpoints
from fourfutures.public.watching import watch
from fourfutures.public.withholding import dependency, switchoff

__all__ = [
    "Document",
    "Live",
    "Run",
    "Verdict",
    "brief",
    "check",
    "check_offer",
    "connectors",
    "countries",
    "country",
    "data_update",
    "deal",
    "deal_network",
    "deals",
    "dependency",
    "discover",
    "document_schemas",
    "explain",
    "forecast_list",
    "forecast_log",
    "forecast_score",
    "frames",
    "hindcast",
    "kept_pools",
    "kept_runs",
    "lever_document",
    "levers",
    "make",
    "method_document",
    "negotiate",
    "offers",
    "request",
    "robust",
    "run",
    "sensitivity",
    "series",
    "show",
    "study_document",
    "switchoff",
    "to_ema",
    "to_salib",
    "verify",
    "viewpoints",
    "watch",
    "written_offer",
]
