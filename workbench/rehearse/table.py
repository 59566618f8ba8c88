"""What is kept of a million people? Two bytes of each who is done with, all of who is not."""

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import Purpose
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.domain.unasked import History
from workbench.rehearse.people import People

_INBOUND, _REASONING = Inbound("Notice"), Reasoning(Rule.PLANNED)


class End(NamedTuple):
    """How somebody's turn ended, as far as the books ask; of several sends the first counts."""

    channel: str
    state: SendState
    reason: str = ""
    route: str = ""
    cost: str = ""


@dataclass(kw_only=True)  # without slots: the methods of what it extends are called
class OneRunTable(MemoryTable):
    """The table of a rehearsal of one run, over people who are drawn when they are asked for.

    What is not stored is as drawn. A turn that is over shrinks to the number of its end; whoever
    reads it again finds that end, and none of its words.
    """

    people: People
    on_end: Callable[[int, End], None] = lambda number, end: None
    ends: list[End] = field(default_factory=list)
    ended: "array[int]" = field(default_factory=lambda: array("H"))
    _numbers: dict[End, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ended = array("H", bytes(2 * self.people.number))

    def contact(self, key: ContactKey) -> Contact | None:
        stored = self.contacts.get(key)
        return stored or self.people.contact(self.people.number_of(key))

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        number = self.ended[self.people.number_of(key.contact)]
        return self._over(key, self.ends[number - 1]) if number else super().turn(key, now)

    def history(self, brand: str, person: str) -> History:
        stored = self.histories.get((brand, person))
        return (
            self.people.history(int(person[-12:].rpartition(":")[2])) if stored is None else stored
        )

    def count(self) -> Counter[End]:
        """How many turns ended how."""
        found = Counter(self.ended)
        return Counter(
            {end: found[place] for place, end in enumerate(self.ends, 1) if found[place]}
        )

    def open_turns(self) -> list[Turn]:
        """Those that are not over."""
        return [turn for turns in self.turns.values() for turn in turns.values()]

    def next_due(self) -> datetime | None:
        """When the first of them must be looked at."""
        return min(self._due.values(), default=None)

    def _stored(self, key: TurnKey) -> Turn:
        number = self.ended[self.people.number_of(key.contact)]
        return self._over(key, self.ends[number - 1]) if number else super()._stored(key)

    def _store(self, turn: Turn) -> None:
        super()._store(turn)
        if turn.open_sends:
            return
        contact, end = turn.key.contact, _end_of(turn)
        place = self.people.number_of(contact)
        if end not in self._numbers:
            self.ends.append(end)
            self._numbers[end] = len(self.ends)
        self.ended[place] = self._numbers[end]
        del self.turns[contact]
        # Somebody who is met on two channels still counts on the other one.
        self.histories.pop((turn.brand, contact.name), None)
        self.on_end(place, end)

    def _over(self, key: TurnKey, end: End) -> Turn:
        route = Route(end.route) if end.route else None
        send = Send(0, Purpose.MARKETING, (), end.state, route, end.reason)
        return Turn(
            key,
            self.people.shop.brand,
            key.contact.account,
            _INBOUND,
            _REASONING,
            key.occurred_at,
            key.occurred_at,
            (send,),
        )


def _end_of(turn: Turn) -> End:
    first = turn.sends[0]
    cost = first.decision.cost if first.decision and first.state is SendState.SENT else ""
    route = first.route.value if first.route else ""
    return End(str(turn.key.contact.channel), first.state, first.reason, route, cost)
