"""Why and how well: runs of a study, what levers change, what moved the odds, the run folder."""

from __future__ import annotations

from fourfutures.analysis.code import code_version
from fourfutures.analysis.contract import RunDocument, run_schema
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.folder import MANIFEST, SUMMARY, is_complete
from fourfutures.analysis.making import Draft, Progress, close, draft, finished, held
from fourfutures.analysis.request import Request, Start
from fourfutures.analysis.soundness import faults, require_runnable
from fourfutures.analysis.weighing import rows_in_force

__all__ = [
    "MANIFEST",
    "SUMMARY",
    "AnalysisError",
    "Draft",
    "Progress",
    "Request",
    "RunDocument",
    "Start",
    "close",
    "code_version",
    "draft",
    "faults",
    "finished",
    "held",
    "is_complete",
    "require_runnable",
    "rows_in_force",
    "run_schema",
]
