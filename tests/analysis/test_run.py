"""Laws of a whole run: identities of its numbers, the same bytes again, levers, dates."""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from fourfutures.analysis import AnalysisError, Request, RunDocument, draft, is_complete, outlook, run_schema
from fourfutures.data import seal
from fourfutures.ensemble import Hands
from fourfutures.files import FileError
from fourfutures.study import Study, load_study


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_probabilities_of_every_block_sum_to_one(today) -> None:
    summary, _ = today
    blocks = list(summary["futures"].values())
    for field in ("p", "prior_p", "data_p"):
        for block in blocks:
            assert sum(entry[field] for entry in block.values()) == pytest.approx(1.0, abs=1e-9)
    for month in summary["path"]:
        assert sum(month["futures"].values()) == pytest.approx(1.0, abs=1e-9)
    for reading in summary["axes"].values():
        for axis in reading.values():
            assert sum(axis.values()) == pytest.approx(1.0, abs=1e-9)


def test_weights_of_the_members_give_the_odds_of_each_axis_again(today, study: Study) -> None:
    summary, folder = today
    members, band = pd.read_parquet(folder / "members.parquet"), study.frame.band
    for axis, odds in summary["axes"]["source"].items():
        index, weight = members[f"index_{axis}"], members["weight"]
        found = {"us": weight[index > band].sum(), "cn": weight[index < -band].sum()}
        assert found["us"] == pytest.approx(odds["us"], abs=1e-9)
        assert found["cn"] == pytest.approx(odds["cn"], abs=1e-9)


def test_the_summary_has_the_shape_that_other_programs_rely_on(today, asked, ran) -> None:
    schema = run_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    pulled, _ = ran(asked(levers=("us_permitting=1",)))
    for document in (today[0], pulled):
        jsonschema.validate(document, schema)
        RunDocument.model_validate(document)
        for block in document["futures"].values():
            assert set(block) == set(document.get("difference", block))
    broken = {**today[0], "members": "many"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_a_range_holds_its_probability(today) -> None:
    for block in today[0]["futures"].values():
        for entry in block.values():
            assert entry["low"] <= entry["p"] <= entry["high"]


def test_movers_sum_to_the_move_from_prior_to_data(today) -> None:
    summary, _ = today
    for future, entry in summary["futures"]["source"].items():
        moved = sum(item["delta"][future] for item in summary["movers"])
        assert entry["prior_p"] + moved == pytest.approx(entry["p"], abs=1e-9)
        assert entry["data_p"] == pytest.approx(entry["p"], abs=1e-9)


def test_movers_come_in_the_order_of_the_day_they_were_known_and_name_a_source(today, study: Study) -> None:
    summary, _ = today
    days = [item["date"] for item in summary["movers"]]
    assert days == sorted(days)
    assert all(item["source_id"] in study.sources for item in summary["movers"])


def test_members_weights_and_classes_give_the_summary_again(today) -> None:
    summary, folder = today
    members = pd.read_parquet(folder / "members.parquet")
    assert members["weight"].sum() == pytest.approx(1.0, abs=1e-12)
    for reading, block in summary["futures"].items():
        share = members.groupby(f"future_{reading}")["weight"].sum()
        for future, entry in block.items():
            assert share.get(future, 0.0) == pytest.approx(entry["p"], abs=1e-9)
    assert summary["path"][-1]["futures"] == pytest.approx(
        {name: entry["p"] for name, entry in summary["futures"]["source"].items()}, abs=1e-9
    )


def test_the_same_request_gives_the_same_bytes_on_any_number_of_threads(asked, ran) -> None:
    _, one = ran(asked(), workers=1, out="one")
    _, two = ran(asked(), workers=3, out="two")
    assert digest(one) == digest(two)


def test_another_seed_gives_another_run(asked, ran, today) -> None:
    other, _ = ran(asked(seed=8))
    assert other["run_id"] != today[0]["run_id"]
    assert other["futures"]["source"] != today[0]["futures"]["source"]


def test_a_lever_at_zero_changes_no_number(asked, ran, today) -> None:
    idle, folder = ran(asked(levers=("export_control=0",)))
    plain, plain_folder = today
    assert all(entry == {"p": 0.0, "low": 0.0, "high": 0.0} for entry in idle["difference"].values())
    for block in ("futures", "axes", "indices", "outcomes", "path", "movers"):
        assert idle[block] == plain[block]
    for table in ("members.parquet", "fans.parquet", "countries.parquet"):
        assert (folder / table).read_bytes() == (plain_folder / table).read_bytes()


def test_looser_export_rules_never_leave_china_less_nor_the_us_more(asked, ran, today) -> None:
    summary, folder = ran(asked(levers=("export_control=1",)))
    loose = pd.read_parquet(folder / "members.parquet").set_index("member")
    plain = pd.read_parquet(today[1] / "members.parquet").set_index("member")
    assert loose.index.equals(plain.index)
    assert (loose["compute_stock_cn"] >= plain["compute_stock_cn"]).all()
    assert (loose["compute_stock_us"] <= plain["compute_stock_us"]).all()
    assert (loose["compute_stock_cn"] > plain["compute_stock_cn"]).any()
    for entry in summary["difference"].values():
        assert entry["low"] <= entry["p"] <= entry["high"]
    before, after = today[0]["futures"]["source"], summary["futures"]["source"]
    for future, entry in summary["difference"].items():
        assert after[future]["p"] - before[future]["p"] == pytest.approx(entry["p"], abs=1e-9)


def test_the_error_of_odds_under_levers_is_that_of_the_pool_and_of_the_paired_change(
    asked, ran, today
) -> None:
    pulled, _ = ran(asked(levers=("us_diffusion=1",)))
    changed = 0
    for future, entry in pulled["difference"].items():
        paired = (entry["high"] - entry["low"]) / 2.0 / 1.959963984540054
        before = today[0]["futures"]["source"][future]["mc_se"]
        assert pulled["futures"]["source"][future]["mc_se"] == pytest.approx(
            math.hypot(before, paired), rel=1e-9
        )
        changed += paired > 0.0
    assert changed


def test_a_lever_set_twice_is_named_by_its_months(asked, ran) -> None:
    pulled, _ = ran(
        asked(levers=("export_control=1@2026-12", "export_control=0.5@2027-06", "us_diffusion=1"))
    )
    assert pulled["levers"] == {
        "export_control@2026-12": 1.0,
        "export_control@2027-06": 0.5,
        "us_diffusion": 1.0,
    }
    assert pulled["lever_starts"] == {
        "export_control@2026-12": "2026-12", "export_control@2027-06": "2027-06", "us_diffusion": "2026-12",
    }  # fmt: skip
    assert set(pulled["lever_names"]) == set(pulled["levers"])


def test_a_lever_set_twice_from_the_month_a_run_starts_it_is_refused(asked) -> None:
    with pytest.raises(AnalysisError, match="twice from 2026-12") as refusal:
        asked(levers=("export_control=1", "export_control=0.5@2026-12"))
    assert refusal.value.remedy
    asked(levers=("export_control=1", "export_control=0.5@2027-01"))


def test_a_reading_chooses_what_is_shown_and_not_who_is_kept(asked, ran, today) -> None:
    strict, folder = ran(asked(reading="strict"))
    assert strict["futures"] == today[0]["futures"]
    for table in ("countries.parquet", "fans.parquet"):
        assert (folder / table).read_bytes() == (today[1] / table).read_bytes()
    columns = ["member", "weight", "future_source", "future_strict"]
    one, two = (pd.read_parquet(place / "members.parquet")[columns] for place in (folder, today[1]))
    pd.testing.assert_frame_equal(one, two)


def test_every_block_is_listed_with_the_odds_without_it(
    asked, ran, today, study: Study, tmp_path: Path
) -> None:
    """Leaving a block out of the weights is the same as a study that never had its rows."""
    listed = {entry["block"]: entry for entry in today[0]["left_out"]}
    assert sum(entry["rows"] for entry in listed.values()) == today[0]["rows"]["in_force"]
    assert {name for name, entry in listed.items() if entry["basis"] == "level"} >= {
        "openrouter", "us_lead_top_model_arena", "nvidia_china_hk_revenue",
    }  # fmt: skip
    copy = tmp_path / "ai-2027"
    shutil.copytree(study.root, copy)
    path = copy / "series" / "observations.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows[rows["block"] != "openrouter"].to_csv(path, index=False)
    seal(copy)
    without, _ = ran(asked(study=load_study(copy)), out="without")
    for reading, block in listed["openrouter"]["futures"].items():
        for future, p in block.items():
            assert without["futures"][reading][future]["p"] == pytest.approx(p, abs=1e-9)
    assert without["diagnostics"]["ess"] == pytest.approx(listed["openrouter"]["ess"], rel=1e-9)


def test_a_row_about_one_economy_moves_its_own_numbers_and_no_other(
    asked, ran, today, study: Study, tmp_path: Path
) -> None:
    copy = tmp_path / "ai-2027"
    shutil.copytree(study.root, copy)
    path = copy / "series" / "observations.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    korea = (rows["entity"] == "KOR") & (rows["observable"] == "logit_adoption")
    assert korea.sum() == 1
    rows[~korea].to_csv(path, index=False)
    seal(copy)
    without, folder = ran(asked(study=load_study(copy)), out="without")
    assert without["rows"]["about_economies"] == today[0]["rows"]["about_economies"] - 1
    assert without["futures"] == today[0]["futures"]
    assert (folder / "members.parquet").read_bytes() == (today[1] / "members.parquet").read_bytes()
    one, two = (
        pd.read_parquet(place / "countries.parquet").set_index("entity") for place in (folder, today[1])
    )
    pd.testing.assert_frame_equal(one.drop(index="KOR"), two.drop(index="KOR"))
    # users rose by a fifth in one quarter, faster than members expect, and the row says so
    spring = [
        t[(t["variable"] == "adoption") & (t["month"] == "2026-03")].loc["KOR", "mean"] for t in (one, two)
    ]
    assert spring[1] > spring[0]


def test_a_lever_dated_after_the_horizon_changes_no_number(asked, ran, today) -> None:
    late, folder = ran(asked(levers=("export_control=1@2028-06",)))
    for block in ("futures", "axes", "indices", "outcomes", "path", "movers"):
        assert late[block] == today[0][block]
    for table in ("members.parquet", "fans.parquet", "countries.parquet"):
        assert (folder / table).read_bytes() == (today[1] / table).read_bytes()


def test_an_earlier_date_knows_fewer_rows_and_gives_other_odds(asked, ran, today, january: date) -> None:
    early, _ = ran(asked(as_of=january))
    now = today[0]
    assert 0 < early["rows"]["in_force"] < now["rows"]["in_force"]
    assert early["start"] == "vintage"
    assert any(note["code"] == "start.vintage" for note in early["notes"])
    assert all(item["date"] <= "2026-01-31" for item in early["movers"])
    assert early["futures"]["source"] != now["futures"]["source"]


def test_without_data_a_run_is_its_first_members_with_equal_weights(asked, ran) -> None:
    summary, folder = ran(asked(assimilate=False))
    members = pd.read_parquet(folder / "members.parquet")
    assert members["member"].tolist() == list(range(400))
    assert members["weight"].nunique() == 1
    assert summary["movers"] == []
    assert not summary["assimilated"]
    for entry in summary["futures"]["source"].values():
        assert entry["p"] == pytest.approx(entry["prior_p"], abs=1e-12)


def test_a_lens_changes_priors_and_definitions_and_says_by_how_much(asked, ran, today) -> None:
    summary, _ = ran(asked(lens="china"))
    assert summary["lens"] == "china"
    assert summary["dials"]["theta"] == 0.8
    before, after = today[0]["futures"]["source"], summary["futures"]["source"]
    for future, entry in summary["difference"].items():
        assert after[future]["p"] - before[future]["p"] == pytest.approx(entry["p"], abs=1e-9)
        assert entry["low"] < entry["p"] < entry["high"] or entry["p"] == 0.0


def test_a_definition_given_by_hand_holds_in_all_three_readings(asked, ran) -> None:
    summary, _ = ran(asked(reading="strict", dials={"gamma": 0.4}))
    assert summary["dials"] == {
        "reading": "strict",
        "tau": 0.0,
        "rho_c": 1.0,
        "gamma": 0.4,
        "psi": 0.5,
        "theta": 0.5,
    }
    assert summary["path"][-1]["futures"] == pytest.approx(
        {name: entry["p"] for name, entry in summary["futures"]["strict"].items()}, abs=1e-9
    )


def test_odds_do_not_jump_in_the_first_month(today) -> None:
    first, second = today[0]["path"][0], today[0]["path"][1]
    for future, p in first["futures"].items():
        assert abs(second["futures"][future] - p) < 0.10


def test_a_run_killed_half_way_ends_with_the_same_bytes(asked, ran, tmp_path: Path) -> None:
    _, whole = ran(asked(seed=11), out="whole")

    class Power(Exception):
        pass

    def fails(stage: str, done: int, total: int) -> None:
        if stage == "members":
            raise Power

    with pytest.raises(Power):
        draft(asked(seed=11), tmp_path / "cut", Hands.of(1), fails)
    folder = asked(seed=11).folder(tmp_path / "cut")
    assert not is_complete(folder, asked(seed=11).identity())
    _, resumed = ran(asked(seed=11), out="cut")
    assert digest(resumed) == digest(whole)


def test_the_package_describes_every_file_and_the_columns_of_every_table(today) -> None:
    _, folder = today
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    listed = {entry["path"]: entry for entry in package["resources"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(listed) == there - {"manifest.json", "datapackage.json"}
    assert len({entry["name"] for entry in listed.values()}) == len(listed)
    for name, entry in listed.items():
        content = (folder / name).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert re.fullmatch(r"[a-z0-9._-]+", entry["name"])
    for name in ("members", "fans", "countries", "movers"):
        fields = listed[f"{name}.parquet"]["schema"]["fields"]
        table = pd.read_parquet(folder / f"{name}.parquet")
        assert [field["name"] for field in fields] == list(table.columns)
        for field in fields:
            numeric = pd.api.types.is_numeric_dtype(table[field["name"]])
            assert (field["type"] in ("number", "integer")) == numeric


def test_a_member_that_breaks_down_under_a_lever_is_marked_and_carries_no_weight(
    asked, ran, monkeypatch
) -> None:
    whole = outlook.run_members

    def breaks(*given: Any, **options: Any) -> Any:
        record = whole(*given, **options)
        for track in (record.path, record.ends):
            track.failed[5] = 1.0
            track.log_stock_us[5, -1] = np.nan
        record.series["compute_stock_us"][5, -1] = np.nan
        record.series["memory_binds_cn"][5, -1] = np.nan
        return record

    monkeypatch.setattr(outlook, "run_members", breaks)
    summary, folder = ran(asked(levers=("us_permitting=1",)), out="broken")
    members = pd.read_parquet(folder / "members.parquet")
    assert members.loc[members["status"] == "failed", "weight"].tolist() == [0.0]
    assert members["weight"].sum() == pytest.approx(1.0, abs=1e-12)
    assert summary["diagnostics"]["failed_members"] == 1
    assert "members.failed" in {note["code"] for note in summary["notes"]}
    for reading, block in summary["futures"].items():
        share = members.groupby(f"future_{reading}")["weight"].sum()
        for future, entry in block.items():
            assert share.get(future, 0.0) == pytest.approx(entry["p"], abs=1e-9)
    json.dumps(summary, allow_nan=False)


def test_a_damaged_folder_is_not_taken_for_a_result(asked, ran) -> None:
    request = asked(seed=12)
    _, folder = ran(request)
    assert is_complete(folder, request.identity())
    table = folder / "members.parquet"
    table.write_bytes(table.read_bytes()[:-100])
    assert not is_complete(folder, request.identity())


def test_a_full_disk_is_one_message_and_leaves_no_half_written_file(
    asked, tmp_path: Path, monkeypatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fourfutures.files.writing.os.fsync", full)
    with pytest.raises(FileError, match="no space left"):
        draft(asked(), tmp_path, Hands.of(1), lambda stage, done, total: None)
    assert not list(tmp_path.rglob("*.part"))
    assert not list(tmp_path.rglob("summary.json"))


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"members": -1}, "--members"),
        ({"members": 10**9}, "--members"),
        ({"seed": -1}, "--seed"),
        ({"as_of": date(2025, 1, 1)}, "--as-of"),
        ({"as_of": date(2030, 1, 1)}, "--as-of"),
        ({"lens": "martian"}, "--lens"),
    ],
)
def test_wrong_requests_are_refused_with_place_and_remedy(
    study: Study, options: dict[str, Any], word: str
) -> None:
    with pytest.raises(AnalysisError) as refusal:
        Request.of(study, **options)
    assert word in refusal.value.where
    assert refusal.value.remedy


def test_the_summary_is_plain_json_without_a_number_that_is_none(today) -> None:
    text = json.dumps(today[0], allow_nan=False)
    assert "NaN" not in text
    assert today[0]["diagnostics"]["failed_members"] == 0


@pytest.mark.parametrize("options", [{}, {"assimilate": False}, {"levers": ("export_control=1",)},
                                     {"assimilate": False, "levers": ("export_control=1",)}],
                         ids=["data", "prior", "lever", "prior and lever"])  # fmt: skip
def test_members_too_many_to_record_leave_the_same_table_and_odds(asked, ran, monkeypatch, options) -> None:
    """Only what is read off a sample may differ: fans, economies, spreads by month, shares of variance."""
    few, few_folder = ran(asked(**options))
    monkeypatch.setattr("fourfutures.analysis.weighing.RECORDED", 100)
    monkeypatch.setattr("fourfutures.analysis.weighing.BASIS", 90)
    monkeypatch.setattr("fourfutures.analysis.tables.GROUP", 64)
    monkeypatch.setattr(sys.modules["fourfutures.ensemble.survey"], "BLOCK", 96)
    many, many_folder = ran(asked(**options), out="many")
    assert_frame_equal(
        pd.read_parquet(few_folder / "members.parquet"), pd.read_parquet(many_folder / "members.parquet")
    )
    for block in ("axes", "indices", "outcomes", "movers", "contested_split", "near_boundary"):
        assert many[block] == few[block]
    for reading, block in few["futures"].items():
        for future, entry in block.items():
            assert {
                k: v for k, v in many["futures"][reading][future].items() if k not in ("low", "high")
            } == {k: v for k, v in entry.items() if k not in ("low", "high")}
    assert [month["futures"] for month in many["path"]] == [month["futures"] for month in few["path"]]
    assert many["diagnostics"]["recorded_members"] < 150 < few["diagnostics"]["recorded_members"]
    for one, other in zip(many["path"], few["path"], strict=True):
        wide = other["compute"]["q95"] - other["compute"]["q05"]
        assert one["compute"]["q50"] == pytest.approx(other["compute"]["q50"], abs=0.5 * wide)
