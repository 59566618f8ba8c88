"""Does a channel still find the shopper, by what it told us and what it said to our calls?"""

from dataclasses import dataclass, replace
from datetime import datetime

from towkay.domain.events import Event, Followed, OptedOut
from towkay.domain.moments import latest


@dataclass(frozen=True, slots=True)
class Miss:
    """A call that found nobody; `planned_at` is the same for all sends of a turn."""

    planned_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Reach:
    """The calls in a row that found nobody, and the newest one by which the shopper is gone."""

    gone_at: datetime | None = None
    misses: tuple[Miss, ...] = ()

    def is_gone(self, acted_at: datetime | None) -> bool:
        """Whether nobody is there, as long as the shopper is not heard again."""
        return self.gone_at is not None and (acted_at is None or acted_at <= self.gone_at)

    def after_miss(self, miss: Miss, seen_at: datetime | None, needed: int) -> "Reach":
        """The reach after one more; of what happened before the shopper was seen nothing counts.

        To a person the sends of a turn are one message, and so they are one miss. In any order and
        however often they are told, the same misses lead to the same.
        """
        known = {one.planned_at: one for one in (*self.misses, miss)}
        known[miss.planned_at] = min(
            (one for one in (*self.misses, miss) if one.planned_at == miss.planned_at),
            key=lambda one: one.at,
        )
        late = [one for one in known.values() if seen_at is None or one.at > seen_at]
        misses = tuple(sorted(late, key=lambda one: one.at)[-needed:])
        gone_at = misses[-1].at if len(misses) >= needed else None
        newest = max(filter(None, (self.gone_at, gone_at)), default=None)
        return replace(self, gone_at=newest, misses=misses)


def followed_after(known: datetime | None, event: Event) -> datetime | None:
    """Since when the shopper has the account among their own; None where nobody told us."""
    match event.happening:
        case Followed():
            return latest(known, event.effective_at)
        case OptedOut() if known is not None and known <= event.effective_at:
            return None
        case _:
            return known
