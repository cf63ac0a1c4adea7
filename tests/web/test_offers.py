"""Terms that a reader edits: a sheet sent over HTTP is the same offer as the same sheet in a file, and names no file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import fourfutures as ff
from fourfutures.study import TERMS, Study

SMALL: dict[str, Any] = {"members": 200, "seed": 7}
SHEET: dict[str, Any] = {
    "template": "full_package",
    "name": {"en": "Edited", "zh": "已修改"},
    "terms": {"capacity_mw": 500.0, "key_custody": "joint", "licence_revocable": False, "exit_months": 18.0},
    "sources": {"capacity_mw": ["toms-stargate-uae"]},
    "notes": {"exit_months": "asked for"},
}
FILE = """
template = "full_package"
name = { en = "Edited", zh = "已修改" }
[terms]
capacity_mw = 500
key_custody = "joint"
licence_revocable = false
exit_months = 18
[sources]
capacity_mw = ["toms-stargate-uae"]
[notes]
exit_months = "asked for"
"""


def plain(document: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(document))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_deal_of_edited_terms_is_that_of_the_file(web: TestClient, study: Study, file: Path) -> None:
    reply = web.post("/api/deal", json={**SMALL, "sheet": SHEET, "country": "ARE"})
    assert reply.status_code == 200, reply.text
    assert reply.json() == plain(ff.deal(file, "ARE", study, **SMALL))
    assert reply.json()["offer"]["key_custody"]["value"] == "joint"


def test_a_test_of_supply_under_edited_terms_is_that_of_the_file(
    web: TestClient, study: Study, file: Path
) -> None:
    asked = {"supplier": "US", "layers": ["cloud"], "country": "ARE"}
    reply = web.post("/api/switchoff", json={**SMALL, **asked, "sheet": SHEET})
    assert reply.status_code == 200, reply.text
    assert reply.json() == plain(ff.switchoff("US", ["cloud"], "ARE", offer=file, study=study, **SMALL))
    assert reply.json() != web.post("/api/switchoff", json={**SMALL, **asked}).json()


def test_all_that_is_wrong_with_a_sheet_is_told_at_once_in_the_language_asked_for(web: TestClient) -> None:
    terms = {"capacity_mw": 1e9, "exit_months": 400.0, "colour": 1.0, "key_custody": "nobody"}
    asked = {"sheet": {"template": "full_package", "terms": terms}, "country": "ARE"}
    english, chinese = (web.post(f"/api/offer?lang={lang}", json=asked).json() for lang in ("en", "zh"))
    assert not english["ok"] and english["offer"] is None
    assert [problem["where"] for problem in english["problems"]] == [f"sheet.terms.{name}" for name in terms]
    assert all(
        mine["what"] != other["what"]
        for mine, other in zip(english["problems"], chinese["problems"], strict=True)
    )
    assert web.post("/api/deal", json={**SMALL, **asked}).status_code == 422


def test_terms_that_contradict_one_another_are_told_at_a_term(web: TestClient) -> None:
    reply = web.post(
        "/api/offer", json={"sheet": {"template": "full_package", "terms": {"partner_share": 0.2}}}
    )
    assert [problem["where"] for problem in reply.json()["problems"]] == ["sheet.terms.partner_share"]


def test_an_offer_that_holds_is_told_term_by_term_with_its_origin(web: TestClient, study: Study) -> None:
    told = web.post("/api/offer", json={"sheet": SHEET, "country": "ARE"}).json()
    assert told["ok"] and told["problems"] == []
    assert [name for name in told["offer"] if name in TERMS] == list(TERMS)
    assert {name for name in TERMS if told["offer"][name]["origin"] == "sheet"} == set(SHEET["terms"])
    listed = web.get("/api/offers").json()
    assert set(listed["templates"]) == set(study.offers.template)
    assert listed["terms"]["capacity_mw"]["range"] == list(study.offers.term["capacity_mw"].range or ())


@pytest.mark.parametrize(
    "body",
    [
        {"offer": "mine.toml", "country": "ARE"},
        {"offer": "/etc/hostname", "country": "ARE"},
        {"sheet": {"template": "../sheet.toml"}, "country": "ARE"},
        {"offer": "full-package", "sheet": SHEET, "country": "ARE"},
        {"country": "ARE"},
        {"sheet": {}, "country": "ARE"},
        {"sheet": {"template": "full_package", "terms": {"capacity_mw": [1]}}, "country": "ARE"},
        {"sheet": {"template": "full_package", "terms": {f"t{n}": 1.0 for n in range(61)}}, "country": "ARE"},
    ],
)
def test_no_request_reaches_a_file_or_goes_unchecked(
    web: TestClient, body: dict[str, Any], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    file.rename("mine.toml")
    reply = web.post("/api/deal", json={**SMALL, **body})
    assert reply.status_code == 422
    assert set(reply.json()["error"]) == {"where", "what", "remedy"}
    assert str(file.parent) not in reply.text


def test_the_register_is_that_of_the_python_door(web: TestClient, study: Study) -> None:
    assert web.get("/api/deals?economy=ARE").json() == plain(ff.deals(study, economy="ARE"))
    assert web.get("/api/network?as_of=2026-06-30").json() == plain(
        ff.deal_network(study, as_of="2026-06-30")
    )


def test_the_forecast_log_is_read_anew_and_its_place_is_not_told(
    web: TestClient, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ff.run(study, **SMALL, out=tmp_path / "runs")
    log = tmp_path / "log.jsonl"
    monkeypatch.setattr("fourfutures.public.forecasting.default_log", lambda: log)
    empty = web.get("/api/forecasts")
    assert empty.json()["list"]["rows"] == [] and "etag" not in empty.headers
    ff.forecast_log(run, log=log)
    filled = web.get("/api/forecasts").json()
    door = ff.forecast_list(log)
    door.pop("log")
    assert filled["list"] == plain(door)
    assert len(filled["score"]["rows"]) > 0
    assert str(tmp_path) not in json.dumps(filled)


def test_levers_count_for_countries_too(web: TestClient, study: Study, tmp_path: Path) -> None:
    run = ff.run(study, **SMALL, prior=True, levers={"export_control": 1.0}, out=tmp_path)
    page = web.get("/api/countries?members=200&seed=7&prior=true&lever=export_control%3D1").json()
    assert page == plain(ff.countries(run, study))
    assert page["levers"] == {"export_control": 1.0}
    for economy in page["economies"]:
        assert sum(economy["shares"].values()) == pytest.approx(1.0, abs=1e-6)
