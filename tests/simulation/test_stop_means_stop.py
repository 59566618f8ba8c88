"""A stop, at whatever moment it comes: nothing that nobody asked for is seen after it counts."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.simulation.books import balance
from tests.simulation.campaign import (
    BLOCK,
    BUTTON,
    NEXT_DAY,
    Stops,
    a_campaign,
    every_point,
    place_stops,
    telling_of,
)
from tests.simulation.stops import StoppingGate
from tests.simulation.subscribers import subscriber
from tests.simulation.world import World
from tests.support.shop import BRAND
from towkay.adapters.callsites import CallSite
from towkay.domain.brands import Phrase

SUBSCRIBERS, STOPS = 5_000, 500
ACKNOWLEDGEMENTS = tuple(
    said
    for phrase in (Phrase.STOPPED, Phrase.TOPIC_STOPPED)
    for said in BRAND.voice[phrase].values()
)
TOLD = re.compile(r"\[(\w+)\]")


class Campaign(NamedTuple):
    """The world after it, and who stopped."""

    world: World
    gate: StoppingGate
    stops: Stops


class Sight(NamedTuple):
    """One thing that a shopper saw: its place in the channel's ledger, and what it was."""

    place: int
    user: str
    what: str


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    gate = StoppingGate()
    world = a_campaign(gate, SUBSCRIBERS, seed=7)
    stops = Stops(world)
    gate.stop = stops.now
    place_stops(stops, gate, STOPS)
    world.run()
    return Campaign(world, gate, stops)


def sights(campaign: Campaign) -> Iterator[Sight]:
    """What was seen: a telling by its name, else the acknowledgement of a stop."""
    users = {f"token-{event.cause}": event.user for event in campaign.stops.said}
    for place, seen in enumerate(campaign.world.channel.seen):
        told = TOLD.match(seen.words)
        what = told[1] if told else "stopped" if seen.words in ACKNOWLEDGEMENTS else "?"
        yield Sight(place, seen.user or users[seen.name], what)


def is_meant(campaign: Campaign, sight: Sight) -> bool:
    """Whether what was seen is of what the shopper's stop ends: a button ends its topic only."""
    by_button = {c.user for c, how in campaign.stops.how.items() if how == BUTTON}
    return sight.what != NEXT_DAY.name or sight.user not in by_button


def test_nothing_is_seen_after_an_acknowledged_stop(campaign: Campaign) -> None:
    acknowledged: set[str] = set()
    late = []
    for sight in sights(campaign):
        if sight.what == "stopped":
            acknowledged.add(sight.user)
        elif sight.user in acknowledged and is_meant(campaign, sight):
            late.append(sight)
    assert late == []
    blocks = sum(how == BLOCK for how in campaign.stops.how.values())
    assert len(acknowledged) == len(campaign.stops.how) - blocks >= STOPS / 2


def test_nothing_is_seen_whose_claim_was_stored_after_the_stop(campaign: Campaign) -> None:
    stopped, claimed = campaign.gate.stopped, campaign.gate.claimed
    contacts = {contact.user: contact for contact in campaign.stops.how}
    keys = {(key.contact, key.cause): number for key, number in claimed.items()}
    seen = [
        (contacts[sight.user], sight.what)
        for sight in sights(campaign)
        if sight.user in contacts and sight.what != "stopped" and is_meant(campaign, sight)
    ]
    assert len(stopped) == len(campaign.stops.how) >= STOPS
    assert [place for place in seen if keys[place] > stopped[place[0]]] == []
    assert 50 < len(seen) < STOPS, "some stopped too late for one, and some in time"


def test_an_acknowledgement_is_seen_once_and_a_block_is_answered_by_nothing(
    campaign: Campaign,
) -> None:
    seen = Counter(sight.user for sight in sights(campaign) if sight.what == "stopped")
    for contact, how in campaign.stops.how.items():
        assert seen[contact.user] == (how != BLOCK), (contact, how)


def test_a_stop_of_one_topic_does_not_stop_another_and_a_stop_word_stops_both(
    campaign: Campaign,
) -> None:
    seen = Counter(sight.user for sight in sights(campaign) if sight.what == NEXT_DAY.name)
    for contact, how in campaign.stops.how.items():
        assert seen[contact.user] == (how == BUTTON), (contact, how)


def test_stops_came_at_every_point_of_a_notices_life(campaign: Campaign) -> None:
    points = {point for common, rare in every_point().values() for point in (*common, *rare)}
    assert set(campaign.gate.hit) == points
    sites = {point.site for point in points}
    assert sites >= {CallSite.CONTACT_READ, CallSite.SEND_CLAIM, CallSite.CHANNEL_CALL}
    assert {(point.stage, point.run) for point in points} >= {("plan", 1), ("deliver", 2)}
    assert campaign.gate.hit.total() >= STOPS / 2


def test_everybody_else_is_told_and_the_books_are_even(campaign: Campaign) -> None:
    seen = {(sight.user, sight.what) for sight in sights(campaign)}
    for number in range(STOPS, SUBSCRIBERS):
        if subscriber(number) in campaign.stops.how:
            continue
        user = subscriber(number).user
        assert (user, telling_of(number).name) in seen
        assert (user, NEXT_DAY.name) in seen
    books = balance(campaign.world, campaign.stops.said)
    assert (books.lost, books.doubled) == (0, 0)
