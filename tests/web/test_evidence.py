"""The evidence desk over HTTP: what waits, what it would do, decisions; pages kept before a decision are not given after it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fourfutures.evidence import Ledger
from fourfutures.study import Study
from fourfutures.web import application

sys.path.append(str(Path(__file__).resolve().parents[1] / "evidence"))
from articles import DOCUMENTS, LICENCES, PROPOSALS

SMALL = {"members": 200, "seed": 7}
BY = {"by": "desk lead", "reason": "two filings agree"}
ACCEPT = {"item": "p-licences", "ratio": "clearly", "expires": "2027-06-30", **BY}


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path))
    own = Ledger()
    own.add(DOCUMENTS, PROPOSALS)
    return own


def test_an_item_is_seen_tried_accepted_and_undone(web: TestClient, ledger: Ledger) -> None:
    queue = web.get("/api/evidence")
    assert [row["id"] for row in queue.json()["rows"]] == ["p-licences", "p-turbines", "p-output"]
    assert (queue.headers["cache-control"], queue.headers.get("etag")) == ("no-store", None)
    assert [row["id"] for row in web.get("/api/evidence?language=zh").json()["rows"]] == ["p-output"]
    assert web.get("/api/evidence/p-lice").json()["item"]["sentence"] == LICENCES
    tried = web.post("/api/evidence/preview", json={"item": "p-licences", "ratio": 2.5, **SMALL})
    assert tried.status_code == 200, tried.text
    assert tried.json()["before"] != tried.json()["after"]
    explain = "/api/explain?from=2026-11-21&to=2026-11-22&members=200&seed=7"
    before = web.get(explain)
    assert "p-licences" not in before.text
    made = web.post("/api/evidence/accept", json=ACCEPT)
    assert made.json()["items"][0]["status"] == "accepted"
    after = web.get(explain, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "p-licences" in [part["id"] for part in after.json()["contributions"]]
    assert web.post("/api/evidence/undo", json={"item": "p-licences", **BY}).status_code == 200
    assert web.get(explain, headers={"if-none-match": before.headers["etag"]}).status_code == 304
    assert web.get(explain).content == before.content


@pytest.mark.parametrize(
    ("path", "body", "status", "where"),
    [
        ("accept", {**ACCEPT, "item": "p-nobody"}, 422, "p-nobody"),
        ("accept", {**ACCEPT, "ratio": 9}, 422, "ratio 9"),
        ("accept", {key: value for key, value in ACCEPT.items() if key != "reason"}, 422, "body.reason"),
        ("accept", {**ACCEPT, "ledger": "/etc/passwd"}, 422, "body.ledger"),
        ("reject", {"item": "p-licences", "by": " ", "reason": "x"}, 422, "by"),
        ("undo", {"item": "p-licences", **BY}, 422, "p-licences"),
    ],
)
def test_mistakes_have_the_one_shape_and_write_nothing(
    web: TestClient, ledger: Ledger, path: str, body: dict, status: int, where: str
) -> None:
    head = ledger.read().head
    for lang, sign in (("en", "e"), ("zh", "请")):
        reply = web.post(f"/api/evidence/{path}?lang={lang}", json=body)
        assert (reply.status_code, reply.json()["error"]["where"]) == (status, where)
        assert sign in reply.json()["error"]["remedy"]
    assert web.get("/api/evidence/p-nobody").status_code == 404
    assert ledger.read().head == head


def test_a_page_of_another_site_decides_nothing(web: TestClient, ledger: Ledger) -> None:
    head = ledger.read().head
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert web.post("/api/evidence/accept", json=ACCEPT, headers=headers).status_code == 403
    assert ledger.read().head == head


def test_elsewhere_a_decision_needs_the_token(study: Study, ledger: Ledger, tmp_path: Path) -> None:
    token = "a-token-of-sixteen-signs"
    far = TestClient(application(study, token=token, runs=tmp_path), base_url="http://192.0.2.7:8765")
    assert far.post("/api/evidence/accept", json=ACCEPT).status_code == 401
    assert far.get("/api/evidence").status_code == 401
    granted = {"authorization": f"Bearer {token}"}
    assert far.post("/api/evidence/accept", json=ACCEPT, headers=granted).status_code == 200
