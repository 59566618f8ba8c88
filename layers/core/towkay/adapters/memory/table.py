"""Contacts, turns and the consent ledger over dicts, with the table's own rules."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import nsmallest

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.items import expiry
from towkay.adapters.dynamodb.marks import lasting
from towkay.adapters.memory.contact_rows import ContactRows
from towkay.adapters.memory.due_places import due_turn, turn_of
from towkay.adapters.memory.followers import Followers
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.consent_chain import in_written_order
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.moving import Moved
from towkay.domain.permits import Permit
from towkay.domain.receipts import Marks, advanced
from towkay.domain.sends import Send
from towkay.domain.tokens import used
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory
from towkay.ports.tables import DueTurn


@dataclass(slots=True)
class MemoryTable(ContactRows):
    """What `MemoryConversations`, both ledgers and `MemoryDueTurns` share.

    Every method is one atomic step. Turns are found by their sort key, as in the real table.
    """

    retention: timedelta = timedelta(days=90)
    turns: dict[ContactKey, dict[str, Turn]] = field(default_factory=dict)
    marks: dict[ContactKey, Marks] = field(default_factory=dict)
    histories: dict[tuple[str, str], History] = field(default_factory=dict)
    followers: Followers = field(default_factory=Followers)
    _due: dict[tuple[ContactKey, str], datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put_contact(self, contact: Contact) -> None:
        """Store a contact as it is, and which topics it follows."""
        self.contacts[contact.key] = contact
        self.followers.note_all(contact)

    def turn(self, key: TurnKey, now: datetime) -> Turn | None:
        turn = self.turns.get(key.contact, {}).get(keys.turn_sk(key))
        return None if turn is None or expiry(turn, self.retention) <= now else turn

    def turns_between(self, key: ContactKey, first: str, last: str) -> list[Turn]:
        """The turns with a sort key in this range, newest first."""
        with self._lock:
            rows = sorted(self.turns.get(key, {}).items(), reverse=True)
        return [turn for sort_key, turn in rows if first <= sort_key <= last]

    def plan(self, *turns: Turn, now: datetime) -> None:
        with self._lock:
            if any(self.turn(turn.key, now) for turn in turns):
                raise TurnExists("the cause has a turn")
            for turn in turns:
                self._store(turn)

    def commit(
        self,
        contact: Contact,
        turn: Turn,
        now: datetime,
        consent: ConsentEntry | None,
        redacted: Sequence[TurnKey],
        moved: Moved | None = None,
    ) -> None:
        acts = [*([consent] if consent else []), *(moved.entries if moved else ())]
        written = [contact, *([moved.left] if moved else [])]
        with self._lock:
            if self.turn(turn.key, now) or self.is_recorded(contact.key, acts):
                raise TurnExists("the cause has a turn")
            for one in written:
                self.as_read(one)
            blanked = [self._stored(key) for key in redacted]
            for one in written:
                self.put(one)
            self.followers.note(contact, consent, moved, now)
            self._store(turn)
            for old in blanked:
                self._store(replace(old, inbound=replace(old.inbound, text=None)))
            self.record(contact.key, acts)

    def entries(self, contact: ContactKey) -> list[ConsentEntry]:
        with self._lock:
            return in_written_order(self.ledger.get(contact, {}).values())

    def history(self, brand: str, person: str) -> History:
        return self.histories.get((brand, person), History())

    def claim(
        self, turn: Turn, send: Send, permit: Permit, after: PersonHistory | None = None
    ) -> Turn:
        with self._lock:
            self._permitted(turn, permit, after)
            moved = self._move(turn, send)
            if after:
                self.histories[after.brand, after.person] = after.history
            return moved

    def begin(self, turn: Turn, permit: Permit, after: PersonHistory | None, now: datetime) -> None:
        with self._lock:
            if self.turn(turn.key, now):
                raise TurnExists("the cause has a turn")
            self._permitted(turn, permit, after)
            self._store(turn)
            if after:
                self.histories[after.brand, after.person] = after.history

    def forget(self, brand: str, person: str, send_id: str, called_at: datetime) -> None:
        with self._lock:
            before = self.history(brand, person)
            if before.tells_of(send_id, called_at):
                self.histories[brand, person] = before.without(send_id)

    def use_token(self, key: ContactKey, token: str, at: datetime, dead: bool) -> None:
        with self._lock:
            contact = self.contact(key)
            if contact and any(one.token == token for one in contact.tokens):
                after = used(contact, token, at, dead=dead)
                self.put(after)

    def settle(self, turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        with self._lock:
            if learnt:
                self.as_read(learnt.contact)
            moved = self._move(turn, send)
            if learnt:
                self.learn(learnt)
                ended_at = learnt.consent.at if learnt.consent else turn.created_at
                self.followers.note(learnt.contact, learnt.consent, None, ended_at)
            return moved

    def set_aside(self, key: TurnKey) -> None:
        with self._lock:
            self._due.pop((key.contact, keys.turn_sk(key)), None)

    def advance(self, contact: ContactKey, marks: Marks, now: datetime) -> bool:
        with self._lock:
            before = self.marks_at(contact, now)
            self.marks[contact] = advanced(before, marks)
            return self.marks[contact] != before

    def marks_at(self, contact: ContactKey, now: datetime) -> Marks:
        return lasting(self.marks.get(contact, Marks()), now, self.retention)

    def due(self, now: datetime, limit: int) -> list[DueTurn]:
        """The most overdue first."""
        bound = keys.due_bound(now)
        with self._lock:
            rows = [(at, place) for place, at in self._due.items() if at <= now]
        due = [(keys.due_sk(at, turn_of(*place)), place) for at, place in nsmallest(limit, rows)]
        return [due_turn(*row) for row in due if row[0] < bound]

    def _permitted(self, turn: Turn, permit: Permit, after: PersonHistory | None) -> None:
        """Raises `StaleState` when something that the permit rests on has changed."""
        contact = self.contact(turn.key.contact)
        if contact is None or contact.version != permit.contact_version:
            raise StaleState("the contact changed")
        seen = after.history.revision - 1 if after else 0
        if after and self.history(after.brand, after.person).revision != seen:
            raise StaleState("the person's history changed")

    def _move(self, turn: Turn, send: Send) -> Turn:
        after = turn.with_send(send)
        # Only the send moves: what else is in the row stays as stored.
        self._store(self._unchanged(turn).with_send(send))
        return after

    def _unchanged(self, turn: Turn) -> Turn:
        stored = self._stored(turn.key)
        if stored.revision != turn.revision:
            raise StaleState("the turn changed")
        return stored

    def _stored(self, key: TurnKey) -> Turn:
        stored = self.turns.get(key.contact, {}).get(keys.turn_sk(key))
        if stored is None:
            raise StaleState("the turn is gone")
        return stored

    def _store(self, turn: Turn) -> None:
        sort_key = keys.turn_sk(turn.key)
        self.turns.setdefault(turn.key.contact, {})[sort_key] = turn
        due_at = turn.due_at
        if due_at is None:
            self._due.pop((turn.key.contact, sort_key), None)
        else:
            self._due[turn.key.contact, sort_key] = due_at
