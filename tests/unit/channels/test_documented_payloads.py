"""Every webhook that a channel's reference describes is read as it means."""

import pytest

from tests.support.fixtures import Payload, as_expected, every_payload
from tests.support.webhook_bodies import MESSENGER_APP
from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import Channel
from towkay.domain.events import Incoming

READABLE = [one for one in every_payload() if one.channel in INBOUND]


def name_of(one: Payload) -> str:
    return f"{one.channel}-{one.name}"


def read(one: Payload) -> list[Incoming]:
    return INBOUND[Channel(one.channel)].parse(one.body, app_id=MESSENGER_APP)


@pytest.mark.parametrize("one", READABLE, ids=name_of)
def test_a_documented_body_is_read_in_full(one: Payload) -> None:
    channel = Channel(one.channel)

    said = [
        as_expected(channel, incoming, with_cause="cause" in expected)
        for incoming, expected in zip(read(one), one.expect, strict=True)
    ]

    assert said == one.expect


@pytest.mark.parametrize("one", READABLE, ids=name_of)
def test_a_body_that_comes_twice_has_the_same_keys_and_each_event_its_own(one: Payload) -> None:
    first = [(incoming.account, incoming.user, incoming.cause) for incoming in read(one)]
    again = [(incoming.account, incoming.user, incoming.cause) for incoming in read(one)]

    assert first == again
    assert len(set(first)) == len(first)
