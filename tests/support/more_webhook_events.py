"""The example webhooks of Instagram and WhatsApp."""

from typing import Any

from tests.support.gateway_events import gateway_event
from tests.support.webhook_bodies import (
    BSUID,
    INSTAGRAM_SECRET,
    INSTAGRAM_VERIFY_TOKEN,
    WHATSAPP_SECRET,
    WHATSAPP_VERIFY_TOKEN,
    Body,
    instagram_body,
    instagram_comment,
    instagram_event,
    messenger_bytes,
    messenger_headers,
    whatsapp_body,
    whatsapp_message,
    whatsapp_text,
    whatsapp_value,
)

_OTHER_SECRET = "ffffffffffffffffffffffffffffffff"
_SECRETS = {"instagram": INSTAGRAM_SECRET, "whatsapp": WHATSAPP_SECRET}
_TOKENS = {"instagram": INSTAGRAM_VERIFY_TOKEN, "whatsapp": WHATSAPP_VERIFY_TOKEN}
_WAMID = "wamid.HBgMODg2OTEyMzQ1Njc4FQIAERgSampleSample"


def cases(at_ms: int) -> dict[str, Body]:
    """Every example of both channels by the name of its file."""
    bodies = {**_instagram(at_ms), **_whatsapp(at_ms)}
    events = {name: _posted(name.partition("-")[0], body) for name, body in bodies.items()}
    for channel in _SECRETS:
        one = bodies[f"{channel}-text"]
        events[f"{channel}-bad-signature"] = _posted(channel, one, secret=_OTHER_SECRET)
        events[f"{channel}-handshake"] = _handshake(channel)
    return events


def _instagram(at_ms: int) -> dict[str, Body]:
    def one(**event: Any) -> Body:
        return instagram_body(instagram_event(at_ms, **event), at_ms=at_ms)

    tap = {"mid": "aWdfZAGq", "text": "運費怎麼算", "quick_reply": {"payload": "tk:menu"}}
    story = {"story": {"url": "https://lookaside.example.net/s", "id": "17900000000000009"}}
    answer = {"mid": "aWdfZAGs", "text": "這款還有嗎", "reply_to": story}
    pressed = {"mid": "aWdfZAGp", "title": "找真人", "payload": "tk:human"}
    return {
        "instagram-text": one(message={"mid": "aWdfZAGt", "text": "請問有烏龍茶嗎"}),
        "instagram-quick-reply": one(message=tap),
        "instagram-postback": one(postback=pressed),
        "instagram-story-reply": one(message=answer),
        "instagram-read": one(read={"mid": "aWdfZAGr"}),
        "instagram-comment": instagram_comment("多少錢？", at_ms),
    }


def _whatsapp(at_ms: int) -> dict[str, Body]:
    tap = {"type": "button_reply", "button_reply": {"id": "tk:menu", "title": "選單"}}
    row = {"id": "tk:answer:shipping_fee", "title": "運費"}
    sku = {"product_retailer_id": "POT-1", "quantity": 2, "item_price": 1280, "currency": "TWD"}
    ad = {"source_type": "ad", "source_id": "120210000000001", "headline": "秋季新品"}
    moved = {"type": "user_changed_number", "wa_id": "886933000111", "user_id": "TW.2"}
    return {
        "whatsapp-text": whatsapp_body(whatsapp_text("請問有烏龍茶嗎", at_ms)),
        "whatsapp-button": whatsapp_body(whatsapp_message("interactive", at_ms, interactive=tap)),
        "whatsapp-list": whatsapp_body(
            whatsapp_message(
                "interactive", at_ms, interactive={"type": "list_reply", "list_reply": row}
            )
        ),
        "whatsapp-cart": whatsapp_body(
            whatsapp_message("order", at_ms, order={"catalog_id": "7788", "product_items": [sku]})
        ),
        "whatsapp-from-ad": whatsapp_body(whatsapp_text("我想看看", at_ms, referral=ad)),
        "whatsapp-number-changed": whatsapp_body(
            whatsapp_message("system", at_ms, system={**moved, "previous_user_id": BSUID})
        ),
        "whatsapp-unlisted-account": whatsapp_body(whatsapp_text("喂", at_ms), number="999"),
        "whatsapp-receipts": whatsapp_value(
            statuses=[_status(word, at_ms) for word in ("sent", "delivered", "read")]
        ),
        "whatsapp-failed": whatsapp_value(
            statuses=[_status("failed", at_ms, errors=[{"code": 131047, "title": "Re-engagement"}])]
        ),
        "whatsapp-marketing-stopped": _preference(at_ms),
        "whatsapp-template-reviewed": _reviewed(),
        "whatsapp-standby": whatsapp_value(
            "standby", standby={"messages": [whatsapp_text("在嗎", at_ms)]}
        ),
    }


def _status(word: str, at_ms: int, **more: Any) -> Body:
    return {
        "id": _WAMID,
        "status": word,
        "timestamp": str(at_ms // 1000),
        "recipient_user_id": BSUID,
        "biz_opaque_callback_data": "19a0b.0.sample",
        **more,
    }


def _preference(at_ms: int) -> Body:
    stated = {"user_id": BSUID, "category": "marketing_messages", "value": "stop"}
    return whatsapp_value(
        "user_preferences", user_preferences=[{**stated, "timestamp": at_ms // 1000}]
    )


def _reviewed() -> Body:
    """News of the whole business account, which names no number."""
    value = {
        "event": "APPROVED",
        "message_template_id": 1689556908129832,
        "message_template_name": "order_shipped",
        "message_template_language": "zh_TW",
        "reason": "NONE",
    }
    body = whatsapp_value("message_template_status_update")
    body["entry"][0]["changes"][0]["value"] = value
    return body


def _posted(channel: str, body: Body, *, secret: str = "") -> Body:
    raw = messenger_bytes(body)
    headers = messenger_headers(raw, secret or _SECRETS[channel])
    return gateway_event(channel, f"demo-{channel}", raw=raw, headers=headers)


def _handshake(channel: str) -> Body:
    query = {"hub.mode": "subscribe", "hub.verify_token": _TOKENS[channel]}
    return gateway_event(channel, f"demo-{channel}", query={**query, "hub.challenge": "1158201444"})
