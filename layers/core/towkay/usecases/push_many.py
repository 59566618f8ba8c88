"""Who can be told the same thing in one request? Each is judged and claimed alone first."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from towkay.domain.batches import Batch, BatchKey
from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.copying import changed
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.health import account_of
from towkay.domain.permits import BotPermit, Permit, Suppression
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import Send
from towkay.usecases.batching import pace_call
from towkay.usecases.claiming import claimed
from towkay.usecases.push_call import Claimed, called
from towkay.usecases.push_going import Going
from towkay.usecases.push_judging import Ready
from towkay.usecases.push_one import admitted, pushed, stored_begin

_GATHERED_WITHIN = timedelta(seconds=5)  # a judgement must be fresh when its claim is stored
_NAME_LENGTH = 12  # hex digits that tell one worker of a chunk from all others
_Alike = tuple[ContactKey, str, object]


@dataclass(slots=True)
class Crowds:
    """Those of a chunk who may be told the same at once, until there are enough of them.

    `again` are looked at once more, alone: those whose contact changed before they could be
    claimed, and those for whom there is no money unless somebody of the others costs none.
    """

    going: Going
    chunk: str
    again: list[tuple[int, ContactKey]] = field(default_factory=list)
    _gathered: dict[_Alike, list[Ready]] = field(default_factory=dict)
    _told_of: int = 0

    def takes(self, ready: Ready) -> bool:
        """Whether the person is looked after with others; else they are told alone."""
        permit, contact = ready.judged.ruling, ready.turn.key.contact
        if self._gathered and _is_out_of_money(permit):
            self.again.append((ready.place, contact))
            return True
        is_push = isinstance(permit, BotPermit) and permit.route is Route.PUSH
        if not is_push or ready.words is None or len(ready.turn.sends) > 1:
            return False
        if self.going.door.accounts.read(account_of(contact)).trouble is not None:
            return False  # one call finds out how it is, and not all at once
        alike = (changed(contact, user=""), ready.turn.endpoint, ready.words)
        self._gathered.setdefault(alike, []).append(ready)
        # Or the next would be judged as if this one cost nothing; the claim itself pays for it.
        watch, turn = self.going.door.campaigns.watch, ready.turn
        watch.spend(turn.brand, turn.key.cause, permit.decision.cost)
        return True

    def full(self) -> Iterator[Send]:
        """Tell those of whom there are enough, or who have waited for others long enough."""
        now = self.going.door.clock()
        for alike, people in list(self._gathered.items()):
            most = CAPABILITIES[alike[0].channel].many_at_once
            if len(people) >= most or now > people[0].at + _GATHERED_WITHIN:
                yield from self._told(self._gathered.pop(alike))

    def rest(self) -> Iterator[Send]:
        """Tell all others."""
        for alike in list(self._gathered):
            yield from self._told(self._gathered.pop(alike))

    def _told(self, people: Sequence[Ready]) -> Iterator[Send]:
        first, watch = people[0], self.going.door.campaigns.watch
        for ready in people:
            turn, permit = ready.turn, ready.judged.ruling
            watch.unspend(turn.brand, turn.key.cause, permit.decision.cost)
        if len(people) == 1:
            yield from pushed(first, self.going)
            return
        self._told_of += 1
        call = pace_call(self._batch(people), first.send.purpose)
        health = admitted(first, call, self.going)
        if health is None:
            for ready in people:
                if not self.going.is_left(ready.place, ready.turn.key.contact):
                    self.going.leave(ready.place)
            return
        claims = [one for one in self.going.hands.each(self._tried, people) if one is not None]
        if claims:
            batch = self._batch([claim.ready for claim in claims])
            yield from called(batch, claims, health, self.going)

    def _tried(self, ready: Ready) -> Claimed | None:
        """The person claimed, if they can be; whose contact changed is read again."""
        if self.going.is_over():
            self.going.leave(ready.place)
            return None
        try:
            return self._claim(ready)
        except StaleState:
            self.again.append((ready.place, ready.turn.key.contact))
        except TurnExists:
            pass  # somebody else has begun it, and brings it on
        return None

    def _claim(self, ready: Ready) -> Claimed:
        door, permit = self.going.door, ready.judged.ruling
        if not isinstance(permit, BotPermit):
            raise AssertionError("nobody is taken without a permit")
        claim = claimed(ready.send, permit, "", door.clock(), door)
        claim = changed(claim, batch=self._name)
        return Claimed(ready, permit, stored_begin(ready, claim, self.going))

    @property
    def _name(self) -> str:
        """Of this worker's attempt alone: a claim without its batch's row was never called."""
        worker = hashlib.sha256(self.going.door.owner.encode()).hexdigest()[:_NAME_LENGTH]
        return f"{self.chunk}.{worker}.{self._told_of}"

    def _batch(self, people: Sequence[Ready]) -> Batch:
        first = people[0]
        return Batch(
            BatchKey(self.going.pitch.run.key, self._name),
            tuple(ready.turn.key.contact for ready in people),
            first.turn.endpoint,
            first.send.messages,
            self.going.door.clock(),
        )


def _is_out_of_money(ruling: Permit | Suppression) -> bool:
    return isinstance(ruling, Suppression) and ruling.reason is Reason.BUDGET
