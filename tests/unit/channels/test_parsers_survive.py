"""Whatever JSON a genuine body holds, a parser answers with events or with `MalformedBody`."""

import json
import tracemalloc
from dataclasses import asdict
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.webhook_bodies import line_body, line_text, messaging, page_body
from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import CONNECTED, Channel
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Incoming, MessageReceived, Unknown

SURROGATES = st.characters(codec=None)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(SURROGATES)
    | st.sampled_from([10**400, -(10**20), "1795219199876", "page", "\ud800", "user", "message"])
)
WORDS = """
object entry id time messaging standby changes field value sender recipient timestamp message mid
text quick_reply payload attachments type is_echo app_id postback message_edit reaction referral
delivery read watermark destination events source userId webhookEventId mode deliveryContext
isRedelivery replyToken unsend messageId follow isUnblocked data keywords product elements title
sticker_id comment_id verb
"""
NAMES = st.sampled_from(WORDS.split()) | st.text(SURROGATES, max_size=5)
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)
GOOD = {
    Channel.MESSENGER: page_body(messaging(message={"mid": "m_1", "text": "hi"})),
    Channel.LINE: line_body(line_text("hi")),
}


def check(channel: Channel, body: object) -> list[Incoming]:
    """Parse, and hold what every event promises to those behind the parser."""
    try:
        incoming = INBOUND[channel].parse(body, app_id="1")
    except MalformedBody:
        return []
    for event in incoming:
        assert event.occurred_at.tzinfo is UTC
        assert 0 < len(event.cause) <= 200 and event.cause.isascii() and event.cause.isprintable()
        assert event.user is None or 0 < len(event.user.encode()) <= 140
        assert len(event.account.encode()) <= 140
        assert event.user or isinstance(event.happening, Unknown)
        kept = json.dumps(asdict(event), ensure_ascii=False, default=str)
        assert kept.encode() and "\\u0000" not in kept
    return incoming


@given(st.sampled_from(CONNECTED), JSON)
def test_any_json_at_all(channel: Channel, body: Any) -> None:
    check(channel, body)


@settings(max_examples=400)
@given(
    st.dictionaries(NAMES, JSON, max_size=8), st.sampled_from(["messaging", "standby", "changes"])
)
def test_any_event_in_a_messenger_envelope(event: Any, where: str) -> None:
    assert check(Channel.MESSENGER, page_body(event, where=where))


@settings(max_examples=400)
@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_any_member_of_a_good_event_may_be_anything(members: Any) -> None:
    assert len(check(Channel.MESSENGER, page_body(messaging(**members)))) == 1
    assert len(check(Channel.LINE, line_body({**line_text("hi"), **members}))) == 1


@settings(max_examples=400)
@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_any_member_of_a_good_message_may_be_anything(members: Any) -> None:
    in_messenger = page_body(messaging(message={"mid": "m_1", "text": "hi", **members}))
    in_line = line_body({**line_text("hi"), "message": {"type": "text", "id": "1", **members}})

    assert len(check(Channel.MESSENGER, in_messenger)) == 1
    assert len(check(Channel.LINE, in_line)) == 1


@pytest.mark.parametrize("channel", CONNECTED)
def test_a_body_nested_deeper_than_json_can_be_written_is_read(channel: Channel) -> None:
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    event = {"deep": deep, "message": deep}
    body = page_body(event, event) if channel is Channel.MESSENGER else line_body(event, event)

    assert len(check(channel, body)) == 2


def empty_events(channel: Channel, count: int) -> list[Any]:
    """Bodies of so many empty events, however they may be packed."""
    if channel is Channel.LINE:
        return [line_body(*[{}] * count)]
    entry = {"id": "1", "messaging": [{}]}
    in_one = {"object": "page", "entry": [{"id": "1", "messaging": [{}] * count}]}
    return [in_one, {"object": "page", "entry": [entry] * count}]


@pytest.mark.parametrize("channel", CONNECTED)
def test_a_body_made_of_husks_is_refused_before_it_fills_the_memory(channel: Channel) -> None:
    for full, flood in zip(
        empty_events(channel, 10_000), empty_events(channel, 300_000), strict=True
    ):
        assert len(check(channel, full)) == 10_000
        tracemalloc.start()
        with pytest.raises(MalformedBody):
            INBOUND[channel].parse(flood, app_id="1")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 64_000_000


@pytest.mark.parametrize("channel", CONNECTED)
def test_unknown_members_anywhere_change_nothing(channel: Channel) -> None:
    def with_more(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: with_more(member) for name, member in value.items()} | {"new_member": {}}
        return [with_more(member) for member in value] if isinstance(value, list) else value

    (plain,) = check(channel, GOOD[channel])
    (richer,) = check(channel, with_more(GOOD[channel]))

    assert plain == richer
    assert isinstance(plain.happening, MessageReceived)
