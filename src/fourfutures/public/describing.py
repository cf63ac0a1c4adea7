"""What a study asks and how it is read, as documents: the study itself, its levers, its method."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fourfutures.analysis import (
    code_version,
    country_schemas,
    deal_schema,
    explain_schema,
    hearing_schemas,
    negotiation_schema,
    register_schemas,
    run_schema,
    switchoff_schema,
    viewpoints_schema,
    watch_schema,
    workshop_schemas,
)
from fourfutures.evidence import desk_schemas, evidence_add_schema
from fourfutures.study import TERMS, Study, load_study


def study_document(study: Study | str | Path = "ai-2027") -> dict[str, Any]:
    """The study in short: identity, dates, drivers, futures, economies, groups, offers. Raises StudyError."""
    loaded = _loaded(study)
    meta = loaded.meta
    return {
        **_head("study-page", loaded),
        "name": _plain(meta.name),
        "summary": _plain(meta.summary),
        "origin": meta.origin.isoformat(),
        "horizon": meta.horizon.isoformat(),
        "assembled": meta.assembled.isoformat(),
        "members": meta.members,
        "seed": meta.seed,
        "drivers": _plain(loaded.drivers),
        "frame": {**_plain(loaded.frame), "ids": list(loaded.frame.ids)},
        "economies": [_plain(entity) for entity in loaded.entities],
        "groups": _plain(loaded.groups),
        "offers": {name: _plain(template) for name, template in loaded.offers.template.items()},
        "terms": list(TERMS),
        "units": {name: _plain(unit.name) for name, unit in loaded.units.items()},
    }


def lever_document(study: Study | str | Path = "ai-2027") -> dict[str, Any]:
    """The study's levers: who holds each, its range, what its ends mean, its effects, what was done so far, sources."""
    loaded = _loaded(study)
    levers = [
        {**_plain(lever), "history": _so_far(loaded, lever.register_ids)} for lever in loaded.levers.values()
    ]
    cited = {name for lever in levers for part in (lever, *lever["history"]) for name in part["source"]}
    return {**_head("levers-page", loaded), "levers": levers, "sources": _sources(loaded, cited)}


def _so_far(study: Study, register: Sequence[str]) -> list[dict[str, Any]]:
    """Dated events under the same entries of the register of the founding texts, the oldest first."""
    events = [event for event in study.events if event.lever in register]
    return [
        {
            "id": event.event_id,
            "date": str(event.date),
            "precision": event.date_precision,
            "what": {"en": event.title_en, "zh": event.title_zh},
            "source": list(event.source_id),
        }
        for event in sorted(events, key=lambda event: (str(event.date), event.event_id))
    ]


def method_document(study: Study | str | Path = "ai-2027") -> dict[str, Any]:
    """How a path is read and from where: dials, readings, lenses with every override, priors, indicators, sources."""
    loaded = _loaded(study)
    return {
        **_head("method-page", loaded),
        "dials": {name: _plain(dial) for name, dial in loaded.frame.dials.items()},
        "readings": {name: _plain(preset) for name, preset in loaded.frame.presets.items()},
        "lenses": {name: _plain(lens) for name, lens in loaded.lenses.items()},
        "uncertainties": {name: _plain(one) for name, one in loaded.uncertainties.items()},
        "indicators": {name: _plain(one) for name, one in loaded.indicators.items()},
        "units": {name: _plain(unit) for name, unit in loaded.units.items()},
        "sources": _sources(loaded, set(loaded.sources)),
    }


_SERVED = (
    "evidence-list", "evidence-show", "evidence-decision", "evidence-preview", "evidence-languages", "evidence-digest",
    "evidence-document", "evidence-documents", "evidence-check", "evidence-import",
)  # fmt: skip


def document_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas of the documents that answer a request, by name."""
    return {
        "run": run_schema(),
        "deal": deal_schema(),
        "switchoff": switchoff_schema(),
        "negotiation": negotiation_schema(),
        **workshop_schemas(),
        "watch": watch_schema(),
        "explain": explain_schema(),
        "viewpoints": viewpoints_schema(),
        "evidence-add": evidence_add_schema(),
        **country_schemas(),
        **register_schemas(),
        **{
            name: schema
            for name, schema in {**desk_schemas(), **hearing_schemas()}.items()
            if name in _SERVED
        },
    }


def _loaded(study: Study | str | Path) -> Study:
    return study if isinstance(study, Study) else load_study(study)


def _head(kind: str, study: Study) -> dict[str, Any]:
    return {
        "schema": f"fourfutures/{kind}/1",
        "study": study.meta.id,
        "study_hash": study.hash,
        "code_version": code_version(),
    }


def _plain(entry: Any) -> Any:
    return entry.model_dump(mode="json", by_alias=True)


def _sources(study: Study, cited: set[str]) -> dict[str, Any]:
    return {name: _plain(card) for name, card in study.sources.items() if name in cited}
