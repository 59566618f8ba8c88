"""Whatever JSON a genuine body holds, a parser answers with events or with `MalformedBody`."""

import json
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.webhook_bodies import (
    NUMBER,
    instagram_body,
    instagram_comment,
    instagram_event,
    line_body,
    line_text,
    messaging,
    page_body,
    whatsapp_body,
    whatsapp_text,
    whatsapp_value,
)
from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.account_news import AccountNews
from towkay.domain.channels import Channel, every_channel
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
sticker_id comment_id verb metadata phone_number_id contacts statuses errors user_id wa_id
from_user_id interactive button_reply order product_items system previous_user_id status pricing
recipient_user_id biz_opaque_callback_data message_echoes
"""
NAMES = st.sampled_from(WORDS.split()) | st.text(SURROGATES, max_size=5)
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)
GOOD = {
    Channel.MESSENGER: page_body(messaging(message={"mid": "m_1", "text": "hi"})),
    Channel.INSTAGRAM: instagram_body(instagram_event(message={"mid": "m_1", "text": "hi"})),
    Channel.WHATSAPP: whatsapp_body(whatsapp_text("hi")),
    Channel.LINE: line_body(line_text("hi")),
}
WRAPPED: dict[Channel, Callable[..., Any]] = {
    Channel.MESSENGER: page_body,
    Channel.INSTAGRAM: instagram_body,
    Channel.WHATSAPP: whatsapp_body,
    Channel.LINE: line_body,
}
OBJECTS = {Channel.MESSENGER: "page", Channel.INSTAGRAM: "instagram"}
ACCOUNT_WORDS = """
event restriction_info ban_info violation_info waba_info volume_tier_info alert_info decision
display_phone_number phone_number message_template_name reason other_info rejection_info type
control_passed control_taken
"""
WHATSAPP_LISTS = {
    "messages": ("messages", "statuses", "user_actions", "errors"),
    "standby": ("standby",),
    "smb_message_echoes": ("message_echoes",),
    "user_preferences": ("user_preferences",),
    "user_id_update": ("user_id_update",),
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
        is_of_nobody = isinstance(event.happening, Unknown | AccountNews)
        assert event.user or is_of_nobody
        kept = json.dumps(asdict(event), ensure_ascii=False, default=str)
        assert kept.encode() and "\\u0000" not in kept
    return incoming


@given(st.sampled_from(every_channel()), JSON)
def test_any_json_at_all_is_read_or_counted_and_never_raises(channel: Channel, body: Any) -> None:
    check(channel, body)


@settings(max_examples=400)
@given(
    st.dictionaries(NAMES, JSON, max_size=8), st.sampled_from(["messaging", "standby", "changes"])
)
def test_any_event_in_a_messenger_envelope(event: Any, where: str) -> None:
    assert check(Channel.MESSENGER, page_body(event, where=where))


@settings(max_examples=400)
@given(
    st.sampled_from([(field, name) for field in WHATSAPP_LISTS for name in WHATSAPP_LISTS[field]]),
    st.dictionaries(NAMES, JSON, max_size=8),
)
def test_any_event_in_any_list_of_whatsapp(place: tuple[str, str], event: Any) -> None:
    field, name = place
    held = {"messages": [event], "statuses": [event], "message_echoes": [event]}
    members: dict[str, Any] = {name: held if name == "standby" else [event]}

    incoming = check(Channel.WHATSAPP, whatsapp_value(field, **members))

    assert len(incoming) == (3 if name == "standby" else 1)


@settings(max_examples=400)
@given(
    st.sampled_from(["account_update", "account_alerts", "flows", "messaging_handovers", "calls"])
    | st.just("message_template_status_update"),
    st.dictionaries(NAMES | st.sampled_from(ACCOUNT_WORDS.split()), JSON, max_size=8),
)
def test_any_news_of_a_whatsapp_account(field: str, members: Any) -> None:
    body = whatsapp_value(field)
    body["entry"][0]["changes"][0]["value"] |= members

    assert len(check(Channel.WHATSAPP, body)) == 1


@settings(max_examples=400)
@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_any_member_of_a_good_event_may_be_anything(members: Any) -> None:
    assert len(check(Channel.MESSENGER, page_body(messaging(**members)))) == 1
    assert len(check(Channel.LINE, line_body({**line_text("hi"), **members}))) == 1
    on_whatsapp = whatsapp_body({**whatsapp_text("hi"), **members})
    assert len(check(Channel.WHATSAPP, on_whatsapp)) == 1


@settings(max_examples=400)
@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_any_member_of_an_event_or_a_comment_of_instagram_may_be_anything(members: Any) -> None:
    comment, change = instagram_comment("+1"), instagram_comment("+1")
    comment["entry"][0]["changes"][0]["value"] |= members
    change["entry"][0]["changes"][0] |= members

    assert len(check(Channel.INSTAGRAM, instagram_body(instagram_event(**members)))) == 1
    assert len(check(Channel.INSTAGRAM, comment)) == 1
    assert len(check(Channel.INSTAGRAM, change)) == 1


@settings(max_examples=400)
@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_any_member_of_a_good_message_may_be_anything(members: Any) -> None:
    in_messenger = page_body(messaging(message={"mid": "m_1", "text": "hi", **members}))
    in_line = line_body({**line_text("hi"), "message": {"type": "text", "id": "1", **members}})

    assert len(check(Channel.MESSENGER, in_messenger)) == 1
    assert len(check(Channel.LINE, in_line)) == 1


@pytest.mark.parametrize("channel", every_channel())
def test_a_body_nested_deeper_than_json_can_be_written_is_read(channel: Channel) -> None:
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    event = {"deep": deep, "message": deep}

    assert len(check(channel, WRAPPED[channel](event, event))) == 2


def empty_events(channel: Channel, count: int) -> list[Any]:
    """Bodies of so many empty events, however they may be packed."""
    if channel is Channel.LINE:
        return [line_body(*[{}] * count)]
    if channel is Channel.WHATSAPP:
        value = {"metadata": {"phone_number_id": NUMBER}, "messages": [{}]}
        change = {"field": "messages", "value": value}
        many = {"id": "1", "changes": [change] * count}
        of_meta = {"object": "whatsapp_business_account"}
        return [
            whatsapp_body(*[{}] * count),
            {**of_meta, "entry": [many]},
            {**of_meta, "entry": [{"id": "1", "changes": [change]}] * count},
        ]
    entry, kind = {"id": "1", "messaging": [{}]}, OBJECTS[channel]
    in_one = {"object": kind, "entry": [{"id": "1", "messaging": [{}] * count}]}
    return [in_one, {"object": kind, "entry": [entry] * count}]


@pytest.mark.parametrize("channel", every_channel())
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


@pytest.mark.parametrize("channel", every_channel())
def test_unknown_members_anywhere_change_nothing(channel: Channel) -> None:
    def with_more(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: with_more(member) for name, member in value.items()} | {"new_member": {}}
        return [with_more(member) for member in value] if isinstance(value, list) else value

    (plain,) = check(channel, GOOD[channel])
    (richer,) = check(channel, with_more(GOOD[channel]))

    assert plain == richer
    assert isinstance(plain.happening, MessageReceived)
