"""How far has one worker got with a chunk: who is left, and until when must they wait?"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from towkay.domain.channels import ContactKey
from towkay.domain.health import AccountKey, account_of
from towkay.domain.pitching import Pitch
from towkay.ports.pushing import Hands, PushLedger
from towkay.usecases.calling import CALL_NEEDS
from towkay.usecases.door import Door

T = TypeVar("T")
R = TypeVar("R")

_MOST_DELAY_S = 900  # SQS hides a message no longer before its first receive


class OneAfterAnother:
    """`ports.Hands` of one worker alone."""

    def each(self, work: Callable[[T], R], some: Sequence[T]) -> list[R]:
        return [work(one) for one in some]


@dataclass(slots=True)
class Going:
    """One worker's way through a chunk.

    `first_left` is the place of the first contact who has no turn yet, None when everybody has.
    What an account is not called for now waits until it may be: the other accounts go on.
    """

    door: Door
    ledger: PushLedger
    pitch: Pitch
    hands: Hands
    first_left: int | None = None
    _waits: dict[AccountKey, datetime] = field(default_factory=dict)
    _money_back_at: datetime | None = None
    _has_hurry: bool = False

    def is_paused(self, *, fresh: bool = False) -> bool:
        """Whether people have paused the campaign; what is dropped for it must be `fresh`."""
        run = self.pitch.run.key
        return self.door.campaigns.watch.facts(run.brand, run.cause, fresh=fresh).paused

    def is_over(self) -> bool:
        """Whether nothing more can be begun in this run."""
        return self.door.clock() + CALL_NEEDS > self.door.deadline or self.is_paused()

    def leave(self, place: int) -> None:
        """Somebody has to be come back to, and waits for nothing but a worker."""
        self._has_hurry = True
        self._come_back(place)

    def wait(self, place: int, contact: ContactKey, until: datetime) -> None:
        """Their account is not to be called before that moment."""
        account = account_of(contact)
        self._waits[account] = max(until, self._waits.get(account, until))
        self._come_back(place)

    def wait_for_money(self, place: int, until: datetime) -> None:
        """What they cost is with other workers, and may come back by then; others cost nothing."""
        self._money_back_at = until
        self._come_back(place)

    def is_left(self, place: int, contact: ContactKey) -> bool:
        """Whether they are left for later: there is no time any more, or their account waits."""
        until = self._waits.get(account_of(contact))
        if until is not None and self.door.clock() < until:
            self._come_back(place)
            return True
        if self.is_over():
            self.leave(place)
            return True
        return False

    @property
    def waiting(self) -> tuple[str, ...]:
        """The accounts of all who are left, by their channels' ids, where only those hold them up.

        Whoever comes back reads nobody else again: a chunk waits many times for a slow account.
        """
        if self._has_hurry or self._money_back_at is not None:
            return ()
        return tuple(sorted({account.account for account in self._waits}))

    @property
    def delay_s(self) -> int:
        """For how long nobody need look at those who are left."""
        if self._has_hurry:
            return 0
        now = self.door.clock()
        moments = [*self._waits.values(), *filter(None, [self._money_back_at])]
        first = min(moments, default=now)
        return min(_MOST_DELAY_S, max(0, math.ceil((first - now).total_seconds())))

    def _come_back(self, place: int) -> None:
        if self.first_left is None or place < self.first_left:
            self.first_left = place
