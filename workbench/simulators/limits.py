"""How often may a caller call? A token bucket on the bench's clock."""

import threading
from datetime import datetime


class TokenBucket:
    """`most` calls in `over_s` seconds, all of them at once if need be."""

    def __init__(self, most: float, over_s: float = 1.0) -> None:
        self._most = most
        self._rate = most / over_s
        self._tokens = most
        self._filled_at: datetime | None = None
        self._lock = threading.Lock()

    def take(self, now: datetime) -> bool:
        """True if one more call is allowed at `now`."""
        with self._lock:
            if self._filled_at is not None:
                gained = max(0.0, (now - self._filled_at).total_seconds()) * self._rate
                self._tokens = min(self._most, self._tokens + gained)
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

    def take(self, key: tuple[str, ...], most: float, now: datetime, over_s: float = 1.0) -> bool:
        """True if `key` may call once more at `now`: `most` calls in `over_s` seconds."""
        with self._lock:
            bucket = self._buckets.setdefault(key, TokenBucket(most, over_s))
        return bucket.take(now)
