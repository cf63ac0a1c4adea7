"""The description of the interface is whole, and says what is answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

ROUTES = {
    ("get", "/api/evidence"), ("get", "/api/evidence/{item}"), ("post", "/api/evidence/preview"),
    ("post", "/api/evidence/accept"), ("post", "/api/evidence/reject"), ("post", "/api/evidence/undo"),
    *(("post", f"/api/evidence/{name}") for name in ("add", "import", "split", "merge", "reviewers")),
    *(
        ("get", f"/api/evidence/{name}")
        for name in ("desk", "documents", "document", "languages", "digest", "digest-page", "export", "check")
    ),
    ("post", "/api/workshop"),
    ("get", "/api/workshop/{code}"),
    ("post", "/api/workshop/{code}"),
    ("get", "/api/workshop/{code}/debrief"),
    ("get", "/api/study"), ("get", "/api/levers"), ("get", "/api/countries"), ("get", "/api/scores"),
    ("get", "/api/method"), ("get", "/api/country/{iso3}"), ("get", "/api/watch"), ("get", "/api/explain"),
    ("get", "/api/viewpoints"), ("get", "/api/history"), ("post", "/api/run"), ("post", "/api/live"), ("post", "/api/live/member"),
    ("post", "/api/live/region"), ("post", "/api/live/published"), ("get", "/api/chart/{run_id}/{name}"), ("post", "/api/deal"),
    ("get", "/api/charts/scores"), ("get", "/api/charts/country/{iso3}"), ("get", "/api/charts/watch"), ("post", "/api/charts/deal"),
    ("post", "/api/charts/switchoff"),
    ("post", "/api/switchoff"), ("post", "/api/negotiate"), ("post", "/api/offer"), ("get", "/api/offers"),
    ("get", "/api/deals"), ("get", "/api/network"), ("get", "/api/forecasts"),
}  # fmt: skip
LOOKING = ("study", "levers", "method", "offers", "deals", "forecasts")
ROOM = Path(__file__).resolve().parents[2] / "src" / "fourfutures" / "web"


@pytest.fixture(scope="module")
def described(web: TestClient) -> dict[str, Any]:
    content: dict[str, Any] = web.get("/openapi.json").json()
    return content


def references(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        if isinstance(content.get("$ref"), str):
            yield content["$ref"]
        for value in content.values():
            yield from references(value)
    elif isinstance(content, list):
        for value in content:
            yield from references(value)


def test_every_route_is_described(described: dict[str, Any]) -> None:
    told = {(method, path) for path, methods in described["paths"].items() for method in methods}
    assert told == ROUTES


def test_each_reference_leads_to_a_sound_schema(described: dict[str, Any]) -> None:
    parts = described["components"]["schemas"]
    assert {ref.removeprefix("#/components/schemas/") for ref in references(described)} <= set(parts)
    for schema in parts.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("page", LOOKING)
def test_pages_of_the_study_are_as_described(web: TestClient, described: dict[str, Any], page: str) -> None:
    Draft202012Validator({**described, "$ref": f"#/components/schemas/{page}"}).validate(
        web.get(f"/api/{page}").json()
    )


def test_a_served_document_fits_the_description_as_it_fits_its_own_schema(
    web: TestClient, described: dict[str, Any]
) -> None:
    """References were moved; a document that breaks a rule of a part must still be refused."""
    validator = Draft202012Validator({**described, "$ref": "#/components/schemas/run"})
    document = web.post(
        "/api/run", json={"members": 200, "seed": 7, "levers": {"export_control": 0.5}}
    ).json()
    validator.validate(document)
    broken = json.loads(json.dumps(document))
    broken["futures"]["source"]["contested"]["p"] = 2.0
    assert not validator.is_valid(broken)
    live = web.post("/api/live", json={"members": 200, "seed": 7}).json()
    Draft202012Validator({**described, "$ref": "#/components/schemas/live"}).validate(live)


def test_errors_are_described_as_they_are_told(web: TestClient, described: dict[str, Any]) -> None:
    validator = Draft202012Validator({**described, "$ref": "#/components/schemas/Error"})
    for reply, path, method in (
        (web.get("/api/country/XXX"), "/api/country/{iso3}", "get"),
        (web.get("/api/watch?members=1"), "/api/watch", "get"),
        (web.post("/api/run", content=b"{"), "/api/run", "post"),
        (web.post("/api/run", content=b" " * 70_000), "/api/run", "post"),
    ):
        validator.validate(reply.json())
        assert str(reply.status_code) in described["paths"][path][method]["responses"]


def test_only_routes_and_their_server_know_the_framework() -> None:
    """The door itself can be opened without the extra, so that a missing package is told and not thrown."""
    knowing = {
        path.stem for path in ROOM.glob("*.py") if "\nfrom fastapi" in path.read_text(encoding="utf-8")
    }
    assert knowing <= {
        "assembly",
        "effect_routes",
        "evidence_routes",
        "get_routes",
        "intake_routes",
        "post_routes",
        "schema",
        "workshop_routes",
    }
