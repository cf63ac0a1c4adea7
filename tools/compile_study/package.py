"""The data package: every file of the study with its size, digest and licences (Frictionless)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tables import read

OWN = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}


def describe(study: Path) -> None:
    """Write datapackage.json."""
    licences = {row["source_id"]: row["license"] for row in read(study, "sources.csv")}
    resources = []
    for path in sorted(study.rglob("*")):
        if not path.is_file() or path.name == "datapackage.json" or path.suffix not in (".csv", ".toml"):
            continue
        content = path.read_bytes()
        name = path.relative_to(study).as_posix()
        resource: dict[str, object] = {
            "name": name.rsplit(".", 1)[0].replace("/", "-").lower(),
            "path": name,
            "format": path.suffix[1:],
            "bytes": len(content),
            "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        }
        if path.suffix == ".csv":
            cells = [
                cell for row in read(study, name) for cell in (row.get("source_id") or "").split(";") if cell
            ]
            used = sorted(
                {licences[cell] for cell in cells if cell in licences and path.name != "sources.csv"}
            )
            resource["sources"] = sorted(
                {cell for cell in cells if cell in licences and path.name != "sources.csv"}
            )
            resource["attribution"] = used
        resources.append(resource)
    package = {
        "profile": "data-package",
        "name": study.name,
        "title": "Four futures of global AI to the end of 2027",
        "description": "Figures compiled from the sources named in sources.csv, with their attribution; texts and tables of this study are its own.",
        "licenses": [OWN],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (study / "datapackage.json").write_text(text, encoding="utf-8")
