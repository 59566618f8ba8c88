"""A secret is exchanged while shoppers write: nothing is lost, and what has ended opens nothing."""

import json
import random
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.attack.functions import ARRIVED, Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import LINE_OF_DEMO, PAGE_OF_DEMO, Endpoint, request, signature
from tests.support.webhook_bodies import AT_MS, line_body, line_text, messaging, page_body
from towkay.domain.channels import Channel

EVENTS = 1_000
NEW = "the-secret-that-follows"
OVERLAP = timedelta(hours=24)
DOORS = pytest.mark.parametrize(
    "endpoint", [PAGE_OF_DEMO, LINE_OF_DEMO], ids=lambda endpoint: endpoint.channel
)


@dataclass(frozen=True)
class Posted:
    """An event on its way: signed with the secret its platform had then, a while under way."""

    number: int
    after: timedelta  # from when the operator stored the new secret
    secret: str


def body_of(endpoint: Endpoint, number: int) -> bytes:
    at_ms = AT_MS + number
    if endpoint.channel is Channel.LINE:
        return json.dumps(line_body(line_text("運費", at_ms, webhookEventId=f"e{number}"))).encode()
    said = messaging(at_ms, message={"mid": f"m_{number}", "text": "運費"})
    return json.dumps(page_body(said)).encode()


def traffic(endpoint: Endpoint, rng: random.Random) -> list[Posted]:
    """The platform takes up the new secret within ten minutes, and its deliveries take up to ten.

    Its machines do not change over at the same moment, so both secrets sign for a while.
    """
    posted = []
    for number in range(EVENTS):
        sent = timedelta(seconds=rng.uniform(-450, 1_200))
        changes_at = timedelta(seconds=rng.uniform(0, 600))
        secret = NEW if sent > changes_at else endpoint.secret
        under_way = timedelta(seconds=rng.choice([0.2, rng.uniform(0, 600)]))
        posted.append(Posted(number, sent + under_way, secret))
    return sorted(posted, key=lambda one: one.after)


def store_both(aws: CountingAws, endpoint: Endpoint) -> None:
    """What `towkay secrets rotate` writes."""
    old = {"value": endpoint.secret, "until": (ARRIVED + OVERLAP).isoformat()}
    secrets = [{"value": NEW, "until": None}, old]
    aws.put_secrets(endpoint.channel, endpoint.name, endpoint.stored(secrets=secrets))


def deliver(functions: Functions, endpoint: Endpoint, one: Posted) -> int:
    raw = body_of(endpoint, one.number)
    event = request(endpoint, raw, {endpoint.header: signature(endpoint, raw, one.secret)})
    status: int = functions.invoke("webhook", event)["statusCode"]
    return status


@DOORS
def test_nothing_is_lost_while_a_secret_is_exchanged(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    aws.put_secrets(endpoint.channel, endpoint.name, endpoint.stored())
    refused, rotated = 0, False
    for one in traffic(endpoint, random.Random(endpoint.name)):
        functions.now = ARRIVED + one.after
        if one.after >= timedelta() and not rotated:
            store_both(aws, endpoint)
            rotated = True
        if deliver(functions, endpoint, one) != 200:
            refused += 1
            functions.now += timedelta(seconds=31)  # the platform's own second try
            assert deliver(functions, endpoint, one) == 200
    causes = {json.loads(event)["cause"] for event in aws.queued}
    assert rotated and len(causes) == EVENTS
    # Only who signed with the new secret before the half minute in which it is looked for again.
    assert refused <= EVENTS // 100


@DOORS
def test_a_secret_opens_nothing_from_the_moment_of_its_end(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    store_both(aws, endpoint)
    end = ARRIVED + OVERLAP
    for number in range(EVENTS):
        before = timedelta(milliseconds=number + 1)
        functions.now = end - before
        assert deliver(functions, endpoint, Posted(number, -before, endpoint.secret)) == 200
    queued = len(aws.queued)
    for number in range(EVENTS):
        after = timedelta(milliseconds=number**2)
        functions.now = end + after
        assert deliver(functions, endpoint, Posted(number, after, endpoint.secret)) == 403
        assert deliver(functions, endpoint, Posted(number, after, NEW)) == 200
    assert len(aws.queued) == queued + EVENTS


@DOORS
def test_a_secret_taken_out_opens_nothing_once_its_last_reading_is_old(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    """Taken out at once, as after a leak: at most five minutes, the life of what was read."""
    aws.put_secrets(endpoint.channel, endpoint.name, endpoint.stored())
    assert deliver(functions, endpoint, Posted(0, timedelta(), endpoint.secret)) == 200
    replaced = endpoint.stored(secrets=[{"value": NEW, "until": None}])
    aws.put_secrets(endpoint.channel, endpoint.name, replaced)
    functions.now += timedelta(minutes=5)
    assert deliver(functions, endpoint, Posted(1, timedelta(), endpoint.secret)) == 403
    assert deliver(functions, endpoint, Posted(2, timedelta(), NEW)) == 200
