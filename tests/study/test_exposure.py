"""Exposure as part of a study: whole, with grounds, and what is wrong with it is found at its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fourfutures.study import COMPONENTS, LAYERS, Exposure, Study, check_study, load_study

FILE = "exposure.toml"


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study("ai-2027")


@pytest.fixture(scope="module")
def copy(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exposure") / "ai-2027"
    shutil.copytree(study.root, folder)
    return folder


@pytest.fixture
def faults(copy: Path) -> Callable[[str, str], list[str]]:
    text = (copy / FILE).read_text("utf-8")

    def found(old: str, new: str) -> list[str]:
        assert old in text
        (copy / FILE).write_text(text.replace(old, new, 1), "utf-8")
        try:
            return [f"{problem.where}: {problem.what} | {problem.what.zh}" for problem in check_study(copy)]
        finally:
            (copy / FILE).write_text(text, "utf-8")

    return found


def line_of(copy: Path, part: str) -> int:
    lines = (copy / FILE).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if part in line)


def test_the_shipped_study_has_every_layer_and_part(study: Study) -> None:
    assert tuple(study.exposure.layer) == LAYERS
    assert tuple(study.exposure.sovereignty) == COMPONENTS
    for layer in study.exposure.layer.values():
        for column in (layer.exposure.us, layer.exposure.cn):
            assert column.name.en
            assert column.name.zh
            assert column.note
            assert column.judgement != bool(column.source)


def test_the_other_side_of_the_matrix_is_no_part_of_a_stack(study: Study) -> None:
    """A US stack rests on nothing Chinese; a Chinese one rests on US chips only."""
    for name, layer in study.exposure.layer.items():
        assert layer.exposure.cn.us == 0.0
        assert (layer.exposure.us.cn > 0.0) == (name == "chips")
    assert study.exposure.layer["weights"].exposure.us.own == 0.0


def test_a_study_without_the_file_has_no_exposure(small: Study) -> None:
    assert small.exposure == Exposure()
    assert not small.exposure.there


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("us = 0.85", "us = 1.85", "1.85"),
        ("us = 0.85\ncn = 0.0\nown = 0.0", "us = 0.85\ncn = 0.0\nown = 0.1", "cannot be withheld"),
        ('unit = "weeks"', 'unit = "week"', "the unit week is not on the unit list"),
        ("judgement = true\nnote = \"Failures", "judgement = false\nnote = \"Failures", "a number has no source"),
        (
            'judgement = true\nnote = "Failures',
            'judgement = true\nsource = ["nobody"]\nnote = "Failures',
            "there is no source called nobody",
        ),
        ('prior = { family = "fixed", value = 26.0 }', 'prior = { family = "fixed", value = 0.0 }', "not always above 0"),
        ("[number.value_share]", "[number.value_shares]", "number value_share is missing"),
        ("[sovereignty.residency]", "[sovereignty.residence]", "component residency is missing"),
        ("[layer.updates.exposure.cn]", "[layer.updates.exposure.ch]", "ch"),
        ('zh = "芯片"', 'zh = "chips on a card"', "no Chinese character"),
        ("weight = 1.0", "weight = -1.0", "-1"),
    ],
)  # fmt: skip
def test_a_fault_is_found_and_placed(
    faults: Callable[[str, str], list[str]], copy: Path, old: str, new: str, words: str
) -> None:
    found = faults(old, new)
    assert any(words in text for text in found), found
    placed = [text for text in found if "is missing" not in text]  # what is not there has no line
    assert all(f"{FILE}:" in text for text in placed), found


def test_downloaded_weights_are_refused_at_their_own_line(
    faults: Callable[[str, str], list[str]], copy: Path
) -> None:
    (found,) = faults("us = 0.85\ncn = 0.0\nown = 0.0", "us = 0.85\ncn = 0.0\nown = 0.1")
    line = line_of(copy, "us = 0.85") + 2
    assert f"{FILE}:{line}, layer.weights.exposure.us.own: own and open use" in found
