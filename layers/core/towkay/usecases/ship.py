"""Take what shops and carriers told: keep it with its order, and tell whoever agreed to hear."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.copying import changed
from towkay.domain.errors import PackMissing, StaleState
from towkay.domain.shipping.arrivals import Arrival, CheckoutConsent, Puzzle
from towkay.domain.shipping.news import OrderNews, ParcelNews
from towkay.domain.shipping.order_facts import told_by_shop, unknown_order
from towkay.domain.shipping.orders import order_name
from towkay.domain.shipping.parcels import folded
from towkay.domain.shipping.readings import Oddity
from towkay.domain.shipping.records import MOST_PARCELS, OrderRecord
from towkay.domain.shipping.references import Reference, references_of, references_to, tracked
from towkay.domain.shipping.waiting import in_time, waiting
from towkay.ports.orders import OrderKey, Puzzles
from towkay.usecases.agree_at_checkout import agreed_at_checkout
from towkay.usecases.tell_order import OrderTools, Written, rewritten

_MOST_LOOKED_AT = 1_000  # orders in one run of the schedule; the rest is due in the next


class Fate(StrEnum):
    """What became of an arrival; the value is also the metric and log label."""

    TAKEN = "taken"
    REPEATED = "repeated"  # it changed nothing
    WAITING = "waiting"  # nobody knows its order yet
    PARKED = "parked"  # no table knows what it says
    CROWDED = "crowded"  # the order has more parcels than any has: for people


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival, and how many messages it led to."""

    fate: Fate
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """How many orders were looked at in one run, and how many messages that led to."""

    orders: int = 0
    notices: int = 0
    failed: int = 0


def take(arrival: Arrival, *, now: datetime, tools: OrderTools, puzzles: Puzzles) -> Taken:
    """Take one arrival, however often it comes and in whatever order.

    Raises `PackMissing`, `StaleState`, `QueueRefused`, `ServiceUnavailable`: try again later.
    """
    match arrival.what:
        case ParcelNews() as news:
            taken = _of_parcel(arrival.brand, news, now, tools)
            if taken.fate is Fate.CROWDED:
                puzzles.park(arrival.brand, _too_many(news))
            return taken
        case OrderNews() as news:
            return _of_order(arrival.brand, news, now, tools)
        case CheckoutConsent() as consent:
            return _of_checkout(arrival.brand, consent, now, tools)
        case Puzzle() as puzzle:
            puzzles.park(arrival.brand, puzzle)
            return Taken(Fate.PARKED)


def look_again(
    *, now: datetime, tools: OrderTools, has_time: Callable[[], bool] = lambda: True
) -> Looked:
    """Tell what is due of orders though nothing was heard of them, while there is time.

    What is left is due in the next run.
    """
    looked = Looked()
    for key in tools.orders.due(now, _MOST_LOOKED_AT):
        if not has_time():
            break
        try:
            written = rewritten(key, lambda record: record, now=now, tools=tools, always=True)
        except (PackMissing, StaleState):  # nobody else waits for this one: it stays due
            looked = changed(looked, failed=looked.failed + 1)
        else:
            looked = Looked(looked.orders + 1, looked.notices + len(written.turns), looked.failed)
    return looked


def _of_parcel(brand: str, news: ParcelNews, now: datetime, tools: OrderTools) -> Taken:
    names = references_of(news)
    key = tools.orders.find(brand, names, now)
    if key is None:
        kept = waiting(news)
        tools.orders.keep(brand, kept)
        # Whoever stored the order meanwhile looked for what waits before this was kept.
        key = tools.orders.find(brand, names, now)
        if key is None:
            return Taken(Fate.WAITING)
    written = rewritten(key, lambda record: _with_news(record, (news,)), now=now, tools=tools)
    if written.after is None:
        tools.orders.keep(brand, waiting(news))  # the order expired between two reads
        return Taken(Fate.WAITING)
    if all((one.source, one.name) != (news.source, news.parcel) for one in written.after.parcels):
        return Taken(Fate.CROWDED)
    return _taken(written, *_released(key, written, tracked(news.tracking), now, tools))


def _too_many(news: ParcelNews) -> Puzzle:
    """For people: nothing is told of it, and nothing of it is lost."""
    at, dedupe = news.received_at, news.dedupe
    return Puzzle(news.source, Oddity.CROWDED, Oddity.CROWDED, at, dedupe, news)


def _of_order(brand: str, news: OrderNews, now: datetime, tools: OrderTools) -> Taken:
    key = OrderKey(brand, order_name(news.order))

    def told(record: OrderRecord | None) -> OrderRecord:
        known = record or OrderRecord(unknown_order(brand, news.order))
        return changed(known, order=told_by_shop(known.order, news))

    return _with_what_waited(key, rewritten(key, told, now=now, tools=tools), now, tools)


def _of_checkout(brand: str, consent: CheckoutConsent, now: datetime, tools: OrderTools) -> Taken:
    key = OrderKey(brand, order_name(consent.order))
    written = agreed_at_checkout(key, consent, now=now, tools=tools)
    return _with_what_waited(key, written, now, tools)


def _with_what_waited(key: OrderKey, written: Written, now: datetime, tools: OrderTools) -> Taken:
    own = references_to(written.after.order) if written.after else ()
    return _taken(written, *_released(key, written, own, now, tools))


def _with_news(record: OrderRecord | None, news: Sequence[ParcelNews]) -> OrderRecord | None:
    """The record after news of its parcels; None where there is no record."""
    if record is None:
        return None
    parcels = {(one.source, one.name): one for one in record.parcels}
    for one in news:
        key = (one.source, one.parcel)
        if key in parcels or len(parcels) < MOST_PARCELS:
            parcels[key] = folded(record.parcel(*key) if key not in parcels else parcels[key], one)
    return changed(record, parcels=tuple(parcels.values()))


def _released(
    key: OrderKey,
    written: Written,
    own: Sequence[Reference],
    now: datetime,
    tools: OrderTools,
) -> tuple[Written, ...]:
    """What waited for this order or for one of its parcels, now that they are known.

    Looked for after the record is stored: whoever keeps news looks for their order once more. What
    is taken again after a crash changes nothing: then all its `own` names are looked under.
    """
    names = _new_names(written) if written.has_changed else own
    kept = tools.orders.kept(key.brand, names, now) if names else []
    if not kept:
        return ()
    news = in_time(kept, now)
    after = rewritten(key, lambda record: _with_news(record, news), now=now, tools=tools)
    for one in kept:
        tools.orders.drop(key.brand, one)
    # Whoever only carries a parcel may have told of it under its number alone.
    return (after, *_released(key, after, (), now, tools))


def _new_names(written: Written) -> tuple[Reference, ...]:
    """The names that lead to the record since it was written."""
    known = set(_names(written.before))
    return tuple(one for one in _names(written.after) if one not in known)


def _names(record: OrderRecord | None) -> tuple[Reference, ...]:
    if record is None:
        return ()
    numbers = (one for parcel in record.parcels for one in tracked(parcel.tracking))
    return (*references_to(record.order), *numbers)


def _taken(*written: Written) -> Taken:
    changes = any(one.has_changed for one in written)
    turns = sum(len(one.turns) for one in written)
    return Taken(Fate.TAKEN if changes else Fate.REPEATED, turns)
