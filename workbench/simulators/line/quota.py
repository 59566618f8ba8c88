"""How many messages may a LINE account still send this month?"""

from collections import Counter
from datetime import datetime, timedelta, timezone

_LINE_TIME = timezone(timedelta(hours=9))  # LINE's statistics are kept in UTC+9


class Quota:
    """Counts recipients, not bubbles. Not locked: the caller holds the world's lock."""

    def __init__(self, ceiling: int | None) -> None:
        self.ceiling = ceiling
        self._used: Counter[tuple[str, str]] = Counter()

    def used(self, account: str, now: datetime) -> int:
        return self._used[account, _month(now)]

    def allows(self, account: str, recipients: int, now: datetime) -> bool:
        return self.ceiling is None or self.used(account, now) + recipients <= self.ceiling

    def count(self, account: str, recipients: int, now: datetime) -> None:
        self._used[account, _month(now)] += recipients


def _month(now: datetime) -> str:
    return f"{now.astimezone(_LINE_TIME):%Y%m}"
