"""A server of small files on this machine, with every way in which one can fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple

from loopback import listening


class Answer(NamedTuple):
    """What is sent for a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    declared: int | None = None  # Content-Length, where it is not the true one; below 0 for none at all
    pause: float = 0.0  # seconds before each piece
    pieces: int = 1


class FileServer:
    """Paths and what is answered for them; `asked` are the paths that were asked for."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []

    def give(self, path: str, *answer: object, **named: object) -> str:
        """Answer a path from now on; its address."""
        self.answers[path] = Answer(*answer, **named)  # type: ignore[arg-type]
        return self.root + path


@contextmanager
def serving() -> Iterator[FileServer]:
    """A server that runs until the block ends."""
    halted = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            answer = server.answers.get(self.path, Answer(b"no such file", 404))
            self.send_response(answer.status)
            length = len(answer.body) if answer.declared is None else answer.declared
            if length >= 0:
                self.send_header("Content-Length", str(length))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            size = -(-len(answer.body) // answer.pieces) or 1
            try:
                for start in range(0, len(answer.body), size):
                    if answer.pause and halted.wait(answer.pause):
                        return
                    self.wfile.write(answer.body[start : start + size])
                    self.wfile.flush()
                if answer.pause and not answer.body:
                    halted.wait(answer.pause)
            except OSError:
                pass  # the client has had enough

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with listening(Handler, halted) as port:
        server = FileServer(port)
        yield server
