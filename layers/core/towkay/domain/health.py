"""Does a channel still take what an account sends, and when may it be asked again?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from towkay.domain.channels import Channel, ContactKey
from towkay.domain.outcomes import Outcome, Refusal, Verdict

# A stopped account is asked by one call after 1, 2, 4, 5, 5 … minutes: whoever renews its token
# waits no longer than that, and fewer than ten calls are made in the life of a reply.
_STOP_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 5))
_FIRST_SLOWING = timedelta(seconds=1)
_LONGEST_SLOWING = timedelta(minutes=5)
# A channel may name a longer time than a reply lives, but not one nobody would look at again.
_LONGEST_HINT = timedelta(hours=1)
_SPREAD = timedelta(seconds=10)
_PROBE_LEASE = timedelta(seconds=12)  # longer than the time-out of whoever makes the call


class Trouble(StrEnum):
    """What keeps an account from sending; the value is the word in logs."""

    CREDENTIALS = "credentials"  # its token is refused or missing
    BLOCKED = "blocked"  # the platform has barred it
    RATE = "rate"  # it is calling too fast

    @property
    def reason(self) -> str:
        """Why a send waits, as it is stored with the send."""
        return "account_slowed" if self is Trouble.RATE else "account_stopped"


_TROUBLES = {
    (Verdict.REFUSED, Refusal.CREDENTIALS): Trouble.CREDENTIALS,
    (Verdict.NOT_SENT, Refusal.CREDENTIALS): Trouble.CREDENTIALS,
    (Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED): Trouble.BLOCKED,
    (Verdict.SLOW_DOWN, Refusal.RATE): Trouble.RATE,
}


@dataclass(frozen=True, slots=True, order=True)
class AccountKey:
    """The brand on a channel: a Page, a LINE official account."""

    channel: Channel
    account: str


def account_of(contact: ContactKey) -> AccountKey:
    """The account that a contact talks to."""
    return AccountKey(contact.channel, contact.account)


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """How an account is doing, as its own calls have shown.

    `until` is set while there is trouble: before it nobody calls, except for `prober`, who makes
    the one call that finds out. `strikes` counts the calls that found the same trouble, `code` is
    the channel's own, `finder` stands for the contact whose call was the last to find it.
    `revision` counts the writes of the row; 0 is a row that was never written.
    """

    trouble: Trouble | None = None
    code: str = ""
    since: datetime | None = None
    until: datetime | None = None
    strikes: int = 0
    finder: str = ""
    prober: str = ""
    revision: int = 0

    def holds_back(self, caller: str, now: datetime) -> bool:
        """Whether `caller` may not call now."""
        waits = self.until is not None and now < self.until
        return waits and self.prober != caller

    def is_news_after(self, before: "AccountHealth") -> bool:
        """Whether people should hear of it: not of a probe under way, or one that found nothing."""
        changed = (self.trouble, self.strikes) != (before.trouble, before.strikes)
        return changed and not self.prober


def trouble_in(outcome: Outcome) -> Trouble | None:
    """What an outcome says about the whole account; what it says of one message is no trouble."""
    return _TROUBLES.get((outcome.verdict, outcome.refusal)) if outcome.refusal else None


def probed_by(health: AccountHealth, caller: str, now: datetime) -> AccountHealth:
    """The account while `caller` finds out how it is: everybody else goes on waiting."""
    return replace(health, prober=caller, until=now + _PROBE_LEASE)


def wait_of(health: AccountHealth, contact: ContactKey, now: datetime) -> datetime:
    """When a contact's send may try again: all of them at once would be the next rush.

    Always the same part of the same wait for the same contact, and never more than 10 s late.
    """
    until = health.until or now
    return until + min(until - now, _SPREAD) * (_number_of(contact) / 2**32)


def wait_of_refused(health: AccountHealth, now: datetime) -> datetime:
    """When whoever was refused may try again: behind all others where it was for being too fast.

    A channel may be tired of one shopper alone and say it in the same words. Were that one always
    the next to ask, nobody would find out that it takes everybody else.
    """
    until = health.until or now
    return until + min(until - now, _SPREAD) if health.trouble is Trouble.RATE else until


def after_call(
    health: AccountHealth, outcome: Outcome, contact: ContactKey, now: datetime
) -> AccountHealth:
    """The account after a call for `contact` by somebody who may call; the same if nothing is new.

    A channel may be tired of one shopper alone. A rate limit that the same contact finds again is
    no strike more: the others must not wait ever longer for what may be its own.
    """
    trouble = trouble_in(outcome)
    if trouble:
        return _in_trouble(health, trouble, outcome, contact, now)
    if health.trouble is None:
        return health
    if outcome.verdict is Verdict.SENT:
        return AccountHealth(revision=health.revision)
    # The call tells nothing of the account: the next one may, after the same time again.
    return replace(health, prober="", until=now + _wait(health.trouble, health.strikes))


def _in_trouble(
    health: AccountHealth, trouble: Trouble, outcome: Outcome, contact: ContactKey, now: datetime
) -> AccountHealth:
    again = health.trouble is trouble
    finder = f"{_number_of(contact):08x}"
    may_be_its_own = trouble is Trouble.RATE and health.finder == finder
    strikes = (health.strikes if may_be_its_own else health.strikes + 1) if again else 1
    hint = min(outcome.retry_after or timedelta(), _LONGEST_HINT)
    return AccountHealth(
        trouble=trouble,
        code=outcome.code,
        since=health.since if again else now,
        until=now + max(hint, _wait(trouble, strikes)),
        strikes=strikes,
        finder=finder,
        revision=health.revision,
    )


def _number_of(contact: ContactKey) -> int:
    """Below 2**32, and always the same for the same contact of an account."""
    return crc32(contact.user.encode(errors="replace"))


def _wait(trouble: Trouble, strikes: int) -> timedelta:
    if trouble is not Trouble.RATE:
        return _STOP_WAITS[min(strikes, len(_STOP_WAITS)) - 1]
    doublings = min(strikes, 10) - 1
    return min(_FIRST_SLOWING * (1 << doublings), _LONGEST_SLOWING)
