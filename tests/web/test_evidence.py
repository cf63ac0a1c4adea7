"""The evidence desk over HTTP: what waits, what it would do, decisions; pages kept before a decision are not given after it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fourfutures import public
from fourfutures.evidence import Ledger
from fourfutures.study import Study, load_study
from fourfutures.web import application
from fourfutures.web.replies import encoded

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
        ("split", {"item": "p-licences", "parts": ["granted", "refused"], **BY}, 422, "part refused"),
        ("merge", {"items": ["p-licences"], **BY}, 422, "p-licences"),
        ("reviewers", {"count": 3, **BY}, 422, "body.count"),
        ("import", {"text": "{bad"}, 422, "items.jsonl:1"),
    ],
)
def test_mistakes_have_the_one_shape_and_write_nothing(
    web: TestClient, ledger: Ledger, path: str, body: dict, status: int, where: str
) -> None:
    head = ledger.read().head
    for lang, sign in (("en", "e"), ("zh", "请")):
        reply = web.post(f"/api/evidence/{path}?lang={lang}", json=body)
        assert (reply.status_code, reply.json()["error"]["where"]) == (status, where)
        assert sign in reply.json()["error"]["remedy"] or "/openapi.json" in reply.json()["error"]["remedy"]
    assert web.get("/api/evidence/p-nobody").status_code == 404
    assert ledger.read().head == head


def test_parts_of_a_sentence_and_reports_of_one_event_are_decided_as_the_desk_says(
    web: TestClient, ledger: Ledger
) -> None:
    parts = ["Licences for a second batch of accelerators were granted", "a new plant opened in the south"]
    split = web.post("/api/evidence/split", json={"item": "p-licences", "parts": parts, **BY}).json()
    assert [one["status"] for one in split["items"]] == ["split"]
    rows = web.get("/api/evidence").json()["rows"]
    assert [row["sentence"] for row in rows if row["parent"] == "p-licences"] == parts
    merged = web.post("/api/evidence/merge", json={"items": ["p-licences.1", "p-output"], **BY}).json()
    assert {one["cluster"] for one in merged["items"]} == {"p-licences.1"}
    assert merged["items"][1]["same_event"] == ["p-licences.1"]
    document = web.get("/api/evidence/document?id=english").json()
    assert [one["id"] for one in document["items"]] == [
        "p-licences",
        "p-licences.1",
        "p-licences.2",
        "p-turbines",
    ]
    listed = {row["id"]: row["items"] for row in web.get("/api/evidence/documents").json()["rows"]}
    assert listed == {"english": {"split": 1, "proposed": 3}, "chinese": {"proposed": 1}}
    assert web.get("/api/evidence/document?id=nothing").status_code == 404


def test_where_two_reviewers_are_needed_the_second_name_makes_it_count(
    web: TestClient, ledger: Ledger
) -> None:
    assert web.post("/api/evidence/reviewers", json={"count": 2, **BY}).json()["reviewers"] == 2
    first = web.post("/api/evidence/accept", json=ACCEPT).json()["items"][0]
    assert (first["status"], public.evidence_mark(load_study("ai-2027"))) == ("waiting", nobodys())
    same = web.post("/api/evidence/accept", json={"item": "p-licences", **BY})
    assert (same.status_code, same.json()["error"]["where"]) == (422, "p-licences, --by")
    other = web.post(
        "/api/evidence/accept", json={"item": "p-licences", "by": "second reader", "reason": "read both"}
    )
    accepted = other.json()["items"][0]
    assert (accepted["status"], accepted["acceptance"]["by"]) == ("accepted", ["desk lead", "second reader"])
    assert accepted["acceptance"]["expires"] == "2027-06-30"


def nobodys() -> str:
    """The mark of a desk that accepted nothing."""
    return hashlib.sha256(b"[]").hexdigest()


def test_odds_by_language_and_a_digest_are_those_of_the_command_to_the_last_digit(
    web: TestClient, ledger: Ledger
) -> None:
    for item in ("p-licences", "p-output"):
        assert web.post("/api/evidence/accept", json={**ACCEPT, "item": item}).status_code == 200
    query = "members=200&seed=7"
    spoken = web.get(f"/api/evidence/languages?{query}").json()
    assert spoken == json.loads(encoded(public.evidence_languages(**SMALL)))
    assert [one["lang"] for one in spoken["items"]] in (["en", "zh"], ["zh", "en"])
    digest = web.get(f"/api/evidence/digest?{query}&from=2026-01-01").json()
    assert digest == json.loads(encoded(public.evidence_digest(from_date="2026-01-01", **SMALL)))
    assert web.get(f"/api/evidence/digest?{query}&from=tomorrow").json()["error"]["where"].startswith("from")
    packed = web.get(f"/api/evidence/digest-page?{query}&from=2026-01-01&format=md&lang=zh")
    assert packed.headers["content-disposition"].endswith('.zh.zip"')
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        names = {Path(name).suffix: name for name in archive.namelist()}
        page = archive.read(names[".md"]).decode()
        assert ("未来" in page, BY["reason"] in page, LICENCES in page) == (True, True, True)
        assert json.loads(archive.read(names[".json"]))["edition"] == "digest"


def test_files_are_taken_each_by_itself_and_what_is_wrong_with_one_stops_no_other(
    web: TestClient, ledger: Ledger
) -> None:
    page = "# Chips\n\nIn March 2026 China cleared 400,000 accelerators for import. <script>alert(1)</script>"
    gb = "中国于2026年3月批准进口四十万枚加速器。".encode("gb18030")
    given = [
        {"name": "chips.md", "text": page},
        {"name": "old.txt", "base64": base64.b64encode(gb).decode()},
        {"name": "packed.zip", "base64": base64.b64encode(b"PK\x03\x04").decode()},
        {"name": "broken.txt", "base64": "*"},
        {"name": "nothing.txt"},
    ]
    tried = web.post("/api/evidence/add", json={"documents": given, "dry_run": True}).json()
    assert (tried["added"], web.get("/api/evidence/documents").json()["rows"][2:]) == (None, [])
    added = web.post("/api/evidence/add?lang=zh", json={"documents": given}).json()
    assert added["added"]["documents"] == 2
    assert [one["where"] for one in added["problems"]] == ["packed.zip", "broken.txt", "nothing.txt"]
    assert added["problems"][0]["remedy"] == "请先解压，再指定目录"
    english, chinese = added["documents"]
    assert (english["title"], chinese["lang"]) == ("Chips", "zh")
    assert gb.decode("gb18030") in chinese["text"]
    assert [fault["id"] for fault in chinese["defects"]] == ["no_date", "no_title", "no_source"]
    again = web.post("/api/evidence/add", json={"documents": given[:1]}).json()["added"]
    assert (again["documents"], again["known"]) == (0, 1 + len([p for p in tried["proposals"] if p["document_id"] == english["id"]]))  # fmt: skip
    large = {"documents": [{"name": "a.txt", "text": "a" * 100_000}]}
    assert web.post("/api/evidence/add", json=large).status_code == 200
    huge = web.post("/api/evidence/add", content=b" " * 16_000_001)
    assert huge.status_code == 413


def test_without_readers_of_web_pages_the_desk_says_so_and_reads_the_rest(
    web: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fourfutures.public.evidence_inbox.find_spec", lambda package: None)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    told = web.get("/api/evidence/desk").json()
    assert (told["reads"], told["writes"], len(told["indicators"])) == (
        {"html": False, "feed": False},
        True,
        31,
    )
    given = [
        {"name": "a.html", "text": "<html><body><p>Chips were shipped.</p></body></html>"},
        {"name": "b.md", "text": "Chips were shipped."},
    ]
    added = web.post("/api/evidence/add", json={"documents": given}).json()
    assert [one["source"] for one in added["documents"]] == ["b.md"]
    assert "fourfutures[evidence]" in added["problems"][0]["remedy"]


def test_what_leaves_as_lines_comes_back_as_proposals_and_a_whole_ledger_as_it_was(
    web: TestClient, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web.get("/api/evidence/export").text == ""
    web.post("/api/evidence/accept", json=ACCEPT)
    lines = web.get("/api/evidence/export")
    assert lines.text == public.evidence_export()
    assert json.loads(lines.text)["accepted_by"] == "desk lead"
    assert len(web.get("/api/evidence/export?all=true").text.splitlines()) == 3
    whole = web.get("/api/evidence/export?whole=true").text
    there = web.post("/api/evidence/import", json={"text": whole}).json()["error"]
    assert there["where"] == "items.jsonl"  # a ledger is no list of items
    monkeypatch.setenv("FOURFUTURES_LEDGER", str(tmp_path / "other.sqlite"))
    brought = web.post("/api/evidence/import", json={"text": lines.text}).json()
    assert (brought["file"], brought["added"]) == ("items.jsonl", ["p-licences"])
    assert web.get("/api/evidence").json()["rows"][0]["status"] == "proposed"
    monkeypatch.setenv("FOURFUTURES_LEDGER", str(tmp_path / "third.sqlite"))
    web.post("/api/evidence/import", json={"text": whole, "whole": True})
    assert Ledger().read().head == ledger.read().head
    assert web.get("/api/evidence/check").json()["ok"]


def test_a_desk_that_is_read_only_is_read_and_says_why_nothing_is_written(
    study: Study, ledger: Ledger, tmp_path: Path
) -> None:
    app = application(study, runs=tmp_path, read_only=True)
    with TestClient(app, base_url="http://127.0.0.1:8765") as reader:
        head = ledger.read().head
        told = reader.get("/api/evidence/desk").json()
        assert (told["writes"], "--read-only" in told["why"]["zh"]) == (False, True)
        bodies = {
            "accept": ACCEPT, "reject": {"item": "p-licences", **BY}, "undo": {"item": "p-licences", **BY},
            "reviewers": {"count": 2, **BY}, "add": {"documents": [{"name": "a", "text": "b"}]},
            "import": {"text": "{}"}, "merge": {"items": ["p-licences", "p-output"], **BY},
            "split": {"item": "p-licences", "parts": ["Licences", "granted"], **BY},
        }  # fmt: skip
        for name, body in bodies.items():
            reply = reader.post(f"/api/evidence/{name}", json=body)
            assert (reply.status_code, "--read-only" in reply.json()["error"]["what"]) == (403, True)
        assert reader.get("/api/evidence").status_code == 200
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
