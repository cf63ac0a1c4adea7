"""The server's own answer to what a page asks, to hold beside what the page shows."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

from visit import until

FEW = 100  # members: these tests hold numbers beside numbers, however rough
DRAWN = ".read-off"  # the last line of a place whose numbers are there


def told(address: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """The document at an address below /api; with a body, of a POST."""
    content = None if body is None else json.dumps({"members": FEW, **body}).encode()
    asked = Request(
        f"{address}/api/{path}", content, {"content-type": "application/json", "accept-language": "en"}
    )
    with urlopen(asked, timeout=120) as reply:
        return json.load(reply)


def points(p: float) -> str:
    """A probability as the page writes it."""
    if p * 100 < 0.5:
        return "0" if p <= 0.0 else "<1"
    if p * 100 > 99.5:
        return "100" if p >= 1.0 else ">99"
    return str(int(p * 100 + 0.5))


def few(path: str) -> str:
    """An address of the app that asks for few members."""
    return f"{path}{'&' if '?' in path else '?'}n={FEW}"


def drawn(page: Any) -> None:
    """Wait until the numbers of the page are those that it asked for last."""
    page.wait_for_selector(DRAWN, timeout=60_000)
    until(page, "!document.querySelector('main .old, main .loading')")
