"""A conversation has one owner; whoever is not it may listen, and not speak."""

import json
from typing import Any

import pytest

from tests.unit.simulators.instagram.calls import (
    OWN,
    act,
    call,
    happened,
    refusal,
    ruled,
    send,
    visitor,
)
from tests.unit.simulators.rig import IG, IGSID, Rig, running
from workbench.simulators.instagram.threads import INBOX_APP

WHO = {"recipient": {"id": IGSID}}


def thread(rig: Rig, how: str, **more: Any) -> tuple[int | None, int | None]:
    return refusal(call(rig, f"{OWN}/{how}_thread_control", {**WHO, **more}))


def owner(rig: Rig) -> str:
    found = call(rig, f"{OWN}/thread_owner", how="GET", recipient=IGSID).json or {}
    return "".join(row["thread_owner"]["app_id"] for row in found["data"])


def test_row_26_whoever_does_not_hold_the_conversation_cannot_speak(rig: Rig) -> None:
    visitor(rig).say("hi")
    visitor(rig).to_inbox()

    answer = send(rig)

    assert refusal(answer) == (100, 2534037)
    assert refusal(act(rig, sender_action="typing_on")) == (100, 2534037)
    visitor(rig).back_to_app()
    assert send(rig).status_code == 200


def test_who_does_not_hold_it_hears_in_standby_and_of_a_button_no_payload(rig: Rig) -> None:
    visitor(rig).say("hi")
    button = {"type": "postback", "title": "看", "payload": "P"}
    payload = {"template_type": "button", "text": "a", "buttons": [button]}
    send(rig, {"attachment": {"type": "template", "payload": payload}})
    visitor(rig).to_inbox()
    rig.simulators.drain()

    (entry,) = json.loads(visitor(rig).press("看").body)["entry"]

    assert "messaging" not in entry
    assert entry["standby"][0]["postback"]["title"] == "看"
    assert "payload" not in entry["standby"][0]["postback"]


def test_a_conversation_that_moves_is_told_of(rig: Rig) -> None:
    visitor(rig).say("hi")
    thread(rig, "pass", target_app_id=INBOX_APP, metadata="help")
    visitor(rig).back_to_app()

    moves = [
        event["pass_thread_control"] for event in happened(rig) if "pass_thread_control" in event
    ]

    assert [(move["previous_owner_app_id"], move["new_owner_app_id"]) for move in moves] == [
        (None, INBOX_APP),
        (INBOX_APP, IG.app_id),
    ]


def test_passing_is_for_the_owner_and_never_to_oneself(rig: Rig) -> None:
    visitor(rig).say("hi")

    assert thread(rig, "pass", target_app_id=IG.app_id) == (100, None)
    assert thread(rig, "pass", target_app_id=INBOX_APP) == (None, None)
    assert thread(rig, "pass", target_app_id="4711") == (100, 2534037)


def test_row_27_taking_needs_routing_and_asking_needs_none(rig: Rig) -> None:
    visitor(rig).say("hi")
    assert thread(rig, "take") == (None, None)
    assert owner(rig) == IG.app_id
    assert thread(rig, "request") == (100, None)
    with running(ruled(routing=False)) as plain:
        visitor(plain).say("hi")
        assert thread(plain, "take") == (100, None)
        assert thread(plain, "request") == (None, None)
        assert owner(plain) == IG.app_id
    with running(ruled(may_take=False)) as bounded:
        visitor(bounded).say("hi")
        assert thread(bounded, "take") == (100, None)


def test_an_idle_conversation_is_nobodys(rig: Rig) -> None:
    visitor(rig).say("hi")
    thread(rig, "take")
    before = len(happened(rig))

    assert thread(rig, "release") == (None, None)
    assert owner(rig) == ""
    assert len(happened(rig)) == before


@pytest.mark.parametrize(
    ("seconds", "code"), [(604_800, (None, None)), (604_801, (100, None)), (0, (100, None))]
)
def test_a_hold_is_extended_by_seven_days_at_most(
    rig: Rig, seconds: int, code: tuple[int | None, int | None]
) -> None:
    visitor(rig).say("hi")
    thread(rig, "take")

    assert thread(rig, "extend", duration=seconds) == code


def test_a_blocked_person_is_unavailable_until_unblocked(rig: Rig) -> None:
    visitor(rig).say("hi")
    path = f"{OWN}/moderate_conversations"
    users = [{"id": IGSID}]

    assert call(rig, path, {"user_ids": users, "actions": ["block_user"]}).status_code == 200
    assert refusal(send(rig)) == (551, 1545041)
    call(rig, path, {"user_ids": users, "actions": ["unblock_user"]})
    assert send(rig).status_code == 200
    assert refusal(call(rig, path, {"user_ids": users * 11, "actions": ["block_user"]})) == (
        100,
        None,
    )
