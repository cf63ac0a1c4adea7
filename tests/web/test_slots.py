"""Turns: what nobody wants any more ends, what cannot be done soon is refused, what waits is done."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fourfutures.study import Study
from fourfutures.web import application
from fourfutures.web.errors import Refused
from fourfutures.web.slots import SESSIONS, Sessions, Slots

LONG = 20.0  # seconds after which a test has hung


def held(slots: Slots, stay: Callable[[], None]) -> tuple[threading.Thread, threading.Event, list[str]]:
    """Somebody who waits for a place; what became of them stands in the list."""
    done, begun = [], threading.Event()

    def work() -> None:
        begun.set()
        try:
            with slots.one(stay):
                done.append("worked")
        except Refused as error:
            done.append(str(error.status))

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(LONG)
    return thread, begun, done


def test_whoever_waits_works_once_a_place_is_free() -> None:
    slots, sessions = Slots(1, 1), Sessions()
    with slots.one(sessions.stay):
        thread, _, done = held(slots, sessions.stay)
        assert done == []
    thread.join(LONG)
    assert done == ["worked"]


def test_places_are_given_in_the_order_of_asking() -> None:
    slots, sessions, order = Slots(1, 4), Sessions(), []

    def work(number: int) -> None:
        with slots.one(sessions.stay):
            order.append(number)

    with slots.one(sessions.stay):
        waiting = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for number, thread in enumerate(waiting, start=1):
            thread.start()
            until = time.monotonic() + LONG
            while len(slots._line) < number and time.monotonic() < until:
                time.sleep(0.001)
    for thread in waiting:
        thread.join(LONG)
    assert order == [0, 1, 2, 3]


def test_where_too_many_wait_the_next_is_told_when_to_come_back() -> None:
    slots, sessions = Slots(1, 0), Sessions()
    with slots.one(sessions.stay), pytest.raises(Refused) as refusal, slots.one(sessions.stay):
        pass
    assert (refusal.value.status, refusal.value.retry) == (503, 5)
    with slots.one(sessions.stay):
        pass


def test_a_newer_request_of_a_session_ends_the_older_one_and_no_others() -> None:
    slots, sessions = Slots(1, 3), Sessions()
    with slots.one(sessions.stay):
        waiting = {
            name: held(slots, sessions.ticket(*key))
            for name, key in {
                "older": ("live", "a"),
                "of another": ("live", "b"),
                "of another kind": ("run", "a"),
            }.items()
        }
        sessions.ticket("live", "a")
        waiting["older"][0].join(LONG)
        assert waiting["older"][2] == ["409"]
    for name in ("of another", "of another kind"):
        waiting[name][0].join(LONG)
        assert waiting[name][2] == ["worked"]


def test_a_session_that_was_silent_long_is_forgotten_not_ended() -> None:
    sessions = Sessions()
    first = sessions.ticket("live", "first")
    for number in range(SESSIONS):
        sessions.ticket("live", str(number))
    first()


def test_a_failure_gives_the_place_back() -> None:
    slots, sessions = Slots(1, 0), Sessions()
    with pytest.raises(RuntimeError), slots.one(sessions.stay):
        raise RuntimeError
    with slots.one(sessions.stay):
        pass


def test_a_run_ends_at_its_next_step_when_the_server_stops(study: Study, tmp_path: Path) -> None:
    app = application(study, runs=tmp_path)
    client = TestClient(app, base_url="http://127.0.0.1:8765")
    app.state.desk.sessions.close()
    reply = client.post("/api/run", json={"members": 200, "seed": 7})
    assert reply.status_code == 503
    assert "stopped" in reply.json()["error"]["what"]
