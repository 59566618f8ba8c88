"""Give an order what waited for it, once it or one of its parcels is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from towkay.domain.copying import changed
from towkay.domain.shipping.arrivals import Puzzle
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.parcels import folded
from towkay.domain.shipping.readings import Oddity
from towkay.domain.shipping.records import MOST_PARCELS, OrderRecord
from towkay.domain.shipping.references import Reference, references_to, tracked
from towkay.domain.shipping.waiting import Waiting, in_time
from towkay.ports.orders import OrderKey, Puzzles
from towkay.usecases.tell_order import OrderTools, Written, rewritten


@dataclass(frozen=True, slots=True)
class Release:
    """The order whose news are released. `is_looked_at`: by the schedule, which nobody repeats.

    Until such a look is over the order stays due.
    """

    key: OrderKey
    now: datetime
    tools: OrderTools
    puzzles: Puzzles
    is_looked_at: bool = False

    def of(self, names: Iterable[Reference]) -> tuple[Written, ...]:
        """What waited under these names, and under those that come to light by it.

        Looked for after the record is stored: whoever keeps news looks for their order once more.
        Nothing is dropped before all of it is stored: what is taken again after a crash finds the
        first of it waiting, and so the rest: the first is dropped last.
        """
        looked: set[Reference] = set()
        done: dict[Waiting, None] = {}
        written: list[Written] = []
        while fresh := [one for one in dict.fromkeys(names) if one not in looked]:
            kept = self.tools.orders.kept(self.key.brand, fresh, self.now)
            if not (kept := [one for one in kept if one not in done]):
                break
            after = self._stored(in_time(kept, self.now))
            if after.after is None:
                return tuple(written)  # the order expired between two reads: all of it waits on
            looked.update(fresh)
            done |= dict.fromkeys(kept)
            written.append(after)
            # Whoever only carries a parcel may have told of it under its number alone.
            names = (*new_names(after), *_numbers(kept))
        for one in reversed(done):
            self.tools.orders.drop(self.key.brand, one)
        return tuple(written)

    def _stored(self, news: Sequence[ParcelNews]) -> Written:
        def told(record: OrderRecord | None) -> OrderRecord | None:
            return with_news(record, news)

        stays = self.is_looked_at
        after = rewritten(self.key, told, now=self.now, tools=self.tools, stays_due=stays)
        for one in left_out(after.after, news):
            self.puzzles.park(self.key.brand, too_many(one))
        return after


def with_news(record: OrderRecord | None, news: Sequence[ParcelNews]) -> OrderRecord | None:
    """The record after news of its parcels; None where there is no record."""
    if record is None:
        return None
    parcels = {(one.source, one.name): one for one in record.parcels}
    for one in news:
        key = (one.source, one.parcel)
        if key in parcels or len(parcels) < MOST_PARCELS:
            parcels[key] = folded(record.parcel(*key) if key not in parcels else parcels[key], one)
    return changed(record, parcels=tuple(parcels.values()))


def left_out(record: OrderRecord | None, news: Iterable[ParcelNews]) -> tuple[ParcelNews, ...]:
    """What is of parcels that the record has no room for."""
    if record is None:
        return ()
    known = {(one.source, one.name) for one in record.parcels}
    return tuple(one for one in news if (one.source, one.parcel) not in known)


def too_many(news: ParcelNews) -> Puzzle:
    """For people: nothing is told of it, and nothing of it is lost."""
    at, dedupe = news.received_at, news.dedupe
    return Puzzle(news.source, Oddity.CROWDED, Oddity.CROWDED, at, dedupe, news)


def new_names(written: Written) -> tuple[Reference, ...]:
    """The names that lead to the record since it was written."""
    known = set(_names(written.before))
    return tuple(one for one in _names(written.after) if one not in known)


def _names(record: OrderRecord | None) -> tuple[Reference, ...]:
    if record is None:
        return ()
    numbers = (one for parcel in record.parcels for one in tracked(parcel.tracking))
    return (*references_to(record.order), *numbers)


def _numbers(kept: Iterable[Waiting]) -> tuple[Reference, ...]:
    return tuple(number for one in kept for number in tracked(one.news.tracking))
