"""However a request is forged, it is refused, and it costs us next to nothing."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.attack.forgeries import FORGERS
from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import (
    ENDPOINTS,
    LINE_OF_DEMO,
    PAGE_OF_DEMO,
    Endpoint,
    open_shops,
    other_brand,
    request,
    signature,
)
from tests.support.webhook_bodies import (
    AT_MS,
    instagram_body,
    instagram_event,
    line_body,
    line_bytes,
    line_text,
    messaging,
    messenger_bytes,
    page_body,
    whatsapp_body,
    whatsapp_text,
)
from towkay.domain.channels import Channel
from towkay.runtime.http_event import read_request

EACH = 600
WORDS = ["運費怎麼算？", "可以退貨嗎 🍵", "shipping?", "café / thé", "停"]


def genuine_body(endpoint: Endpoint, rng: random.Random) -> bytes:
    """A body that is new every time, as the endpoint's channel would write it."""
    text = f"{rng.choice(WORDS)} {rng.randrange(10**9)}"
    at_ms = AT_MS - rng.randrange(60_000)
    if endpoint.channel is Channel.LINE:
        return line_bytes(line_body(line_text(text, at_ms), bot=endpoint.account))
    message_id = rng.randrange(10**12)
    if endpoint.channel is Channel.WHATSAPP:
        written = whatsapp_text(text, at_ms, id=f"wamid.{message_id}")
        return messenger_bytes(whatsapp_body(written, number=endpoint.account))
    if endpoint.channel is Channel.INSTAGRAM:
        told = instagram_event(at_ms, message={"mid": f"aWd{message_id}", "text": text})
        return messenger_bytes(instagram_body(told, account=endpoint.account))
    said = messaging(at_ms, message={"mid": f"m_{message_id}", "text": text})
    return messenger_bytes(page_body(said, page=endpoint.account))


def is_signed_by_its_channel(event: dict[str, Any], endpoint: Endpoint) -> bool:
    """The plain truth, without any code that is under attack but the reading of the event."""
    asked = read_request(event)
    presented = asked.headers.get(endpoint.header)
    return asked.raw is not None and presented == signature(endpoint, asked.raw)


def forged_requests(kind: str) -> list[dict[str, Any]]:
    """Requests of one kind; a change that happens to change nothing is no forgery."""
    rng = random.Random(kind)
    found: list[dict[str, Any]] = []
    for _ in range(10 * EACH):
        if len(found) == EACH:
            break
        endpoint = ENDPOINTS[len(found) % len(ENDPOINTS)]
        raw, headers = FORGERS[kind](endpoint, genuine_body(endpoint, rng), rng)
        event = request(endpoint, raw, headers)
        if not is_signed_by_its_channel(event, endpoint):
            found.append(event)
    assert len(found) == EACH, f"{kind} changes nothing for {endpoint.name}"
    return found


def test_there_are_at_least_twenty_thousand_of_them() -> None:
    assert EACH * len(FORGERS) >= 20_000


@pytest.mark.parametrize("kind", FORGERS)
def test_a_forgery_is_refused_and_writes_nothing(
    functions: Functions, aws: CountingAws, kind: str
) -> None:
    open_shops(aws)
    answers = Counter(
        functions.invoke("webhook", event)["statusCode"] for event in forged_requests(kind)
    )
    assert answers == {403: EACH}
    assert (aws.writes, aws.queued) == (0, [])
    assert aws.calls.total() <= len(ENDPOINTS), "secrets are read once, not once for each forgery"


def test_the_same_bodies_would_have_been_accepted_with_their_own_signature(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    rng = random.Random(1)
    for number in range(200):
        endpoint = ENDPOINTS[number % len(ENDPOINTS)]
        event = request(endpoint, genuine_body(endpoint, rng))
        assert functions.invoke("webhook", event)["statusCode"] == 200
    assert len(aws.queued) == 200


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_what_one_brand_was_sent_is_no_good_at_anothers_door(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    open_shops(aws)
    rng = random.Random(endpoint.name)
    elsewhere = replace(other_brand(endpoint), secret=endpoint.secret)
    for _ in range(100):
        event = request(elsewhere, genuine_body(endpoint, rng))
        assert functions.invoke("webhook", event)["statusCode"] == 403
    assert aws.writes == 0


def test_with_their_secrets_swapped_both_brands_are_closed_to_themselves(
    functions: Functions, aws: CountingAws
) -> None:
    for endpoint in ENDPOINTS:
        theirs = replace(endpoint, secret=other_brand(endpoint).secret)
        aws.put_secrets(endpoint.channel, endpoint.name, theirs.stored())
    rng = random.Random(2)
    for number in range(400):
        endpoint = ENDPOINTS[number % len(ENDPOINTS)]
        event = request(endpoint, genuine_body(endpoint, rng))
        assert functions.invoke("webhook", event)["statusCode"] == 403
    assert aws.writes == 0


def test_a_brand_cannot_speak_for_an_account_that_is_not_its_own(
    functions: Functions, aws: CountingAws
) -> None:
    """Signed by one brand, about the account of the other: counted, never acted on."""
    open_shops(aws)
    rng = random.Random(3)
    for endpoint in ENDPOINTS:
        raw = genuine_body(other_brand(endpoint), rng)
        assert functions.invoke("webhook", request(endpoint, raw))["statusCode"] == 200
    assert aws.writes == 0


@pytest.mark.parametrize("names", [4_000, 250, 40])
@pytest.mark.parametrize("endpoint", [PAGE_OF_DEMO, LINE_OF_DEMO], ids=lambda one: one.channel)
def test_a_flood_at_made_up_addresses_is_no_stream_of_reads(
    functions: Functions, aws: CountingAws, endpoint: Endpoint, names: int
) -> None:
    open_shops(aws)
    rng = random.Random(4)
    raw = genuine_body(endpoint, rng)
    start = functions.now
    minutes = 10
    for number in range(4_000):
        functions.now = start + number * timedelta(minutes=minutes) / 4_000
        made_up = replace(endpoint, name=f"shop-{number % names}")
        assert functions.invoke("webhook", request(made_up, raw))["statusCode"] == 403
    # A new endpoint must be found within a while, so some reads there must be.
    assert aws.calls.total() <= minutes * 80
    functions.now += timedelta(minutes=1)
    assert functions.invoke("webhook", request(endpoint, raw))["statusCode"] == 200


@pytest.mark.parametrize("endpoint", [PAGE_OF_DEMO, LINE_OF_DEMO], ids=lambda one: one.channel)
def test_a_request_without_the_form_of_a_signature_reads_nothing_at_all(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    open_shops(aws)
    raw = genuine_body(endpoint, random.Random(6))
    proof = signature(endpoint, raw)
    formless = ("", " ", proof[:-1], proof + "=", proof + ",", "sha1=" + proof[-40:], "x" * 64)
    for number in range(1_000):
        door = replace(endpoint, name=f"shop-{number}") if number % 2 else endpoint
        event = request(door, raw, {endpoint.header: formless[number % len(formless)]})
        assert functions.invoke("webhook", event)["statusCode"] == 403
    assert aws.calls.total() == 0


def test_a_door_that_is_known_stays_open_in_a_flood_at_made_up_addresses(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    rng = random.Random(5)
    start = functions.now
    for number in range(3_000):
        functions.now = start + timedelta(seconds=number / 4)
        noise = replace(LINE_OF_DEMO, name=f"shop-{number}")
        functions.invoke("webhook", request(noise, b"{}"))
        if number % 10 == 0:
            event = request(LINE_OF_DEMO, genuine_body(LINE_OF_DEMO, rng))
            assert functions.invoke("webhook", event)["statusCode"] == 200
    assert len(aws.queued) == 300


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_forgeries_at_a_known_door_read_its_secret_now_and_then_only(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    open_shops(aws)
    start = functions.now
    for number in range(2_000):
        functions.now = start + timedelta(seconds=number * 0.3)  # ten minutes
        event = request(endpoint, b"{}", {endpoint.header: signature(endpoint, b"[]")})
        assert functions.invoke("webhook", event)["statusCode"] == 403
    assert aws.calls.total() <= 21  # once in 30 s, in case a secret was renewed
    assert aws.writes == 0
