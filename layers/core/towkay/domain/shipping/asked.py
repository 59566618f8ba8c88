"""What of an order does a shopper want, and what do we wait to hear before they get it?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

MOST_WRONG = 5  # wrong proofs of one contact, whatever orders they are of
_WRONG_FOR = timedelta(hours=24)
_WAITS_FOR = timedelta(minutes=15)


class Want(StrEnum):
    """What is wanted of an order; the value is stored, and part of a button's payload."""

    STATE = "state"
    CANCEL = "cancel"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class OrderAsk:
    """The question about an order that waits for its answer, and what was answered wrongly.

    `number` is the order's name if it was told already. Until `until` a number or a few digits
    alone answer it. `wrong` are the newest moments at which this contact typed digits that proved
    nothing: whoever tries order after order is stopped as well. `has_seen`: it was shown an order
    of its own before.
    """

    want: Want = Want.STATE
    number: str = ""
    until: datetime | None = None
    wrong: tuple[datetime, ...] = ()
    has_seen: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether an answer is still waited for."""
        return self.until is not None and now < self.until

    def is_locked(self, now: datetime) -> bool:
        """Whether nothing that this contact types proves anything now."""
        return sum(now < one + _WRONG_FOR for one in self.wrong) >= MOST_WRONG


def waiting_for(ask: OrderAsk | None, want: Want, number: str, now: datetime) -> OrderAsk:
    """After a question was asked, or asked again."""
    return replace(ask or OrderAsk(), want=want, number=number, until=now + _WAITS_FOR)


def settled(ask: OrderAsk | None, *, has_seen: bool = False) -> OrderAsk | None:
    """After it was answered, or the shopper spoke of something else."""
    wrong, seen = (ask.wrong, ask.has_seen or has_seen) if ask else ((), has_seen)
    return OrderAsk(wrong=wrong, has_seen=seen) if wrong or seen else None


def mistaken(ask: OrderAsk | None, at: datetime) -> OrderAsk:
    """After a wrong proof."""
    known = ask or OrderAsk()
    return known if at in known.wrong else replace(known, wrong=(*known.wrong, at)[-MOST_WRONG:])


def both(one: OrderAsk | None, other: OrderAsk | None) -> OrderAsk | None:
    """Of one shopper under two ids: a new id gives nobody more tries."""
    asks = [ask for ask in (one, other) if ask]
    wrong = sorted({at for ask in asks for at in ask.wrong})[-MOST_WRONG:]
    return settled(OrderAsk(wrong=tuple(wrong), has_seen=any(ask.has_seen for ask in asks)))
