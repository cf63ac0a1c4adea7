"""Whatever goes wrong is told in one shape, in the reader's language, and never as a traceback."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

import fourfutures.public

# method, address, body, status, then words of `where`, and of the message in each language.
WRONG: list[tuple[str, str, Any, int, str, str, str]] = [
    ("GET", "/api/nothing", None, 404, "GET /api/nothing", "nothing at this address", "没有内容"),
    ("GET", "/nothing", None, 404, "GET /nothing", "nothing at this address", "没有内容"),
    ("POST", "/api/study", {}, 405, "POST /api/study", "does not answer POST", "不接受 POST"),
    ("GET", "/api/run", None, 405, "GET /api/run", "does not answer GET", "不接受 GET"),
    ("OPTIONS", "/api/run", None, 405, "OPTIONS /api/run", "does not answer", "不接受"),
    ("GET", "/api/country/XXX", None, 404, "XXX", "not in this study", "本研究不含"),
    ("GET", "/api/country/USA", None, 404, "USA", "home market", "本土市场"),
    ("GET", "/api/watch?member=200", None, 422, "query.member", "not known here", "已知"),
    ("GET", "/api/watch?members=2e3", None, 422, "query.members", "not a whole number", "不是整数"),
    ("GET", "/api/watch?members=99", None, 422, "query.members", "below 100", "小于100"),
    ("GET", "/api/watch?as_of=yesterday", None, 422, "as_of yesterday", "as a date", "日期"),
    ("GET", "/api/watch?as_of=2031-01-01", None, 422, "as_of", "after", "晚于"),
    ("GET", "/api/explain", None, 422, "query.from", "missing", "缺失"),
    ("GET", "/api/explain?from=1999-01-01", None, 422, "from 1999-01-01", "before", "早于"),
    ("GET", "/api/explain?from=2026-01-31&without=gossip", None, 422, "without", "no source", "没有"),
    ("GET", "/api/study?lang=fr", None, 422, "query.lang", "none of the choices", "可选范围"),
    ("GET", "/api/scores?target=weather", None, 422, "weather", "weather", "weather"),
    ("POST", "/api/run", b"{", 400, "body", "not valid JSON", "不是有效的 JSON"),
    ("POST", "/api/run", b"[]", 422, "body", "object", "对象"),
    ("POST", "/api/run", b'{"levers": {"export_control": NaN}}', 422, "levers", "finite", "有限"),
    ("POST", "/api/run", {"members": "200"}, 422, "body.members", "not a whole number", "不是整数"),
    ("POST", "/api/run", {"members": 20_001}, 422, "body.members", "above 20000", "大于20000"),
    ("POST", "/api/run", {"colour": "red"}, 422, "body.colour", "not known here", "已知"),
    ("POST", "/api/run", {"levers": {"export_contrl": 1}}, 422, "levers export_contrl", "no lever", "没有"),
    ("POST", "/api/run", {"lens": "martian"}, 422, "lens martian", "no lens", "没有名为martian的视角"),
    ("POST", "/api/run", {"dials": "loose"}, 422, "dials", "loose", "loose"),
    ("POST", "/api/run", {"start": "dawn"}, 422, "start dawn", "no start", "没有"),
    ("POST", "/api/run", b'{"lens": "\\ud800"}', 422, "body.lens", "not a text", "文本"),
    ("POST", "/api/run", {"deals": ["/etc/hostname:ARE"]}, 422, "/etc/hostname", "neither", "既不是"),
    ("POST", "/api/run", {"deals": ["full-package:XXX"]}, 422, "XXX", "not in this study", "本研究不含"),
    ("POST", "/api/live", {"members": 10_001}, 422, "body.members", "above 10000", "大于10000"),
    ("POST", "/api/live", {"levers": {"us_permitting": 9}}, 422, "us_permitting", "outside", "超出"),
    ("POST", "/api/deal", {"offer": "mine.toml", "country": "ARE"}, 422, "mine.toml", "neither", "既不是"),
    ("POST", "/api/deal", {"country": "ARE"}, 422, "body.offer", "missing", "缺失"),
    ("POST", "/api/switchoff", {"supplier": "US", "layers": []}, 422, "body.layers", "too short", "过短"),
    ("POST", "/api/switchoff", {"supplier": "EU", "layers": ["cloud"]}, 422, "EU", "EU", "EU"),
    ("POST", "/api/negotiate", {"country": "IND", "capacity_mw": 0}, 422, "capacity_mw", "not above 0", "不大于0"),
]  # fmt: skip


def ask(web: TestClient, method: str, address: str, body: Any, lang: str) -> Any:
    headers = {"accept-language": {"en": "en-GB", "zh": "fr;q=0.9, zh-CN;q=0.8, en;q=0.1"}[lang]}
    if isinstance(body, bytes):
        return web.request(
            method, address, content=body, headers={**headers, "content-type": "application/json"}
        )
    return web.request(method, address, json=body, headers=headers)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[0]} {wrong[1]} {str(wrong[2])[:40]}")
def test_wrong_use_is_told_in_both_languages(web: TestClient, wrong: tuple[Any, ...]) -> None:
    method, address, body, status, where, *words = wrong
    for lang, word in zip(("en", "zh"), words, strict=True):
        reply = ask(web, method, address, body, lang)
        assert reply.status_code == status, reply.text
        assert set(reply.json()) == {"error"}
        error = reply.json()["error"]
        assert set(error) == {"where", "what", "remedy"}
        assert all(error.values())
        assert where in error["where"]
        assert word in f"{error['where']} {error['what']}"
        assert bool(re.search("[\u4e00-\u9fff]", error["what"])) == (lang == "zh")
        assert "--" not in error["where"]
        assert reply.headers["content-language"] == lang
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "etag" not in reply.headers


def test_the_language_of_the_address_stands_before_that_of_the_browser(web: TestClient) -> None:
    reply = web.get("/api/country/XXX?lang=zh", headers={"accept-language": "en"})
    assert "本研究不含" in reply.json()["error"]["what"]


def test_an_address_that_answers_other_methods_names_them(web: TestClient) -> None:
    assert web.get("/api/run").headers["allow"] == "POST"
    assert web.post("/api/study", json={}).headers["allow"] == "GET"


@pytest.mark.parametrize(("lang", "words"), [("en", "fault of the program"), ("zh", "程序的错误")])
def test_a_fault_has_a_number_in_the_log_and_no_traceback(
    web: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    lang: str,
    words: str,
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(fourfutures.public, "deal", broken)
    # As a library leaves it that sets up logging and silences what it finds.
    monkeypatch.setattr(logging.getLogger("fourfutures.web"), "disabled", True)
    with caplog.at_level(logging.ERROR, logger="fourfutures.web"):
        reply = web.post(f"/api/deal?lang={lang}", json={"offer": "full-package", "country": "ARE"})
    assert reply.status_code == 500
    assert words in reply.json()["error"]["what"]
    assert "secret" not in reply.text
    assert "Traceback" not in reply.text
    number = re.search("[0-9a-f]{8}", reply.json()["error"]["what"])
    assert number is not None
    assert number[0] in caplog.text
    assert "a secret of the machine" in caplog.text
    assert reply.headers["referrer-policy"] == "no-referrer"


def test_too_little_memory_is_no_fault(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*args: object, **options: object) -> None:
        raise MemoryError

    monkeypatch.setattr(fourfutures.public, "deal", greedy)
    reply = web.post("/api/deal", json={"offer": "full-package", "country": "ARE"})
    assert reply.status_code == 503
    assert "fewer members" in reply.json()["error"]["remedy"]
