"""`fourfutures serve` as a user starts and stops it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
import uvicorn
from terminal import typed

import fourfutures.web
from fourfutures.web.serving import listening

posix = pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")


@posix
def test_it_tells_its_address_answers_and_stops_cleanly(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "fourfutures", "serve", "--port", "0"]
    with subprocess.Popen(
        line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        told = server.stdout.readline()
        address = next(word for word in told.split() if word.startswith("http://127.0.0.1:"))
        with urlopen(f"{address}api/study", timeout=30) as reply:
            assert json.load(reply)["study"] == "ai-2027"
            assert "server" not in {name.lower() for name in reply.headers}
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert server.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []


def test_a_server_on_every_address_tells_one_that_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    for host in ("0.0.0.0", "127.0.0.1", "localhost"):
        fourfutures.web.serve("ai-2027", host=host, port=0, token="a token of many signs", ready=told.append)
    outward, *named = (urlsplit(address).hostname for address in told)
    assert named == ["127.0.0.1", "localhost"]
    assert outward != "0.0.0.0"
    with socket.create_server((outward, 0)):
        pass  # an address of this machine


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (("--host", "0.0.0.0"), "no token is set", "未设令牌"),
        (("--host", "::"), "no token is set", "未设令牌"),
        (("--token", "short"), "shorter than 16", "少于16"),
        (("--port", "70000"), "no port", "不是端口"),
        (("--port", "many"), "not a whole number", "不是整数"),
        (("--study", "nowhere"), "nowhere", "nowhere"),
    ],
)
def test_a_server_that_cannot_start_says_why(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    en: str,
    zh: str,
) -> None:
    monkeypatch.delenv("FOURFUTURES_TOKEN", raising=False)
    for lang, words in (("en", en), ("zh", zh)):
        answer = typed(capsys, "--lang", lang, "serve", *arguments)
        assert answer.status == 2
        assert words in answer.err


def test_a_port_in_use_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = typed(capsys, "serve", "--port", port)
    assert answer.status == 2
    assert port in answer.err
    assert "another port" in answer.err


def test_a_reply_does_not_wait_for_the_reader_to_confirm_its_head() -> None:
    with listening("127.0.0.1", 0) as server, socket.create_connection(server.getsockname()):
        accepted, _ = server.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_without_the_extra_the_message_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fourfutures.web, "find_spec", lambda name: None)
    for lang in ("en", "zh"):
        answer = typed(capsys, "--lang", lang, "serve")
        assert answer.status == 2
        assert "fourfutures[web]" in answer.err
