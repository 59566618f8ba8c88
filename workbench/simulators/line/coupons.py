"""Which coupons did an account make?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbench.simulators.clock import epoch_ms


@dataclass(slots=True)
class Coupon:
    """One coupon, the same for everybody who gets it."""

    id: str
    content: dict[str, Any]
    created_at: datetime
    closed: bool = False

    @property
    def status(self) -> str:
        return "CLOSED" if self.closed else "RUNNING"

    def as_json(self) -> dict[str, Any]:
        return {
            "couponId": self.id,
            **self.content,
            "status": self.status,
            "createdTimestamp": epoch_ms(self.created_at) // 1000,
            "maxTicketPerUser": 1,
            "currency": "TWD",
        }


class Coupons:
    """The coupons of all accounts. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._coupons: defaultdict[str, dict[str, Coupon]] = defaultdict(dict)

    def of(self, account: str) -> dict[str, Coupon]:
        """An account's coupons by their ids, oldest first."""
        return self._coupons[account]
