"""A campaign that comes again, and planners that come twice or are killed."""

import random
from datetime import timedelta

from tests.simulation.books import balance
from tests.simulation.gates import RandomGate
from tests.simulation.subscribers import PARCELS, Telling, agree, subscriber
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.domain.messages import Purpose
from towkay.domain.sends import SendState

PARCEL = Telling("parcel", Purpose.SERVICE, PARCELS)
OCCURRENCES = 4


def test_each_occurrence_of_a_campaign_is_a_message_once() -> None:
    """Each is asked for three times, by planners of which every fourth is killed."""
    rng = random.Random(17)
    world = World(rng, gate=RandomGate(rng, share=0.25))
    for number in range(20):
        contact = agree(world, subscriber(number))
        for occurrence in range(OCCURRENCES):
            at = NOW + timedelta(hours=2 * occurrence, seconds=number)
            for _ in range(3):
                world.tell(PARCEL.to(contact, at, f"occurrence-{occurrence}"))
    world.run()
    books = balance(world, [])
    assert (books.lost, books.doubled) == (0, 0)
    assert books.states.total() == 20 * OCCURRENCES
    assert books.states[SendState.SENT] > 19 * OCCURRENCES - 5
