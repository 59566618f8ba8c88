"""Whatever the transport did to a genuine request on its way, it is accepted, word for word."""

import base64
import json
import random
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import (
    ENDPOINTS,
    Endpoint,
    open_shops,
    signature,
)
from tests.support.webhook_bodies import (
    AT_MS,
    instagram_body,
    instagram_event,
    line_body,
    line_text,
    messaging,
    page_body,
    whatsapp_body,
    whatsapp_text,
)
from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import Channel
from towkay.runtime.http_event import read_request

BODIES = 2_000
SNIPPETS = (
    *(
        "你好",
        "🍵",
        "👩‍👩‍👧‍👦",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "é",
        "e\u0301",
        "한글",
        "ก็",
        "नमस्ते",
        "שלום",
        "\u202e",
        "\u2028",
    ),
    *("\\u4f60", "\\", '"', "/", "</script>", "%F0%9F", "a+b=c&d", "\t", "\r\n", "\n", "\u00a0"),
    *("NT$1,200", "0912-345-678", "＃＠！", "𝟙𝟚", "\ufffd", "\ufeff", "ß", "İ", "null", "{}"),
)
Write = Callable[[Any], bytes]
# How a body may have been written; the signature is always over these very bytes.
WRITERS: tuple[Write, ...] = (
    lambda body: json.dumps(body).encode(),
    lambda body: json.dumps(body, ensure_ascii=False).encode(),
    lambda body: json.dumps(body, separators=(",", ":")).replace("/", "\\/").encode(),
    lambda body: json.dumps(body, indent=2).replace("\n", "\r\n").encode(),
    lambda body: b"\xef\xbb\xbf" + json.dumps(body, ensure_ascii=False).encode(),
    lambda body: json.dumps(body).encode() + b"\r\n",
)
FORMATS = ("1.0", "2.0", "function url")
CASES: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.title, str.swapcase)


def body_of(endpoint: Endpoint, text: str, number: int) -> Any:
    at_ms = AT_MS - number
    if endpoint.channel is Channel.LINE:
        event = line_text(text, at_ms, webhookEventId=f"01KD2Q{number}")
        return line_body(event, bot=endpoint.account)
    if endpoint.channel is Channel.WHATSAPP:
        written = whatsapp_text(text, at_ms, id=f"wamid.{number}")
        return whatsapp_body(written, number=endpoint.account)
    if endpoint.channel is Channel.INSTAGRAM:
        told = instagram_event(at_ms, message={"mid": f"aWd{number}", "text": text})
        return instagram_body(told, account=endpoint.account)
    said = messaging(at_ms, message={"mid": f"m_{number}", "text": text})
    return page_body(said, page=endpoint.account)


def delivered(
    endpoint: Endpoint, raw: bytes, form: str, as_base64: bool, case: Callable[[str], str]
) -> dict[str, Any]:
    """The request as this kind of gateway hands it to the function."""
    names = {endpoint.header: signature(endpoint, raw), "content-type": "application/json"}
    event: dict[str, Any] = {
        "headers": {case(name): value for name, value in names.items()},
        "body": base64.b64encode(raw).decode() if as_base64 else raw.decode(),
        "isBase64Encoded": as_base64,
        "pathParameters": {"channel": endpoint.channel, "endpoint": endpoint.name},
        "queryStringParameters": None,
    }
    if form == "1.0":
        many = {name: [value] for name, value in event["headers"].items()}
        return event | {"version": "1.0", "httpMethod": "POST", "multiValueHeaders": many}
    http = {"method": "POST", "path": f"/webhooks/{endpoint.channel}/{endpoint.name}"}
    context = {"http": http, "domainName": "x.lambda-url.example"}
    version = {} if form == "function url" else {"version": "2.0", "routeKey": "POST /webhooks"}
    return event | {"requestContext": context} | version


def genuine(number: int) -> tuple[Endpoint, str, bytes]:
    """An endpoint, what a shopper wrote there, and the bytes that tell of it."""
    rng = random.Random(number)
    endpoint = ENDPOINTS[number % len(ENDPOINTS)]
    text = f"{number} " + "".join(rng.choices(SNIPPETS, k=rng.randrange(1, 9)))
    return endpoint, text, rng.choice(WRITERS)(body_of(endpoint, text, number))


TRANSPORTS = tuple(product(FORMATS, (False, True), CASES))


def test_every_genuine_body_is_accepted_and_understood_as_it_was_written(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    for number in range(BODIES):
        endpoint, text, raw = genuine(number)
        event = delivered(endpoint, raw, *TRANSPORTS[number % len(TRANSPORTS)])
        answer = functions.invoke("webhook", event)
        assert answer["statusCode"] == 200, (number, text)
        queued = json.loads(aws.queued.pop())
        assert queued["happening"]["text"] == text
        assert queued["brand"] == endpoint.brand
    assert aws.queued == []


@pytest.mark.parametrize(
    "transport", TRANSPORTS, ids=lambda way: f"{way[0]}-{way[1]}-{way[2].__name__}"
)
def test_no_transport_changes_what_was_signed(
    transport: tuple[str, bool, Callable[[str], str]],
) -> None:
    for number in range(BODIES):
        endpoint, _, raw = genuine(number)
        asked = read_request(delivered(endpoint, raw, *transport))
        channel = INBOUND[endpoint.channel]
        assert asked.raw == raw
        assert channel.is_signed(asked.headers)
        assert channel.is_genuine(raw, asked.headers, [endpoint.secret])


def test_a_second_header_that_does_not_count_changes_nothing(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    for number in range(40):
        endpoint, _, raw = genuine(number)
        event = delivered(endpoint, raw, "2.0", False, str.lower)
        event["headers"] |= {"x-hub-signature": "sha1=0", "x-forwarded-for": "203.0.113.9"}
        assert functions.invoke("webhook", event)["statusCode"] == 200
