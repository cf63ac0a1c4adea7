from __future__ import annotations

import re
from itertools import zip_longest

import pytest
from small_study import SmallStudy

from fourfutures.study import StudyError, check_study, load_study

HAN = re.compile(r"[\u4e00-\u9fff]")
PAIRS = (
    "claim the same outcomes",
    "2025-11 comes next",
    "contested appears twice",
    "IND stands in 2 of its groups, not in one",
)  # said of the second of two


def found(folder: SmallStudy) -> str:
    """All problems of a study as one text."""
    return "\n".join(map(str, check_study(folder.root)))


# Each case spoils one thing: file, what stands there, what is put there, and words the problem must hold.
FAULTS = [
    ("study.toml", "horizon = 2027-12-31", "horizon = 2025-11-30", "is not after the origin"),
    ("study.toml", "horizon = 2027-12-31", "horizon = 2027-12-30", "not the last day of its month"),
    ("study.toml", "assembled = 2026-11-22", "assembled = 2025-11-22", "before the origin"),
    ("drivers.toml", 'driver = "compute"', 'driver = "computing"', "no driver called computing"),
    ("uncertainties.toml", 'area = "compute"', 'area = "computer"', "Did you mean compute?"),
    ("uncertainties.toml", 'unit = "log/yr"', 'unit = "log/year"', "Did you mean log/yr?"),
    ("levers.toml", 'unit = "log"', 'unit = "bananas"', "the unit bananas is not on the unit list"),
    ("levers.toml", 'unit = "log"\n', "", "unit is missing. Add one from the unit list"),
    ("uncertainties.toml", '["a-source"]', '["b-source"]', "Did you mean a-source?"),
    ("uncertainties.toml", '["a-source"]', "[]", "a number has no source"),
    ("shares.csv", "measured,a-source", "measured,", "a number has no source"),
    ("deals.csv", "1,a-source", "1,", "d1: a number has no source"),
    ("uncertainties.toml", 'b = "growth_cn"', 'b = "grwth_cn"', "Did you mean growth_cn?"),
    ("uncertainties.toml", 'b = "growth_cn"', 'b = "growth_us"', "already stands in correlation 1"),
    ("uncertainties.toml", 'b = "growth_cn"', 'b = "trust_decay"', "is fixed"),
    ("uncertainties.toml", 'b = "growth_cn"', 'b = "affinity_noise"', "drawn by partner"),
    ("uncertainties.toml", "rho = 0.3", "rho = 1.0", "1.0 is not below 1"),
    ("uncertainties.toml", "rho = 0.3", "rho = -1.0", "-1.0 is not above -1"),
    ("uncertainties.toml", "mean = 0.0, sd = 0.15", "mean = 2.0, sd = 0.15", "lies outside low and high"),
    ("uncertainties.toml", "low = -1.0", "low = 1.0", "is not below high"),
    ("uncertainties.toml", "median = 0.25, sigma = 0.4", "mean = 0.25, sd = 0.4", "lacks median"),
    ("uncertainties.toml", "median = 0.25", "median = -0.25", "give a positive median"),
    ("uncertainties.toml", "value = 0.7", "value = 0.7, sd = 0.1", "a fixed prior has no sd"),
    ("uncertainties.toml", '"fixed", value = 0.7', '"bernoulli", p = 1.5', "from 0 to 1"),
    ("uncertainties.toml", '"fixed", value = 0.7', '"fixd", value = 0.7', "Did you mean fixed?"),
    ("levers.toml", "range = [-1.0, 1.0]", "range = [0.5, 1.0]", "leaves out 0"),
    ("levers.toml", "range = [-1.0, 1.0]", "range = [1.0, -1.0]", "Write the lower end first"),
    (
        "uncertainties.toml",
        "[lever_strength_export_control]",
        "[lever_strength_x]",
        "lever_strength_export_control",
    ),
    ("levers.toml", "world.regime_hazard", "world.regime_hazzard", "Did you mean world.regime_hazard?"),
    ("levers.toml", 'kind = "rate"', 'kind = "level"', "world.own_utility takes no level"),
    ("levers.toml", "months = 6\n", "", "a window needs months"),
    ("levers.toml", "world.own_utility", "us.utility", "cannot differ by economy"),
    ("futures.toml", "default = 2.0", "default = 9.0", "9 is outside 0 to 3"),
    ("futures.toml", "tau = 2.0", "tau = 5.0", "5 is outside 0 to 3"),
    ("futures.toml", "[dials.psi]", "[dials.phi]", "the dial psi is missing"),
    ("futures.toml", 'compute = "us"', 'compute = "cn"', "claim the same outcomes"),
    ("futures.toml", 'compute = "us"', 'compute = "cn"', "no future covers us ahead in compute"),
    ("futures.toml", 'id = "us_us"', 'id = "contested"', "contested appears twice"),
    ("lenses.toml", '"incident_size_cn"', '"incident_sise_cn"', "Did you mean incident_size_cn?"),
    ("lenses.toml", "value = 0.5", "value = -0.5", "breaks the prior of incident_size_cn"),
    ("lenses.toml", "theta = 0.8", "theta = 1.8", "1.8 is outside 0 to 1"),
    ("lenses.toml", "theta = 0.8", "tetha = 0.8", "Did you mean theta?"),
    ("lenses.toml", "[neutral]", "[plain]", "there is no neutral lens"),
    ("entities.csv", "CHN,China,中国,bloc", "CHN,China,中国,partner", "Mark USA and CHN"),
    ("shares.csv", "IND,0.6", "IND,0.7", "shares sum to 1.1, not 1"),
    ("shares.csv", "IND,0.6,0.2,0.2", "INA,0.6,0.2,0.2", "IND has no shares at the origin"),
    ("deals.csv", "d1,ARE", "d1,ARX", "ARX is not in this study"),
    ("groups.toml", '["ARE"]', '["ARX"]', "there is no ARX in this study"),
    ("groups.toml", 'regions = ["South Asia"]', 'regions = ["South Asiaa"]', "Did you mean South Asia?"),
    ("groups.toml", 'source = "a-source"', "", "the list has no source"),
    ("groups.toml", 'members = ["ARE"]', 'members = ["IND"]', "IND stands in 2 of its groups, not in one"),
    ("groups.toml", 'members = ["ARE"]', 'members = ["USA"]', "holds no partner economy of this study"),
    (
        "groups.toml",
        'members = ["ARE"]',
        'members = ["ARE"]\nregions = ["Gulf"]',
        "members and regions, or neither",
    ),
    ("groups.toml", '["south", "gulf"]', '["south", "golf"]', "Did you mean gulf?"),
    ("groups.toml", 'zh = "海湾"', 'zh = "the Gulf"', "the Chinese text holds no Chinese character"),
    ("covariates.toml", 'unit = "log"', 'unit = "logs"', "Did you mean log?"),
    ("covariates.toml", 'source = "a-source"', 'source = "b-source"', "Did you mean a-source?"),
    ("covariates.csv", "IND,tier,1", "IND,tier,2", "2 is not a class of this column"),
    ("covariates.csv", "IND,tier,1", "INX,tier,1", "Did you mean IND?"),
    ("covariates.csv", "31,a-source", "31,b-source", "Did you mean a-source?"),
    ("world.csv", "ARE,ARE", "ARE,ARX", "Did you mean ARE?"),
    ("regime_history.csv", "2025-11,0", "2025-10,0", "2025-11 comes next"),
    ("regime_history.csv", "31,e1,", "31,e9,", "there is no event e9"),
    ("entities.csv", "印度", "India Republic", "IND, name: the Chinese text holds no Chinese character"),
    (
        "levers.toml",
        'zh = "出口管制"',
        'zh = "Export control"',
        "export_control.name: the Chinese text holds no",
    ),
    ("levers.toml", 'en = "Export control"', 'en = "出口管制"', "the English text is in Chinese"),
    ("levers.toml", 'zh = "出口管制"', 'zh = " "', "the Chinese text is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS)
def test_a_fault_is_found_and_said(folder: SmallStudy, file: str, old: str, new: str, words: str) -> None:
    assert words in found(folder.replace(file, old, new))


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS)
def test_a_fault_is_said_in_chinese_too(
    folder: SmallStudy, file: str, old: str, new: str, words: str
) -> None:
    for problem in check_study(folder.replace(file, old, new).root):
        said = problem.told("zh")
        assert HAN.search(problem.what.zh)
        assert HAN.search(problem.remedy.zh)
        assert said.endswith(("。", "？"))
        assert problem.as_json("zh")["where"] == problem.where


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS)
def test_a_fault_is_placed_on_its_line(folder: SmallStudy, file: str, old: str, new: str, words: str) -> None:
    """A fault in a table's entry stands on the line of the key, or of the table's head where a key is missing."""
    before = (folder.root / file).read_text(encoding="utf-8").splitlines()
    problem = next(p for p in check_study(folder.replace(file, old, new).root) if words in str(p))
    after = (folder.root / file).read_text(encoding="utf-8").splitlines()
    place = re.search(rf"{re.escape(file)}:(\d+)", problem.where)
    if place is None or file not in problem.where:  # what is missing altogether has no line of its own
        assert re.search(
            "is missing|no shares|no neutral lens|no future covers|Mark USA|strength is not declared",
            str(problem),
        )
        return
    changed = next(n for n, pair in enumerate(zip_longest(before, after), start=1) if pair[0] != pair[1])
    heads = [n for n, line in enumerate(after[:changed], start=1) if line.startswith("[")]
    if words in PAIRS:
        assert after[int(place[1]) - 1] != ""
        return
    assert int(place[1]) in ({changed} if file.endswith(".csv") else {changed, *heads[-1:]})


def test_faults_in_different_files_are_all_found(folder: SmallStudy) -> None:
    for file, old, new, _ in (FAULTS[0], FAULTS[4], FAULTS[25], FAULTS[44]):
        folder.replace(file, old, new)
    text = found(folder)
    assert all(words in text for *_, words in (FAULTS[0], FAULTS[4], FAULTS[25], FAULTS[44]))


def test_a_study_with_faults_does_not_load_unless_asked(folder: SmallStudy) -> None:
    folder.replace("shares.csv", "IND,0.6", "IND,0.7")
    with pytest.raises(StudyError, match=r"shares sum to 1\.1"):
        load_study(folder.root)
    study = load_study(folder.root, strict=False)
    assert any("shares sum" in problem.what for problem in check_study(study))


def test_a_study_in_one_language_is_incomplete_but_can_be_run(folder: SmallStudy) -> None:
    folder.replace("levers.toml", 'zh = "出口管制"', 'zh = "Export control"')
    assert check_study(folder.root)
    assert load_study(folder.root).levers["export_control"].name.zh == "Export control"


def test_a_name_may_be_the_same_in_both_languages(folder: SmallStudy) -> None:
    folder.replace("levers.toml", 'en = "Export control", zh = "出口管制"', 'en = "H100", zh = "H100"')
    assert found(folder) == ""


def test_one_source_may_stand_without_brackets(folder: SmallStudy) -> None:
    folder.replace("uncertainties.toml", '["a-source"]', '"a-source"')
    assert load_study(folder.root).uncertainties["growth_us"].source == ("a-source",)


def test_two_futures_are_a_frame_too(folder: SmallStudy) -> None:
    text = (folder.root / "futures.toml").read_text(encoding="utf-8")
    first, rest = text.split("[[futures]]", 1)
    entries = rest.split("[[futures]]")
    last, tail = entries[-1].split("[dials.tau]", 1)
    entries = [entries[0].replace('adoption = "us"\n', ""), last.replace('adoption = "cn"\n', "")]
    (folder.root / "futures.toml").write_text(
        first + "".join(f"[[futures]]{entry}" for entry in entries) + "[dials.tau]" + tail, encoding="utf-8"
    )
    assert load_study(folder.root).frame.ids == ("us_us", "cn_cn", "contested")
