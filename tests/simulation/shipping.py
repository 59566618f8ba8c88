"""Shops and carriers that tell of orders, the worker that takes it, and what shoppers saw of it."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from tests.simulation.books import names_on_the_wire
from tests.simulation.gates import Killed
from tests.simulation.parts import InvocationGate
from tests.simulation.world import World
from tests.support.said_of_parcels import USUAL
from tests.support.shop import BRAND, FAQ, NOW
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.orders import MemoryOrders, OrderRows
from towkay.adapters.memory.puzzles import MemoryPuzzles, PuzzleRows
from towkay.adapters.memory.queues import MemoryShipmentQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.policy_book import policy_book
from towkay.adapters.shipment_messages import arrival_from_json
from towkay.domain.channels import ContactKey
from towkay.domain.errors import TransientError
from towkay.domain.shipping.arrivals import Arrival, Arrived
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.standing import RANK
from towkay.domain.turns import Turn
from towkay.ports.packs import BrandKnowledge
from towkay.runtime.records import Record
from towkay.usecases.ship import look_again, take
from towkay.usecases.tell_order import OrderTools

_TICK = timedelta(minutes=5)
_EPISODES = (Milestone.ATTEMPTED, Milestone.DELAYED)


class ShipWorld(World):
    """The stack with the shipments queue; what `send` brings comes again until it is taken."""

    def __init__(self, rng: random.Random, *, gate: InvocationGate | None = None) -> None:
        self.order_rows, self.puzzle_rows = OrderRows(), PuzzleRows()
        self.to_come: list[Arrival] = []
        self.next_look = NOW + _TICK
        super().__init__(rng, gate=gate)
        self.shipments_queue = MemoryStandardQueue(
            self.clock, visibility=timedelta(seconds=180), most_receives=5, rng=rng
        )
        self._use_queue(self.gate)

    def use_gate(self, gate: InvocationGate) -> None:
        super().use_gate(gate)
        brand = replace(BRAND, shipping=USUAL)
        self.packs.publish(BrandKnowledge(brand, FAQ, policy_book()))
        self.orders = self.known_orders = MemoryOrders(self.order_rows, self.table, gate)
        self.puzzles = MemoryPuzzles(self.puzzle_rows, gate)
        self.tools = OrderTools(self.orders, self.conversations, self.packs, self.outbox)
        if hasattr(self, "shipments_queue"):
            self._use_queue(gate)

    def _use_queue(self, gate: InvocationGate) -> None:
        self.shipments = MemoryShipmentQueue(self.shipments_queue, gate)

    def send(self, *what: Arrived) -> None:
        """A shop or a carrier tells, and tells again until somebody has taken it."""
        self.to_come += [Arrival(BRAND.brand, one) for one in what]

    def moves(self) -> list[Callable[[], bool]]:
        return [*super().moves(), self.hear, self.ship, self.look]

    def hear(self) -> bool:
        if not self.to_come:
            return False
        self.working_on = None
        self.gate.begin()
        arrival = self.to_come.pop(0)
        try:
            self.shipments.put([arrival])
        except (Killed, TransientError):
            self.to_come.append(arrival)  # no 200 was heard: it comes again
        return True

    def ship(self) -> bool:
        return self._work(self.shipments_queue, 2, self._ship_record)

    def look(self) -> bool:
        if self.now < self.next_look:
            return False
        self.next_look = self.now + _TICK
        self.working_on = None
        self.gate.begin()
        with suppress(Killed, TransientError):
            looked = look_again(now=self.now, tools=self.tools, puzzles=self.puzzles)
            return looked.orders > 0
        return False

    def _ship_record(self, record: Record) -> None:
        self.stage = "ship"
        arrival = arrival_from_json(record["body"])
        take(arrival, now=self.now, tools=self.tools, puzzles=self.puzzles)

    @property
    def _queues(self) -> tuple[MemoryFifoQueue, ...]:
        return (*super()._queues, self.shipments_queue)

    def _is_empty(self) -> bool:
        return not self.to_come and super()._is_empty()

    def told(self, contact: ContactKey) -> list[Turn]:
        """The turns that tell the contact of a parcel."""
        turns = self.table.turns.get(contact, {}).values()
        return [turn for turn in turns if turn.about]

    def seen_of(self, contact: ContactKey) -> list[Milestone]:
        """What the contact's screen showed of its parcels, in that order."""
        names = {
            name: turn.about.milestone
            for turn in self.told(contact)
            for send in turn.sends
            for name in names_on_the_wire(turn, send)
            if turn.about
        }
        shown = (names.get(seen.name) for seen in self.channel.seen)
        return [milestone for milestone in shown if milestone]


def wrongs(world: ShipWorld, contact: ContactKey) -> list[str]:
    """What a shopper with one parcel must never see, or should have seen."""
    seen = world.seen_of(contact)
    found = [f"{one} was seen {many} times" for one, many in Counter(seen).items() if many > 1]
    ranks = [RANK[one] for one in seen if one not in _EPISODES]
    if ranks != sorted(ranks):
        found.append(f"it went back: {seen}")
    return found
