"""Who may ask, how much, and what is not sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import fourfutures.public
from fourfutures.study import Study
from fourfutures.web import application

ADDRESS = "http://127.0.0.1:8765"
TOKEN = "a-token-of-sixteen-signs"


@pytest.fixture
def guarded(study: Study, tmp_path: Path) -> TestClient:
    return TestClient(application(study, token=TOKEN, runs=tmp_path), base_url="http://192.0.2.7:8765")


def test_what_a_reader_holds_is_not_made_again(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = web.get("/api/watch?members=200&seed=7")
    tag = first.headers["etag"]
    asked: list[Any] = []
    monkeypatch.setattr(fourfutures.public, "watch", lambda **options: asked.append(options))
    again = web.get("/api/watch?seed=7&members=200", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert web.get("/api/watch?members=200&seed=7").content == first.content
    assert asked == []


def test_another_question_or_study_has_another_tag(study: Study, web: TestClient, tmp_path: Path) -> None:
    other = study.model_copy(update={"hash": "0" * 64})
    elsewhere = TestClient(application(other, runs=tmp_path), base_url=ADDRESS)
    pages = (web.get("/api/study"), web.get("/api/levers"), elsewhere.get("/api/study"))
    assert len({page.headers["etag"] for page in pages}) == 3


def test_posts_and_errors_are_not_kept_by_readers(web: TestClient) -> None:
    reply = web.post("/api/deal", json={})
    assert reply.headers["cache-control"] == "no-store"
    assert "etag" not in reply.headers


def test_a_page_keeps_to_itself(web: TestClient) -> None:
    policy = web.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert web.get("/").headers["x-content-type-options"] == "nosniff"
    assert web.get("/").headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("base", "sent"),
    [("http://127.0.0.1:8765", True), ("https://futures.example", True), ("http://192.0.2.7:8765", False)],
)
def test_a_browser_is_asked_only_for_what_it_heeds_there(
    study: Study, tmp_path: Path, base: str, sent: bool
) -> None:
    client = TestClient(application(study, token=TOKEN, runs=tmp_path), base_url=base)
    assert ("cross-origin-opener-policy" in client.get("/").headers) is sent


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", "192.0.2.7:8765", "", "["])
def test_a_page_elsewhere_cannot_reach_in_under_its_own_name(web: TestClient, host: str) -> None:
    assert web.get("/api/study", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765"])
def test_this_machine_has_several_names(web: TestClient, host: str) -> None:
    assert web.get("/api/levers", headers={"host": host}).status_code == 200


def test_another_site_may_not_ask_for_work(web: TestClient) -> None:
    body = {"offer": "none"}
    assert web.post("/api/deal", json=body, headers={"origin": "https://evil.example"}).status_code == 403
    assert web.post("/api/deal", json=body, headers={"origin": "null"}).status_code == 403
    assert web.post("/api/deal", json=body, headers={"origin": ADDRESS}).status_code == 422


def test_no_other_site_is_invited(web: TestClient) -> None:
    reply = web.get("/api/study", headers={"origin": "https://evil.example"})
    assert not [name for name in reply.headers if name.startswith("access-control")]


def chunks() -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(100):
        yield b" " * 1024


@pytest.mark.parametrize("body", [b" " * 65_537, chunks()], ids=["told", "untold"])
def test_a_body_has_a_largest_size(web: TestClient, body: Any) -> None:
    reply = web.post("/api/run", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 413
    assert "65,536" in reply.json()["error"]["what"]


def test_a_query_has_a_longest_size(web: TestClient) -> None:
    assert web.get(f"/api/study?lang={'x' * 5_000}").status_code == 414


def test_with_a_token_nothing_is_answered_without_it(guarded: TestClient) -> None:
    wrong = ({}, {"authorization": "Bearer other"}, {"authorization": TOKEN}, {"authorization": "Bearer é"})
    for headers in wrong:
        raw = {name: value.encode() for name, value in headers.items()}
        reply = guarded.get("/api/study", headers=raw)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
        assert TOKEN not in reply.text
    assert guarded.get("/api/study", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.get("/").status_code == 200
