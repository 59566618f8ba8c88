"""Duplicates, disorder, lost answers and killed workers: nothing lost, doubled or overtaken."""

import random
from datetime import timedelta

import pytest

from tests.simulation.around import with_gestures
from tests.simulation.books import Books, balance, inversions
from tests.simulation.faults import CHANNEL_FAULTS, UNCLEAR, FaultyMorning, faulty_morning
from tests.simulation.gates import AimedGate, RandomGate
from tests.simulation.morning import play, say
from tests.simulation.platforms import Echoes
from tests.simulation.subscribers import PARCELS, Telling, agree, subscriber
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.adapters.callsites import CallSite
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.sends import SendState
from towkay.usecases.settle import Effect

# What is rare in a morning: tests/simulation/test_around_the_talk.py has every fault at each.
RARE = {CallSite.ACCOUNT_NEWS_PUT, CallSite.TEMPLATE_READ, CallSite.TOKEN_USE}
# For whoever comes by a link of the shop: test_every_fault.py has every fault at it.
BY_A_LINK = {CallSite.REF_KEYS_READ}
# What no worker of a conversation does: the daily look after the accounts.
LOOKED_AFTER = {
    CallSite.ACCOUNT_ROWS_READ,
    CallSite.CHANNEL_ASK,
    CallSite.ENDPOINTS_READ,
    CallSite.HEARD_READ,
}
# What only campaigns do: tests/simulation/test_planning.py and test_every_fault_of_a_push.py have
# every fault at each.
OF_CAMPAIGNS = {
    CallSite.BATCH_CLOSE,
    CallSite.BATCH_HOLD,
    CallSite.BATCH_OPEN,
    CallSite.BATCH_READ,
    CallSite.RECIPIENTS_READ,
    CallSite.SEND_BEGIN,
    CallSite.CAMPAIGN_READ,
    CallSite.CAMPAIGNS_READ,
    CallSite.CAMPAIGN_WRITE,
    CallSite.RUN_START,
    CallSite.RUN_READ,
    CallSite.RUNS_READ,
    CallSite.RUN_MOVE,
    CallSite.RUN_ACCOUNT,
    CallSite.RUN_RESERVE,
    CallSite.CHUNK_PUT,
    CallSite.CHUNK_READ,
    CallSite.CHUNKS_READ,
    CallSite.CHUNK_FINISH,
    CallSite.CHUNKS_QUEUE,
    CallSite.FOLLOWERS_READ,
    CallSite.CONTACTS_READ,
}
# What only people at work do: test_every_fault_of_a_report.py, test_every_fault_of_an_edit.py.
AT_WORK = {
    CallSite.FORECAST_PUT,
    CallSite.FORECAST_READ,
    CallSite.PACK_PUT,
    CallSite.PACK_POINTER_MOVE,
}
# What shops and carriers tell: test_every_fault_of_a_delivery.py.
AT_THE_SHOPS_DOOR = {CallSite.SHOP_KEYS_READ, CallSite.SHIPMENTS_QUEUE}
# What no worker of a conversation does either: orders and their parcels.
OF_ORDERS = {
    CallSite.ORDER_READ,
    CallSite.ORDER_FIND,
    CallSite.ORDER_STORE,
    CallSite.ORDERS_READ,
    CallSite.ORDERS_DUE,
    CallSite.KEPT_NEWS_PUT,
    CallSite.KEPT_NEWS_READ,
    CallSite.KEPT_NEWS_DROP,
    CallSite.PUZZLE_PUT,
    CallSite.PUZZLES_READ,
    CallSite.PUZZLE_DROP,
}
OF_SHOPS = AT_THE_SHOPS_DOOR | OF_ORDERS
ELSEWHERE = LOOKED_AFTER | RARE | BY_A_LINK | OF_CAMPAIGNS | AT_WORK | OF_SHOPS
PARCEL = Telling("parcel", Purpose.SERVICE, PARCELS)


def assert_survived(morning: FaultyMorning) -> Books:
    world = morning.world
    assert inversions(world) == 0
    killed_for_good = len(world.conversations_queue.dead_letters)
    assert morning.calm_down() == killed_for_good
    books = balance(world, morning.said)
    assert (books.lost, books.doubled) == (0, 0)
    unclear = sum(world.channel.counts[name] for name in UNCLEAR) + morning.gate.kills.total()
    assert books.states[SendState.PARKED] <= unclear
    return books


def test_ten_thousand_events_through_a_faulty_morning_lose_and_double_nothing() -> None:
    morning = faulty_morning(1)
    assert_survived(morning)
    assert len(morning.said) == 10_000
    gate = morning.gate
    assert gate.kills.total() > 0.05 * gate.invocations, "one invocation in twenty is killed"
    effects = morning.world.effects
    assert effects[Effect.CONFIRMED] > 50, "echoes settle what was unclear"


@pytest.mark.parametrize("first", range(1, 41, 10))
def test_mornings_of_many_seeds_lose_and_double_nothing(first: int) -> None:
    for seed in range(first, first + 10):
        assert_survived(faulty_morning(seed, events=200, conversations=20))


def test_without_faults_every_question_of_the_morning_is_answered() -> None:
    rng = random.Random(9)
    world = World(rng)
    said = play(
        world,
        events=500,
        conversations=50,
        duplicates=0.2,
        reordered=0,
        span=timedelta(hours=1),
    )
    world.run()
    books = balance(world, said)
    assert (books.lost, books.doubled, inversions(world)) == (0, 0, 0)
    assert set(books.states) <= {SendState.SENT, SendState.SUPPRESSED}
    assert not world.conversations_queue.dead_letters


def test_a_redelivery_whose_first_delivery_was_lost_is_handled() -> None:
    world = World(random.Random(2), gate=AimedGate({1: "killed_before"}))
    said = [say(world, Channel.LINE, "運費多少錢", NOW)]
    world.run()
    assert balance(world, said).states == {SendState.SENT: 1}
    assert world.accepted == 1


def test_kills_reach_every_call_site_of_the_workers() -> None:
    killed_at: set[CallSite] = set()
    for seed in range(1, 7):
        rng = random.Random(seed)
        gate = RandomGate(rng, share=0.4)
        rules = with_gestures(DEFAULT_RULES)
        world = World(rng, gate=gate, echoes=Echoes(), rules=rules)
        world.channel.shares = {**CHANNEL_FAULTS, "rate_limit": 0.2}
        said = play(
            world,
            events=500,
            conversations=50,
            duplicates=0.1,
            reordered=0.05,
            span=timedelta(hours=1),
            rarely=0.3,
        )
        for number in range(50):
            contact = agree(world, subscriber(number))
            for occurrence in range(4):
                at = NOW + timedelta(minutes=10 * occurrence, seconds=number)
                world.tell(PARCEL.to(contact, at, str(occurrence)))
        world.poison = {event.cause for event in said[::50]}
        world.unreadable = {event.cause for event in said[25::50]}
        world.run()
        world.read_marks()
        killed_at |= {site for site, _ in gate.kills}
    assert killed_at == set(CallSite) - ELSEWHERE
