"""Errors of the web room: what a server will not do, with the HTTP status that says so."""

from __future__ import annotations

from fourfutures.errors import Both, FourFuturesError


class WebError(FourFuturesError):
    """A server that cannot be started as asked."""


class Refused(FourFuturesError):
    """A request that is not answered; `status` is the HTTP status, `retry` seconds after which asking again makes sense."""

    def __init__(self, status: int, where: str, what: Both, remedy: Both, retry: int | None = None) -> None:
        super().__init__(where=where, what=what, remedy=remedy)
        self.status = status
        self.retry = retry


def superseded() -> Refused:
    """A newer request of the same session has come."""
    return Refused(
        409,
        Both("this request", "本次请求"),
        Both(
            "was overtaken by a newer one of the same session",
            "已被同一会话中较新的请求取代",
        ),
        Both("use the answer to the newer one", "请使用较新请求的结果"),
    )


def stopping() -> Refused:
    """The server is being stopped."""
    return Refused(
        503,
        Both("the server", "服务器"),
        Both("is being stopped", "正在停止"),
        Both("ask again once it runs", "请在其重新启动后再试"),
    )


def busy() -> Refused:
    """More is asked than can be worked on soon."""
    return Refused(
        503,
        Both("the server", "服务器"),
        Both("has too many requests waiting", "等待处理的请求过多"),
        Both("ask again in a few seconds", "请过几秒再试"),
        retry=5,
    )


def fault(number: str) -> Refused:
    """A fault of the program; the log tells more under `number`."""
    return Refused(
        500,
        "fourfutures",
        Both(
            f"this is a fault of the program, not yours; its number in the log is {number}",
            f"这是程序的错误，与您的操作无关；日志编号为 {number}",
        ),
        Both("please report it with the lines of the log", "烦请附上相应日志反馈"),
    )
