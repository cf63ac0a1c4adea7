"""A check names all that would stop a run, before the run: data, sources, what the model asks of the study."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from fourfutures.analysis import faults
from fourfutures.data import seal
from fourfutures.study import load_study

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped study, to be spoilt."""
    folder = tmp_path / "study"
    shutil.copytree(load_study("ai-2027").root, folder)
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first occurrence of a text; returns its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def said(folder: Path) -> list[str]:
    """All problems in English, once each is known to be said in Chinese too."""
    found = faults(folder)
    assert all(HAN.search(problem.what.zh) and HAN.search(problem.remedy.zh) for problem in found)
    return [str(problem) for problem in found]


def test_the_shipped_study_can_be_run() -> None:
    assert faults("ai-2027") == []


@pytest.mark.parametrize("name", ["power_decline", "affinity_noise", "share_noise_1", "ceiling_noise"])
def test_a_number_that_the_model_needs_is_missed(copy: Path, name: str) -> None:
    spoil(copy, "uncertainties.toml", f"[{name}]", f"[{name}_not]")
    assert any(f"the model needs {name}" in text for text in said(copy))


def test_a_reading_that_every_run_gives_is_missed(copy: Path) -> None:
    spoil(copy, "futures.toml", "[presets.strict]", "[presets.stricter]")
    assert any("the reading strict is missing" in text and "[presets.strict]" in text for text in said(copy))


def test_a_horizon_that_this_version_cannot_run_to_is_refused_with_its_line(copy: Path) -> None:
    line = spoil(copy, "study.toml", "horizon = 2027-12-31", "horizon = 2030-12-31")
    (text,) = said(copy)
    assert f"study.toml:{line}, horizon" in text
    assert "write 2027-12-31" in text.lower()


@pytest.mark.parametrize(
    ("old", "new"), [("seed = ", "seed = 99999999999999999999 #"), ("members = ", "members = 5 #")]
)
def test_defaults_that_no_run_may_have_are_refused(copy: Path, old: str, new: str) -> None:
    line = spoil(copy, "study.toml", f"\n{old}", f"\n{new}") + 1
    (text,) = said(copy)
    assert f"study.toml:{line}" in text


def test_a_series_cites_sources_with_cards(copy: Path) -> None:
    line = spoil(copy, "series/use.csv", "xinhua_cnnic57", "xinhua_cnic57")
    seal(copy)
    assert any(
        f"series/use.csv:{line}, source_id: there is no source called xinhua_cnic57" in t for t in said(copy)
    )


def test_every_problem_is_listed_and_not_only_the_first(copy: Path) -> None:
    first = spoil(copy, "series/use.csv", "2025-10-18", "2025-10-38")
    second = spoil(copy, "series/observations.csv", ",level,", ",levle,")
    third = spoil(copy, "levers.toml", 'actor = "us"', 'actor = "usa"')
    seal(copy)
    text = "\n".join(said(copy))
    for place in (f"use.csv:{first}", f"observations.csv:{second}", f"levers.toml:{third}"):
        assert place in text


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_byte_order_mark_and_the_line_ends_of_windows_are_read(copy: Path, ending: str) -> None:
    for path in [*copy.glob("*.toml"), *copy.glob("*.csv"), *copy.glob("series/*.csv")]:
        text = path.read_text(encoding="utf-8")
        path.write_bytes(("\ufeff" + text).replace("\n", ending).encode())
    seal(copy)
    assert said(copy) == []
    line = spoil(copy, "levers.toml", 'actor = "us"', 'actor = "usa"')
    assert f"levers.toml:{line}" in said(copy)[0]


@pytest.mark.parametrize("file", ["levers.toml", "deals.csv", "series/use.csv"])
def test_a_file_in_another_encoding_is_named_with_its_line(copy: Path, file: str) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_bytes(
        (text + "# 管制\n").encode("gbk", "replace") if file.endswith(".toml") else b"\xff\xfea"
    )
    if not file.endswith(".toml"):
        seal_or_not = copy / "datapackage.json"
        seal_or_not.unlink()
    assert any(re.search(rf"{re.escape(file)}:\d+: is not UTF-8 text", problem) for problem in said(copy))


@pytest.mark.parametrize(
    "file", ["deals.csv", "series/use.csv", "series/observations.csv", "study.toml", "units.toml"]
)
def test_an_empty_file_is_a_problem_and_not_an_empty_study(copy: Path, file: str) -> None:
    (copy / file).write_bytes(b"")
    assert any(Path(file).name in problem or "units.toml" in problem for problem in said(copy))
