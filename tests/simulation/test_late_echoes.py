"""What becomes of sends whose answer was lost: echoes settle them, or their purpose's deadline."""

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.simulation.books import all_turns, balance
from tests.simulation.morning import say
from tests.simulation.platforms import Echoes
from tests.simulation.subscribers import PARCELS, TEA_NEWS, Telling, agree, subscriber
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.usecases.settle import Effect

PEOPLE = 400
MISSING = 0.05
NEWS = Telling("news", Purpose.MARKETING, TEA_NEWS)
PARCEL = Telling("parcel", Purpose.SERVICE, PARCELS)
DEADLINES = {
    Purpose.REPLY: timedelta(minutes=2),
    Purpose.SERVICE: timedelta(hours=6),
    Purpose.MARKETING: timedelta(hours=24),
}
# The sweeper comes every minute, and the lost answer itself takes some seconds.
_TICK = timedelta(minutes=2)
UNCLEAR = {"lost_after": 0.5, "lost_before": 0.1, "error_after": 0.1}


@pytest.fixture(scope="module")
def world() -> World:
    """Most answers are lost; echoes come up to six hours late, in any order, a few of them never.

    Each person on Messenger asks something, hears of a parcel, or of news.
    """
    world = World(random.Random(33), echoes=Echoes(missing=MISSING, late=1, kinds=1))
    world.channel.shares = UNCLEAR
    world.channel.latency = (0.01, 0.05)
    for number in range(0, 2 * PEOPLE, 2):
        at = NOW + timedelta(seconds=30 * number)
        contact = agree(world, subscriber(number))
        if number % 3 == 0:
            say(world, Channel.MESSENGER, "可以退貨嗎", at.replace(microsecond=0), number // 2)
        else:
            telling = NEWS if number % 3 == 1 else PARCEL
            world.tell(telling.to(contact, at))
    world.run()
    return world


def sends(world: World) -> Iterator[tuple[Send, bool]]:
    """Every send, and whether the channel echoed it."""
    for turn in all_turns(world):
        for send in turn.sends:
            name = f"{turn.key.contact.user}/{send_id(turn.key, send.index)}"
            yield send, name in world.platforms.echoed


def test_whatever_was_echoed_is_settled_as_sent_however_late(world: World) -> None:
    echoed = [send for send, was_echoed in sends(world) if was_echoed]
    assert {send.state for send in echoed} == {SendState.SENT}
    assert {send.purpose for send in echoed} == set(DEADLINES)
    assert world.effects[Effect.CONFIRMED] > PEOPLE / 3


@pytest.mark.parametrize("purpose", DEADLINES)
def test_the_rest_is_parked_at_the_deadline_of_its_purpose(world: World, purpose: Purpose) -> None:
    parked = [send for send, _ in sends(world) if send.state is SendState.PARKED]
    ours = [send for send in parked if send.purpose is purpose]
    assert ours
    for send in ours:
        assert send.called_at is not None and send.settled_at is not None
        waited = send.settled_at - send.called_at
        assert DEADLINES[purpose] <= waited <= DEADLINES[purpose] + _TICK, send


def test_evidence_that_comes_late_or_never_makes_no_send_go_out_twice(world: World) -> None:
    books = balance(world, [])
    assert (books.lost, books.doubled) == (0, 0)
    assert set(books.states) == {SendState.SENT, SendState.PARKED}
    not_echoed = sum(not was_echoed for _, was_echoed in sends(world))
    assert books.states[SendState.PARKED] <= not_echoed


def test_an_answer_that_was_parked_is_sent_when_its_echo_comes_after_all(world: World) -> None:
    late = [
        send
        for send, was_echoed in sends(world)
        if was_echoed and send.purpose is Purpose.REPLY and send.called_at and send.settled_at
        if send.settled_at - send.called_at > DEADLINES[Purpose.REPLY] + _TICK
    ]
    assert len(late) > 10
