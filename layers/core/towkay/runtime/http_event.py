"""What HTTP request does a gateway's event stand for, and how is one answered?"""

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from towkay.domain.webhooks import Webhook

_END_OF_TIME = 4_102_444_800_000  # ms, the year 2100: no clock, whatever else it is


def read_request(gateway_event: object) -> Webhook:
    """The request of an API Gateway event, payload format 1.0 or 2.0, or of a function URL.

    Whatever has not the type a gateway gives it counts as absent.
    """
    event = _mapping(gateway_event)
    http = _mapping(_mapping(event.get("requestContext")).get("http"))
    method = event.get("httpMethod") or http.get("method")
    path = _texts(event.get("pathParameters"))
    return Webhook(
        method=method.upper() if isinstance(method, str) else "",
        channel=path.get("channel", ""),
        endpoint=path.get("endpoint", ""),
        query=_texts(event.get("queryStringParameters")),
        headers={name.lower(): value for name, value in _texts(event.get("headers")).items()},
        raw=_raw(event),
    )


def path_of(gateway_event: object) -> Mapping[str, str]:
    """What the gateway found at the places of the path that have a name."""
    return _texts(_mapping(gateway_event).get("pathParameters"))


def arrived_at(gateway_event: object, now: datetime) -> datetime:
    """When the request came, by the later of two clocks: the gateway's and `now`, which is ours.

    What happened counts as having happened no later than it came. A clock of ours that is behind
    would have a stop happen before what was said before it, and the stop would lose.
    """
    context = _mapping(_mapping(gateway_event).get("requestContext"))
    epoch = context.get("timeEpoch") or context.get("requestTimeEpoch")
    if not isinstance(epoch, int) or not 0 < epoch < _END_OF_TIME:
        return now
    return max(now, datetime.fromtimestamp(epoch / 1000, tz=UTC))


def _raw(event: Mapping[str, Any]) -> bytes | None:
    body = event.get("body")
    text = body if isinstance(body, str) else ""
    if not event.get("isBase64Encoded"):
        return text.encode("utf-8", errors="surrogatepass")
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None


def _texts(value: object) -> dict[str, str]:
    return {name: text for name, text in _mapping(value).items() if isinstance(text, str)}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def text_response(status: int, text: str = "") -> dict[str, Any]:
    """A plain-text answer that no browser will take for a page."""
    return response(status, "text/plain; charset=utf-8", text)


def response(status: int, content_type: str, text: str) -> dict[str, Any]:
    """What the gateway makes an HTTP answer of; nobody on the way may keep it."""
    headers = {
        "content-type": content_type,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return {"statusCode": status, "headers": headers, "body": text}
