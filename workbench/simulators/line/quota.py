"""How many messages may a LINE account still send this month, and how many went out each day?"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

LINE_TIME = timezone(timedelta(hours=9))  # LINE's statistics are kept in UTC+9


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a send that is still running keeps from all others."""

    account: str
    recipients: int
    until: datetime


class Quota:
    """Counts recipients, not bubbles. Not locked: the caller holds the world's lock."""

    def __init__(self, ceiling: int | None) -> None:
        self.ceiling = ceiling
        self._used: Counter[tuple[str, str]] = Counter()
        self._reserved: list[Reservation] = []
        self._by_day: Counter[tuple[str, str, str]] = Counter()

    def used(self, account: str, now: datetime) -> int:
        return self._used[account, _month(now)]

    def left(self, account: str, now: datetime) -> int | None:
        """What another send may still use up; None when there is no ceiling."""
        if self.ceiling is None:
            return None
        mine = (one for one in self._reserved if one.account == account and now < one.until)
        reserved = sum(one.recipients for one in mine)
        return max(0, self.ceiling - self.used(account, now) - reserved)

    def allows(self, account: str, recipients: int, now: datetime) -> bool:
        left = self.left(account, now)
        return left is None or recipients <= left

    def count(self, account: str, recipients: int, now: datetime) -> None:
        self._used[account, _month(now)] += recipients

    def reserve(self, account: str, recipients: int, until: datetime) -> None:
        """Keep so much back while a narrowcast runs, beyond what it will have used."""
        self._reserved.append(Reservation(account, recipients, until))

    def note(self, account: str, kind: str, recipients: int, now: datetime) -> None:
        """Statistics: what went out by which kind of call."""
        self._by_day[account, kind, f"{now.astimezone(LINE_TIME):%Y%m%d}"] += recipients

    def of_day(self, account: str, kind: str, day: str) -> int:
        return self._by_day[account, kind, day]


def _month(now: datetime) -> str:
    return f"{now.astimezone(LINE_TIME):%Y%m}"
