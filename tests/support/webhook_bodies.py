"""Webhook bodies as the channels send them, and their signatures; accounts and keys are made up."""

import base64
import hashlib
import hmac
import json
from typing import Any

MESSENGER_SECRET = "s3cr3t-app-key"
MESSENGER_VERIFY_TOKEN = "open-the-tea-chest"
MESSENGER_APP = "771204559830114"
PAGE = "104512398760021"
PAGE_INBOX_APP = 263902037430900
PSID = "6843310927715504"

INSTAGRAM_SECRET = "s3cr3t-instagram-key"
INSTAGRAM_VERIFY_TOKEN = "open-the-tea-caravan"
INSTAGRAM_APP = "990011223344556"
IG = "17841400000000001"
IGSID = "1784555000111222"

WHATSAPP_SECRET = "s3cr3t-number-key"
WHATSAPP_VERIFY_TOKEN = "open-the-tea-caddy"
NUMBER = "209911887700123"
WABA = "104420011223344"
BSUID = "TW.13491208655302741918"

LINE_SECRET = "0123456789abcdef0123456789abcdef"
BOT = "U00112233445566778899aabbccddeeff"
LINE_USER = "Ua1b2c3d4e5f60718293a4b5c6d7e8f90"

AT_MS = 1_795_219_199_876  # 2026-11-20T23:59:59.876Z

Body = dict[str, Any]


def messaging(at_ms: int = AT_MS, **event: Any) -> Body:
    """One event between the shopper and the Page."""
    return {"sender": {"id": PSID}, "recipient": {"id": PAGE}, "timestamp": at_ms, **event}


def page_body(
    *events: Body, at_ms: int = AT_MS, page: str = PAGE, where: str = "messaging"
) -> Body:
    """A Messenger body: one entry for each event, the way Meta batches them."""
    entries = [{"id": page, "time": at_ms + 247, where: [event]} for event in events]
    return {"object": "page", "entry": entries}


def instagram_event(at_ms: int = AT_MS, **event: Any) -> Body:
    """One event between the shopper and the professional account."""
    return {"sender": {"id": IGSID}, "recipient": {"id": IG}, "timestamp": at_ms, **event}


def instagram_body(*events: Body, at_ms: int = AT_MS, account: str = IG) -> Body:
    """An Instagram body of messages."""
    entry = {"id": account, "time": at_ms + 247, "messaging": list(events)}
    return {"object": "instagram", "entry": [entry]}


def instagram_comment(text: str, at_ms: int = AT_MS) -> Body:
    """A comment under a post; its time is that of the entry, in seconds."""
    comment = {
        "from": {"id": IGSID, "username": "mei.tea"},
        "media": {"id": "17900000000000001", "media_product_type": "FEED"},
        "id": "17950000000000007",
        "text": text,
    }
    changes = [{"field": "comments", "value": comment}]
    entry = {"id": IG, "time": at_ms // 1000, "changes": changes}
    return {"object": "instagram", "entry": [entry]}


def line_event(kind: str, at_ms: int = AT_MS, event_id: str = "", **members: Any) -> Body:
    """One event of a one-to-one conversation."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": at_ms,
        "source": {"type": "user", "userId": LINE_USER},
        "webhookEventId": event_id or f"01KD2Q7V3MZ6K9E4T8X1{kind[:6].upper():0<6}",
        "deliveryContext": {"isRedelivery": False},
        **members,
    }


def line_text(text: str, at_ms: int = AT_MS, **members: Any) -> Body:
    """A text a shopper wrote on LINE."""
    message = {"type": "text", "id": "612345678901234567", "quoteToken": "qTk", "text": text}
    token = {"replyToken": "c0ffee00c0ffee00c0ffee00c0ffee00"}
    return line_event("message", at_ms, **{**token, "message": message, **members})


def line_body(*events: Body, bot: str = BOT) -> Body:
    """A LINE body: several events of different shoppers may share one."""
    return {"destination": bot, "events": list(events)}


def whatsapp_message(kind: str, at_ms: int = AT_MS, **members: Any) -> Body:
    """One message of a shopper with a phone number."""
    return {
        "from": "886912345678",
        "from_user_id": BSUID,
        "id": "wamid.HBgMODg2OTEyMzQ1Njc4FQIAEhgg",
        "timestamp": str(at_ms // 1000),
        "type": kind,
        **members,
    }


def whatsapp_text(text: str, at_ms: int = AT_MS, **members: Any) -> Body:
    """A text a shopper wrote on WhatsApp."""
    return whatsapp_message("text", at_ms, **{"text": {"body": text}, **members})


def whatsapp_body(*messages: Body, number: str = NUMBER) -> Body:
    """A WhatsApp body: messages to one business number may share one."""
    profile = {"name": "Lin Yi-chen", "username": "yichen.lin"}
    contact = {"profile": profile, "wa_id": "886912345678", "user_id": BSUID}
    return whatsapp_value(number=number, contacts=[contact], messages=list(messages))


def whatsapp_value(field: str = "messages", number: str = NUMBER, **members: Any) -> Body:
    """A WhatsApp body with one change."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "886277001234", "phone_number_id": number},
        **members,
    }
    entry = {"id": WABA, "time": AT_MS // 1000, "changes": [{"field": field, "value": value}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def messenger_bytes(body: Body) -> bytes:
    r"""The bytes Meta signs: no spaces, non-ASCII as \uXXXX, slashes escaped."""
    return json.dumps(body, separators=(",", ":")).replace("/", "\\/").encode()


def line_bytes(body: Body) -> bytes:
    """The bytes LINE signs: UTF-8."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def messenger_headers(raw: bytes, secret: str = MESSENGER_SECRET) -> dict[str, str]:
    """The signature header as Meta sends it."""
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}"}


def line_headers(raw: bytes, secret: str = LINE_SECRET) -> dict[str, str]:
    """The signature header as LINE sends it."""
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).digest()
    return {"x-line-signature": base64.b64encode(digest).decode()}
