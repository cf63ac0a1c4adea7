"""One economy in a finished run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from fourfutures.analysis import rows_in_force
from fourfutures.public.folder import Run
from fourfutures.public.withholding import dependency
from fourfutures.study import SourceCard, Study, load_study


def country(made: Run, code: str, study: Study | str | Path | None = None) -> dict[str, Any]:
    """One economy in a finished run: alignment odds, series of shares and use, its deals, their sources."""
    summary = made.summary
    loaded = study if isinstance(study, Study) else load_study(study or summary["study"])
    loaded = loaded.known_by(date.fromisoformat(summary["as_of"]))
    entity = loaded.partner(code)
    entry = next(e for e in summary["economies"] if e["entity"] == entity.code)
    table = made.countries
    series = table[table["entity"] == entity.code].drop(columns="entity")
    deals = [
        {
            "id": deal.deal_id,
            "announced": deal.announced.isoformat(),
            "precision": deal.date_precision,
            "provider": deal.provider,
            "stack": deal.stack,
            "kind": deal.kind,
            "capacity_mw": deal.capacity_mw,
            "status": str(deal.standing(date.fromisoformat(summary["as_of"]))),
            "source_id": list(deal.source_id),
        }
        for deal in loaded.deals
        if deal.country == entity.code
    ]
    share = next(row for row in loaded.shares if row.entity == entity.code)
    signed = [deal for deal in loaded.deals if deal.country == entity.code]
    cited = sorted(
        {s for deal in signed for s in deal.source_id} | set(share.source_id) | set(entity.source_id)
    )
    sources = [{"id": name, **_card(loaded.sources[name])} for name in cited if name in loaded.sources]
    known = rows_in_force(loaded, date.fromisoformat(summary["as_of"])) if summary["assimilated"] else ()
    seen = [row for row in known if row.entity == entity.code]
    return {
        "schema": "fourfutures/country/1",
        "run_id": summary["run_id"],
        "study_hash": summary["study_hash"],
        "seed": summary["seed"],
        "as_of": summary["as_of"],
        "lens": summary["lens"],
        "entity": entity.code,
        "name": {"en": entity.name_en, "zh": entity.name_zh},
        "kind": entity.kind,
        "imputed": entry["imputed"],
        "start": {
            "adoption": entity.adoption_h2,
            "share_us": share.share_us,
            "share_cn": share.share_cn,
            "share_own": share.share_own,
            "basis": share.basis,
            "filled": list(entity.imputed),
        },
        "alignment": entry["alignment"],
        "ess": entry["ess"],
        "series": json.loads(series.to_json(orient="records", double_precision=15)),
        "deals": deals,
        "observations": [
            {
                "id": row.id,
                "indicator": row.indicator,
                "observed": row.observed,
                "unit": row.unit,
                "period_end": row.period_end.isoformat(),
                "date": row.known_on.isoformat(),
                "source_id": row.source_id,
            }
            for row in seen
        ],
        "dependency": dependency(made, entity.code, loaded),
        "sources": sources,
    }


def _card(card: SourceCard) -> dict[str, str | None]:
    fields = card.model_dump(exclude={"source_id"})
    return {name: None if value is None else str(value) for name, value in fields.items()}
