"""The example events of `events/webhook`: webhooks as API Gateway hands them to the function.

`python -m tests.support.webhook_events` writes the folder. Events older than eight days are refused
as stale, so for a bench that runs already print one that happens now:
`python -m tests.support.webhook_events line-text`.
"""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from tests.support import more_webhook_events
from tests.support.gateway_events import gateway_event
from tests.support.template import ROOT
from tests.support.webhook_bodies import (
    AT_MS,
    MESSENGER_APP,
    MESSENGER_SECRET,
    MESSENGER_VERIFY_TOKEN,
    PAGE_INBOX_APP,
    Body,
    line_body,
    line_bytes,
    line_event,
    line_headers,
    line_text,
    messaging,
    messenger_bytes,
    messenger_headers,
    page_body,
)

FOLDER = ROOT / "events" / "webhook"
_ON_THE_WAY_MS = 400
# The SHA-256 of +886912345678: whom a notification message was sent to.
_NUMBER_HASH = "1315ec4a63ba3d2b8f5db63688770e89a402ee623ef33e4c8c2f36e48f271be0"
_OTHER_SECRET = "ffffffffffffffffffffffffffffffff"


def cases(at_ms: int = AT_MS) -> dict[str, Body]:
    """Every example by the name of its file; `at_ms` is when the shopper did it."""
    events = {**_messenger_cases(at_ms), **_line_cases(at_ms), **_handshakes()}
    events |= more_webhook_events.cases(at_ms)
    for event in events.values():
        event["requestContext"]["timeEpoch"] = at_ms + _ON_THE_WAY_MS
    return events


def _messenger_cases(at_ms: int) -> dict[str, Body]:
    text = messaging(at_ms, message={"mid": "m_Zk1", "text": "你好"})
    tap = {"mid": "m_aQ1vT8", "text": "運費怎麼算", "quick_reply": {"payload": "tk:menu"}}
    started = {"mid": "m_hX8", "title": "開始使用", "payload": "GET_STARTED"}
    sticker = {"type": "sticker", "payload": {"sticker_id": 369239263222822}}
    by_person = {"is_echo": True, "app_id": PAGE_INBOX_APP, "mid": "m_gW7", "text": "您好"}
    echo = {**messaging(at_ms, message=by_person)}
    echo["sender"], echo["recipient"] = echo["recipient"], echo["sender"]
    of_ours = {"is_echo": True, "app_id": int(MESSENGER_APP), "metadata": "19a0b.0.m_Zk1"}
    own = messaging(at_ms, message={**of_ours, "mid": "m_iY9", "text": "運費 NT$60"})
    own["sender"], own["recipient"] = own["recipient"], own["sender"]
    one = page_body(text, at_ms=at_ms)
    return {
        "messenger-text": _messenger(one),
        "messenger-base64-body": _messenger(one, as_base64=True),
        "messenger-bad-signature": _messenger(one, secret=_OTHER_SECRET),
        "messenger-unknown-endpoint": _messenger(one, endpoint="nobody"),
        "messenger-unlisted-account": _messenger(page_body(text, at_ms=at_ms, page="999")),
        "messenger-quick-reply": _messenger(page_body(messaging(at_ms, message=tap), at_ms=at_ms)),
        "messenger-get-started": _messenger(
            page_body(messaging(at_ms, postback=started), at_ms=at_ms)
        ),
        "messenger-human-echo": _messenger(page_body(echo, at_ms=at_ms)),
        "messenger-receipts": _messenger(
            page_body(
                own,
                messaging(at_ms, delivery={"mids": ["m_iY9"], "watermark": at_ms}),
                messaging(at_ms, read={"watermark": at_ms}),
                at_ms=at_ms,
            )
        ),
        "messenger-several-entries": _messenger(
            page_body(
                messaging(at_ms, message={"mid": "m_1", "text": "請問有烏龍茶嗎"}),
                messaging(at_ms + 900, message={"mid": "m_2", "attachments": [sticker]}),
                at_ms=at_ms + 900,
            )
        ),
    }


def _line_cases(at_ms: int) -> dict[str, Body]:
    text = line_text("請問有現貨嗎", at_ms)
    token = {"replyToken": "beefbeefbeefbeefbeefbeefbeefbeef"}
    delivered = line_event("delivery", at_ms, delivery={"data": _NUMBER_HASH})
    del delivered["source"]
    follow = line_event("follow", at_ms, follow={"isUnblocked": False}, **token)
    pressed = line_event("postback", at_ms, postback={"data": "tk:human"}, **token)
    unsent = line_event("unsend", at_ms, unsend={"messageId": "612345678901234567"})
    return {
        "line-text": _line(line_body(text)),
        "line-base64-body": _line(line_body(text), as_base64=True),
        "line-bad-signature": _line(line_body(text), secret=_OTHER_SECRET),
        "line-no-events": _line(line_body()),
        "line-follow": _line(line_body(follow)),
        "line-notification-delivered": _line(line_body(delivered)),
        "line-postback": _line(line_body(pressed)),
        "line-several-events": _line(line_body(follow, text, unsent)),
    }


def _handshakes() -> dict[str, Body]:
    def handshake(token: str) -> Body:
        query = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444"}
        return gateway_event("messenger", "demo-messenger", query=query)

    return {
        "messenger-handshake": handshake(MESSENGER_VERIFY_TOKEN),
        "messenger-handshake-wrong-token": handshake("open-sesame"),
    }


def _messenger(
    body: Body,
    *,
    endpoint: str = "demo-messenger",
    secret: str = MESSENGER_SECRET,
    as_base64: bool = False,
) -> Body:
    raw = messenger_bytes(body)
    headers = messenger_headers(raw, secret)
    return gateway_event("messenger", endpoint, raw=raw, headers=headers, as_base64=as_base64)


def _line(body: Body, *, secret: str | None = None, as_base64: bool = False) -> Body:
    raw = line_bytes(body)
    headers = line_headers(raw, secret) if secret else line_headers(raw)
    return gateway_event("line", "demo-line", raw=raw, headers=headers, as_base64=as_base64)


def as_file(event: Mapping[str, Any]) -> str:
    """The text of an example's file."""
    return json.dumps(event, indent=2, ensure_ascii=False) + "\n"


def main(names: list[str]) -> None:
    """Print the named examples as happening now, or write them all as they are kept."""
    for name in names:
        sys.stdout.write(as_file(cases(int(time.time() * 1000))[name]))
    if names:
        return
    for name, event in cases().items():
        (FOLDER / f"{name}.json").write_text(as_file(event))


if __name__ == "__main__":
    main(sys.argv[1:])
