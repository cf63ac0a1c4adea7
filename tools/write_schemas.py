"""Write the JSON Schemas of the study files and of what commands print to schemas/. `--check` writes nothing and fails if one is out of date."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fourfutures.analysis import (
    country_schemas,
    deal_schema,
    discover_schema,
    explain_schema,
    forecast_schemas,
    frames_schema,
    hearing_schemas,
    levers_schema,
    negotiation_schema,
    register_schemas,
    robust_schema,
    run_schema,
    sensitivity_schema,
    switchoff_schema,
    viewpoints_schema,
    watch_schema,
    workshop_schemas,
)
from fourfutures.data import update_schemas
from fourfutures.evidence import desk_schemas, evidence_add_schema
from fourfutures.public import brief_schemas
from fourfutures.study import json_schemas

FOLDER = Path(__file__).resolve().parents[1] / "schemas"


def texts() -> dict[str, str]:
    """File name and text of each schema."""
    schemas = {f"study-{kind}": schema for kind, schema in json_schemas().items()}
    schemas |= {
        "deal": deal_schema(),
        "evidence-add": evidence_add_schema(),
        "explain": explain_schema(),
        "levers": levers_schema(),
        "discover": discover_schema(),
        "frames": frames_schema(),
        "negotiation": negotiation_schema(),
        **workshop_schemas(),
        "robust": robust_schema(),
        "run": run_schema(),
        "viewpoints": viewpoints_schema(),
        "switchoff": switchoff_schema(),
        "sensitivity": sensitivity_schema(),
        "watch": watch_schema(),
        **country_schemas(),
        **desk_schemas(),
        **forecast_schemas(),
        **hearing_schemas(),
        **register_schemas(),
        **update_schemas(),
        **brief_schemas(),
    }
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def main(arguments: list[str]) -> int:
    """Write or check; 1 if a check failed."""
    stale = []
    FOLDER.mkdir(exist_ok=True)
    for name, text in texts().items():
        path = FOLDER / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(("out of date: " if "--check" in arguments else "written: ") + name)
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
