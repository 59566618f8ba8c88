"""Every event of every Messenger envelope arrives, whatever its neighbours look like."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.webhook_bodies import (
    AT_MS,
    PAGE,
    PSID,
    Body,
    messaging,
    page_body,
)
from tests.unit.channels.messenger_reading import only, parse, read
from towkay.domain.doings import Commented
from towkay.domain.errors import MalformedBody
from towkay.domain.events import (
    MessageEdited,
    MessageReceived,
    PostbackPressed,
    Unknown,
)


def test_a_delivery_without_a_timestamp_takes_the_entrys_time() -> None:
    event = messaging(delivery={"watermark": 1})
    del event["timestamp"]

    assert only(page_body(event)).occurred_at.timestamp() == (AT_MS + 247) / 1000


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"optin": {"type": "notification_messages", "payload": "p"}}, "optin"),
        ({"request_thread_control": {"requested_owner_app_id": "1"}}, "request_thread_control"),
        ({"take_thread_control": {"previous_owner_app_id": None}}, "take_thread_control"),
        ({"take_thread_control": {"previous_owner_app_id": "1"}}, "take_thread_control"),
        ({"response_feedback": {"feedback": "Good response"}}, "response_feedback"),
        ({"template": {"type": "balloon", "payload": "SPRING10"}}, "template"),
        ({"something new": 1}, "other"),
        ({}, "other"),
    ],
)
def test_what_nothing_here_understands_is_named_and_kept(event: Body, kind: str) -> None:
    incoming = read(**event)

    assert (incoming.user, incoming.happening) == (PSID, Unknown(f"messenger.{kind}"))


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"optin": {"ref": "checkout", "user_ref": "fernleaf-4417"}}, "optin"),
        ({"policy_enforcement": None}, "policy_enforcement"),
        ({"app_roles": ["primary_receiver"]}, "app_roles"),
        ({"sender": {"user_ref": "u"}, "postback": {"payload": "p"}}, "postback"),
    ],
)
def test_an_event_without_a_person_concerns_the_account(event: Body, kind: str) -> None:
    body = {"recipient": {"id": PAGE}, "timestamp": AT_MS, **event}

    incoming = only(page_body(body))

    assert (incoming.user, incoming.happening) == (None, Unknown(f"messenger.{kind}"))


def test_on_standby_everything_is_heard_and_nothing_may_be_answered() -> None:
    text = messaging(message={"mid": "m_1", "text": "hi"})
    pressed = messaging(postback={"mid": "m_2", "title": "Menu"})

    incoming = [only(page_body(event, where="standby")) for event in (text, pressed)]

    assert [one.happening for one in incoming] == [
        MessageReceived("m_1", "hi"),
        PostbackPressed("", "Menu"),
    ]
    assert not any(one.may_answer for one in incoming)


def test_a_comment_counts_seconds_and_is_known_by_its_id_and_verb() -> None:
    value = {
        **{"item": "comment", "verb": "add", "comment_id": "9_5", "created_time": 1795219218},
        **{"from": {"id": PSID}},
    }
    entry = {"id": PAGE, "time": 1795219220, "changes": [{"field": "feed", "value": value}] * 2}

    first, second = parse({"object": "page", "entry": [entry]})

    assert first == second
    assert (first.user, first.happening) == (PSID, Commented("9_5"))
    assert first.cause == "9_5:add:1795219218"
    assert first.occurred_at == datetime(2026, 11, 21, 0, 0, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"from": None}, "feed.comment.add"),
        ({"from": {"name": "Lin Mei"}}, "feed.comment.add"),
        ({"from": {"id": int(PAGE)}}, "feed.own.comment.add"),
        ({"comment_id": None}, "feed.comment.add"),
        ({"verb": "edited"}, "feed.comment.edited"),
        ({"verb": "hide"}, "feed.comment.hide"),
        ({"item": "reaction"}, "feed.reaction.add"),
        ({"item": "post 5512"}, "other"),
        ({"item": None, "verb": None}, "feed"),
    ],
)
def test_only_a_persons_new_comment_is_one_to_answer(changes: Body, kind: str) -> None:
    value = {"item": "comment", "verb": "add", "comment_id": "9_5", "from": {"id": PSID}}
    change = {"field": "feed", "value": {**value, **changes}}

    incoming = only({"object": "page", "entry": [{"id": PAGE, "time": 1, "changes": [change]}]})

    assert (incoming.user, incoming.happening) == (None, Unknown(f"messenger.{kind}"))


def test_a_marketing_event_is_named_in_every_wrapper_it_may_come_in() -> None:
    inner = {"field": "marketing_message_reads", "page_id": int(PAGE), "timestamp": 1795219240}
    entry = {"id": PAGE, "time": 1795219240, "changes": [{"field": inner["field"], "value": inner}]}
    bodies = [inner, page_body(inner), {"object": "page", "entry": [entry]}]

    for body in bodies:
        incoming = only(body)
        assert incoming.happening == Unknown("messenger.marketing_message_reads")
        assert incoming.account == PAGE
        assert incoming.occurred_at == datetime(2026, 11, 21, 0, 0, 40, tzinfo=UTC)


def test_the_dashboards_test_button_is_accepted_and_belongs_to_nobody() -> None:
    incoming = only({"field": "messages", "value": {"sender": {"id": "12334"}}})

    assert (incoming.account, incoming.happening) == ("", Unknown("messenger.messages"))


def test_another_product_of_meta_is_unknown_here() -> None:
    body = {**page_body(messaging(message={"mid": "m", "text": "hi"})), "object": "instagram"}

    assert only(body).happening == Unknown("messenger.object.instagram")


def test_an_entry_without_events_is_still_counted() -> None:
    incoming = only({"object": "page", "entry": [{"id": PAGE, "time": AT_MS}]})

    assert incoming.happening == Unknown("messenger.entry")


def test_every_event_of_every_entry_is_read_in_order() -> None:
    texts = [messaging(message={"mid": f"m_{n}", "text": str(n)}) for n in range(5)]
    body = page_body(*texts[:3])
    body["entry"].append({"id": "77", "time": AT_MS, "messaging": texts[3:]})

    incoming = parse(body)

    assert [one.cause for one in incoming] == [f"m_{n}" for n in range(5)]
    assert [one.account for one in incoming] == [PAGE, PAGE, PAGE, "77", "77"]


_GOOD = messaging(message={"mid": "m_good", "text": "hi"})


@pytest.mark.parametrize(
    "broken",
    [
        None,
        7,
        "text",
        [],
        {},
        {**_GOOD, "sender": {"id": ""}},
        {**_GOOD, "sender": {"id": "9" * 141}},
        {**_GOOD, "sender": {"id": "a\0b"}},
        {**_GOOD, "sender": {"id": "\ud800"}},
        {**_GOOD, "sender": {"id": True}},
        {**_GOOD, "sender": {"id": ["1"]}},
        {**_GOOD, "sender": "6843310927715504"},
        {**_GOOD, "timestamp": "soon"},
        {**_GOOD, "timestamp": 10**400},
        {**_GOOD, "timestamp": float("inf")},
        {**_GOOD, "timestamp": float("nan")},
        {**_GOOD, "timestamp": True},
        {**_GOOD, "message": "hi"},
        {**_GOOD, "message": {"mid": {"a": 1}}},
        {**_GOOD, "reaction": {"action": "react"}},
    ],
)
def test_a_broken_event_never_costs_its_neighbours(broken: Any) -> None:
    body = {"object": "page", "entry": [{"id": PAGE, "messaging": [_GOOD, broken, _GOOD]}]}

    first, middle, last = parse(body)

    assert (first.cause, last.cause) == ("m_good", "m_good")
    assert (middle.user, middle.happening) == (None, Unknown("messenger.malformed"))
    assert middle.cause.startswith("sha256-")


@pytest.mark.parametrize("entry", [None, 3, {}, {"id": ""}, {"id": None, "messaging": [_GOOD]}])
def test_an_entry_without_an_account_is_counted_as_broken(entry: Any) -> None:
    incoming = only({"object": "page", "entry": [entry]})

    assert (incoming.account, incoming.happening) == ("", Unknown("messenger.malformed"))


@pytest.mark.parametrize("body", [None, [], "page", 1, {}, {"object": "page"}, {"entry": {}}])
def test_a_body_of_another_form_is_malformed(body: Any) -> None:
    with pytest.raises(MalformedBody):
        parse(body)


@pytest.mark.parametrize("at", [str(AT_MS), float(AT_MS), AT_MS])
def test_ids_and_times_come_as_text_or_number(at: Any) -> None:
    event = {**_GOOD, "sender": {"id": int(PSID)}, "timestamp": at}

    incoming = only({"object": "page", "entry": [{"id": int(PAGE), "messaging": [event]}]})

    assert (incoming.account, incoming.user) == (PAGE, PSID)
    assert incoming.occurred_at.timestamp() == AT_MS / 1000


def test_text_is_kept_as_every_store_can_keep_it() -> None:
    incoming = read(message={"mid": "m", "text": "a\0b\ud83dc🍎"})

    assert incoming.happening == MessageReceived("m", "ab\ufffdc🍎")
    assert not incoming.trimmed


def test_an_endless_text_is_cut_and_marked() -> None:
    incoming = read(message={"mid": "m", "text": "茶" * 8_001, "quick_reply": {"payload": "p"}})

    assert incoming.happening == MessageReceived("m", "茶" * 8_000, payload="p")
    assert incoming.trimmed


def test_a_key_too_long_to_be_stored_becomes_its_digest_everywhere_alike() -> None:
    mid = "m_" + "x" * 300
    sent = read(message={"mid": mid, "text": "hi"})
    edited = read(message_edit={"mid": mid, "text": "hey", "num_edit": 1})

    assert sent.cause.startswith("sha256-") and len(sent.cause) == 71
    assert isinstance(sent.happening, MessageReceived)
    assert edited.happening == MessageEdited(sent.happening.message_id, "hey")


def test_a_key_no_store_could_hold_becomes_its_digest() -> None:
    assert read(message={"mid": "茶", "text": "hi"}).cause.startswith("sha256-")


def test_a_message_without_an_id_is_known_by_who_when_and_what() -> None:
    incoming = read(message={"text": "hi"})

    assert incoming.happening == MessageReceived("", "hi")
    assert incoming.cause == f"message:{PSID}:{AT_MS}:hi"
