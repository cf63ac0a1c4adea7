from __future__ import annotations

import hashlib
import pickle
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError
from small_study import SmallStudy

from fourfutures.errors import FourFuturesError
from fourfutures.study import Study, StudyError, check_study, known_studies, load_study


def problems(folder: SmallStudy) -> list[str]:
    """Problems of a spoilt study as text; loading it must be refused with the first."""
    found = [str(problem) for problem in check_study(folder.root)]
    assert found
    return found


def refusal(folder: SmallStudy) -> StudyError:
    with pytest.raises(StudyError) as caught:
        load_study(folder.root)
    return caught.value


def test_a_sound_study_loads_and_has_no_problem(folder: SmallStudy) -> None:
    study = load_study(folder.root)
    assert check_study(folder.root) == []
    assert check_study(study) == []
    assert study.meta.months == 24
    assert study.frame.ids == ("us_us", "cn_us", "us_cn", "cn_cn", "contested")
    assert [partner.code for partner in study.partners] == ["IND", "ARE"]


def test_priors_by_bloc_become_one_uncertainty_each(small: Study) -> None:
    assert {"growth_us", "growth_cn", "trust_decay", "affinity_noise"} <= small.uncertainties.keys()
    assert small.uncertainties["growth_cn"].bloc == "cn"
    assert small.uncertainties["growth_cn"].table == "growth"
    assert small.uncertainties["trust_decay"].bloc is None
    assert small.uncertainties["affinity_noise"].per == "partner"


def test_a_blank_cell_is_unknown_and_not_zero(small: Study) -> None:
    assert small.entity("ARE").cn_import_share is None
    assert small.deals[1].capacity_mw is None
    assert small.entity("IND").us_pact == 0.0


def test_a_partial_date_means_its_last_day(small: Study) -> None:
    assert small.deals[1].announced == date(2025, 10, 31)
    assert small.sources["a-source"].published == "2025-11"


def test_entries_cannot_be_changed(small: Study) -> None:
    with pytest.raises(ValidationError):
        small.meta.seed = 1
    with pytest.raises(ValidationError):
        small.levers["export_control"].range = (0.0, 1.0)


def test_a_study_survives_the_way_to_a_worker(small: Study) -> None:
    assert pickle.loads(pickle.dumps(small)) == small


def test_an_error_survives_the_way_from_a_worker() -> None:
    error = StudyError(where="here", what="broken", remedy="mend it")
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, FourFuturesError)
    assert (copy.where, str(copy)) == (error.where, "here: broken. Mend it.")
    assert copy.as_json() == {"where": "here", "what": "broken", "remedy": "mend it"}


def test_the_hash_follows_names_and_bytes_of_all_files(folder: SmallStudy) -> None:
    before = load_study(folder.root).hash
    assert before == load_study(folder.root).hash
    digest = hashlib.sha256()
    for path in sorted(folder.root.iterdir(), key=lambda path: path.name):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    assert before == digest.hexdigest()
    folder.append("levers.toml", "# a comment is a change too\n")
    after = load_study(folder.root).hash
    (folder.root / "levers.toml").rename(folder.root / "pulls.toml")
    folder.append("study.toml", '[files]\nlevers = "pulls.toml"\n')
    assert len({before, after, load_study(folder.root).hash}) == 3


def test_an_unknown_study_names_the_folders_and_the_known_ids() -> None:
    with pytest.raises(StudyError) as caught:
        load_study("ai-2028")
    assert "studies" in caught.value.what
    assert "ai-2027" in known_studies()
    assert "did you mean ai-2027?" in caught.value.remedy
    assert check_study("ai-2028")[0].where == "study ai-2028"


def test_a_folder_without_a_study_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"study\.toml"):
        load_study(tmp_path)
    with pytest.raises(StudyError, match="no such study"):
        load_study(tmp_path / "nowhere")


def test_broken_toml_is_reported_with_its_line(folder: SmallStudy) -> None:
    line = folder.line("levers.toml", "size = 1.2")
    folder.replace("levers.toml", "size = 1.2", "size = 1.2.3")
    assert f"levers.toml:{line}: is not valid TOML" in problems(folder)[0]


def test_a_file_that_is_not_utf8_is_reported_with_its_line(folder: SmallStudy) -> None:
    (folder.root / "levers.toml").write_bytes(b"# fine\n# \xff\n")
    assert "levers.toml:2: is not UTF-8 text" in problems(folder)[0]


def test_a_missing_file_is_named_and_an_optional_one_is_not_missed(folder: SmallStudy) -> None:
    (folder.root / "lenses.toml").unlink()
    (folder.root / "deals.csv").unlink()
    assert load_study(folder.root).deals == ()
    (folder.root / "levers.toml").unlink()
    assert "levers.toml: the file is missing" in problems(folder)[0]


def test_a_file_named_in_the_list_of_files_must_exist(folder: SmallStudy) -> None:
    folder.append("study.toml", '[files]\ndeals = "contracts.csv"\n')
    assert "contracts.csv: the file is missing" in problems(folder)[0]


@pytest.mark.parametrize("path", ["../levers.toml", "/etc/passwd", "C:/levers.toml"])
def test_a_study_cannot_reach_out_of_its_folder(folder: SmallStudy, path: str) -> None:
    folder.append("study.toml", f'[files]\nlevers = "{path}"\n')
    assert "leaves the study folder" in problems(folder)[0]


def test_an_unknown_key_is_refused_with_the_nearest_name(folder: SmallStudy) -> None:
    line = folder.line("levers.toml", 'actor = "us"')
    folder.replace("levers.toml", 'actor = "us"', 'actor = "us"\ncuntry = true')
    error = refusal(folder)
    assert f"levers.toml:{line + 1}, export_control.cuntry" in error.where
    assert "did you mean country?" in error.remedy


def test_an_unknown_key_deep_in_a_file_is_found_too(folder: SmallStudy) -> None:
    folder.replace("levers.toml", 'channel = "world.own_utility"', 'chanel = "world.own_utility"')
    text = " ".join(problems(folder))
    assert "partner_sovereign.effects[1].chanel: unknown key chanel. Did you mean channel?" in text
    assert "channel is missing" in text


@pytest.mark.parametrize("number", ["nan", "inf", "-inf"])
def test_numbers_that_are_not_finite_are_refused(folder: SmallStudy, number: str) -> None:
    folder.replace("levers.toml", "size = 1.2", f"size = {number}")
    line = folder.line("levers.toml", f"size = {number}")
    error = refusal(folder)
    assert f"levers.toml:{line}, export_control.effects[1].size" in error.where
    assert "not a finite number" in error.what


@pytest.mark.parametrize("number", ["nan", "inf", "1e999"])
def test_tables_refuse_numbers_that_are_not_finite(folder: SmallStudy, number: str) -> None:
    folder.replace("shares.csv", "IND,0.6", f"IND,{number}")
    assert "shares.csv:2, IND, share_us" in refusal(folder).where


def test_text_is_not_taken_for_a_number(folder: SmallStudy) -> None:
    folder.replace("levers.toml", "size = 1.2", 'size = "1.2"')
    assert "export_control.effects[1].size" in refusal(folder).where


def test_a_missing_language_is_named(folder: SmallStudy) -> None:
    folder.replace("levers.toml", '{ en = "Export control", zh = "出口管制" }', '{ en = "Export control" }')
    error = refusal(folder)
    assert error.what == "the Chinese text is missing"
    assert "export_control.name.zh" in error.where


def test_several_faults_are_reported_at_once(folder: SmallStudy) -> None:
    folder.replace("levers.toml", "size = 1.2", "size = nan")
    folder.replace("uncertainties.toml", "sd = 0.1", "sd = -0.1")
    folder.replace("shares.csv", "0.7,1,regression", "-0.7,1,regression")
    error = refusal(folder)
    assert len(error.problems) == 3
    assert "lists 2 more" in str(error)
    assert [problem.as_json() for problem in error.problems] == [
        p.as_json() for p in check_study(folder.root)
    ]


def test_a_repeated_row_is_refused_with_both_lines(folder: SmallStudy) -> None:
    folder.append("deals.csv", "d1,IND,2025-06-01,day,B,us,centre,5,contract,contract,1,1,a-source,\n")
    error = refusal(folder)
    assert "stands on line 2 and again on line 4" in error.what


def test_a_missing_column_is_named(folder: SmallStudy) -> None:
    folder.replace("shares.csv", "share_cn,", "")
    assert "column share_cn is missing" in refusal(folder).what


def test_an_unknown_column_is_refused_with_the_nearest_name(folder: SmallStudy) -> None:
    folder.replace("entities.csv", "us_pact", "us_pakt")
    text = " ".join(problems(folder))
    assert "column us_pact is missing" in text
    assert "unknown column us_pakt. Did you mean us_pact?" in text


def test_a_row_cut_short_is_refused_with_its_line(folder: SmallStudy) -> None:
    text = (folder.root / "shares.csv").read_text(encoding="utf-8")
    (folder.root / "shares.csv").write_text(text[: text.rindex(",regression")], encoding="utf-8")
    found = problems(folder)
    assert any("shares.csv:3: the last line does not end" in problem for problem in found)
    assert any("shares.csv:3: the row has 8 fields where the header has 11" in problem for problem in found)


def test_a_quote_that_never_closes_is_refused(folder: SmallStudy) -> None:
    folder.replace("deals.csv", '"Offer, not signed"', '"Offer, not signed')
    assert "deals.csv" in refusal(folder).where


def test_line_numbers_of_rows_count_lines_inside_quotes(folder: SmallStudy) -> None:
    folder.replace("deals.csv", '"Offer, not signed"', '"Offer,\nnot signed"')
    folder.append("deals.csv", "d3,IND,sometime,day,B,us,centre,5,contract,contract,1,1,a-source,\n")
    error = refusal(folder)
    assert "deals.csv:5, d3, announced" in error.where
    assert error.what == "cannot read sometime as a date"
