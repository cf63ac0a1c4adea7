"""A server for one study: bound to an address, stopped by a signal."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from types import FrameType

import uvicorn

from fourfutures.errors import Both, reason
from fourfutures.study import Study
from fourfutures.web.assembly import assembled
from fourfutures.web.desk import Desk
from fourfutures.web.errors import WebError

SHORTEST_TOKEN = 16


def served(
    load: Callable[[], Study], host: str, port: int, token: str | None, ready: Callable[[str], None],
    read_only: bool = False,
) -> None:  # fmt: skip
    """Serve until a signal stops it. Calls `ready` with the address once it answers. Raises WebError, or what `load` does."""
    _require_token(host, token)
    with listening(host, port) as door:
        app = assembled(load(), token, read_only=read_only)
        ready(f"http://{_reachable(host)}:{door.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5, h11_max_incomplete_event_size=32_768
        )  # fmt: skip
        # The signal is raised again once all is closed; being stopped is how a server is meant to end.
        with suppress(KeyboardInterrupt):
            Stoppable(config, app.state.desk).run(sockets=[door])


class Stoppable(uvicorn.Server):
    """A server whose work stops at its next step when a signal comes."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Let go of what is being worked on, then close."""
        self._desk.sessions.close()
        super().handle_exit(sig, frame)


def _require_token(host: str, token: str | None) -> None:
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise WebError(
            where="--token",
            what=Both(f"is shorter than {SHORTEST_TOKEN} signs", f"少于{SHORTEST_TOKEN}个字符"),
            remedy=Both("choose a longer one that nobody guesses", "请改用更长、不易猜到的令牌"),
        )
    if token is None and not _here(host):
        raise WebError(
            where=f"--host {host}",
            what=Both(
                "can be reached from other machines, and no token is set", "可从其他机器访问，但未设令牌"
            ),
            remedy=Both(
                "give --token, or FOURFUTURES_TOKEN in the environment; without one use 127.0.0.1",
                "请用 --token 或环境变量 FOURFUTURES_TOKEN 设定令牌；不设令牌时请用 127.0.0.1",
            ),
        )


def _here(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _reachable(host: str) -> str:
    """A host as a browser is told: of a server on every address, the one that other machines reach this one by."""
    known = host
    try:
        if ip_address(host).is_unspecified:
            known = _outward(host)
    except ValueError:
        pass  # a name
    return f"[{known}]" if ":" in known else known


def _outward(every: str) -> str:
    """Address that this machine would speak from to a far one; nothing is sent, a route is only looked up."""
    family, far, near = (
        (socket.AF_INET6, "2001:db8::1", "::1")
        if ":" in every
        else (socket.AF_INET, "203.0.113.1", "127.0.0.1")
    )  # addresses kept for documents
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((far, 9))
            return str(asking.getsockname()[0])
    except OSError:
        return near  # a machine without a network


def listening(host: str, port: int) -> socket.socket:
    """A socket that readers connect to. Raises WebError."""
    if not 0 <= port <= 65_535:
        raise WebError(
            where=f"--port {port}",
            what=Both("is no port", "不是端口号"),
            remedy=Both(
                "choose 1024 to 65535, or 0 for any that is free", "请选1024至65535，或用0选任一空闲端口"
            ),
        )
    try:
        door = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        # A reply leaves as head and body. With Nagle's algorithm the body would wait until the reader has confirmed the
        # head, which systems put off by some 40 ms; sockets accepted here inherit the setting.
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return door
    except OSError as error:
        why = reason(error)
        raise WebError(
            where=f"--host {host} --port {port}",
            what=Both(f"cannot be listened on ({why})", f"无法监听（{why.zh}）"),
            remedy=Both("choose another port, such as --port 8766", "请换一个端口，如 --port 8766"),
        ) from error
