"""An HTTP request as API Gateway hands it to the webhook function."""

import base64
from collections.abc import Mapping
from urllib.parse import urlencode

from tests.support.webhook_bodies import Body

_DOMAIN = "a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com"


def gateway_event(
    channel: str,
    endpoint: str,
    *,
    raw: bytes = b"",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    as_base64: bool = False,
) -> Body:
    """An HTTP API event, payload format 2.0: a POST with a body, a GET with a query."""
    method = "POST" if raw else "GET"
    path = f"/webhooks/{channel}/{endpoint}"
    event: Body = {
        "version": "2.0",
        "routeKey": f"{method} /webhooks/{{channel}}/{{endpoint}}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "headers": {"host": _DOMAIN, "content-type": "application/json", **(headers or {})},
        "requestContext": {
            "domainName": _DOMAIN,
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1"},
            "stage": "$default",
        },
        "pathParameters": {"channel": channel, "endpoint": endpoint},
        "isBase64Encoded": as_base64,
    }
    if query:
        event["queryStringParameters"] = dict(query)
    if raw:
        event["body"] = base64.b64encode(raw).decode() if as_base64 else raw.decode()
    return event
