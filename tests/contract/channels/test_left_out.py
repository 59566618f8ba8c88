"""Who said stop is kept out of what goes to all: by lists of them that are made once."""

from datetime import UTC, datetime

import pytest

from tests.contract.channels.simulated import InProcess
from tests.unit.simulators.rig import BOT, Rig
from towkay.adapters.channels.asking import Ask
from towkay.adapters.channels.line.audiences import (
    AudienceRefused,
    leaving_out,
    reach_ask,
    reach_of,
)
from towkay.adapters.http import HttpFailure, HttpReply


def driven(rig: Rig, people: list[str]) -> tuple[tuple[int, ...], list[str]]:
    """What came of making sure of the lists, and the requests it took."""
    steps, port, made = leaving_out(people, BOT.access_token), InProcess(rig.http), []
    try:
        ask = next(steps)
        while True:
            made.append(f"{ask.method} {ask.path.partition('?')[0]}")
            ask = steps.send(_answered(rig, port, ask))
    except StopIteration as done:
        return done.value, made


def _answered(rig: Rig, port: InProcess, ask: Ask) -> HttpReply:
    if ask.method == "POST":
        return port.post(f"/line{ask.path}", ask.headers, ask.body)
    answer = rig.http.get(f"/line{ask.path}", headers=dict(ask.headers))
    return HttpReply(answer.status_code, {}, answer.data)


def test_the_list_of_the_same_people_is_made_once(rig: Rig) -> None:
    people = [f"U{number:032x}" for number in range(3)]

    first, made = driven(rig, people)
    again, found = driven(rig, people[::-1])
    other, _ = driven(rig, people[:2])

    assert first == again != other
    assert any(one.startswith("POST") for one in made)
    assert not any(one.startswith("POST") for one in found)


def test_a_list_that_has_run_out_is_made_anew(rig: Rig) -> None:
    people = [f"U{number:032x}" for number in range(3)]
    first, _ = driven(rig, people)
    rig.clock.advance(180 * 86_400)

    again, made = driven(rig, people)

    assert again and again != first
    assert any(one.startswith("POST") for one in made)


def test_a_list_that_line_refuses_is_told_in_its_own_words() -> None:
    steps = leaving_out(["Ua"], "t")
    next(steps)
    with pytest.raises(AudienceRefused, match="not available"):
        steps.send(HttpReply(403, {}, b'{"message": "Access is not available"}'))


def test_the_reach_is_yesterdays_once_it_is_counted() -> None:
    ask = reach_ask(BOT.access_token, datetime(2026, 11, 21, 15, 0, tzinfo=UTC))
    assert ask.path.endswith("date=20261121")  # it is the 22nd already where LINE counts

    assert reach_of(HttpReply(200, {}, b'{"status":"ready","targetedReaches":5848}')) == 5848
    assert reach_of(HttpReply(200, {}, b'{"status":"unready","targetedReaches":1}')) is None
    assert reach_of(HttpReply(200, {}, b'{"status":"ready","targetedReaches":null}')) is None
    assert reach_of(HttpFailure(True, "x")) is None
