"""Turns: so many requests are worked on at once, so many wait, the rest are told to come back."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fourfutures.web.errors import busy, superseded

SESSIONS = 1_000  # remembered; the one that was silent longest is forgotten first


class Slots:
    """Places to work in. Whoever waits is served in no promised order, and leaves when nobody wants the answer."""

    def __init__(self, places: int, waiting: int) -> None:
        self._free, self._room = places, waiting
        self._door = threading.Condition()

    @contextmanager
    def one(self, wanted: Callable[[], bool] = lambda: True) -> Iterator[None]:
        """A place for as long as the block lasts. Raises Refused when too many wait, or when it is no longer wanted."""
        with self._door:
            if not self._free:
                if not self._room:
                    raise busy()
                self._room -= 1
                try:
                    # Looked at twice a second: a newer request of the session does not knock at this door.
                    while not self._door.wait_for(lambda: self._free > 0, timeout=0.5):
                        if not wanted():
                            raise superseded()
                finally:
                    self._room += 1
            if not wanted():
                self._door.notify()
                raise superseded()
            self._free -= 1
        try:
            yield
        finally:
            with self._door:
                self._free += 1
                self._door.notify()


class Sessions:
    """The newest request of each session, by its kind."""

    def __init__(self) -> None:
        self._newest: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._count = 0
        self._lock = threading.Lock()

    def ticket(self, kind: str, session: str | None) -> Callable[[], bool]:
        """Whether a request that came now is still the newest of its session; without a session it always is."""
        if session is None:
            return lambda: True
        key = (kind, session)
        with self._lock:
            self._count += 1
            mine = self._newest[key] = self._count
            self._newest.move_to_end(key)
            while len(self._newest) > SESSIONS:
                self._newest.popitem(last=False)
        return lambda: self._newest.get(key, mine) == mine
