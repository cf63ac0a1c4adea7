"""Other frames: the same members, every one in one outcome, and nothing but a table between the two tellings."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.analysis import Pools, Request, frames, frames_schema
from fourfutures.data import seal
from fourfutures.ensemble import Hands, Shelf
from fourfutures.futures import LEADERS, recode
from fourfutures.study import CELLS, OtherFrame, Study, StudyError, load_study

Document = dict[str, Any]
TEXT = {"en": "Invented", "zh": "虚构"}


def told(study: Study, *chosen: str) -> Document:
    asked = Request.of(study, members=400, seed=7)
    return frames(asked, chosen, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


def four_again(study: Study) -> OtherFrame:
    """The study's own futures written as another frame."""
    cells: dict[str, list[tuple[str, str]]] = {name: [] for name in study.frame.ids}
    for compute, adoption in CELLS:
        owner = next(
            (f.id for f in study.frame.futures if (f.compute, f.adoption) == (compute, adoption)), "contested"
        )
        cells[owner].append((compute, adoption))
    outcomes = tuple({"id": n, "name": TEXT, "what": TEXT, "cells": tuple(c)} for n, c in cells.items())
    return OtherFrame.model_validate({"id": "again", "name": TEXT, "what": TEXT, "outcomes": outcomes})


@pytest.fixture(scope="module")
def document(study: Study) -> Document:
    with_both = study.model_copy(update={"frames": {**study.frames, "again": four_again(study)}})
    return told(with_both, "multipolar", "again")


def test_it_is_what_its_schema_says(document: Document) -> None:
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), frames_schema())


def test_the_four_futures_as_another_frame_give_the_odds_and_ranges_of_the_run(
    document: Document, today: tuple[Document, Path]
) -> None:
    summary, _ = today
    for reading, by_future in document["frames"]["again"]["odds"].items():
        for future, entry in by_future.items():
            own = summary["futures"][reading][future]
            for name, value in entry.items():
                assert_allclose(value, own[name], atol=1e-12, err_msg=f"{reading} {future} {name}")


def test_both_tellings_together_are_the_odds_of_each(document: Document) -> None:
    for frame in document["frames"].values():
        linked = {(cell["future"], cell["outcome"]) for cell in frame["mapping"]}
        assert len(frame["mapping"]) == 9
        for reading, table in frame["together"].items():
            for future, row in table.items():
                assert_allclose(sum(row.values()), document["futures"][reading][future], atol=1e-12)
                assert not [name for name, p in row.items() if p > 0.0 and (future, name) not in linked]
            for outcome, entry in frame["odds"][reading].items():
                assert_allclose(sum(row[outcome] for row in table.values()), entry["p"], atol=1e-12)
                assert entry["low"] <= entry["p"] <= entry["high"]


def test_a_member_has_the_outcome_of_its_cell(study: Study) -> None:
    compute, adoption = (np.repeat(np.arange(3), 3), np.tile(np.arange(3), 3))
    frame = study.frames["multipolar"]
    for code, c, a in zip(recode(compute, adoption, frame), compute, adoption, strict=True):
        assert (LEADERS[c], LEADERS[a]) in frame.outcomes[code].cells


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('["cn", "us"]]', '["cn", "cn"]]', "the cell cn, us belongs to no outcome|the cell cn, cn belongs to china_led and"),
        ('id = "china_led"', 'id = "us_led"', "us_led appears twice"),
        ('["us", "contested"]', '["us", "nobody"]', "nobody"),
    ],
)  # fmt: skip
def test_a_file_in_the_folder_is_a_frame_or_says_what_is_wrong(
    study: Study, tmp_path: Path, old: str, new: str, words: str
) -> None:
    folder = tmp_path / "study"
    shutil.copytree(study.root, folder)
    text = (folder / "frames" / "multipolar.toml").read_text(encoding="utf-8")
    (folder / "frames" / "other.toml").write_text(text, encoding="utf-8")
    seal(folder)
    assert list(load_study(folder).frames) == ["multipolar", "other"]
    assert old in text
    (folder / "frames" / "other.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(StudyError) as refusal:
        load_study(folder)
    said = " ".join(f"{problem.where} {problem.what}" for problem in refusal.value.problems)
    assert "other.toml" in said
    assert re.search(words, said)
