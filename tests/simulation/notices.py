"""What nobody asked for just now: campaigns, news of parcels, a person's message, as planned."""

import heapq
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.domain.channels import ContactKey
from towkay.domain.errors import TurnExists
from towkay.domain.messages import Message, Purpose
from towkay.domain.routes import SenderKind
from towkay.domain.sends import Send
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.ports.packs import Packs
from towkay.ports.queues import Outbox
from towkay.ports.tables import Conversations


@dataclass(frozen=True, slots=True)
class Notice:
    contact: ContactKey
    at: datetime
    cause: str
    purpose: Purpose
    messages: tuple[Message, ...]
    topic: str = ""
    sender: SenderKind = SenderKind.BOT
    staff: str = ""
    expires_at: datetime | None = None
    skips_quiet: bool = False


def plan(
    notice: Notice, *, now: datetime, conversations: Conversations, packs: Packs, outbox: Outbox
) -> None:
    key = TurnKey(notice.contact, notice.at, notice.cause)
    turn = conversations.turn(key, now)
    if turn is None:
        contact = conversations.contact(notice.contact)
        assert contact is not None
        send = Send(
            0,
            notice.purpose,
            notice.messages,
            sender=notice.sender,
            staff=notice.staff,
            topic=notice.topic,
            expires_at=notice.expires_at,
            skips_quiet=notice.skips_quiet,
            carries_opt_out=True,
        )
        turn = Turn(
            key,
            contact.brand,
            contact.endpoint,
            Inbound("notice"),
            Reasoning(Rule.PLANNED),
            now,
            now,
            (send,),
        )
        with suppress(TurnExists):
            conversations.commit(contact, turn, now=now)
    if turn.open_sends:
        outbox.put(key, "0")


@dataclass(order=True, slots=True)
class _Waiting:
    at: datetime
    number: int
    notice: Notice = field(compare=False)


@dataclass(slots=True)
class Notices:
    """Notices whose moment is to come; whoever plans one says whether it is stored."""

    clock: Callable[[], datetime]
    rng: random.Random
    waiting: list[_Waiting] = field(default_factory=list)
    acknowledged: list[Notice] = field(default_factory=list)
    _number: int = 0

    def put(self, notice: Notice) -> None:
        self._push(notice.at, notice)

    def next(self) -> Notice | None:
        """The notice whose time has come."""
        if not self.waiting or self.waiting[0].at > self.clock():
            return None
        return heapq.heappop(self.waiting).notice

    def try_again(self, notice: Notice) -> None:
        """Whoever planned it did not come through."""
        again = self.clock() + timedelta(seconds=self.rng.uniform(1, 30))
        self._push(again, notice)

    def _push(self, at: datetime, notice: Notice) -> None:
        self._number += 1
        heapq.heappush(self.waiting, _Waiting(at, self._number, notice))
