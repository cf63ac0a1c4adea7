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
        self._line: deque[threading.Event] = deque()  # of those who wait, each woken alone
        self._door = threading.Lock()

    @contextmanager
    def one(self, stay: Stay) -> Iterator[None]:
        """A place for as long as the block lasts. Raises Refused when too many wait, or by `stay`."""
        mine = self._asked()
        try:
            # Looked at twice a second: a newer request of the session does not knock at this door.
            while not mine.wait(0.5):
                stay()
            stay()
            yield
        finally:
            self._left(mine)

    def _asked(self) -> threading.Event:
        """What is set once its owner has a place."""
        mine = threading.Event()
        with self._door:
            if self._free and not self._line:
                self._free -= 1
                mine.set()
            elif len(self._line) >= self._room:
                raise busy()
            else:
                self._line.append(mine)
        return mine

    def _left(self, mine: threading.Event) -> None:
        """Hand a place on to the first in the line, or go from the line."""
        with self._door:
            if not mine.is_set():
                self._line.remove(mine)
            elif self._line:
                self._line.popleft().set()
            else:
                self._free += 1


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
