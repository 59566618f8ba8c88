"""One stored turn before the door, a scripted channel behind it, and a clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.support.permits import a_door
from tests.support.shop import LINE_SHOPPER, NOW
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.adapters.memory.conversations import MemoryConversations, MemorySendLedger
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.gestures import Gesture
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import Permit
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.usecases.deliver import deliver

SENT = Outcome(Verdict.SENT, provider_ids=("p1",))


@dataclass
class Bench:
    """One stored turn, a scripted channel and a clock."""

    key: ContactKey = LINE_SHOPPER
    answers: list[Outcome] = field(default_factory=list)
    contact: Contact = field(init=False)
    now: datetime = NOW
    calls: list[ChannelCall] = field(default_factory=list)
    on_call: Callable[[], None] = lambda: None
    gestures: list[tuple[str, Gesture]] = field(default_factory=list)
    tools: dict[str, object] = field(default_factory=dict)  # of the door, instead of its usual ones

    def __post_init__(self) -> None:
        self.table = MemoryTable()
        self.store = MemoryConversations(self.table)
        self.ledger = MemorySendLedger(self.table)
        self.accounts = MemoryAccountHealth(HealthRows(), lambda: self.now)
        self.rules = MemoryBrandRules()
        self.contact = Contact(
            self.key,
            "demo",
            "demo",
            window_closes_at=NOW + timedelta(hours=24),
            last_event_at=NOW,
        )
        self.turn_key = TurnKey(self.key, NOW, "cause-1")

    def store_turn(self, *texts: str, purpose: Purpose = Purpose.REPLY, **about: object) -> Turn:
        sends = tuple(Send(n, purpose, (Text(text),)) for n, text in enumerate(texts or ("好",)))
        is_line = self.key == LINE_SHOPPER
        turn = Turn(
            self.turn_key,
            "demo",
            "demo",
            Inbound("MessageReceived", "問"),
            Reasoning(Rule.ANSWERED),
            created_at=NOW,
            received_at=NOW,
            sends=sends,
            reply_token="token-1" if is_line else None,
        )
        turn = replace(turn, **about)  # type: ignore[arg-type]  # fields of Turn
        self.store.commit(self.contact, turn, now=NOW)
        return turn

    def change_contact(self, **about: object) -> None:
        stored = self.table.contacts[self.key]
        fresh = replace(stored, version=stored.version + 1, **about)  # type: ignore[arg-type]
        self.table.contacts[self.key] = fresh

    def respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        self.calls.append(call)
        self.on_call()
        return self.answers.pop(0) if self.answers else SENT

    def deliver(self, *, time_left: float = 10, owner: str = "run-1") -> tuple[Send, ...]:
        return tuple(self.deliveries(time_left=time_left, owner=owner))

    def deliveries(self, *, time_left: float = 10, owner: str = "run-1") -> Iterator[Send]:
        gateway = MemoryGateway(self.respond)
        gateway.gestures = self.gestures
        deadline = self.now + timedelta(seconds=time_left)
        parts = (lambda: self.now, self.ledger, gateway, self.accounts)
        door = a_door(owner, deadline, *parts, **{"rules": self.rules, **self.tools})
        return deliver(self.turn_key, door=door)

    @property
    def sends(self) -> tuple[Send, ...]:
        turn = self.table.turn(self.turn_key, self.now)
        assert turn is not None
        return turn.sends

    @property
    def states(self) -> list[SendState]:
        return [send.state for send in self.sends]
