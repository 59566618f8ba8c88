"""By which keys Instagram's events are recognised when they come again, and which are whose."""

from typing import Any

import pytest

from tests.support.fixtures import payloads
from towkay.adapters.channels.instagram.inbound import INBOUND
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import HumanReplied, Incoming, MessageReceived, ReceiptArrived
from towkay.domain.send_ids import parse_send_id

ACCOUNT, USER = "17841400000000001", "1784555000111222"
RECORDED = {one.name: one.body for one in payloads("instagram")}


def one_of(name: str, app_id: str = "771204559830114") -> Incoming:
    (incoming,) = INBOUND.parse(RECORDED[name], app_id=app_id)
    return incoming


def messaging(**parts: Any) -> Any:
    event = {"sender": {"id": USER}, "recipient": {"id": ACCOUNT}, "timestamp": 1795219199900}
    return {
        "object": "instagram",
        "entry": [{"id": ACCOUNT, "time": 1, "messaging": [event | parts]}],
    }


def test_a_comment_is_one_event_in_either_shape_and_under_the_ad_too() -> None:
    told = ("comment", "comment-flat", "comment-on-boosted-post", "comment-in-milliseconds")

    assert {one_of(name).cause for name in told} == {"comment:17890000000000123"}


def test_a_message_taken_back_is_another_event_than_the_message() -> None:
    said, gone = one_of("text"), one_of("deleted")

    assert said.cause != gone.cause
    assert isinstance(said.happening, MessageReceived)
    assert said.happening.message_id in gone.cause


def test_a_message_and_its_echo_and_edits_have_keys_of_their_own() -> None:
    causes = [
        one_of(name).cause
        for name in ("text", "echo-without-metadata", "edit", "edit-number-as-text", "reaction")
    ]

    assert len(set(causes)) == len(causes)


def test_an_echo_leads_back_to_its_send_only_by_what_it_brings() -> None:
    ours = one_of("echo-ours-by-metadata").happening
    assert isinstance(ours, ReceiptArrived)
    assert parse_send_id(ContactKey(Channel.INSTAGRAM, ACCOUNT, USER), ours.send_id)
    assert isinstance(one_of("echo-of-our-app").happening, ReceiptArrived)
    # Where it is not known which app is ours, its number proves nothing.
    assert isinstance(one_of("echo-of-our-app", app_id="").happening, HumanReplied)


def test_the_inbox_is_a_person_whatever_it_brings_along() -> None:
    assert one_of("echo-from-the-inbox").happening == HumanReplied()


@pytest.mark.parametrize("name", ["pass-thread-to-us", "take-thread-from-us"])
def test_whose_a_conversation_is_cannot_be_told_without_knowing_the_app(name: str) -> None:
    assert one_of(name, app_id="").user == USER
    assert type(one_of(name, app_id="").happening).__name__ == "Unknown"


LINKED = [name for name, body in RECORDED.items() if "lookaside" in repr(body)]


def test_a_link_of_a_story_is_never_kept() -> None:
    assert {"story-reply", "story-mention", "story-shared", "ig-post"} <= {*LINKED}
    for name in LINKED:
        assert "lookaside" not in repr(one_of(name))


@pytest.mark.parametrize("length", [9_000, 100_000])
def test_a_text_longer_than_any_is_cut_and_says_so(length: int) -> None:
    (incoming,) = INBOUND.parse(messaging(message={"mid": "m", "text": "茶" * length}), app_id="")

    assert isinstance(incoming.happening, MessageReceived)
    assert (len(incoming.happening.text), incoming.trimmed) == (8_000, True)
