"""A workshop: nobody sees a ballot before its time, rules hold, and the debrief adds up and says what the model says."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from fourfutures.analysis import PHASES, workshop_schemas

FUTURES = ("americas_century", "chinese_characteristics", "us_standard", "ai_plus_world", "contested")
MEMBERS, SEED = 400, 7


def points(*given: int) -> dict[str, int]:
    return dict(zip(FUTURES, given, strict=True))


class Room:
    """A workshop over HTTP."""

    def __init__(self, web: TestClient, moves_each: int = 3) -> None:
        self.web = web
        reply = web.post("/api/workshop", json={"members": MEMBERS, "seed": SEED, "moves_each": moves_each})
        assert reply.status_code == 200, reply.text
        self.code, self.key = reply.json()["code"], reply.json()["key"]

    def enter(self, **entry: Any) -> Any:
        return self.web.post(f"/api/workshop/{self.code}", json=entry)

    def turn(self, phase: str) -> Any:
        return self.enter(kind="turned", phase=phase, key=self.key)

    def vote(self, person: str, team: str, *given: int) -> Any:
        return self.enter(kind="voted", person=person, team=team, points=points(*given))

    def move(self, team: str, lever: str, value: float) -> Any:
        return self.enter(kind="moved", team=team, lever=lever, value=value)

    def see(self) -> dict[str, Any]:
        reply = self.web.get(f"/api/workshop/{self.code}")
        assert reply.status_code == 200
        return reply.json()

    def debrief(self) -> dict[str, Any]:
        reply = self.web.get(f"/api/workshop/{self.code}/debrief")
        assert reply.status_code == 200, reply.text
        return reply.json()


@pytest.fixture
def room(web: TestClient) -> Room:
    return Room(web)


@pytest.fixture(scope="module")
def played(web: TestClient) -> Room:
    room = Room(web)
    room.vote("person-one", "us", 40, 10, 10, 10, 30)
    room.vote("person-two", "cn", 10, 30, 10, 20, 30)
    room.turn("reveal")
    room.turn("moves")
    for move in (
        ("us", "export_control", 1.0),
        ("cn", "cn_state_push", 1.0),
        ("us", "export_control", -1.0),
    ):
        reply = room.move(*move)
        assert reply.status_code == 200, reply.text
    return room


def test_the_key_is_told_once_and_is_not_in_the_log(room: Room, web: TestClient) -> None:
    assert "key" not in room.see()
    log = (web.app.state.desk.workshops / f"{room.code}.jsonl").read_text()
    assert room.key not in log
    assert hashlib.sha256(room.key.encode()).hexdigest() in log


def test_ballots_are_unseen_until_they_are_revealed(room: Room) -> None:
    room.vote("person-one", "us", 100, 0, 0, 0, 0)
    seen = room.see()
    assert seen["ballots"] is None
    assert seen["voted"] == {"us": 1}
    room.turn("reveal")
    assert room.see()["ballots"]["all"]["mean"] == points(1, 0, 0, 0, 0)


def test_what_is_seen_is_never_an_older_state(room: Room) -> None:
    first = room.web.get(f"/api/workshop/{room.code}")
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers
    room.vote("person-one", "us", 100, 0, 0, 0, 0)
    again = room.web.get(f"/api/workshop/{room.code}", headers={"if-none-match": "*"})
    assert again.json()["voted"] == {"us": 1}


def test_no_reply_names_a_person(played: Room) -> None:
    assert "person-" not in str(played.see())
    assert "person-" not in str(played.debrief())


def test_the_last_ballot_of_a_person_counts(room: Room) -> None:
    room.vote("person-one", "us", 100, 0, 0, 0, 0)
    room.vote("person-one", "us", 0, 0, 0, 0, 100)
    room.turn("reveal")
    seen = room.see()["ballots"]["all"]
    assert (seen["n"], seen["mean"]["contested"], seen["disagreement_bits"]) == (1, 1.0, None)


def test_ballots_that_agree_are_no_bits_apart_and_opposite_ones_are_one(room: Room) -> None:
    for person in ("person-one", "person-two"):
        room.vote(person, "us", 100, 0, 0, 0, 0)
    for person in ("person-three", "person-four"):
        room.vote(person, "cn", 0, 100, 0, 0, 0)
    room.turn("reveal")
    found = room.see()["ballots"]
    assert found["us"]["disagreement_bits"] == pytest.approx(0.0, abs=1e-12)
    assert found["all"]["disagreement_bits"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ({"kind": "voted", "person": "person-one", "team": "us", "points": points(50, 0, 0, 0, 49)}, "99"),
        ({"kind": "voted", "person": "person-one", "team": "us", "points": {"contested": 100}}, "future"),
        ({"kind": "voted", "person": "person-one", "team": "us", "points": points(120, -20, 0, 0, 0)}, "fit"),
        ({"kind": "voted", "person": "person-one", "points": points(100, 0, 0, 0, 0)}, "fit"),
        ({"kind": "moved", "team": "us", "lever": "export_control", "value": 1.0}, "phase"),
        ({"kind": "taken_back"}, "facilitator"),
        ({"kind": "turned", "phase": "reveal"}, "facilitator"),
        ({"kind": "turned", "phase": "reveal", "key": "not-the-key"}, "facilitator"),
    ],
)
def test_what_cannot_come_now_is_refused_and_changes_nothing(
    room: Room, entry: dict[str, Any], word: str
) -> None:
    before = room.see()
    reply = room.enter(**entry)
    assert reply.status_code == 422
    assert word in " ".join(reply.json()["error"].values())
    assert room.see() == before


@pytest.mark.parametrize("code", ["ABCDE", "abcde", "..", "A" * 20, "ABCD0"])
def test_a_code_that_nobody_opened_is_told_so(web: TestClient, code: str) -> None:
    reply = web.get(f"/api/workshop/{code}")
    assert reply.status_code in (404, 422)
    assert set(reply.json()["error"]) == {"where", "what", "remedy"}


def test_a_team_pulls_its_own_levers_and_no_more_than_its_moves(web: TestClient) -> None:
    room = Room(web, moves_each=1)
    room.turn("moves")
    refused = room.move("cn", "export_control", 1.0)
    assert refused.status_code == 422
    assert "cn" in refused.json()["error"]["what"]
    assert room.move("us", "export_control", 1.0).status_code == 200
    assert room.move("us", "export_control", 0.5).status_code == 422
    assert room.enter(kind="taken_back", key=room.key).json()["left"]["us"] == 1
    assert room.move("us", "export_control", 0.5).status_code == 200
    assert room.move("us", "export_control", 9.0).status_code == 422  # beyond its range


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PHASES), max_size=6))
def test_phases_only_go_forward(web: TestClient, turns: list[str]) -> None:
    room, at = Room(web), 0
    for phase in turns:
        ahead = PHASES.index(phase) > at
        assert (room.turn(phase).status_code == 200) == ahead
        at = max(at, PHASES.index(phase))
        assert room.see()["phase"] == PHASES[at]


def test_steps_sum_to_the_whole_change_and_a_lever_pulled_twice_counts_as_it_stands(played: Room) -> None:
    found = played.debrief()
    for name in FUTURES:
        total = sum(move["step"][name] for move in found["moves"])
        assert total == pytest.approx(found["end"][name]["change"], abs=1e-12)
        alone = found["moves"][1]["alone"][name]["p"] + found["moves"][2]["alone"][name]["p"]
        assert found["interaction"][name] == pytest.approx(found["end"][name]["change"] - alone, abs=1e-12)
    assert sum(found["gap"].values()) == pytest.approx(0.0, abs=1e-9)


def test_the_debrief_says_what_a_live_answer_says(played: Room) -> None:
    found = played.debrief()
    asked = {"members": MEMBERS, "seed": SEED, "levers": {"export_control": -1.0, "cn_state_push": 1.0}}
    live = played.web.post("/api/live", json=asked).json()["futures"]["source"]
    for name in FUTURES:
        assert found["end"][name]["p"] == live[name]["p"]
        assert found["end"][name]["change"] == live[name]["change"]["p"]
    assert "--lever export_control=-1 --lever cn_state_push=1" in found["command"]


def test_documents_fit_their_schemas(played: Room) -> None:
    schemas = workshop_schemas()
    jsonschema.validate(played.see(), schemas["workshop"])
    jsonschema.validate(played.debrief(), schemas["debrief"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_written_in_its_language(played: Room, lang: str) -> None:
    reply = played.web.get(f"/api/workshop/{played.code}/debrief?format=md&lang={lang}")
    assert reply.headers["content-type"].startswith("text/markdown")
    prose = "\n".join(line for line in reply.text.splitlines() if not line.startswith("    "))
    han = re.findall(r"[\u4e00-\u9fff]", prose)
    assert bool(han) == (lang == "zh")
    assert prose.count("\n|") >= 12  # ballots of all, of teams, and the moves
