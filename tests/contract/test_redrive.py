"""A thousand dead letters sent back after a day: every stop counts, and nothing stale is said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tests.support import engines
from tests.support.dead_queues import Dead, dead_on_moto, made
from tests.support.engines import VirtualClock
from tests.support.permits import a_door
from tests.support.shop import BRAND, FAQ, NOW, event
from towkay.adapters.event_messages import event_from_json, turn_key_from_json
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.conversations import MemoryConversations, MemorySendLedger
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Event, Happening, OptedOut
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import Permit
from towkay.domain.sends import SendState
from towkay.domain.turns import Rule, Turn, TurnKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Handling, answer
from towkay.usecases.deliver import deliver
from workbench.aws import LocalAws
from workbench.dead_letters.letters import Walk
from workbench.dead_letters.move import Choice, redrive

QUESTION = "運費多少錢"
DAY = timedelta(days=1)
REDRIVEN = NOW + DAY
YOUNG = REDRIVEN - timedelta(minutes=3)
OUTBOUND_LIFE = timedelta(minutes=15)


@dataclass
class Shop:
    """The real use cases over memory, and a channel that takes everything."""

    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOW))
    seen: list[ChannelCall] = field(default_factory=list)
    handled: Counter[Handling] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.table = MemoryTable()
        self.conversations = MemoryConversations(self.table)
        self.outbound = MemoryFifoQueue(
            self.clock, visibility=timedelta(seconds=60), most_receives=10
        )
        self.packs = MemoryPacks()
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        self.accounts = MemoryAccountHealth(HealthRows(), self.clock)

    def respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        self.seen.append(call)
        return Outcome(Verdict.SENT)

    def hear(self, heard: Event) -> None:
        result = answer(
            heard,
            now=self.clock(),
            conversations=self.conversations,
            packs=self.packs,
            outbox=MemoryOutbox(self.outbound),
        )
        self.handled[result.handling] += 1

    def deliver(self, key: TurnKey) -> None:
        gateway = MemoryGateway(self.respond)
        deadline = self.clock() + timedelta(seconds=10)
        ledger = MemorySendLedger(self.table)
        door = a_door("o", deadline, self.clock, ledger, gateway, self.accounts)
        for _ in deliver(key, door=door):
            pass

    def deliver_all(self) -> None:
        while received := self.outbound.receive():
            self.deliver(turn_key_from_json(received.body))
            self.outbound.delete(received.receipt)

    def work_off(self, dead: Dead) -> None:
        """Do what was sent back, as the workers would."""
        for message in dead.waiting("conversations"):
            self.hear(event_from_json(message["Body"]))
        for message in dead.waiting("outbound"):
            self.deliver(turn_key_from_json(message["Body"]))
        self.deliver_all()

    def turn(self, heard: Event) -> Turn | None:
        key = TurnKey(heard.contact, heard.occurred_at, heard.cause)
        return self.table.turn(key, self.clock())


class Night:
    """What died on one day, by what it was; each of another contact unless it says otherwise."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._number = 0
        self.old = self._said(200, QUESTION)
        self.followed = self._said(100, QUESTION)
        self.stops = self._said(100, "停止")
        asked = self._said(50, QUESTION)
        self.asked_and_stopped = [(ask, self._next(ask, "停止")) for ask in asked]
        stopped = self._said(50, "停止")
        self.stopped_and_resumed = [(stop, self._next(stop, "恢復訂閱")) for stop in stopped]
        self.blocked = self._said(50, OptedOut())
        self.done = self._said(100, QUESTION)
        self.half_done = self._said(50, QUESTION)
        self.undelivered = self._said(50, QUESTION)
        self.young = self._said(100, QUESTION, YOUNG)
        self.ancient = self._said(50, QUESTION, REDRIVEN - 9 * DAY)

    def letters(self) -> Iterator[Event | TurnKey]:
        """The dead letters, conversations interleaved, in order within each."""
        pairs = [*self.asked_and_stopped, *self.stopped_and_resumed]
        yield from (first for first, _ in pairs)
        yield from self.old + self.followed + self.stops + self.blocked
        yield from (second for _, second in pairs)
        yield from self.done + self.half_done + self.young + self.ancient
        for heard in self.undelivered:
            yield TurnKey(heard.contact, heard.occurred_at, heard.cause)

    def before(self) -> None:
        """What had happened when they died: some turns were taken, some shoppers wrote again."""
        for heard in self.done:
            self._shop.hear(heard)
        self._shop.deliver_all()
        for heard in self.half_done + self.undelivered:
            self._shop.hear(heard)
        while received := self._shop.outbound.receive():
            self._shop.outbound.delete(received.receipt)
        for heard in self.followed:
            self._shop.hear(self._next(heard, "謝謝"))
        self._shop.deliver_all()

    def _said(self, count: int, what: Happening | str, at: datetime = NOW) -> list[Event]:
        return [self._event(what, at, self._contact()) for _ in range(count)]

    def _next(self, earlier: Event, what: str) -> Event:
        return self._event(what, earlier.occurred_at + timedelta(seconds=20), earlier.contact)

    def _event(self, what: Happening | str, at: datetime, contact: ContactKey) -> Event:
        self._number += 1
        return event(what, at=at, contact=contact, cause=f"cause-{self._number:04}")

    def _contact(self) -> ContactKey:
        channel = (Channel.LINE, Channel.MESSENGER)[self._number % 2]
        return ContactKey(channel, "account", f"shopper-{self._number:04}")


def send_back(dead: Dead) -> list[Walk]:
    return [
        redrive(dead.sqs, queue, Choice(), lambda _: None)
        for name, queue in dead.queues.items()
        if name != "receipts"
    ]


def test_a_thousand_dead_letters_a_day_later_say_nothing_stale_and_forget_no_stop(
    embedded_aws: LocalAws,
) -> None:
    shop = Shop()
    night = Night(shop)
    dead = made(embedded_aws.sqs, engines.dynamodb_table(embedded_aws.dynamodb))
    night.before()
    letters = list(night.letters())
    dead.put_all(letters)
    assert len(letters) == 1000
    shop.clock.now = REDRIVEN
    said_before = len(shop.seen)

    assert [walked.left for walked in send_back(dead)] == [0, 0, 0, 0]
    shop.work_off(dead)

    said = shop.seen[said_before:]
    _assert_only_the_young_are_answered(shop, night, said)
    _assert_consent_is_as_said(shop, night)
    _assert_what_was_open_ended(shop, night)
    assert shop.handled[Handling.REFUSED_STALE] == len(night.ancient)

    turns = {key: dict(rows) for key, rows in shop.table.turns.items()}
    contacts = dict(shop.table.contacts)
    dead.put_all(letters)
    send_back(dead)
    shop.work_off(dead)

    assert len(shop.seen) == said_before + len(said), "sent back twice, said once"
    assert (shop.table.turns, shop.table.contacts) == (turns, contacts)


def _assert_only_the_young_are_answered(shop: Shop, night: Night, said: list[ChannelCall]) -> None:
    assert Counter(call.contact for call in said) == Counter(one.contact for one in night.young)
    for heard in night.old + night.followed:
        turn = shop.turn(heard)
        assert turn is not None and turn.reasoning.rule is Rule.STALE and not turn.sends


def _assert_consent_is_as_said(shop: Shop, night: Night) -> None:
    contacts = shop.table.contacts
    stopped = [*night.stops, *(stop for _, stop in night.asked_and_stopped)]
    assert all(contacts[one.contact].consent.stopped for one in stopped)
    assert all(contacts[one.contact].consent.stop_at == one.occurred_at for one in stopped)
    resumed = [resume for _, resume in night.stopped_and_resumed]
    assert not any(contacts[one.contact].consent.stopped for one in resumed)
    assert not any(contacts[one.contact].consent.reachable for one in night.blocked)


def _assert_what_was_open_ended(shop: Shop, night: Night) -> None:
    for heard in night.half_done + night.undelivered:
        turn = shop.turn(heard)
        assert turn is not None
        assert [send.state for send in turn.sends] == [SendState.SUPPRESSED]
        assert turn.sends[0].reason == "expired"
    assert not [turn for rows in shop.table.turns.values() for turn in rows.values() if turn.due_at]


@pytest.mark.parametrize(("late", "answered"), [(0, 1), (1, 0)])
def test_a_redrive_is_answered_up_to_the_moment_that_was_told(late: int, answered: int) -> None:
    shop = Shop()
    heard = event(QUESTION)
    with dead_on_moto() as dead:
        dead.put(heard)
        send_back(dead)
        shop.clock.now = NOW + OUTBOUND_LIFE + timedelta(milliseconds=late)
        shop.work_off(dead)

    assert len(shop.seen) == answered
