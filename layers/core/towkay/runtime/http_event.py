"""What HTTP request does a gateway's event stand for, and how is one answered?"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from towkay.domain.webhooks import Webhook


def read_request(event: Mapping[str, Any]) -> Webhook:
    """The request of an API Gateway event, payload format 1.0 or 2.0, or of a function URL."""
    context = event.get("requestContext") or {}
    method = event.get("httpMethod") or (context.get("http") or {}).get("method") or ""
    path = event.get("pathParameters") or {}
    return Webhook(
        method=str(method).upper(),
        channel=path.get("channel", ""),
        endpoint=path.get("endpoint", ""),
        query=event.get("queryStringParameters") or {},
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        raw=_raw(event),
    )


def _raw(event: Mapping[str, Any]) -> bytes | None:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode("utf-8", errors="surrogatepass")
    try:
        return base64.b64decode(body, validate=True)
    except (ValueError, binascii.Error):
        return None


def text_response(status: int, text: str = "") -> dict[str, Any]:
    """A plain-text answer that no browser will take for a page."""
    headers = {
        "content-type": "text/plain; charset=utf-8",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return {"statusCode": status, "headers": headers, "body": text}
