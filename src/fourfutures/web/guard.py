"""What stands before every route: where a request may come from, how large it is, and what is known already."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fourfutures.errors import Both
from fourfutures.web.errors import Refused, fault
from fourfutures.web.replies import FRAMED, HEADERS, TRUSTED, language, refusal

LARGEST_BODY = 64 * 1024  # bytes
LARGEST_INTAKE = 16_000_000  # bytes, where documents are handed in
INTAKE = ("/api/evidence/add", "/api/evidence/import")
LONGEST_QUERY = 4_000  # bytes
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Addresses whose replies depend on more than study and question: on what people do, and on logs of this machine.
LIVING = ("/api/evidence", "/api/forecasts", "/api/workshop")
log = logging.getLogger("fourfutures.web")


class Guard:
    """Checks host, origin, token and size; answers 304 for what a reader holds; sets headers; turns faults into errors.

    `state` names what every GET depends on besides its address, `heard` the evidence accepted by now. With a `token` each request below /api needs it; without
    one only the names of this machine are answered, so that a page elsewhere cannot reach in under a name of its own.
    """

    def __init__(
        self, app: ASGIApp, state: str, heard: Callable[[], str] = lambda: "", token: str | None = None
    ) -> None:
        self.app, self.state, self.heard, self.token = app, state, heard, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        query = scope["query_string"].decode("latin-1")
        lang = language(dict(parse_qsl(query[:LONGEST_QUERY])), headers)
        framed = not scope["path"].startswith("/api/") and "embed" in dict(parse_qsl(query[:LONGEST_QUERY]))
        begun = False
        trusted = scope["scheme"] == "https" or _name(headers.get("host", "")) in LOOPBACK

        async def out(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                fresh = tag if message["status"] == 200 else None
                _dress(MutableHeaders(scope=message), fresh, trusted, framed)
            await send(message)

        tag = None
        try:
            self._may_come(scope, headers, query)
            kept = scope["path"].startswith("/api/") and not scope["path"].startswith(LIVING)
            if scope["method"] == "GET" and kept:
                tag = self._tag(scope["path"], query)
                if _held(headers, tag):
                    await _not_modified(tag, trusted, send)
                    return
            body = await _body(headers, receive, LARGEST_INTAKE if scope["path"] in INTAKE else LARGEST_BODY)
            await self.app(scope, _replay(body, receive), out)
        except Refused as error:
            await refusal(error.problem, error.status, lang, error.retry)(scope, receive, out)
        except Exception:
            number = secrets.token_hex(4)
            log.disabled = False  # a library that sets up logging silences the loggers it finds
            log.exception("fault %s at %s %s", number, scope["method"], scope["path"])
            if begun:
                raise
            problem = fault(number).problem
            await refusal(problem, 500, lang)(scope, receive, out)

    def _may_come(self, scope: Scope, headers: Headers, query: str) -> None:
        """Raises Refused for a request from where none may come."""
        host = headers.get("host", "")
        if self.token is None and _name(host) not in LOOPBACK:
            raise Refused(
                403,
                "Host",
                Both("names another machine", "指向另一台机器"),
                Both("use 127.0.0.1 or localhost", "请用 127.0.0.1 或 localhost"),
            )
        origin = headers.get("origin")
        elsewhere = origin is not None and urlsplit(origin).netloc != host
        if scope["method"] != "GET" and (elsewhere or headers.get("sec-fetch-site") == "cross-site"):
            raise Refused(
                403,
                "Origin",
                Both("is another site", "来自其他网站"),
                Both("ask from the server's own pages, or from a program", "请从本服务器的页面或程序中请求"),
            )
        if len(query) > LONGEST_QUERY:
            raise Refused(
                414,
                Both("the query", "查询字符串"),
                Both(f"is longer than {LONGEST_QUERY} bytes", f"超过{LONGEST_QUERY}字节"),
                Both("ask for less at once", "请减少一次请求的内容"),
            )
        if self.token is not None and scope["path"].startswith("/api/"):
            kind, _, given = headers.get("authorization", "").partition(" ")
            if kind.lower() != "bearer" or not hmac.compare_digest(
                given.strip().encode(), self.token.encode()
            ):
                raise Refused(
                    401,
                    "Authorization",
                    Both("the token is missing or wrong", "令牌缺失或有误"),
                    Both(
                        "send the header `Authorization: Bearer TOKEN` with the token that the server was started with",
                        "请发送请求头 Authorization: Bearer TOKEN，令牌为服务器启动时所设",
                    ),
                )

    def _tag(self, path: str, query: str) -> str:
        parts = "\n".join(
            (self.state, self.heard(), path, *(f"{name}={value}" for name, value in sorted(parse_qsl(query))))
        )
        return f'"{sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def _name(host: str) -> str:
    """A host without its port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _held(headers: Headers, tag: str) -> bool:
    known = [part.strip().removeprefix("W/") for part in headers.get("if-none-match", "").split(",")]
    return tag in known


def _dress(headers: MutableHeaders, tag: str | None, trusted: bool, framed: bool = False) -> None:
    for name, value in {**HEADERS, **(FRAMED if framed else {})}.items():
        if value is not None:
            headers[name] = value
    if trusted:
        headers.update(TRUSTED)
    parts = [*headers.get("vary", "").split(", "), "Accept-Language", "Authorization"]
    headers["vary"] = ", ".join(dict.fromkeys(part for part in parts if part))
    if tag is not None:
        headers["etag"] = tag
        headers["cache-control"] = "private, no-cache"
    elif "cache-control" not in headers:
        headers["cache-control"] = "no-store"


async def _not_modified(tag: str, trusted: bool, send: Send) -> None:
    headers = MutableHeaders()
    _dress(headers, tag, trusted)
    await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
    await send({"type": "http.response.body", "body": b""})


async def _body(headers: Headers, receive: Receive, most: int) -> bytes:
    """The whole body. Raises Refused for one that is too large, before more of it is read."""
    said = headers.get("content-length", "0")
    parts, size = [], int(said) if said.isdecimal() and len(said) < 12 else most + 1
    if size <= most:
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            part = message.get("body", b"")
            size += len(part)
            if size > most:
                break
            parts.append(part)
            if not message.get("more_body", False):
                break
    if size > most:
        raise Refused(
            413,
            Both("the body", "请求体"),
            Both(f"is larger than {most:,} bytes", f"超过{most}字节"),
            Both("ask for less at once", "请减少一次请求的内容"),
        )
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body again, for whoever reads it next."""
    given = False

    async def again() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
