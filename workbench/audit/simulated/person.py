"""How do one shopper's days go, by the product's own code, in virtual time?"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.accounts import AccountRows, MemoryAccountFacts
from towkay.adapters.memory.conversations import (
    MemoryConversations,
    MemoryReceiptLedger,
    MemorySendLedger,
)
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.no_campaigns import no_campaigns
from towkay.adapters.memory.no_pace import NoPace
from towkay.adapters.memory.table import MemoryTable
from towkay.adapters.no_orders import NoOrders
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import ContactKey
from towkay.domain.errors import ContactUnknown, SendBusy, SendPostponed, TransientError
from towkay.domain.events import (
    Event,
    Happening,
    ReceiptArrived,
    ReceiptKind,
)
from towkay.domain.notices import Notice
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import Permit
from towkay.domain.turns import TurnKey
from towkay.domain.unasked import History
from towkay.usecases.answer import answer
from towkay.usecases.deliver import deliver
from towkay.usecases.door import Door
from towkay.usecases.plan import plan
from towkay.usecases.settle import settle
from workbench.audit.simulated.question import answered_turn
from workbench.audit.simulated.shop import CLOSED, OPENED, Shop

_SOON = timedelta(milliseconds=200)
_RUN = timedelta(seconds=10)
_ONE = "one"
Act = Callable[[], None]


class _WorkerDied(Exception):
    """The function was cut off between its call and storing what came of it."""


class Person:
    """One human with one or two contacts, a table of their own, and what waits to happen."""

    def __init__(self, shop: Shop, random: Random, contacts: tuple[ContactKey, ...]) -> None:
        self.shop, self.random, self.contacts = shop, random, contacts
        self.table = MemoryTable()
        self.now = OPENED
        self._store = MemoryConversations(self.table)
        self._ledger = MemorySendLedger(self.table)
        self._receipts = MemoryReceiptLedger(self.table)
        self._accounts = MemoryAccountHealth(HealthRows(), self._clock)
        self._numbers = count(1)
        self._waiting: list[tuple[datetime, int, Act]] = []

    def at(self, moment: datetime, act: Act) -> None:
        heapq.heappush(self._waiting, (moment, next(self._numbers), act))

    def live(self) -> None:
        """Let everything happen, one after the other, until the shop closes."""
        while self._waiting:
            moment, _, act = heapq.heappop(self._waiting)
            if moment > CLOSED:
                return
            self.now = max(moment, self.now)
            act()

    def hears(self, contact: ContactKey, happening: Happening) -> None:
        """Something the shopper does; it reaches us a little later."""
        number = next(self._numbers)
        came = self.now + timedelta(milliseconds=self.random.randint(50, 900))
        event = Event(
            contact,
            self.shop.knowledge.brand.brand,
            "simulated",
            f"e{number}",
            self.now,
            came,
            happening,
            reply_token=f"t{number}",
        )
        self.at(came, lambda: self._answer(event))

    def asks(self, contact: ContactKey, words: Sequence[str]) -> None:
        """A question, and an answer of several messages: the quick way past the FAQ."""
        number = next(self._numbers)
        known = self.table.contacts.get(contact)
        if known is not None:
            heard, turn = answered_turn(known, self.now, number, words)
            self._store.commit(heard, turn, now=self.now)
            self.put(turn.key, "0")

    def is_told(self, notice: Notice) -> None:
        """Something the shop wants to say."""
        try:
            plan(
                notice,
                now=self.now,
                conversations=self._store,
                packs=self.shop.packs,
                outbox=self,
            )
        except ContactUnknown:
            return

    def put(self, key: TurnKey, attempt: str) -> None:
        """`ports.Outbox`: now and then the queue is slow."""
        slow = timedelta(minutes=self.random.randint(1, 30))
        self.at(
            self.now + (slow if self.random.random() < 0.02 else _SOON), lambda: self._send(key)
        )

    def joined(self) -> None:
        """Both contacts are proved to be one human, whose messages are counted together."""
        known = [one for key in self.contacts if (one := self.table.contacts.get(key))]
        histories = [self.table.history(one.brand, one.person_name) for one in known]
        entries = sorted((e for one in histories for e in one.entries), key=lambda e: e.at)
        for one in known:
            joined = replace(one, person=_ONE, version=one.version + 1)
            self.table.contacts[one.key] = joined
        brand = self.shop.knowledge.brand.brand
        self.table.histories[brand, _ONE] = History(tuple(entries), len(histories))

    def _clock(self) -> datetime:
        return self.now

    def _answer(self, event: Event) -> None:
        answer(
            event,
            now=self.now,
            conversations=self._store,
            packs=self.shop.packs,
            outbox=self,
        )

    def _send(self, key: TurnKey) -> None:
        door = Door(
            f"run-{next(self._numbers)}",
            self.now + _RUN,
            self._clock,
            self._ledger,
            MemoryGateway(self._channel),
            self._accounts,
            self.shop.book.book,
            self.shop.rules,
            NoPace(),
            MemoryAccountFacts(AccountRows(), self._clock),  # a channel that tells nothing
            no_campaigns(),
            NoOrders(),
        )
        try:
            for _ in deliver(key, door=door):
                pass
        except (SendPostponed, SendBusy, TransientError, _WorkerDied):
            pass  # the sweeper comes back to it
        turn = self.table.turn(key, self.now)
        due_at = turn.due_at if turn else None
        if due_at is not None:
            self.at(max(due_at, self.now + timedelta(seconds=1)), lambda: self._send(key))

    def _channel(self, call: ChannelCall, permit: Permit) -> Outcome:
        """Most is taken at once; a little is refused, lost, unclear, or never heard of again."""
        chance = self.random.random()
        taken = f"m{next(self._numbers)}"
        if chance < 0.94:
            return Outcome(Verdict.SENT, provider_ids=(taken,))
        if chance < 0.95:
            return Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)
        if chance < 0.96:
            return Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET)
        if chance < 0.98:
            self._echoes_later(call, taken)
        if chance < 0.99:
            return Outcome(Verdict.UNKNOWN)
        raise _WorkerDied

    def _echoes_later(self, call: ChannelCall, provider_id: str) -> None:
        came = self.now + timedelta(seconds=self.random.randint(1, 6 * 3_600))
        receipt = ReceiptArrived(ReceiptKind.ECHOED, call.send_id, provider_id)
        echo = Event(call.contact, "", "simulated", f"r{provider_id}", came, came, receipt)
        self.at(came, lambda: self._settle(echo))

    def _settle(self, echo: Event) -> None:
        settle(echo, now=self.now, ledger=self._receipts)
