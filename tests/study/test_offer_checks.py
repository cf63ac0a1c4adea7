"""What `check` finds in the file of offers and in the register of deals, each on its line and in both languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from fourfutures.errors import Problem
from fourfutures.study import StudyError, check_study, find_folder, load_study

HAN = re.compile(r"[\u4e00-\u9fff]")


def spoilt(folder: Path, file: str, old: str, new: str) -> tuple[list[Problem], int]:
    """Problems of the shipped study with one text of a file replaced, and the line on which it stands."""
    root = find_folder("ai-2027")
    folder.mkdir()
    for path in root.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    try:
        load_study(folder)
    except StudyError as error:
        return list(error.problems), line
    return check_study(folder), line  # words alone do not stop a study


OFFERS = [
    ("[term.capacity_mw]", "[term.capacity_gw]", "the term capacity_mw is not declared"),
    ("[term.capacity_mw]", "[term.capacity_gw]", "an offer has no term capacity_gw. Did you mean capacity_mw?"),
    ('unit = "MW"', 'unit = "MWh"', "the unit MWh is not on the unit list"),
    ("range = [0.0, 20000.0]", "range = [20000.0, 0.0]", "a number needs a range"),
    ('choices = ["partner", "joint", "provider"]', 'choices = ["partner", "provider"]', "the choices are not those"),
    ('drawn = "deal_build_years"', 'drawn = "deal_build_year"', "Did you mean deal_build_years?"),
    ('zh = "装机容量"', 'zh = "Power capacity"', "the Chinese text holds no Chinese character"),
    ('zh = "装机容量"', 'zh = ""', "the Chinese text is missing"),
    ("capacity_mw = { value = 200.0", "capacity = { value = 200.0", "there is no term called capacity. Did you mean capacity_mw?"),
    ("capacity_mw = { value = 200.0", "capacity_mw = { value = -200.0", "-200 is outside 0 to 20,000 MW"),
    ("capacity_mw = { value = 200.0", 'capacity_mw = { value = "200"', '"200" is not a number'),
    ('value = "provider"', 'value = "supplier"', "is not one of"),
    ("partner_share = { value = 0.9", "partner_share = { value = 0.8", "shares of capital sum to 0.9, not 1"),
    ("remote_control = { value = 0.6", "remote_control = { value = 0.0", "its remote_control is 0"),
    ('"toms-stargate-uae"', '"toms-stargate-ua"', "Did you mean toms-stargate-uae?"),
    ("{ value = 0.9, judgement = true", "{ value = 0.9, judgement = false", "a number has no source"),
    ("{ value = 0.9, judgement = true", "{ value = 0.9", "judgement is missing"),
    ('aliases = ["access"]', 'aliases = ["fund"]', "is also a name of"),
    ("sets = { licence_revocable = true }", "sets = { licence_revocable = 1.0 }", "1 is not true or false"),
    ("sets = { licence_revocable = true }", "sets = { licence = true }", "there is no term called licence"),
]  # fmt: skip
DEALS = [
    ("export_licence;unsettled", "export_license;unsettled", "Did you mean export_licence?"),
    ("part_of,D003", "part_of,D103", "there is no other row D103"),
    ("part_of,D003", "part_of,D004", "D004 was announced later"),
    ("part_of,D003", "part_of,", "relation and related_to belong together"),
    ("memorandum,,,0.25,0,,,,,500000", "memorandum,,,0.25,1,,,,,500000", "D001 and D003 overlap, and both count"),
    ("withdrawn,2026-04-15", "withdrawn,", "on a day that is missing"),
    ("withdrawn,2026-04-15", "withdrawn,2024-04-15", "missing or before 2025-07-31"),
    ("withdrawn,2026-04-15", ",2026-04-15", "a day, but no setback"),
    ("1000000000,first_phase", "1000000000,", "value_usd and value_scope belong together"),
    ("partner_firms=0.5;third_party=0.5", "partner_firms=0.5;third_party=0.4", "shares sum to 0.9, not 1"),
    ("partner_firms=0.5;third_party=0.5", "partner_firm=0.5;third_party=0.5", "Did you mean partner_firms?"),
    ("partner_firms=0.5;third_party=0.5", "partner_firms:0.5", "cannot read partner_firms:0.5 as name=value"),
    ("partner_share=mint-wsj-g42", "partner_shares=mint-wsj-g42", "Did you mean partner_share?"),
    ("partner_share=mint-wsj-g42", "partner_share=mint-wsj-g43", "Did you mean mint-wsj-g42?"),
    ("partner_share=mint-wsj-g42", "chips=mint-wsj-g42", "chips is blank in this row"),
    (",USA;ARE,", ",USA;AER,", "AER is not in this study. Did you mean"),
    ("licensed,,,0.7", "license,,,0.7", "Did you mean licensed?"),
]  # fmt: skip
CASES = [("offers.toml", *case) for case in OFFERS] + [("deals.csv", *case) for case in DEALS]


@pytest.mark.parametrize(("file", "old", "new", "words"), CASES)
def test_a_fault_is_found_on_its_line_and_said_in_both_languages(
    tmp_path: Path, file: str, old: str, new: str, words: str
) -> None:
    problems, line = spoilt(tmp_path / "study", file, old, new)
    found = [problem for problem in problems if words in str(problem)]
    assert found, "\n".join(map(str, problems))
    for problem in problems:
        assert HAN.search(problem.what.zh)
        assert HAN.search(problem.remedy.zh)
    if "[term." not in old and "overlap" not in words and "is also" not in words:
        table = re.search(rf"{re.escape(file)}:(\d+),", found[0].where)
        assert table is not None
        assert abs(int(table[1]) - line) <= (0 if file == "deals.csv" else 3)


def test_the_shipped_study_has_no_such_fault() -> None:
    assert check_study("ai-2027") == []
