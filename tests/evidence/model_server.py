"""An OpenAI-compatible endpoint on this machine that says what a test wants said, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple

from loopback import listening


class Said(NamedTuple):
    """What is sent back for one question."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = {"Content-Type": "application/json", "retry-after-ms": "1"}
    pieces: int = 1  # a body may be sent piece by piece, or without end (0)
    pause: float = 0.0  # before each piece


class Question(NamedTuple):
    """A question as it arrived."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


Speaker = Callable[[Question], Said]


class ModelServer:
    """Answers questions with `speak`, and keeps them."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.speak: Speaker = lambda question: answer([])
        self.questions: list[Question] = []


def answer(rows: object, **more: Any) -> Said:
    """The answer of a model that holds to the form."""
    return text(json.dumps({"proposals": rows}), **more)


def text(content: object, **more: Any) -> Said:
    """The answer of a model that says this."""
    message = {"role": "assistant", "content": content}
    whole = {
        "id": "x", "object": "chat.completion", "created": 1, "model": "tester",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
    }  # fmt: skip
    return Said(json.dumps(whole).encode(), **more)


def refusal(status: int, message: str = "no") -> Said:
    """The answer of an endpoint that refuses."""
    return Said(json.dumps({"error": {"message": message}}).encode(), status)


def sentences(question: Question) -> dict[int, str]:
    """The numbered sentences that were asked about."""
    told = json.loads(question.body["messages"][1]["content"])
    return {one["n"]: one["text"] for one in told["sentences"]}


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """An endpoint that runs until the block ends."""
    halted = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            question = Question(
                self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(content)
            )
            server.questions.append(question)
            said = server.speak(question)
            with suppress(OSError):
                self._send(said)

        def _send(self, said: Said) -> None:
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.pieces == 1:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            size = len(said.body) if said.pieces == 0 else -(-len(said.body) // said.pieces) or 1
            start = 0
            while start < len(said.body) and not (said.pause and halted.wait(said.pause)):
                self.wfile.write(said.body[start : start + size])
                self.wfile.flush()
                start += size if said.pieces else 0

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with listening(Handler, halted) as port:
        server = ModelServer(port)
        yield server
