"""Why and how well: runs of a study, what levers change, what moved the odds, the run folder."""

from __future__ import annotations

from fourfutures.analysis.apportioning import (
    SensitivityDocument,
    bootstrap,
    first_order,
    sensitivity_document,
    sensitivity_schema,
    sobol,
)
from fourfutures.analysis.code import code_version
from fourfutures.analysis.contract import RunDocument, run_schema
from fourfutures.analysis.countries import CountryDocument, Held, country_schemas, economy, group, overview
from fourfutures.analysis.dealing import DealDocument, deal, deal_schema, offer_block
from fourfutures.analysis.dependence import (
    SwitchoffDocument,
    Withdrawal,
    dependency_of,
    of_run,
    switchoff,
    switchoff_of_run,
    switchoff_schema,
)
from fourfutures.analysis.discovery import CHOICES, DiscoverDocument, Discovery, discover, discover_schema
from fourfutures.analysis.effects import imposed_effect
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.exchange import Rig, ema_model, run_tree, salib_problem
from fourfutures.analysis.explaining import ExplainDocument, explain, explain_schema
from fourfutures.analysis.folder import MANIFEST, SUMMARY, damaged, is_complete
from fourfutures.analysis.forecasts import (
    Logged,
    default_log,
    entries,
    entry,
    forecast_schemas,
    log_run,
    mend,
    opened,
    score,
)
from fourfutures.analysis.framing import FramesDocument, frames, frames_schema
from fourfutures.analysis.hindcast import hindcast_document, settled_discrepancies
from fourfutures.analysis.live import Live
from fourfutures.analysis.making import Draft, Progress, close, draft, finished, held
from fourfutures.analysis.negotiating import NegotiationDocument, negotiate, negotiation_schema
from fourfutures.analysis.pooling import Pools, kept_pools, rows_in_force
from fourfutures.analysis.pulling import LeversDocument, levers_document, levers_schema
from fourfutures.analysis.register import (
    DealsDocument,
    NetworkDocument,
    deals_document,
    network_document,
    register_schemas,
)
from fourfutures.analysis.request import Request, Start
from fourfutures.analysis.robustness import Question, RobustDocument, robust_document, robust_schema
from fourfutures.analysis.soundness import faults, require_runnable
from fourfutures.analysis.viewpoints import ViewpointsDocument, viewpoints, viewpoints_schema
from fourfutures.analysis.watching import WatchDocument, watch, watch_schema

__all__ = [
    "CHOICES",
    "MANIFEST",
    "SUMMARY",
    "AnalysisError",
    "CountryDocument",
    "DealDocument",
    "DealsDocument",
    "DiscoverDocument",
    "Discovery",
    "Draft",
    "ExplainDocument",
    "FramesDocument",
    "Held",
    "LeversDocument",
    "Live",
    "Logged",
    "NegotiationDocument",
    "NetworkDocument",
    "Pools",
    "Progress",
    "Question",
    "Request",
    "Rig",
    "RobustDocument",
    "RunDocument",
    "SensitivityDocument",
    "Start",
    "SwitchoffDocument",
    "ViewpointsDocument",
    "WatchDocument",
    "Withdrawal",
    "bootstrap",
    "close",
    "code_version",
    "country_schemas",
    "damaged",
    "deal",
    "deal_schema",
    "deals_document",
    "default_log",
    "dependency_of",
    "discover",
    "discover_schema",
    "draft",
    "economy",
    "ema_model",
    "entries",
    "entry",
    "explain",
    "explain_schema",
    "faults",
    "finished",
    "first_order",
    "forecast_schemas",
    "frames",
    "frames_schema",
    "group",
    "held",
    "hindcast_document",
    "imposed_effect",
    "is_complete",
    "kept_pools",
    "levers_document",
    "levers_schema",
    "log_run",
    "mend",
    "negotiate",
    "negotiation_schema",
    "network_document",
    "of_run",
    "offer_block",
    "opened",
    "overview",
    "register_schemas",
    "require_runnable",
    "robust_document",
    "robust_schema",
    "rows_in_force",
    "run_schema",
    "run_tree",
    "salib_problem",
    "score",
    "sensitivity_document",
    "sensitivity_schema",
    "settled_discrepancies",
    "sobol",
    "switchoff",
    "switchoff_of_run",
    "switchoff_schema",
    "viewpoints",
    "viewpoints_schema",
    "watch",
    "watch_schema",
]
