"""Texts that are not TOML: what is wrong is said in both languages, on the line where the reader must look."""

from __future__ import annotations

import re

import pytest
from small_study import SmallStudy

from fourfutures.study import check_study

HAN = re.compile(r"[\u4e00-\u9fff]")

# What stands in levers.toml, what is put there, words of the message, lines below the change where the parser stops.
FAULTS = [
    ('actor = "us"\n', 'actor = "us"\nactor = "cn"\n', "a key stands twice", 1),
    ("[partner_sovereign]\n", "[export_control]\n", "the table export_control stands twice", 0),
    ("range = [-1.0, 1.0]", "range = [-1.0, 1.0", "a list is not closed", 1),
    ('actor = "us"', 'actor = "us', "may not stand here", 0),
    ('actor = "us"', "actor = us", "a text needs quotes", 0),
    ('actor = "us"', "actor = 2026-02-30", "no such date", 0),
    ('actor = "us"', 'actor "us"', "= is missing after a key", 0),
    ('actor = "us"', 'actor = "us" "cn"', "something is left over", 0),
    ("[export_control]", "[export_control", "] is missing", 0),
    ('actor = "us"', '= "us"', "neither a key with a value", 0),
]


@pytest.mark.parametrize(("old", "new", "words", "below"), FAULTS)
def test_a_text_that_is_not_toml_is_explained(
    folder: SmallStudy, old: str, new: str, words: str, below: int
) -> None:
    line = folder.line("levers.toml", old.splitlines()[0])
    problem = check_study(folder.replace("levers.toml", old, new).root)[0]
    assert f"levers.toml:{line + below}" in problem.where
    assert words in problem.what
    assert HAN.search(problem.what.zh)
    assert f"第{line + below}行" in problem.remedy.zh
