"""Runnable scenario planning for the global AI contest: odds of named futures, from sourced data, as of any date."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fourfutures.errors import FourFuturesError, Problem
    from fourfutures.public import (
        Document,
        Live,
        Run,
        Verdict,
        brief,
        check,
        connectors,
        countries,
        country,
        data_update,
        deal,
        deal_network,
        deals,
        discover,
        evidence_accept,
        evidence_add,
        evidence_check,
        evidence_digest,
        evidence_export,
        evidence_import,
        evidence_languages,
        evidence_list,
        evidence_merge,
        evidence_preview,
        evidence_reject,
        evidence_reviewers,
        evidence_show,
        evidence_split,
        evidence_undo,
        explain,
        forecast_list,
        forecast_log,
        forecast_score,
        frames,
        hindcast,
        levers,
        negotiate,
        robust,
        run,
        sensitivity,
        series,
        show,
        switchoff,
        to_ema,
        to_salib,
        verify,
        viewpoints,
        watch,
    )
    from fourfutures.study import Study, load_study

__version__ = "0.1.0"

__all__ = [
    "Document",
    "FourFuturesError",
    "Live",
    "Problem",
    "Run",
    "Study",
    "Verdict",
    "__version__",
    "brief",
    "check",
    "connectors",
    "countries",
    "country",
    "data_update",
    "deal",
    "deal_network",
    "deals",
    "discover",
    "evidence_accept",
    "evidence_add",
    "evidence_check",
    "evidence_digest",
    "evidence_export",
    "evidence_import",
    "evidence_languages",
    "evidence_list",
    "evidence_merge",
    "evidence_preview",
    "evidence_reject",
    "evidence_reviewers",
    "evidence_show",
    "evidence_split",
    "evidence_undo",
    "explain",
    "forecast_list",
    "forecast_log",
    "forecast_score",
    "frames",
    "hindcast",
    "levers",
    "load_study",
    "negotiate",
    "robust",
    "run",
    "sensitivity",
    "series",
    "show",
    "switchoff",
    "to_ema",
    "to_salib",
    "verify",
    "viewpoints",
    "watch",
]

_PUBLIC = (
    "Document", "Live", "Run", "Verdict", "brief", "check", "connectors", "countries", "country", "data_update", "deal", "deal_network",
    "deals", "discover", "evidence_accept", "evidence_add", "evidence_check", "evidence_digest", "evidence_export", "evidence_import", "evidence_languages", "evidence_list", "evidence_merge", "evidence_preview", "evidence_reject", "evidence_reviewers", "evidence_show", "evidence_split", "evidence_undo", "explain", "forecast_list", "forecast_log", "forecast_score", "frames", "hindcast", "levers",
    "negotiate", "robust", "run", "sensitivity", "series", "show", "switchoff", "to_ema", "to_salib", "verify", "viewpoints",
    "watch",
)  # fmt: skip

# Where each public name lives: loaded when it is first asked for, so that a command answers at once and can report a
# package that is missing.
_HOMES = {
    "FourFuturesError": "errors",
    "Problem": "errors",
    "Study": "study",
    "load_study": "study",
    **dict.fromkeys(_PUBLIC, "public"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
