"""The same event delivered two to eight times at once is handled once."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from tests.support.shop import BRAND, FAQ, LINE_SHOPPER, NOW, PAGE_SHOPPER, event
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.errors import TransientError
from towkay.domain.events import Event
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Answered, Handling, answer

SETS = 400


@dataclass(slots=True)
class InterleavingGate:
    """At each passage of a worker others may run in between, as far as they come."""

    rng: random.Random
    waiting: list[Callable[[], None]] = field(default_factory=list)

    @contextmanager
    def __call__(self, site: CallSite) -> Iterator[None]:
        self._let_others_run()
        yield
        self._let_others_run()

    def _let_others_run(self) -> None:
        while self.waiting and self.rng.random() < 0.4:
            self.waiting.pop()()


class Shop:
    """The faq function over memory, its workers interleaved at every call."""

    def __init__(self, rng: random.Random) -> None:
        self.handled: list[Answered] = []
        self.gate = InterleavingGate(rng)
        self.table = MemoryTable()
        self.packs = MemoryPacks(self.gate)
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        visibility = timedelta(seconds=60)
        self.outbound = MemoryFifoQueue(lambda: NOW, visibility=visibility, most_receives=10)

    def take(self, heard: Event) -> None:
        result = answer(
            heard,
            now=NOW,
            conversations=MemoryConversations(self.table, self.gate),
            packs=self.packs,
            outbox=MemoryOutbox(self.outbound, self.gate),
        )
        self.handled.append(result)

    def take_at_once(self, heard: Event, copies: int) -> None:
        """Every copy has its worker; a worker that lost its race is tried again by the queue."""
        for _ in range(copies):
            self.gate.waiting.append(lambda: self._until_done(heard))
        while self.gate.waiting:
            self.gate.waiting.pop()()

    def _until_done(self, heard: Event) -> None:
        for _ in range(10):
            with suppress(TransientError):
                self.take(heard)
                return
        raise AssertionError("a worker never came through")


def test_copies_at_once_make_one_turn_and_one_ask_to_deliver() -> None:
    rng = random.Random(3)
    raced = 0
    for number in range(SETS):
        copies = rng.randint(2, 8)
        shop = Shop(rng)
        contact = rng.choice((LINE_SHOPPER, PAGE_SHOPPER))
        shop.take_at_once(event("運費多少錢", contact=contact, cause=f"cause-{number}"), copies)
        new = [one for one in shop.handled if one.handling is Handling.HANDLED]
        assert len(new) == 1
        assert len(shop.handled) == copies
        assert shop.table.contacts[contact].version == 1, "one change of state"
        assert [len(turns) for turns in shop.table.turns.values()] == [1]
        assert len(shop.outbound) == 1, "one message for the door, however often it was asked"
        raced += shop.handled[0].handling is Handling.DUPLICATE or len(shop.handled) > 2
    assert raced > SETS / 2, "the workers must have run into one another"
