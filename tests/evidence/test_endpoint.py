"""An endpoint is asked within bounds, with one key and nothing else sent along, and every way in which it fails is told."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_rows import FAST, KEY, PERMIT, QUIET, by_model, row
from model_server import ModelServer, Question, Said, answer, refusal, text

import fourfutures as ff
from fourfutures.errors import told
from fourfutures.evidence import EvidenceError, Ledger, Patience, endpoint_of

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    "unknown", [("response_format", "temperature"), ("temperature",), ("response_format",)]
)
def test_an_endpoint_without_structured_answers_is_asked_plainly_and_only_told_once(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], unknown: tuple[str, ...]
) -> None:
    def speak(question: Question) -> Said:
        return refusal(400, "unknown part") if set(unknown) & set(question.body) else answer([])

    endpoint.speak = speak
    found = asked(f"{PERMIT}\n\n{QUIET}", patience=FAST._replace(batch=10))
    assert not found["problems"]
    assert found["model"]["questions"] == 2
    refused = [question for question in endpoint.questions if set(unknown) & set(question.body)]
    assert len(refused) == len(endpoint.questions) - 2 <= 2


@pytest.mark.parametrize(
    ("said", "word", "times"),
    [
        (refusal(401, f"Incorrect key {KEY}"), "does not accept the key (401)", 1),
        (refusal(403), "does not accept the key (403)", 1),
        (refusal(404), "knows no model tester", 1),
        (refusal(429), "takes no more questions for now (429)", 3),
        (refusal(500, f"fault at {KEY}"), "answers 500", 3),
        (refusal(418, "a teapot\x1b[31m"), "answers 418 (a teapot[31m)", 1),
        (Said(b"", 302, {"Location": "http://169.254.169.254/"}), "answers 302", 1),
        (Said(b"<html>", 200, {"Content-Type": "text/html"}), "not answer as an OpenAI-compatible", 1),
        (Said(b"not json", 200), "not answer as an OpenAI-compatible", 1),
        (Said(b"{}", 200), "not answer as an OpenAI-compatible", 1),
        (text(None), "not answer as an OpenAI-compatible", 1),
    ],
)
def test_an_endpoint_that_fails_is_told_once_and_asked_no_more(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch,
    said: Said, word: str, times: int,
) -> None:  # fmt: skip
    monkeypatch.setenv("OWN_KEY", KEY)
    endpoint.speak = lambda question: said
    found = asked(f"{PERMIT}\n\n{QUIET}", patience=FAST._replace(batch=10), llm_key_env="OWN_KEY")
    (problem,) = found["problems"]
    assert word in problem.told("en")
    assert HAN.search(told(problem.what, "zh"))
    assert KEY not in problem.told("en") + problem.told("zh")
    assert len(endpoint.questions) == times
    assert found["model"]["unasked"] == 1
    assert [one["sentence"] for one in found["proposals"]] == [PERMIT]


@pytest.mark.parametrize(
    "said",
    [
        Said(b"{" + b" " * 60_000, pieces=0),  # without end
        answer([{"quote": "x" * 200_000}]),
        Said(
            b"\x1f\x8b" + b"0" * 100, headers={"Content-Encoding": "gzip", "Content-Type": "application/json"}
        ),
    ],
)
def test_an_answer_beyond_its_size_is_left(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], said: Said
) -> None:
    endpoint.speak = lambda question: said
    found = asked(patience=FAST._replace(answer=100_000))
    assert "more than 0.1 MB" in found["problems"][0].told("en")
    assert len(endpoint.questions) == 1


@pytest.mark.parametrize("said", [Said(b" " * 400, pieces=400, pause=0.05), answer([], pause=30.0)])
def test_an_answer_that_does_not_come_in_time_is_left(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], said: Said
) -> None:
    endpoint.speak = lambda question: said
    found = asked(patience=Patience(seconds=0.4, silence=0.3, retries=0))
    assert "no whole answer in time" in found["problems"][0].told("en")


def test_an_endpoint_that_is_not_there_is_said(asked: Callable[..., dict[str, Any]]) -> None:
    found = asked(llm="http://127.0.0.1:9/v1", patience=FAST._replace(retries=0))
    assert "cannot be reached" in found["problems"][0].told("en")


def test_the_ledger_says_whose_proposal_it_is_and_never_holds_the_key(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level("DEBUG")
    monkeypatch.setenv("OWN_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-somebody-else")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: secret")
    endpoint.speak = lambda question: answer([row()])
    place = tmp_path / "desk.sqlite"
    found = asked(llm_key_env="OWN_KEY", dry_run=False, ledger=place)
    headers = endpoint.questions[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert "somebody-else" not in json.dumps(dict(headers))
    assert set(headers) <= {
        "host", "user-agent", "accept", "accept-encoding", "connection", "content-type", "content-length", "authorization",
    }  # fmt: skip
    (one,) = by_model(found)
    item = ff.evidence_show(one["id"], ledger=place)["item"]
    assert item["proposed_by"] == ["model"]
    assert item["model"]["name"] == "tester"
    assert item["model"]["host"] == endpoint.url.split("/")[2]
    kept = "".join(line.decode() for line in Ledger(place).lines())
    assert "tester" in kept
    assert KEY not in kept + caplog.text + repr(found)
    assert asked(llm_key_env="OWN_KEY", dry_run=False, ledger=place)["added"]["proposals"] == 0


def test_an_endpoint_on_this_machine_is_asked_without_the_proxy_of_the_environment(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert not asked()["problems"]
    assert len(endpoint.questions) == 1


def test_without_a_key_none_is_sent(
    endpoint: ModelServer, asked: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    asked()
    assert "authorization" not in endpoint.questions[0].headers


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"llm": "ftp://llm.example.org/v1"}, "--llm: is not an address"),
        ({"llm": "llm.example.org"}, "--llm: is not an address"),
        ({"llm": "http://[::1/v1"}, "--llm: is not an address"),
        ({"llm": f"https://user:{KEY}@llm.example.org/v1"}, "holds a name, a password"),
        ({"llm": f"https://llm.example.org/v1?key={KEY}"}, "holds a name, a password"),
        ({"llm_model": None}, "--llm-model: is missing"),
        ({"llm_model": " "}, "--llm-model: is missing"),
        ({"llm_key_env": KEY}, "names no environment variable"),
        ({"llm_key_env": "NOT_SET_ANYWHERE"}, "names no environment variable"),
        ({"llm": "http://llm.example.org/v1", "llm_key_env": "OWN_KEY"}, "would send the key unencrypted"),
        ({"llm": None}, "--llm: is missing"),
    ],
)
def test_an_endpoint_that_is_not_given_whole_is_refused_before_anything_is_read(
    asked: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], word: str
) -> None:
    monkeypatch.setenv("OWN_KEY", KEY)
    with pytest.raises(EvidenceError) as caught:
        asked(**options)
    assert word in caught.value.told("en")
    assert HAN.search(caught.value.told("zh"))
    assert KEY not in caught.value.told("en") + caught.value.told("zh")


def test_an_endpoint_shows_no_key() -> None:
    found = endpoint_of("https://llm.example.org/v1", "m", "K", {"K": KEY})
    assert found is not None
    assert found.key == KEY
    assert KEY not in repr(found)


def test_without_the_extra_the_refusal_says_how_to_get_it(
    asked: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    monkeypatch.delitem(sys.modules, "fourfutures.evidence.language_model.client", raising=False)
    with pytest.raises(EvidenceError, match=re.escape("pip install 'fourfutures[llm]'")):
        asked()


def test_a_go_has_so_many_questions(endpoint: ModelServer, asked: Callable[..., dict[str, Any]]) -> None:
    found = asked(patience=FAST._replace(batch=10, questions=1))
    assert "was asked 1 questions" in found["problems"][0].told("en")
    assert len(endpoint.questions) == 1
