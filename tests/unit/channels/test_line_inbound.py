"""What each documented shape of a LINE webhook means."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.webhook_bodies import (
    AT_MS,
    BOT,
    LINE_USER,
    Body,
    line_body,
    line_event,
    line_text,
)
from towkay.adapters.channels.line.inbound import LineInbound
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.doings import AccountLinked, LinkClicked, ThreadMoved
from towkay.domain.errors import MalformedBody
from towkay.domain.events import (
    Followed,
    Happening,
    Incoming,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    Unknown,
)


def parse(body: object) -> list[Incoming]:
    return LineInbound().parse(body, app_id="")


def only(event: Any) -> Incoming:
    return parse(line_body(event))[0]


def message(**members: Any) -> Happening:
    return only(line_event("message", message={"id": "61", **members})).happening


def test_a_text_comes_with_who_when_its_key_and_its_reply_token() -> None:
    incoming = only(line_text("請問有現貨嗎"))

    assert incoming == Incoming(
        account=BOT,
        user=LINE_USER,
        cause="01KD2Q7V3MZ6K9E4T8X1MESSAG",
        occurred_at=datetime(2026, 11, 20, 23, 59, 59, 876_000, tzinfo=UTC),
        happening=MessageReceived("612345678901234567", "請問有現貨嗎"),
        reply_token="c0ffee00c0ffee00c0ffee00c0ffee00",
    )


def test_emoji_mentions_and_quotes_leave_the_text_alone_and_quotes_are_told() -> None:
    extras = {
        "emojis": [{"index": 0, "length": 6, "productId": "p", "emojiId": "001"}],
        "mention": {"mentionees": [{"index": 0, "length": 4, "type": "all"}]},
        "quotedMessageId": "612345678901230000",
    }

    assert message(type="text", text="(love) 早安", **extras) == MessageReceived(
        "61", "(love) 早安", quoted="612345678901230000"
    )


def test_what_marks_a_message_as_read_comes_with_it_and_is_never_cut() -> None:
    given = message(type="text", text="早", markAsReadToken="r" * 48)
    endless = message(type="text", text="早", markAsReadToken="r" * 20_000)

    assert given == MessageReceived("61", "早", seen_token="r" * 48)
    assert endless == MessageReceived("61", "早")


@pytest.mark.parametrize(
    ("members", "kind", "label"),
    [
        ({"type": "image", "contentProvider": {"type": "line"}}, AttachmentKind.IMAGE, ""),
        ({"type": "image", "imageSet": {"index": 2, "total": 3}}, AttachmentKind.IMAGE, "2/3"),
        ({"type": "image", "imageSet": {"index": 1, "total": 1}}, AttachmentKind.IMAGE, ""),
        ({"type": "image", "imageSet": {"index": "2", "total": None}}, AttachmentKind.IMAGE, ""),
        ({"type": "video", "duration": 3000}, AttachmentKind.VIDEO, ""),
        ({"type": "audio", "duration": 3000}, AttachmentKind.AUDIO, ""),
        ({"type": "file", "fileName": "單.pdf", "fileSize": 9}, AttachmentKind.FILE, "單.pdf"),
        (
            {"type": "location", "title": "茶行", "address": "台北市", "latitude": 25.0},
            AttachmentKind.PLACE,
            "茶行",
        ),
        ({"type": "location", "address": "台北市"}, AttachmentKind.PLACE, "台北市"),
        (
            {"type": "sticker", "packageId": "1", "keywords": ["thanks", "謝謝", 3]},
            AttachmentKind.STICKER,
            "thanks、謝謝",
        ),
        (
            {"type": "sticker", "stickerResourceType": "MESSAGE", "text": "多謝"},
            AttachmentKind.STICKER,
            "多謝",
        ),
        ({"type": "sticker", "stickerResourceType": "SOMETHING_NEW"}, AttachmentKind.STICKER, ""),
        ({"type": "hologram"}, AttachmentKind.OTHER, ""),
        ({}, AttachmentKind.OTHER, ""),
    ],
)
def test_each_message_type_is_known_by_its_kind(
    members: Body, kind: AttachmentKind, label: str
) -> None:
    assert message(**members) == MessageReceived("61", attachments=(Attachment(kind, label),))


@pytest.mark.parametrize(
    ("kind", "members", "happening"),
    [
        ("unsend", {"unsend": {"messageId": "61"}}, MessageUnsent("61")),
        ("follow", {"follow": {"isUnblocked": False}}, Followed()),
        ("follow", {"follow": {"isUnblocked": True}}, Followed(returning=True)),
        ("follow", {}, Followed()),
        ("unfollow", {}, OptedOut()),
        ("postback", {"postback": {"data": "tk:menu"}}, PostbackPressed("tk:menu")),
        (
            "postback",
            {"postback": {"data": "d", "params": {"datetime": "2026-12-24T19:30"}}},
            PostbackPressed("d", "2026-12-24T19:30"),
        ),
        (
            "postback",
            {"postback": {"data": "d", "params": {"date": "2026-12-24"}}},
            PostbackPressed("d", "2026-12-24"),
        ),
        (
            "postback",
            {"postback": {"data": "d", "params": {"time": "19:30"}}},
            PostbackPressed("d", "19:30"),
        ),
        (
            "postback",
            {
                "postback": {
                    "data": "d",
                    "params": {"newRichMenuAliasId": "tab-b", "status": "SUCCESS"},
                }
            },
            LinkClicked("richmenu:tab-b"),
        ),
        (
            "postback",
            {"postback": {"data": "d", "params": {"status": "RICHMENU_NOTFOUND"}}},
            LinkClicked("richmenu:RICHMENU_NOTFOUND"),
        ),
        ("accountLink", {"link": {"result": "ok", "nonce": "n"}}, AccountLinked(True, "n")),
        ("accountLink", {"link": {"result": "failed", "nonce": "n"}}, AccountLinked(False, "n")),
        ("activated", {"chatControl": {"expireAt": 1_795_230_000_000}}, ThreadMoved(to_us=True)),
        ("deactivated", {}, ThreadMoved(to_us=False)),
        (
            "messageEdited",
            {"message": {"type": "text", "id": "61", "text": "改成兩件"}},
            MessageEdited("61", "改成兩件"),
        ),
    ],
)
def test_each_other_event_has_its_meaning(kind: str, members: Body, happening: Happening) -> None:
    incoming = only(line_event(kind, **members))

    assert (incoming.user, incoming.happening) == (LINE_USER, happening)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("videoPlayComplete", {"videoPlayComplete": {"trackingId": "v"}}),
        ("beacon", {"beacon": {"hwid": "d41d8cd98f", "type": "enter"}}),
        ("membership", {"membership": {"type": "joined", "membershipId": 3189}}),
        ("accountLink", {}),
        ("delivery", {"delivery": {"data": "a tag of another program"}}),
        ("somethingNew", {}),
    ],
)
def test_what_nothing_here_understands_is_named_and_kept(kind: str, members: Body) -> None:
    incoming = only(line_event(kind, **members))

    assert (incoming.user, incoming.happening) == (LINE_USER, Unknown(f"line.{kind}"))


@pytest.mark.parametrize("kind", ["delivery", "accountLink", "module", "plague"])
def test_an_event_without_a_source_concerns_the_account(kind: str) -> None:
    event = line_event(kind)
    del event["source"]

    incoming = only(event)

    assert (incoming.user, incoming.happening) == (None, Unknown(f"line.{kind}"))


@pytest.mark.parametrize("place", ["group", "room"])
@pytest.mark.parametrize("kind", ["message", "join", "memberLeft", "unsend", "postback"])
def test_the_shop_does_not_talk_in_groups(place: str, kind: str) -> None:
    source = {"type": place, f"{place}Id": "C1", "userId": LINE_USER}

    incoming = only({**line_text("hi"), "type": kind, "source": source})

    assert (incoming.user, incoming.happening) == (None, Unknown(f"line.{place}.{kind}"))


def test_a_person_who_never_consented_has_no_id_to_answer_to() -> None:
    incoming = only({**line_text("hi"), "source": {"type": "user"}})

    assert (incoming.user, incoming.happening) == (None, Unknown("line.message"))


def test_on_standby_the_bot_may_not_answer() -> None:
    event = line_text("hi", mode="standby")
    del event["replyToken"]

    incoming = only(event)

    assert (incoming.may_answer, incoming.reply_token) == (False, None)
    assert incoming.happening == MessageReceived("612345678901234567", "hi")


def test_a_redelivery_has_the_same_key_and_says_so() -> None:
    first = only(line_text("hi"))
    again = only(line_text("hi", deliveryContext={"isRedelivery": True}))

    assert (first.redelivered, again.redelivered) == (False, True)
    assert first.cause == again.cause


def test_an_event_of_before_there_were_ids_is_known_by_its_content() -> None:
    old = line_text("hi")
    for name in ("webhookEventId", "deliveryContext", "mode"):
        del old[name]

    first, again = only(old), only({**old, "deliveryContext": {"isRedelivery": True}})
    other = only({**old, "timestamp": AT_MS + 1})

    assert first.cause == again.cause != other.cause
    assert first.cause.startswith("sha256-")
    assert first.may_answer


def test_a_check_of_the_address_holds_no_event() -> None:
    assert parse(line_body()) == []


_GOOD = line_text("hi")


@pytest.mark.parametrize(
    "broken",
    [
        None,
        1,
        [],
        {},
        {**_GOOD, "timestamp": None},
        {**_GOOD, "timestamp": "now"},
        {**_GOOD, "timestamp": 10**30},
        {**_GOOD, "source": {"type": "user", "userId": ""}},
        {**_GOOD, "source": {"type": "user", "userId": "U" * 141}},
        {**_GOOD, "source": {"type": "user", "userId": "茶" * 47}},
        {**_GOOD, "message": {"type": "text", "text": "no id"}},
        {**_GOOD, "message": "hi"},
        {**_GOOD, "webhookEventId": ""},
        {**_GOOD, "unsend": {}},
    ],
)
def test_a_broken_event_never_costs_its_neighbours(broken: Any) -> None:
    first, middle, last = parse(line_body(_GOOD, broken, _GOOD))

    assert first.cause == last.cause == _GOOD["webhookEventId"]
    assert (middle.user, middle.happening) == (None, Unknown("line.malformed"))


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"events": []},
        {"destination": BOT},
        {"destination": BOT, "events": {}},
        {"destination": "", "events": []},
        {"destination": "U" * 141, "events": []},
    ],
)
def test_a_body_of_another_form_is_malformed(body: Any) -> None:
    with pytest.raises(MalformedBody):
        parse(body)


def test_an_endless_payload_is_cut_and_marked() -> None:
    incoming = only(line_event("postback", postback={"data": "d" * 1_001}))

    assert (incoming.happening, incoming.trimmed) == (PostbackPressed("d" * 1_000), True)
