"""The shape of the project: rooms, front doors, sizes, names, and what its texts may not speak of."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import grimp
import pytest
import yaml
from importlinter.cli import lint_imports

import fourfutures

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "fourfutures"
OWN_FOLDERS = ("src", "studies", "schemas", "tests", "tools", "benchmarks", "docs", "changelog.d")
TEXTS = {".py", ".toml", ".md", ".csv", ".json", ".cff", ".yaml", ".yml", ".svg"}
DRAWERS = {"util", "utils", "helper", "helpers", "common", "core", "base", "misc", "manager"}
MOST_LINES = 400
ARITHMETIC = {"__future__", "numpy", "typing"}
DECISION_PARTS = ("**Chosen.**", "**Weighed.**", "**Would change our mind.**")
LEAKS = {
    "a path of one machine": r"(?<![\w.:/-])/(?:home/\w+|Users/\w+|root|work|mnt|tmp)/",
    "a folder beside the checkout": r"\.\./shared\b",
    "a ticket": r"\bissue\s#?\d",
    "how the work was organised": r"\bthis\s+session\b|\bsub-?agents?\b|\bbackground\s+helpers?\b",
}


def own_files() -> Iterator[Path]:
    """Files of the project, not what tools and runs leave behind."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS)
    for folder in OWN_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in parts):
                yield path


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("fourfutures", include_external_packages=True, cache_dir=None)


def test_rooms_use_only_the_rooms_before_them(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


def imported(path: Path) -> Iterator[str]:
    """Modules that a module's import statements name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_rooms_are_entered_by_the_front_door() -> None:
    """A module may name what lies beside it or beside a package it is in, never what lies inside those."""
    inside = []
    for path in SOURCES.rglob("*.py"):
        here = ("fourfutures", *path.relative_to(SOURCES).with_suffix("").parts)
        for name in imported(path):
            there = tuple(name.split("."))
            shared = sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False))
            )
            if there[0] == "fourfutures" and len(there) - shared > 1:
                inside.append(f"{'.'.join(here)} reaches into {name}")
    assert not inside


AT_ONCE = {"report.catalogue"}  # loaded by its door itself, so that the name stays that of the function


def test_a_door_that_loads_by_need_offers_no_name_of_one_of_its_modules() -> None:
    """Loading such a module would put it in the place of what it offers."""
    stubs = list(SOURCES.glob("*/__init__.pyi"))
    assert len(stubs) >= 3
    for stub in stubs:
        offered = {
            alias.name
            for node in ast.parse(stub.read_text(encoding="utf-8")).body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        modules = {path.stem for path in stub.parent.iterdir()}
        assert {f"{stub.parent.name}.{name}" for name in offered & modules} <= AT_ONCE


def test_declaring_the_commands_loads_no_room_that_computes() -> None:
    code = (
        "import sys; from fourfutures.cli import execute; status = execute(['--version'], 'en', None);"
        "print(sorted({name.split('.')[1] for name in sys.modules if name.startswith('fourfutures.')} | {'numpy', 'pandas',"
        " 'numba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert not loaded - {"cli", "errors", "files", "public", "report", "web"}


def test_no_result_passes_through_a_threaded_linear_algebra_library() -> None:
    """Such libraries split their sums by the machine's threads and kernels, so the last digits differ between machines."""
    found = []
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            threaded = isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)
            threaded |= isinstance(node, ast.Attribute) and node.attr in (
                "linalg",
                "dot",
                "matmul",
                "tensordot",
                "vdot",
            )
            if threaded:
                found.append(f"{path.relative_to(SOURCES)}:{node.lineno}")
    assert not found


def test_the_model_knows_arithmetic_and_nothing_else(graph: grimp.ImportGraph) -> None:
    """No files, clocks, chance, network or frameworks: only NumPy and types."""
    model = graph.find_descendants("fourfutures.model") | {"fourfutures.model"}
    used = {
        other.split(".")[0] for module in model for other in graph.find_modules_directly_imported_by(module)
    }
    assert used - {"fourfutures"} <= ARITHMETIC


def test_no_drawers() -> None:
    names = [path.relative_to(ROOT).with_suffix("").parts for path in own_files()]
    assert not ["/".join(parts) for parts in names if DRAWERS & {part.lower() for part in parts}]


def test_a_module_fits_in_one_sitting() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in (SOURCES, ROOT / "tools", ROOT / "benchmarks")
        for path in folder.rglob("*.py")
    }
    assert {name: count for name, count in lengths.items() if count > MOST_LINES} == {}


def test_a_module_says_what_it_is() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")}
    silent = [
        path.name for path, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))
    ]
    assert not silent


def test_texts_speak_of_the_product_alone() -> None:
    found = []
    for path in own_files():
        if path.suffix not in TEXTS or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found += [
                f"{path.relative_to(ROOT)}:{number} has {kind}"
                for kind, pattern in LEAKS.items()
                if re.search(pattern, line, re.IGNORECASE)
            ]
    assert not found


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["version"] == citation["version"] == fourfutures.__version__
    assert project["license"].split(" AND ")[0] == citation["license"]  # the program; its fonts follow


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_opens_with_a_picture_and_two_commands(name: str) -> None:
    top = (ROOT / name).read_text(encoding="utf-8").split("\n## ")[0]
    language = "zh" if ".zh." in name else "en"
    assert f"(docs/images/quadrant.{language}.svg)" in top
    assert re.search(r"^make run\b", top, re.MULTILINE)
    assert re.search(r"^make test\b", top, re.MULTILINE)


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in (path for path in own_files() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            there = target.partition("#")[0]
            if there and not re.match(r"[a-z]+:", there) and not (page.parent / there).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert not broken


def test_decisions_say_what_why_and_until_when() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04d}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert [part for part in DECISION_PARTS if part not in text] == [], page.name
