"""Turns: so many requests are worked on at once, so many wait, the rest are told to come back."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fourfutures.web.errors import busy, stopping, superseded

SESSIONS = 1_000  # remembered; the one that was silent longest is forgotten first
Stay = Callable[[], None]  # raises Refused once an answer is no longer wanted


class Slots:
    """Places to work in, given in the order in which they were asked for; who waits leaves when nobody wants the answer."""

    def __init__(self, places: int, waiting: int) -> None:
        self._free, self._room = places, waiting
        self._line: deque[object] = deque()
        self._door = threading.Condition()

    @contextmanager
    def one(self, stay: Stay) -> Iterator[None]:
        """A place for as long as the block lasts. Raises Refused when too many wait, or by `stay`."""
        with self._door:
            if (self._line or not self._free) and len(self._line) >= self._room:
                raise busy()
            mine = object()
            self._line.append(mine)
            try:
                # Looked at twice a second: a newer request of the session does not knock at this door.
                while not self._door.wait_for(lambda: self._free and self._line[0] is mine, timeout=0.5):
                    stay()
                self._free -= 1
            finally:
                self._line.remove(mine)
                self._door.notify_all()
        try:
            stay()
            yield
        finally:
            with self._door:
                self._free += 1
                self._door.notify_all()


class Sessions:
    """The newest request of each session, by its kind; and whether the server still wants answers at all."""

    def __init__(self) -> None:
        self._newest: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._count = 0
        self._lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Let all that is being worked on stop at its next step."""
        self._closed = True

    def stay(self) -> None:
        """Raises Refused once the server is being stopped."""
        if self._closed:
            raise stopping()

    def ticket(self, kind: str, session: str | None) -> Stay:
        """What raises Refused once a request that came now has a newer one of its session and kind."""
        if session is None:
            return self.stay
        key = (kind, session)
        with self._lock:
            self._count += 1
            mine = self._newest[key] = self._count
            self._newest.move_to_end(key)
            while len(self._newest) > SESSIONS:
                self._newest.popitem(last=False)

        def stay() -> None:
            self.stay()
            if self._newest.get(key, mine) != mine:
                raise superseded()

        return stay
