"""Whatever a genuine body says, it is answered, and what is queued of it can be acted on."""

import json
import random
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.attack.aftermath import followed
from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.mutations import generated
from tests.attack.samples import BODIES
from tests.attack.shops import DOORS, LINE_OF_DEMO, PAGE_OF_DEMO, Endpoint, open_shops, request
from tests.support.thirds import this_third
from tests.support.webhook_bodies import (
    instagram_body,
    instagram_event,
    line_body,
    line_text,
    messaging,
    page_body,
    whatsapp_body,
    whatsapp_text,
)
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.runtime.observability import logger

SLICES = 20
EACH = 5_000
MEGABYTE = 1_000_000
# What a shopper can do on every channel; WhatsApp tells a tap as a message.
KINDS = {"MessageReceived", "MessageEdited"}


def posted(functions: Functions, endpoint: Endpoint, raw: bytes) -> int:
    status: int = functions.invoke("webhook", request(endpoint, raw))["statusCode"]
    return status


@pytest.fixture
def quiet() -> Iterator[None]:
    """A hundred thousand lines of "webhook received" tell nobody anything."""
    before = logger.log_level
    logger.setLevel("ERROR")
    yield
    logger.setLevel(before)


def test_there_are_at_least_a_hundred_thousand_of_them() -> None:
    assert SLICES * EACH >= 100_000


@pytest.mark.parametrize("seed", this_third(range(SLICES)))
@pytest.mark.usefixtures("quiet")
def test_no_body_is_an_error(functions: Functions, aws: CountingAws, seed: int) -> None:
    open_shops(aws)
    rng = random.Random(f"bodies-{seed}")
    statuses: Counter[int] = Counter()
    for number in range(EACH):
        channel = rng.choice(every_channel())
        raw = generated(channel, rng)
        try:
            statuses[posted(functions, DOORS[channel], raw)] += 1
        except Exception as error:
            pytest.fail(f"body {number} of seed {seed}: {error!r} on {raw[:2_000]!r}")
    assert set(statuses) <= {200, 400, 413}, statuses
    assert min(statuses[200], statuses[400]) > EACH // 20, "both kinds of bodies must be there"
    # The time of arrival aside, most events are the same: each is followed once.
    queued = set(aws.queued)
    assert len(queued) > EACH // 50
    for body in queued:
        followed(body)


@pytest.mark.parametrize("channel", every_channel())
def test_every_sample_that_mutations_begin_with_is_understood(
    functions: Functions, aws: CountingAws, channel: Channel
) -> None:
    open_shops(aws)
    for body in BODIES[channel]:
        assert posted(functions, DOORS[channel], json.dumps(body).encode()) == 200
    assert "malformed" not in functions.said()
    kinds = {type(followed(event).happening).__name__ for event in aws.queued}
    assert kinds >= KINDS
    assert ("PostbackPressed" in kinds) is (channel is not Channel.WHATSAPP)
    # Nobody begins a conversation on Instagram but by a word or a press.
    assert ("Followed" in kinds) is (channel is not Channel.INSTAGRAM)


@cache
def large_bodies() -> dict[str, tuple[Endpoint, bytes]]:
    """Bodies of almost a megabyte, each of them large in a way of its own."""
    page, line = PAGE_OF_DEMO, LINE_OF_DEMO
    long = "字" * 330_000

    def on_page(**message: Any) -> bytes:
        return json.dumps(
            page_body(messaging(message={"mid": "m_1", **message})), ensure_ascii=False
        ).encode()

    def on_line(**message: Any) -> bytes:
        said = line_text("", message={"type": "text", "id": "1", **message})
        return json.dumps(line_body(said), ensure_ascii=False).encode()

    filler = b'{"object":"page","entry":[%s]}'
    shell = b'{"destination":"U00112233445566778899aabbccddeeff","events":[%s]}'
    return {
        "a long text": (page, on_page(text=long)),
        "a long line": (line, on_line(text=long)),
        "a long id": (page, on_page(mid="m" * 990_000)),
        "a long number": (page, on_page(mid=0).replace(b'"mid": 0', b'"mid": ' + b"9" * 990_000)),
        "long escapes": (
            line,
            on_line(text=0).replace(b'"text": 0', b'"text": "%s"' % (b"\\ud800" * 160_000)),
        ),
        "many attachments": (page, on_page(attachments=[{"type": "image"}] * 50_000)),
        "many keywords": (line, on_line(type="sticker", keywords=["love"] * 120_000)),
        "many members": (page, on_page(**{f"n{number}": 0 for number in range(70_000)})),
        "many events": (line, shell % b",".join([b"{}"] * 320_000)),
        "many entries": (page, filler % b",".join([b"{}"] * 320_000)),
        "many lists": (page, filler % b",".join([b"[]"] * 320_000)),
        "many small objects": (page, filler % b",".join([b'{"a":1}'] * 120_000)),
        "many wide objects": (line, shell % b",".join([b'{"a":1,"b":2,"c":3}'] * 48_000)),
        "all brackets": (line, b"[" * 990_000),
        "brackets in pairs": (line, b"[]" * 490_000),
        "deep": (page, b'{"entry":' * 100_000 + b"1" + b"}" * 90_000),
        "all quotes": (line, b'"' * 990_000),
        "all spaces": (page, b" " * 990_000),
        "all zeros": (page, bytes(990_000)),
        "not UTF-8": (line, b"\xff" * 990_000),
    }


@cache
def heavy_events() -> dict[str, tuple[Endpoint, bytes]]:
    """As many whole events as fit, the way a flood of real ones would look."""
    said = json.dumps(messaging(message={"mid": "m_1", "text": "hi"}), separators=(",", ":"))
    one = b'{"id":"%s","time":1795219199876,"messaging":[%s]}' % (
        PAGE_OF_DEMO.account.encode(),
        said.encode(),
    )
    count = (MEGABYTE - 40) // (len(one) + 1)
    entries = b'{"object":"page","entry":[%s]}' % b",".join([one] * count)
    return {"whole events": (PAGE_OF_DEMO, entries)}


@pytest.mark.parametrize("name", [*large_bodies(), *heavy_events()])
def test_a_large_body_takes_little_memory(
    functions: Functions, aws: CountingAws, name: str
) -> None:
    open_shops(aws)
    endpoint, raw = (large_bodies() | heavy_events())[name]
    assert MEGABYTE * 0.8 < len(raw) <= MEGABYTE
    event = request(endpoint, raw)
    functions.invoke("webhook", request(endpoint, b"{}"))  # what only the first call needs
    tracemalloc.start()
    try:
        status = functions.invoke("webhook", event)["statusCode"]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert status in (200, 400)
    assert peak < 64_000_000, f"{peak:,} bytes"
    for body in aws.queued[:5]:
        followed(body)


def steps(functions: Functions, endpoint: Endpoint, raw: bytes) -> int:
    """How many functions are entered for a body, ours, the library's and the interpreter's."""
    event = request(endpoint, raw)
    count = 0

    def entered(frame: Any, what: str, argument: Any) -> None:
        nonlocal count
        count += what in ("call", "c_call")

    sys.setprofile(entered)
    try:
        functions.invoke("webhook", event)
    finally:
        sys.setprofile(None)
    return count


def many(channel: Channel, number: int) -> bytes:
    if channel is Channel.LINE:
        events = [line_text("運費", webhookEventId=f"e{one}") for one in range(number)]
        return json.dumps(line_body(*events)).encode()
    if channel is Channel.WHATSAPP:
        texts = [whatsapp_text("運費", id=f"wamid.{one}") for one in range(number)]
        return json.dumps(whatsapp_body(*texts)).encode()
    if channel is Channel.INSTAGRAM:
        one_each = [
            instagram_event(message={"mid": f"aWd{one}", "text": "運費"}) for one in range(number)
        ]
        return json.dumps(instagram_body(*one_each)).encode()
    said = [messaging(message={"mid": f"m_{one}", "text": "運費"}) for one in range(number)]
    return json.dumps(page_body(*said)).encode()


@pytest.mark.parametrize("channel", every_channel())
def test_ten_times_the_events_are_ten_times_the_work(
    functions: Functions, aws: CountingAws, channel: Channel
) -> None:
    open_shops(aws)
    steps(functions, DOORS[channel], many(channel, 1))
    few, more = (steps(functions, DOORS[channel], many(channel, number)) for number in (100, 1_000))
    assert few > 1_000 and more < 10.5 * few
    assert aws.calls["sqs.send_message_batch"] == 1 + 10 + 100


@pytest.mark.parametrize("channel", every_channel())
def test_a_body_larger_than_its_channel_sends_is_refused_whatever_it_says(
    functions: Functions, aws: CountingAws, channel: Channel
) -> None:
    open_shops(aws)
    raw = json.dumps(BODIES[channel][0]).encode()
    exactly = raw + b" " * (CAPABILITIES[channel].body_limit - len(raw))
    assert posted(functions, DOORS[channel], exactly) == 200
    assert posted(functions, DOORS[channel], exactly + b" ") == 413


@pytest.mark.parametrize(("depth", "status"), [(60, 200), (70, 400), (9_000, 400), (100_000, 400)])
def test_a_body_may_be_as_deep_as_any_channel_writes_and_no_deeper(
    functions: Functions, aws: CountingAws, depth: int, status: int
) -> None:
    open_shops(aws)
    for channel, door in DOORS.items():
        raw = json.dumps(BODIES[channel][0]).encode()
        deep = raw[:-1] + b',"more":' + b"[" * depth + b"]" * depth + b"}"
        assert posted(functions, door, deep) == status


@pytest.mark.parametrize("channel", every_channel())
def test_of_a_member_that_is_there_twice_the_last_counts(
    functions: Functions, aws: CountingAws, channel: Channel
) -> None:
    open_shops(aws)
    name = "body" if channel is Channel.WHATSAPP else "text"
    raw = json.dumps(BODIES[channel][0], ensure_ascii=False).replace(
        f'"{name}": "', f'"{name}": "先", "{name}": "'
    )
    assert raw.count(f'"{name}":') >= 2
    assert posted(functions, DOORS[channel], raw.encode()) == 200
    assert [json.loads(event)["happening"]["text"] for event in aws.queued] == ["運費怎麼算？"]
