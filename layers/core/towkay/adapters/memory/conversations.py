"""The table's ports over a `MemoryTable`, through the same gates as the real ones."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.moving import Moved
from towkay.domain.permits import Permit
from towkay.domain.receipts import Marks
from towkay.domain.sends import Send
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory
from towkay.ports.tables import DueTurn


class _MemoryReads:
    """What `faq` and `delivery` both read."""

    def __init__(self, table: MemoryTable, gate: Gate = open_gate) -> None:
        self._table = table
        self._gate = gate

    def contact(self, key: ContactKey) -> Contact | None:
        with self._gate(CallSite.CONTACT_READ):
            return self._table.contact(key)

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        with self._gate(CallSite.TURN_READ):
            return self._table.turn(key, now)

    def history(self, brand: str, person: str) -> History:
        with self._gate(CallSite.HISTORY_READ):
            return self._table.history(brand, person)


class _MemorySettling(_MemoryReads):
    """What `faq`, `delivery` and `receipts` all write."""

    def settle(self, turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        with self._gate(CallSite.SEND_SETTLE):
            return self._table.settle(turn, send, learnt)

    def delivered_up_to(self, contact: ContactKey) -> datetime | None:
        with self._gate(CallSite.MARKS_READ):
            return self._table.marks.get(contact, Marks()).delivered_up_to


class MemoryConversations(_MemorySettling):
    """`ports.Conversations`."""

    def turns_of_message(self, key: ContactKey, message_id: str, since: datetime) -> list[Turn]:
        turns = self.turns_since(key, since)
        return [turn for turn in turns if turn.inbound.message_id == message_id]

    def turns_since(self, key: ContactKey, since: datetime) -> list[Turn]:
        first, last = keys.turn_range(since)
        with self._gate(CallSite.MESSAGE_TURNS_READ):
            return self._table.turns_between(key, first, last)

    def plan(self, turn: Turn, *, now: datetime) -> None:
        with self._gate(CallSite.TURN_PLAN):
            self._table.plan(turn, now=now)

    def commit(
        self,
        contact: Contact,
        turn: Turn,
        *,
        now: datetime,
        consent: ConsentEntry | None = None,
        redacted: Sequence[TurnKey] = (),
        moved: Moved | None = None,
    ) -> None:
        with self._gate(CallSite.TURN_COMMIT):
            self._table.commit(contact, turn, now, consent, redacted, moved)


class MemorySendLedger(_MemorySettling):
    """`ports.SendLedger`."""

    def claim(
        self, turn: Turn, send: Send, permit: Permit, after: PersonHistory | None = None
    ) -> Turn:
        with self._gate(CallSite.SEND_CLAIM):
            return self._table.claim(turn, send, permit, after)

    def forget(self, brand: str, person: str, send_id: str, called_at: datetime) -> None:
        with self._gate(CallSite.HISTORY_FORGET):
            self._table.forget(brand, person, send_id, called_at)

    def use_token(self, contact: ContactKey, token: str, at: datetime, *, dead: bool) -> None:
        with self._gate(CallSite.TOKEN_USE):
            self._table.use_token(contact, token, at, dead)

    def set_aside(self, key: TurnKey) -> None:
        with self._gate(CallSite.TURN_SET_ASIDE):
            self._table.set_aside(key)


class MemoryReceiptLedger(_MemorySettling):
    """`ports.ReceiptLedger`."""

    def advance(self, contact: ContactKey, marks: Marks, now: datetime) -> bool:
        with self._gate(CallSite.MARKS_ADVANCE):
            return self._table.advance(contact, marks, now)

    def marks(self, contact: ContactKey, now: datetime) -> Marks:
        with self._gate(CallSite.MARKS_READ):
            return self._table.marks_at(contact, now)


class MemoryConsentLedger:
    """`ports.ConsentLedger`."""

    def __init__(self, table: MemoryTable, gate: Gate = open_gate) -> None:
        self._table = table
        self._gate = gate

    def entries(self, contact: ContactKey) -> list[ConsentEntry]:
        with self._gate(CallSite.CONSENT_READ):
            return self._table.entries(contact)


class MemoryDueTurns:
    """`ports.DueTurns`."""

    def __init__(self, table: MemoryTable, gate: Gate = open_gate) -> None:
        self._table = table
        self._gate = gate

    def due(self, now: datetime, limit: int) -> Iterator[DueTurn]:
        with self._gate(CallSite.DUE_READ):
            found = self._table.due(now, limit)
        yield from found
