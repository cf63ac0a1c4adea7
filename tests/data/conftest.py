from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OBSERVATIONS = """\
row_id,indicator,block,entity,period_start,period_end,months,observable,mode,value_raw,unit,anchor_raw,anchor_period_end,value,error_sd,bias_sd,known_on,source_id,kind,note
capex:USA:2026-03,capex,capex,USA,2026-01-01,2026-03-31,1;2;3,log_investment,change,190,billion USD,170,2025-12-31,0.111,0.08,0.1,2026-05-31,filings,indicator,
use:CHN:2026-06,use,survey,CHN,2026-01-01,2026-06-30,6,logit_adoption,level,45.5,percent,,,-0.18,0.1,0.4,2026-09-01,survey;digest,indicator,"half a year, one wave"
deal:KEN:2026-02,deals,deals,KEN,2026-02-10,2026-02-10,2,deal_share,level,1,1 for a US offer,,,1,1,0,2026-02-10,paper,event,
"""
USE = """\
indicator,entity,period_start,period_end,value,unit,low,high,source_id,known_on,note
use,CHN,2025-07-01,2025-12-31,40.1,percent,38,42,survey,2026-02-05,
use,CHN,2026-01-01,2026-06-30,45.5,percent,,,survey;digest,2026-09-01,
use,KEN,2025-07-01,2025-12-31,8.1,percent,,,telemetry,2026-01-08,"home, not work"
"""
CAPITAL = """\
indicator,entity,period_start,period_end,value,unit,low,high,source_id,known_on,note
capex,USA,2025-10-01,2025-12-31,170,billion USD,,,filings,2026-02-28,
capex,USA,2026-01-01,2026-03-31,190,billion USD,,,filings,2026-05-31,
"""
STUDY = """\
id = "tiny"
"""


class Package:
    """A tiny study in a folder, described by a data package that a test may leave behind."""

    def __init__(self, root: Path) -> None:
        self.root = root
        files = {"observations": OBSERVATIONS, "use": USE, "capital": CAPITAL}
        (root / "series").mkdir(parents=True)
        (root / "study.toml").write_text(STUDY, encoding="utf-8")
        for name, text in files.items():
            self.path(name).write_text(text, encoding="utf-8")
        self.describe()

    def path(self, name: str) -> Path:
        return self.root / "series" / f"{name}.csv"

    @property
    def descriptor(self) -> Path:
        return self.root / "datapackage.json"

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a series where `old` stands, once."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def describe(self, change: Callable[[dict[str, Any]], Any] | None = None) -> None:
        """Write a package that fits the folder, changed by `change` if it is given."""
        package: dict[str, Any] = {
            "profile": "data-package",
            "name": "tiny",
            "licenses": [{"name": "CC0-1.0", "title": "Public domain"}],
            "resources": [self._resource(path) for path in sorted(self.root.glob("series/*.csv"))],
        }
        if change is not None:
            change(package)
        self.descriptor.write_text(json.dumps(package), encoding="utf-8")

    def _resource(self, path: Path) -> dict[str, Any]:
        content = path.read_bytes()
        return {
            "name": path.stem,
            "title": path.stem.capitalize(),
            "path": path.relative_to(self.root).as_posix(),
            "bytes": len(content),
            "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
            "licenses": [{"name": "Apache-2.0"}] if path.stem == "use" else [],
            "sources": ["survey"],
        }


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(tmp_path / "tiny")


@pytest.fixture
def root(package: Package) -> Path:
    return package.root
