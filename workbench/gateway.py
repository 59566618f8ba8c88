"""What would API Gateway make of this HTTP request, and of what the function answers?

HTTP API, payload format 2.0. Sources: API Gateway developer guide, "Create AWS Lambda proxy
integrations for HTTP APIs"; quotas: 10 MB a request, 6 MB a synchronous invocation.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, unquote

from workbench.cfn import Template, events_of

MAX_REQUEST_BYTES = 10_485_760
MAX_INVOCATION_BYTES = 6_291_556  # 6 MiB and 100 bytes
API_ID = "bench"

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the template's route table. `function` is a logical id.

    `asks_token` says that its API lets nobody through whose token it does not know.
    """

    method: str
    path: str
    function: str
    asks_token: bool = False

    @property
    def key(self) -> str:
        return f"{self.method} {self.path}"

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The path parameters, or None when the request is for another route."""
        wanted, given = self.path.split("/"), path.split("/")
        if method != self.method or len(wanted) != len(given):
            return None
        pairs = list(zip(wanted, given, strict=True))
        if not all(value if _is_parameter(name) else name == value for name, value in pairs):
            return None
        return {name[1:-1]: unquote(value) for name, value in pairs if _is_parameter(name)}


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request as it came off the wire. `path` and `query` are still percent-encoded."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes
    source_ip: str
    protocol: str = "HTTP/1.1"

    def header(self, name: str) -> str:
        return ",".join(value for key, value in self.headers if key.lower() == name)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


def routes(template: Template) -> list[Route]:
    """The HTTP routes the template declares."""
    return [
        Route(
            properties["Method"].upper(),
            properties["Path"],
            function,
            _asks_token(template, properties.get("ApiId", {}).get("Ref", "")),
        )
        for function, _, properties in events_of(template, "HttpApi")
    ]


def _asks_token(template: Template, api: str) -> bool:
    properties = template["Resources"].get(api, {}).get("Properties", {})
    return bool(properties.get("Auth", {}).get("DefaultAuthorizer"))


def refuse(status: int, message: str) -> Answer:
    """What the gateway itself says when no function is asked."""
    return Answer(status, [("content-type", "application/json")], _json({"message": message}))


def event_of(
    request: Request, route: Route, parameters: Mapping[str, str], request_id: str, at: datetime
) -> dict[str, Any]:
    """The event a function gets for this request."""
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": route.key,
        "rawPath": unquote(request.path),  # "raw" only in name: HTTP APIs decode it
        "rawQueryString": request.query,
        "headers": _merged(request.headers),
        "requestContext": _context(request, route, request_id, at),
        "isBase64Encoded": False,
    }
    if cookies := [part.strip() for part in request.header("cookie").split(";") if part.strip()]:
        event["cookies"] = cookies
    if request.query:
        event["queryStringParameters"] = _query(request.query)
    if parameters:
        event["pathParameters"] = dict(parameters)
    return event | _body(request)


def with_claims(event: dict[str, Any], claims: Mapping[str, str]) -> dict[str, Any]:
    """The event of a request whose token was checked."""
    authorizer = {"authorizer": {"jwt": {"claims": dict(claims), "scopes": None}}}
    return event | {"requestContext": event["requestContext"] | authorizer}


def answer_of(result: Any, request_id: str) -> Answer:
    """What the client gets for what the function returned."""
    if not isinstance(result, dict) or "statusCode" not in result:
        return Answer(200, [("content-type", "application/json")], _json(result))
    headers = {name.lower(): str(value) for name, value in (result.get("headers") or {}).items()}
    headers.setdefault("content-type", "text/plain; charset=utf-8")
    headers["apigw-requestid"] = request_id
    cookies = [("set-cookie", cookie) for cookie in result.get("cookies") or []]
    text = result.get("body") or ""
    encoded = bool(result.get("isBase64Encoded"))
    body = base64.b64decode(text) if encoded else str(text).encode()
    return Answer(int(result["statusCode"]), [*headers.items(), *cookies], body)


def _is_parameter(segment: str) -> bool:
    return segment.startswith("{") and segment.endswith("}")


def _merged(headers: Headers) -> dict[str, str]:
    merged: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        if key != "cookie":
            merged[key] = f"{merged[key]},{value}" if key in merged else value
    return merged


def _query(query: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        merged[name] = f"{merged[name]},{value}" if name in merged else value
    return merged


def _context(request: Request, route: Route, request_id: str, at: datetime) -> dict[str, Any]:
    host = request.header("host")
    return {
        "accountId": "000000000000",
        "apiId": API_ID,
        "domainName": host,
        "domainPrefix": host.split(".")[0],
        "http": {
            "method": request.method,
            "path": unquote(request.path),
            "protocol": request.protocol,
            "sourceIp": request.source_ip,
            "userAgent": request.header("user-agent"),
        },
        "requestId": request_id,
        "routeKey": route.key,
        "stage": "$default",
        "time": at.strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "timeEpoch": int(at.timestamp() * 1000),
    }


def _body(request: Request) -> dict[str, Any]:
    if not request.body:
        return {}
    if _is_text(request.header("content-type")):
        try:
            return {"body": request.body.decode(), "isBase64Encoded": False}
        except UnicodeDecodeError:
            pass  # said to be text, is not: travels as bytes
    return {"body": base64.b64encode(request.body).decode(), "isBase64Encoded": True}


def _is_text(content_type: str) -> bool:
    kind = content_type.split(";")[0].strip().lower()
    if kind.startswith("text/"):
        return True
    return kind in ("application/json", "application/javascript", "application/xml")


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()
