"""How often may a caller call? A token bucket on the bench's clock."""

import threading
from datetime import datetime


class TokenBucket:
    """`rate` calls a second, at most `rate` of them at once."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._tokens = rate
        self._filled_at: datetime | None = None
        self._lock = threading.Lock()

    def take(self, now: datetime) -> bool:
        """True if one more call is allowed at `now`."""
        with self._lock:
            if self._filled_at is not None:
                gained = max(0.0, (now - self._filled_at).total_seconds()) * self._rate
                self._tokens = min(self._rate, self._tokens + gained)
            self._filled_at = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True


class Buckets:
    """One bucket for each key, made when first asked for."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, ...], TokenBucket] = {}
        self._lock = threading.Lock()

    def take(self, key: tuple[str, ...], rate: float, now: datetime) -> bool:
        """True if `key` may call once more at `now`."""
        with self._lock:
            bucket = self._buckets.setdefault(key, TokenBucket(rate))
        return bucket.take(now)
