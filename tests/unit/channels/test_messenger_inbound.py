"""What each documented shape of a Messenger webhook means."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.webhook_bodies import (
    AT_MS,
    PAGE,
    PSID,
    Body,
)
from tests.unit.channels.messenger_reading import read
from towkay.adapters.channels.shapes import moment
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.doings import CartSent, EntryPoint, OrderedItem
from towkay.domain.events import (
    Followed,
    Happening,
    Incoming,
    MessageEdited,
    MessageReceived,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    ReceiptKind,
    Referred,
)


def message(**members: Any) -> Happening:
    return read(message={"mid": "m_1", **members}).happening


def test_a_text_comes_with_who_when_and_its_key() -> None:
    incoming = read(message={"mid": "m_Zk1", "text": "你好"})

    assert incoming == Incoming(
        account=PAGE,
        user=PSID,
        cause="m_Zk1",
        occurred_at=datetime(2026, 11, 20, 23, 59, 59, 876_000, tzinfo=UTC),
        happening=MessageReceived("m_Zk1", "你好"),
    )


def test_a_tapped_quick_reply_is_a_message_with_its_payload() -> None:
    tapped = message(text="Track my order", quick_reply={"payload": "TRACK_ORDER"})

    assert tapped == MessageReceived("m_1", "Track my order", payload="TRACK_ORDER")


def test_an_inline_reply_names_what_it_answers_and_a_referral_the_way_in() -> None:
    referral = {"ref": "spring_box", "ad_id": 1, "source": "ADS", "type": "OPEN_THREAD"}
    ad = EntryPoint("ads", "spring_box", "1", is_ad=True)

    assert message(text="this one", reply_to={"mid": "m_0", "is_self_reply": False}) == (
        MessageReceived("m_1", "this one", quoted="m_0")
    )
    assert message(text="more?", referral=referral) == MessageReceived("m_1", "more?", entry=ad)


@pytest.mark.parametrize("member", ["reply_to", "referral", "order", "quick_reply", "attachments"])
@pytest.mark.parametrize("value", [None, [], "x", 7, {}])
def test_what_only_colours_a_message_never_costs_it(member: str, value: object) -> None:
    assert message(text="hi", **{member: value}) == MessageReceived("m_1", "hi")


@pytest.mark.parametrize(
    ("product", "item"),
    [
        ({"retailer_id": "A", "id": "1"}, OrderedItem("A", 1)),
        ({"id": 1, "quantity": "2", "unit_price": 420.5}, OrderedItem("1", 2, "420.5")),
        ({"id": "1", "quantity": 0, "unit_price": True}, OrderedItem("1", 1)),
        ({"id": "1", "quantity": -3, "unit_price": float("inf")}, OrderedItem("1", 1)),
        ({"id": "1", "quantity": "many", "currency": 7}, OrderedItem("1", 1)),
    ],
)
def test_a_cart_line_is_read_however_its_numbers_are_written(
    product: Body, item: OrderedItem
) -> None:
    assert message(order={"products": [product, None, {"name": "?"}]}) == CartSent("m_1", (item,))


_PRODUCT = {"product": {"elements": [{"id": "1", "title": "高山烏龍"}, {"title": "茶壺"}]}}


@pytest.mark.parametrize(
    ("attachment", "kind", "label"),
    [
        ({"type": "image", "payload": {"url": "https://x"}}, AttachmentKind.IMAGE, ""),
        ({"type": "video", "payload": {"url": "https://x"}}, AttachmentKind.VIDEO, ""),
        ({"type": "reel", "payload": {"url": "u", "title": "t"}}, AttachmentKind.VIDEO, "t"),
        ({"type": "ig_reel", "payload": {"reel_video_id": 1}}, AttachmentKind.VIDEO, ""),
        ({"type": "audio", "payload": {"url": "https://x"}}, AttachmentKind.AUDIO, ""),
        ({"type": "file", "payload": {"url": "https://x"}}, AttachmentKind.FILE, ""),
        ({"type": "post", "payload": {"id": "1", "title": "t"}}, AttachmentKind.LINK, "t"),
        ({"type": "ig_post", "payload": {}}, AttachmentKind.LINK, ""),
        ({"type": "fallback", "title": "烏龍", "payload": None}, AttachmentKind.LINK, "烏龍"),
        ({"type": "fallback"}, AttachmentKind.LINK, ""),
        ({"type": "location", "title": "店", "payload": {}}, AttachmentKind.PLACE, "店"),
        ({"type": "template", "payload": _PRODUCT}, AttachmentKind.PRODUCT, "高山烏龍、茶壺"),
        ({"type": "template", "payload": {}}, AttachmentKind.OTHER, ""),
        ({"type": "appointment_booking", "payload": {}}, AttachmentKind.OTHER, ""),
        ({"type": "hologram"}, AttachmentKind.OTHER, ""),
        ({"type": 7, "payload": [1]}, AttachmentKind.OTHER, ""),
        ({"type": "sticker", "payload": {"sticker_id": "12"}}, AttachmentKind.STICKER, ""),
        (
            {"type": "sticker", "payload": {"sticker_id": 369239263222822}},
            AttachmentKind.STICKER,
            "👍",
        ),
    ],
)
def test_each_attachment_is_known_by_its_kind(
    attachment: Body, kind: AttachmentKind, label: str
) -> None:
    happening = message(attachments=[attachment])

    assert happening == MessageReceived("m_1", attachments=(Attachment(kind, label),))


def test_several_images_are_several_attachments() -> None:
    image = {"type": "image", "payload": {"url": "https://x"}}

    assert message(attachments=[image, image]) == MessageReceived(
        "m_1", attachments=(Attachment(AttachmentKind.IMAGE),) * 2
    )


def test_a_sticker_that_comes_with_its_own_image_is_one_sticker() -> None:
    sticker = {"type": "sticker", "payload": {"url": "u", "sticker_id": 1}}
    image = {"type": "image", "payload": {"url": "u"}}

    assert message(attachments=[image, sticker]) == MessageReceived(
        "m_1", attachments=(Attachment(AttachmentKind.STICKER),)
    )


def test_a_message_that_holds_nothing_readable_still_arrives() -> None:
    nothing = MessageReceived("m_1", attachments=(Attachment(AttachmentKind.OTHER),))

    assert message(order={"products": []}) == nothing
    assert message(text=None, attachments=None, quick_reply=None) == nothing
    assert message(text=12) == nothing


def test_get_started_opens_the_conversation_with_or_without_a_referral() -> None:
    referral = {"ref": "box_qr_01", "source": "SHORTLINK", "type": "OPEN_THREAD"}
    started = {"mid": "m_hX8", "title": "Get Started", "payload": "GET_STARTED"}

    led_by_a_link = Followed(entry=EntryPoint("shortlink", "box_qr_01"))
    assert read(postback={**started, "referral": referral}).happening == led_by_a_link
    assert read(postback=started).happening == Followed()
    assert read(postback=started).cause == "postback:m_hX8"


def test_other_buttons_speak_by_payload_and_without_a_mid_by_time() -> None:
    incoming = read(postback={"title": "Menu", "payload": "tk:menu"})

    assert incoming.happening == PostbackPressed("tk:menu", "Menu")
    assert incoming.cause == f"postback:{PSID}:{AT_MS}:tk:menu"


@pytest.mark.parametrize(
    ("event", "happening", "cause"),
    [
        (
            {"message_edit": {"mid": "m_1", "text": "5512", "num_edit": "1"}},
            MessageEdited("m_1", "5512"),
            "edit:m_1:1",
        ),
        (
            {"reaction": {"reaction": "love", "emoji": "❤", "action": "react", "mid": "m_g"}},
            Reacted(added=True),
            f"reaction:{PSID}:m_g:react:{AT_MS}",
        ),
        (
            {"reaction": {"action": "unreact", "mid": "m_g"}},
            Reacted(added=False),
            f"reaction:{PSID}:m_g:unreact:{AT_MS}",
        ),
        (
            {"referral": {"ref": "box", "source": "SHORTLINK", "type": "OPEN_THREAD"}},
            Referred("SHORTLINK", "box", entry=EntryPoint("shortlink", "box")),
            f"referral:{PSID}:{AT_MS}",
        ),
        (
            {"delivery": {"mids": ["m_g"], "watermark": 1795219210900}},
            ReceiptArrived(ReceiptKind.DELIVERED, up_to=moment(1795219210900)),
            f"delivered:{PSID}:1795219210900",
        ),
        (
            {"read": {"watermark": "1795219211800"}},
            ReceiptArrived(ReceiptKind.READ, up_to=moment(1795219211800)),
            f"read:{PSID}:1795219211800",
        ),
    ],
)
def test_each_other_event_has_its_meaning_and_its_key(
    event: Body, happening: Happening, cause: str
) -> None:
    incoming = read(**event)

    assert (incoming.happening, incoming.cause) == (happening, cause)
