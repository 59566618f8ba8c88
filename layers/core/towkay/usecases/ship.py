"""Take what shops and carriers told: keep it with its order, and tell whoever agreed to hear."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.copying import changed
from towkay.domain.errors import PackMissing, StaleState
from towkay.domain.shipping.arrivals import Arrival, CheckoutConsent, Puzzle
from towkay.domain.shipping.news import OrderNews, ParcelNews
from towkay.domain.shipping.order_facts import told_by_shop, unknown_order
from towkay.domain.shipping.orders import order_name
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.references import (
    Reference,
    ReferenceKind,
    references_of,
    references_to,
    tracked,
)
from towkay.domain.shipping.waiting import waiting
from towkay.ports.orders import OrderKey, Puzzles
from towkay.usecases.agree_at_checkout import agreed_at_checkout
from towkay.usecases.release_waiting import Release, left_out, new_names, too_many, with_news
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
            return _of_parcel(arrival.brand, news, now, tools, puzzles)
        case OrderNews() as news:
            release = Release(_key(arrival.brand, news), now, tools, puzzles)
            return _with_what_waited(_of_order(news, release), release)
        case CheckoutConsent() as consent:
            release = Release(_key(arrival.brand, consent), now, tools, puzzles)
            written = agreed_at_checkout(release.key, consent, now=now, tools=tools)
            return _with_what_waited(written, release)
        case Puzzle() as puzzle:
            puzzles.park(arrival.brand, puzzle)
            return Taken(Fate.PARKED)


def look_again(
    *,
    now: datetime,
    tools: OrderTools,
    puzzles: Puzzles,
    has_time: Callable[[], bool] = lambda: True,
) -> Looked:
    """Tell what is due of orders though nothing was heard of them, while there is time.

    What is left is due in the next run.
    """
    looked = Looked()
    for key in tools.orders.due(now, _MOST_LOOKED_AT):
        if not has_time():
            break
        try:
            written = _looked_at(Release(key, now, tools, puzzles, is_looked_at=True))
        except (PackMissing, StaleState):  # nobody else waits for this one: it stays due
            looked = changed(looked, failed=looked.failed + 1)
        else:
            notices = looked.notices + sum(len(one.turns) for one in written)
            looked = Looked(looked.orders + 1, notices, looked.failed)
    return looked


def _looked_at(release: Release) -> tuple[Written, ...]:
    """An order that a shopper's code made known has news that waited for it under its number."""
    named = Reference(ReferenceKind.NAME, release.key.name)
    waited = release.of((named,))
    now, tools = release.now, release.tools
    return (
        *waited,
        rewritten(release.key, lambda record: record, now=now, tools=tools, always=True),
    )


def _key(brand: str, told: OrderNews | CheckoutConsent) -> OrderKey:
    return OrderKey(brand, order_name(told.order))


def _of_parcel(
    brand: str, news: ParcelNews, now: datetime, tools: OrderTools, puzzles: Puzzles
) -> Taken:
    names = references_of(news)
    key = tools.orders.find(brand, names, now)
    if key is None:
        kept = waiting(news)
        tools.orders.keep(brand, kept)
        # Whoever stored the order meanwhile looked for what waits before this was kept.
        key = tools.orders.find(brand, names, now)
        if key is None:
            return Taken(Fate.WAITING)
    written = rewritten(key, lambda record: with_news(record, (news,)), now=now, tools=tools)
    if written.after is None:
        tools.orders.keep(brand, waiting(news))  # the order expired between two reads
        return Taken(Fate.WAITING)
    if left_out(written.after, (news,)):
        puzzles.park(brand, too_many(news))
        return Taken(Fate.CROWDED)
    return _taken(written, *Release(key, now, tools, puzzles).of(_known_by(written, news)))


def _known_by(written: Written, news: ParcelNews) -> tuple[Reference, ...]:
    """The names that may have come to light by news of a parcel.

    What is taken again after a crash changes nothing: then its number is looked under as well. An
    order that only a code made known was to be looked at for what waited; this write moved that.
    """
    own = new_names(written) if written.has_changed else tracked(news.tracking)
    order = written.after.order if written.after else None
    return (*own, *references_to(order)) if order and not order.shown else own


def _of_order(news: OrderNews, release: Release) -> Written:
    key = release.key

    def told(record: OrderRecord | None) -> OrderRecord:
        known = record or OrderRecord(unknown_order(key.brand, news.order))
        return changed(known, order=told_by_shop(known.order, news))

    return rewritten(key, told, now=release.now, tools=release.tools)


def _with_what_waited(written: Written, release: Release) -> Taken:
    """What waited under any of its names: whoever made it known may have released nothing."""
    own = references_to(written.after.order) if written.after else ()
    return _taken(written, *release.of((*new_names(written), *own)))


def _taken(*written: Written) -> Taken:
    changes = any(one.has_changed for one in written)
    turns = sum(len(one.turns) for one in written)
    return Taken(Fate.TAKEN if changes else Fate.REPEATED, turns)
