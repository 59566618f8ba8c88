"""An HTTP request becomes the very event that API Gateway would hand over."""

import base64
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from workbench.cfn import load
from workbench.gateway import Request, Route, answer_of, event_of, routes

AT = datetime(2026, 11, 22, 3, 4, 5, 678000, tzinfo=UTC)
ROUTE = Route("POST", "/webhooks/{channel}/{endpoint}", "WebhookFunction")
REQUEST = Request(
    method="POST",
    path="/webhooks/line/demo",
    query="",
    headers=[("Host", "127.0.0.1:8080"), ("Content-Type", "application/json")],
    body=b'{"events":[]}',
    source_ip="127.0.0.1",
)


def event(request: Request) -> dict[str, Any]:
    parameters = ROUTE.match(request.method, request.path)
    assert parameters is not None
    return event_of(request, ROUTE, parameters, "id=", AT)


def test_the_template_declares_the_routes_that_ask_for_no_token() -> None:
    found = routes(load())
    table = {(route.key, route.function) for route in found if not route.asks_token}

    assert table == {
        ("GET /webhooks/{channel}/{endpoint}", "WebhookFunction"),
        ("POST /webhooks/{channel}/{endpoint}", "WebhookFunction"),
        ("POST /shipments/{source}", "ShipmentsFunction"),
        ("POST /checkout/consents", "ShipmentsFunction"),
    }


@pytest.mark.parametrize(
    ("method", "path", "parameters"),
    [
        ("POST", "/webhooks/line/demo", {"channel": "line", "endpoint": "demo"}),
        ("POST", "/webhooks/line/a%2Fb", {"channel": "line", "endpoint": "a/b"}),
        ("POST", "/webhooks/line/%E9%A0%AD", {"channel": "line", "endpoint": "頭"}),
        ("GET", "/webhooks/line/demo", None),
        ("POST", "/webhooks/line", None),
        ("POST", "/webhooks/line/", None),
        ("POST", "/webhooks/line/demo/", None),
        ("POST", "/webhooks//demo", None),
        ("POST", "/other/line/demo", None),
        ("POST", "/", None),
    ],
)
def test_a_route_matches_whole_paths_of_its_method_only(
    method: str, path: str, parameters: dict[str, str] | None
) -> None:
    assert ROUTE.match(method, path) == parameters


def test_json_travels_as_text() -> None:
    found = event(REQUEST)

    assert found["body"] == '{"events":[]}'
    assert found["isBase64Encoded"] is False
    assert found["version"] == "2.0"
    assert found["routeKey"] == ROUTE.key == found["requestContext"]["routeKey"]
    assert found["pathParameters"] == {"channel": "line", "endpoint": "demo"}
    assert found["requestContext"]["stage"] == "$default"
    assert found["requestContext"]["time"] == "22/Nov/2026:03:04:05 +0000"
    assert found["requestContext"]["timeEpoch"] == 1795316645678
    assert found["requestContext"]["http"]["method"] == "POST"


@pytest.mark.parametrize(
    ("content_type", "body", "encoded"),
    [
        ("application/json", "頭家".encode(), False),
        ("application/json; charset=utf-8", b"{}", False),
        ("text/plain", b"x", False),
        ("", b"{}", True),
        ("application/octet-stream", b"{}", True),
        ("application/x-www-form-urlencoded", b"a=b", True),
        ("application/json", b"\xff\xfe", True),
        ("application/json", b"\xed\xa0\x80", True),
    ],
)
def test_what_is_not_said_to_be_text_or_is_none_travels_as_base64(
    content_type: str, body: bytes, encoded: bool
) -> None:
    headers = [("content-type", content_type)] if content_type else []

    found = event(replace(REQUEST, headers=headers, body=body))

    assert found["isBase64Encoded"] is encoded
    sent = found["body"]
    assert (base64.b64decode(sent) if encoded else sent.encode()) == body


def test_header_names_are_lower_case_and_repeated_ones_are_joined_by_commas() -> None:
    headers = [("X-Line-Signature", "a"), ("x-line-signature", "b"), ("COOKIE", "k=v; m=n")]

    found = event(replace(REQUEST, headers=headers))

    assert found["headers"] == {"x-line-signature": "a,b"}
    assert found["cookies"] == ["k=v", "m=n"]


def test_the_query_is_kept_raw_and_decoded_and_repeated_names_are_joined() -> None:
    found = event(replace(REQUEST, query="hub.mode=a%20b&x=1&x=2&empty="))

    assert found["rawQueryString"] == "hub.mode=a%20b&x=1&x=2&empty="
    assert found["queryStringParameters"] == {"hub.mode": "a b", "x": "1,2", "empty": ""}


def test_the_raw_path_is_decoded_as_http_apis_do() -> None:
    found = event(replace(REQUEST, path="/webhooks/line/a%20b"))

    assert found["rawPath"] == "/webhooks/line/a b"
    assert found["pathParameters"]["endpoint"] == "a b"


def test_what_is_empty_is_left_out() -> None:
    found = event(replace(REQUEST, body=b""))

    assert not {"body", "cookies", "queryStringParameters"} & found.keys()
    assert found["rawQueryString"] == ""


def test_a_full_answer_keeps_status_headers_cookies_and_body() -> None:
    answer = answer_of(
        {"statusCode": 403, "headers": {"X-Why": 1}, "cookies": ["a=b"], "body": "no"}, "id="
    )

    assert (answer.status, answer.body) == (403, b"no")
    assert dict(answer.headers) == {
        "x-why": "1",
        "content-type": "text/plain; charset=utf-8",
        "apigw-requestid": "id=",
        "set-cookie": "a=b",
    }


def test_an_encoded_answer_is_decoded() -> None:
    body = base64.b64encode(b"\x00\xff").decode()

    assert answer_of({"statusCode": 200, "body": body, "isBase64Encoded": True}, "").body == (
        b"\x00\xff"
    )


@pytest.mark.parametrize("result", [None, "text", [1], {"no": "status"}])
def test_a_bare_answer_is_json_with_status_200(result: object) -> None:
    answer = answer_of(result, "id=")

    assert answer.status == 200
    assert dict(answer.headers)["content-type"] == "application/json"
