"""What a visit to the app is: how many members are asked for, and when its numbers stand still."""

from __future__ import annotations

import time
from typing import Any

MEMBERS = 400


def rested(page: Any) -> None:
    """Wait until all that was asked for is drawn."""
    page.wait_for_selector("body[data-state=rest]")


def until(page: Any, expression: str, arg: Any = None, seconds: float = 120.0) -> None:
    """Wait until an expression holds; asked from outside, since the page's own policy forbids to evaluate text."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(40)
