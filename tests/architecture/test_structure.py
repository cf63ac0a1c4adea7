"""The shape of the project: rooms behind front doors, small modules, no drawers, pages that agree with the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import fourfutures
from fourfutures.study import load_study

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "fourfutures"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
MOST_LINES = 400
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "base", "misc", "manager"}


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_room_is_entered_by_its_front_door(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0]
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "fourfutures" and len(parts) > 2 and parts[1] in ROOMS:
            assert parts[1] == own, f"{path.name} reaches into {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_fits_in_one_sitting_says_what_it_is_and_is_named_after_something(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    assert not text.strip() or ast.get_docstring(ast.parse(text))
    assert path.stem not in DRAWERS
    assert path.parent.name not in DRAWERS


def test_the_reference_is_that_of_the_code_and_the_study() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "write_reference.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + "run make reference"


def test_every_number_of_the_study_stands_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "numbers.md").read_text(encoding="utf-8")
    study = load_study("ai-2027")
    for name in (*study.uncertainties, *study.levers, *study.indicators):
        assert f"`{name}`" in page


def test_all_places_give_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"]
    assert project == citation == fourfutures.__version__


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_opens_with_the_two_commands_and_a_picture_that_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    opening = text[:2500]
    assert "make run" in opening
    assert "make test" in opening
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", opening)
    assert pictures
    assert all((ROOT / picture).exists() for picture in pictures)


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        if page.parts[-2] == "reference":
            continue
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://")):
                assert (page.parent / target).exists(), f"{page.name} points to {target}"
