from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from fourfutures.study import json_schemas

ROOT = Path(__file__).resolve().parents[2]


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json_schemas()[kind], format_checker=FormatChecker())


def as_json(text: str) -> Any:
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def test_the_schemas_on_disk_are_those_of_the_code() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "write_schemas.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + "run python tools/write_schemas.py"


@pytest.mark.parametrize("kind", sorted(json_schemas()))
def test_each_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json_schemas()[kind])


def test_a_sound_study_satisfies_the_schemas(small_files: dict[str, str]) -> None:
    for name, text in small_files.items():
        validator(name.removesuffix(".toml")).validate(as_json(text))


@pytest.mark.parametrize("path", sorted((ROOT / "studies").glob("*/*.toml")), ids=lambda path: path.name)
def test_the_shipped_study_satisfies_the_schemas(path: Path) -> None:
    validator(path.stem).validate(as_json(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("levers", 'actor = "us"', 'actor = "us"\ncuntry = true'),
        ("levers", 'kind = "level"', 'kind = "levl"'),
        ("levers", "size = 1.2", 'size = "1.2"'),
        ("levers", 'zh = "出口管制"', 'zh = ""'),
        ("uncertainties", "sd = 0.1 ", "sigma = 0.1 "),
        ("uncertainties", "rho = 0.3", "rho = 1.0"),
        ("study", "members = 100", "members = 0"),
    ],
)
def test_an_editor_sees_what_the_loader_refuses(
    small_files: dict[str, str], kind: str, old: str, new: str
) -> None:
    text = small_files[f"{kind}.toml"]
    assert old in text
    with pytest.raises(ValidationError):
        validator(kind).validate(as_json(text.replace(old, new, 1)))


def test_an_id_that_is_the_name_of_its_table_is_not_asked_for() -> None:
    lever = json_schemas()["levers"]["$defs"]["Lever"]
    assert "id" not in lever["properties"]
    assert "id" not in lever["required"]
    assert "register" in lever["properties"]
