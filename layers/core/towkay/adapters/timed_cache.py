"""Remember what was read for a while, and that there was nothing for a shorter while."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from towkay.ports.clock import Clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    value: T | None
    read_at: datetime


class TimedCache(Generic[T]):
    """Values by name. Holds at most `most` names; those with nothing behind them go first.

    Of names with nothing behind them, at most `most_absent` are looked up within `absent_life`:
    beyond that a name without a value counts as absent, so that made-up names cost no reads.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        life: timedelta,
        absent_life: timedelta,
        fresh_every: timedelta,
        most: int,
        most_absent: int,
    ) -> None:
        self._clock = clock
        self._life = life
        self._absent_life = absent_life
        self._fresh_every = fresh_every
        self._most = most
        self._most_absent = most_absent
        self._entries: OrderedDict[str, _Entry[T]] = OrderedDict()

    def get(self, name: str, load: Callable[[str], T | None], *, fresh: bool = False) -> T | None:
        """The value of `name`, from `load` when what is remembered is too old.

        `fresh` means older than `fresh_every`. What `load` raises is passed on and not remembered.
        """
        now = self._clock()
        entry = self._entries.get(name)
        if entry is not None and now < entry.read_at + self._patience(entry, fresh):
            return entry.value
        if (entry is None or entry.value is None) and self._is_flooded(now):
            return None
        value = load(name)
        self._entries.pop(name, None)
        self._make_room()
        self._entries[name] = _Entry(value, now)
        return value

    def _patience(self, entry: _Entry[T], fresh: bool) -> timedelta:
        life = self._absent_life if entry.value is None else self._life
        return min(life, self._fresh_every) if fresh else life

    def _is_flooded(self, now: datetime) -> bool:
        since = now - self._absent_life
        recent = [
            one for one in self._entries.values() if one.value is None and one.read_at > since
        ]
        return len(recent) >= self._most_absent

    def _make_room(self) -> None:
        if len(self._entries) < self._most:
            return
        absent = (name for name, entry in self._entries.items() if entry.value is None)
        del self._entries[next(absent, next(iter(self._entries)))]
