"""What will one firing of a campaign come to: who gets it, at what price, how soon is it over?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from towkay.domain.account_facts import QuotaRead, quota_ends_at
from towkay.domain.channels import CAPABILITIES
from towkay.domain.copying import changed
from towkay.domain.health import AccountKey
from towkay.domain.messages import Purpose
from towkay.domain.pacing.buckets import rate_of
from towkay.domain.pacing.lanes import cut
from towkay.domain.policy.decisions import UNTOLD
from towkay.domain.policy.rules import PolicyBook

_USED = 0.95  # of what the rate allows: what workers that share it get out of it


class Way(NamedTuple):
    """How something goes out; `cost` is of one message, as its source writes it; empty is free."""

    channel: str
    route: str
    cost: str = ""


class Why(NamedTuple):
    """Why something does not go out, or not now."""

    channel: str
    reason: str


class Lane(NamedTuple):
    """What calls are counted by: an account's endpoints of one kind."""

    account: AccountKey
    bucket: str


@dataclass(slots=True)
class Forecast:
    """Counts of one firing; each person counts once, and each message that has a price once.

    Of the `followers` of the topic it is for the `planned`: they are in `now`, in `later`, who must
    wait for a moment within its grace, or in `kept_back`. `waits` tells why those `later` wait.
    `messages` and `messages_later` count what is paid for, `calls` the requests that it takes, and
    `used` what it takes of each account's quota.
    """

    followers: int = 0
    planned: int = 0
    now: Counter[Way] = field(default_factory=Counter)
    later: Counter[Way] = field(default_factory=Counter)
    kept_back: Counter[Why] = field(default_factory=Counter)
    waits: Counter[Why] = field(default_factory=Counter)
    messages: Counter[Way] = field(default_factory=Counter)
    messages_later: Counter[Way] = field(default_factory=Counter)
    calls: Counter[Lane] = field(default_factory=Counter)
    used: Counter[AccountKey] = field(default_factory=Counter)

    @property
    def reached(self) -> int:
        """How many get it, now or later."""
        return self.now.total() + self.later.total()

    def with_all(self, other: "Forecast") -> "Forecast":
        """Both together, of two parts of the people."""
        added = {name: getattr(self, name) + getattr(other, name) for name in self.__slots__}
        return Forecast(**added)


@dataclass(frozen=True, slots=True)
class Bill:
    """What is known of a price in one currency: what goes out now, and with what comes later."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class QuotaLeft:
    """An account's quota before the firing, what the firing takes, and when it is used up.

    `ends_at` is the moment itself where this firing uses it up, None where it lasts the month.
    """

    read: QuotaRead
    needs: int
    ends_at: datetime | None

    @property
    def left(self) -> int | None:
        return None if self.read.limit is None else max(0, self.read.limit - self.read.used)

    @property
    def is_short(self) -> bool:
        return self.left is not None and self.needs > self.left


def bills(forecast: Forecast) -> dict[str, Bill]:
    """What it costs in each currency, as far as prices are known."""
    sure, rest = _sums(forecast.messages), _sums(forecast.messages_later)
    nothing = Decimal(0)
    return {
        currency: Bill(
            sure.get(currency, nothing), sure.get(currency, nothing) + rest.get(currency, nothing)
        )
        for currency in sorted({*sure, *rest})
    }


def untold(forecast: Forecast) -> Counter[Way]:
    """How many messages go out for a price that nobody has told us."""
    both = forecast.messages + forecast.messages_later
    return by_route(Counter({way: number for way, number in both.items() if _is_untold(way)}))


def by_route(counts: Counter[Way]) -> Counter[Way]:
    """The same by channel and route, whatever a message costs there."""
    found: Counter[Way] = Counter()
    for way, number in counts.items():
        found[Way(way.channel, way.route)] += number
    return found


def by_reason(counts: Counter[Why]) -> Counter[str]:
    """The same for all channels together."""
    found: Counter[str] = Counter()
    for why, number in counts.items():
        found[why.reason] += number
    return found


def minutes_of(
    calls: Iterable[tuple[Lane, int]], purpose: Purpose, book: PolicyBook, day: date
) -> dict[Lane, float]:
    """How long each account's calls take at the rate that is left for this purpose."""
    return {lane: number / (_USED * _rate(lane, purpose, book, day)) / 60 for lane, number in calls}


def quota_of(read: QuotaRead | None, needs: int, now: datetime) -> QuotaLeft | None:
    """What a firing leaves of a quota; None where the channel has told nothing."""
    if read is None:
        return None
    after = changed(read, used=read.used + needs, at=now)
    is_over = read.limit is not None and after.used >= read.limit
    return QuotaLeft(read, needs, now if is_over else quota_ends_at(after))


def has_quota(channel: str) -> bool:
    return next(kind.has_quota for name, kind in CAPABILITIES.items() if name == channel)


def _sums(messages: Counter[Way]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for amount, currency, number in _priced(messages):
        found[currency] = found.get(currency, Decimal(0)) + amount * number
    return found


def _priced(messages: Counter[Way]) -> Iterator[tuple[Decimal, str, int]]:
    for way, number in messages.items():
        if way.cost and not _is_untold(way):
            amount, _, currency = way.cost.partition(" ")
            yield Decimal(amount), currency, number


def _is_untold(way: Way) -> bool:
    return way.cost == UNTOLD


def _rate(lane: Lane, purpose: Purpose, book: PolicyBook, day: date) -> int:
    """Calls a second: a part of every rate is kept free from marketing."""
    lanes = cut(rate_of(book, lane.account.channel, lane.bucket, day))
    held = lanes.for_marketing if purpose is Purpose.MARKETING else lanes.number
    return held * lanes.each
