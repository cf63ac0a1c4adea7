"""What is served is what the Python door gives, to the last digit and in the declared shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

import fourfutures as ff
from fourfutures.public import document_charts
from fourfutures.report import write_pages
from fourfutures.study import Study

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
SMALL = {"members": 200, "seed": 7}
LEVERS = {"export_control": 0.5}


def plain(document: Mapping[str, Any]) -> Any:
    """A document as it is after a journey through JSON, which keeps every digit of a number."""
    return json.loads(json.dumps(document))


def valid(document: Any, schema: str) -> None:
    shape = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(shape).validate(document)


@pytest.fixture(scope="module")
def made(study: Study, tmp_path_factory: pytest.TempPathFactory) -> ff.Run:
    """A run of the Python door, in a folder that the server does not know."""
    return ff.run(study, **SMALL, levers=LEVERS, out=tmp_path_factory.mktemp("runs"))


def test_a_run_is_the_same_through_either_door(web: TestClient, made: ff.Run) -> None:
    reply = web.post("/api/run", json={**SMALL, "levers": LEVERS})
    assert reply.status_code == 200
    assert reply.json() == plain(made.summary)
    valid(reply.json(), "run")


def test_an_answer_at_once_agrees_with_the_run(web: TestClient, made: ff.Run, study: Study) -> None:
    reply = web.post("/api/live", json={**SMALL, "levers": LEVERS})
    assert reply.json() == plain(ff.Live(study, **SMALL).answer(LEVERS))
    for reading, futures in made.summary["futures"].items():
        for name, numbers in futures.items():
            assert reply.json()["futures"][reading][name]["p"] == pytest.approx(numbers["p"], abs=1e-12)


def test_no_run_folder_is_left_where_the_server_was_started(
    web: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert web.post("/api/run", json={**SMALL, "levers": LEVERS}).status_code == 200
    assert list(tmp_path.iterdir()) == []


POSTED: dict[str, tuple[dict[str, Any], Callable[[Study], Mapping[str, Any]], str]] = {
    "deal": (
        {"offer": "full-package", "country": "ARE", "assume": {"tax_local": 0.15}},
        lambda study: ff.deal("full-package", "ARE", study, assume={"tax_local": 0.15}, **SMALL),
        "deal",
    ),
    "switchoff": (
        {"supplier": "US", "layers": ["cloud", "weights"], "country": "ARE", "severity": {"cloud": 0.5, "weights": 1}},
        lambda study: ff.switchoff(
            "US", ["cloud", "weights"], "ARE", {"cloud": 0.5, "weights": 1.0}, study=study, **SMALL
        ),
        "switchoff",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", POSTED)
def test_deals_and_tests_of_supply_are_the_same_through_either_door(
    web: TestClient, study: Study, kind: str
) -> None:
    body, door, schema = POSTED[kind]
    reply = web.post(f"/api/{kind}", json={**SMALL, **body})
    assert reply.status_code == 200, reply.text
    assert reply.json() == plain(door(study))
    valid(reply.json(), schema)


def test_a_negotiation_has_its_declared_shape(web: TestClient) -> None:
    reply = web.post("/api/negotiate", json={**SMALL, "country": "IND", "capacity_mw": 200})
    assert reply.status_code == 200
    valid(reply.json(), "negotiation")


LOOKED: dict[str, tuple[Callable[[Study], Mapping[str, Any]], str]] = {
    "watch?as_of=2026-06-30&": (lambda study: ff.watch(study, as_of="2026-06-30", **SMALL), "watch"),
    "explain?from=2026-01-31&": (lambda study: ff.explain(study, from_date="2026-01-31", **SMALL), "explain"),
}


@pytest.mark.parametrize("address", LOOKED)
def test_pages_that_look_are_the_same_through_either_door(
    web: TestClient, study: Study, address: str
) -> None:
    door, schema = LOOKED[address]
    reply = web.get(f"/api/{address}members=200&seed=7")
    assert reply.status_code == 200, reply.text
    assert reply.json() == plain(door(study))
    valid(reply.json(), schema)


def test_countries_are_read_off_a_run_of_the_same_request(
    web: TestClient, study: Study, tmp_path: Path
) -> None:
    run = ff.run(study, **SMALL, prior=True, out=tmp_path)
    one = web.get("/api/country/are?members=200&seed=7&prior=true")
    assert one.json() == plain(ff.country(run, "ARE", study))
    valid(one.json(), "country")
    every = web.get("/api/countries?members=200&seed=7&prior=true")
    assert every.json() == plain(ff.countries(run, study))
    valid(every.json(), "countries")


def test_viewpoints_have_their_declared_shape(web: TestClient) -> None:
    reply = web.get("/api/viewpoints?dials=strict&members=200&seed=7")
    assert reply.status_code == 200
    valid(reply.json(), "viewpoints")


def test_scores_are_those_of_hindcast(web: TestClient, study: Study) -> None:
    reply = web.get("/api/scores?target=capex_us&members=200&seed=7")
    assert reply.json() == plain(ff.hindcast(study, ["capex_us"], **SMALL))


def test_the_study_is_told_as_its_files_have_it(web: TestClient, study: Study) -> None:
    told, levers, method = (web.get(f"/api/{page}").json() for page in ("study", "levers", "method"))
    assert {page["study_hash"] for page in (told, levers, method)} == {study.hash}
    assert [economy["code"] for economy in told["economies"]] == [entity.code for entity in study.entities]
    assert {lever["id"]: lever["range"] for lever in levers["levers"]} == {
        name: list(lever.range) for name, lever in study.levers.items()
    }
    assert set(method["sources"]) == set(study.sources)
    cited = {source for lever in levers["levers"] for source in lever["source"]}
    assert cited <= set(levers["sources"])


def test_readers_at_the_same_time_get_what_each_would_alone(web: TestClient, study: Study) -> None:
    """Two settings and four lever positions, asked all at once and in any order."""
    asked = [
        {**SMALL, "as_of": day, "levers": {"export_control": value}}
        for day in ("2026-11-22", "2026-06-30")
        for value in (-0.5, 0.25, 0.5, 1.0)
    ]
    alone = {day: ff.Live(study, as_of=day, **SMALL) for day in ("2026-11-22", "2026-06-30")}
    with ThreadPoolExecutor(len(asked)) as readers:
        replies = list(readers.map(lambda body: web.post("/api/live", json=body), asked))
    assert [reply.status_code for reply in replies] == [200] * len(asked)
    for body, reply in zip(asked, replies, strict=True):
        assert reply.json() == plain(alone[str(body["as_of"])].answer(body["levers"]))  # type: ignore[arg-type]


def test_the_rest_of_a_region_has_a_page_though_nothing_was_published_about_it(web: TestClient) -> None:
    page = web.get("/api/country/X-SSA?members=200&seed=7&prior=true")
    assert page.status_code == 200, page.text
    assert page.json()["kind"] == "remainder" and page.json()["observed"] == []
    valid(page.json(), "country")


def test_a_chart_is_the_one_of_the_brief_and_another_is_refused(web: TestClient, made: ff.Run) -> None:
    run_id = web.post("/api/run", json={**SMALL, "levers": LEVERS}).json()["run_id"]
    write_pages(made.folder)
    for lang in ("en", "zh"):
        drawn = json.loads((made.folder / "charts" / f"odds.{lang}.vl.json").read_text(encoding="utf-8"))
        assert web.get(f"/api/chart/{run_id}/odds?lang={lang}").json() == drawn
    unknown = web.get(f"/api/chart/{run_id}/no-such-chart")
    assert unknown.status_code == 422
    assert "quadrant" in unknown.json()["error"]["remedy"]
    assert web.get("/api/chart/0123456789ab/odds").status_code == 404


def test_figures_of_an_answer_are_drawn_from_what_it_says(web: TestClient) -> None:
    asked = {**SMALL, "country": "ARE", "offer": "full-package"}
    supply = {**asked, "supplier": "US", "layers": ["cloud"]}
    country = "country/ARE?members=200&seed=7&prior=true"
    for path, body in ((country, None), ("deal", asked), ("switchoff", supply)):
        answer, drawn = (
            web.get(f"/api/{place}{path}")
            if body is None
            else web.post(f"/api/{place}{path}?lang=zh", json=body)
            for place in ("", "charts/")
        )
        assert drawn.status_code == 200, drawn.text
        lang = "en" if body is None else "zh"
        assert drawn.json() == json.loads(json.dumps(document_charts(answer.json(), lang)))
    group = web.get("/api/charts/country/ASEAN?members=200&seed=7&prior=true")
    assert group.status_code == 422 and "chart" in group.json()["error"]["what"]


def test_a_closer_look_is_the_same_through_either_door(web: TestClient, study: Study) -> None:
    live = ff.Live(study, **SMALL)
    asked = {**SMALL, "levers": LEVERS}
    member = web.post("/api/live/member", json={**asked, "dots": 50, "dot": 7})
    assert member.json() == plain(live.member(7, LEVERS, dots=50))
    box = {"compute": [0.5, 3.0], "adoption": [-1.0, 1.0]}
    assert web.post("/api/live/region", json={**asked, **box}).json() == plain(
        live.region(**box, levers=LEVERS)
    )
    assert web.post("/api/live/published", json=SMALL).json() == plain(live.published())
    assert web.post("/api/live/member", json={**asked, "dots": 50, "dot": 50}).status_code == 422
