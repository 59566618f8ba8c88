"""What of an order's record does a write change, and until when is the record there then?

The order's own row alone says whether the record is there, and expires a while after the last
write; every other row lasts twice as long from its own last write. Where one of them could be gone
before the record, all are written anew.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.adapters.dynamodb.order_items import Rows, arranged, own_rows, references_of
from towkay.adapters.dynamodb.order_keys import Place
from towkay.domain.errors import StaleState
from towkay.domain.shipping.records import Kept, OrderRecord


@dataclass(frozen=True, slots=True)
class Change:
    """The record as it is stored from now on, the rows to put beside its own, and those to delete.

    `led` are the new references. At `gone_at` the record counts as gone.
    """

    stored: OrderRecord
    kept: Kept
    puts: Rows
    led: Rows
    ended: Collection[Place]
    gone_at: datetime


def change_of(
    before: OrderRecord | None, after: OrderRecord, now: datetime, kept_for: timedelta
) -> Change:
    """The change of a record that is kept for so long.

    Raises `StaleState` for a record from before that was never stored.
    """
    kept = _kept(before, now, kept_for)
    had, has = own_rows(before) if before else {}, own_rows(after)
    led_before, led = references_of(before) if before else {}, references_of(after)
    ended = had.keys() - has.keys()
    if kept.lasts_until < now + kept_for:
        kept, puts = replace(kept, lasts_until=now + 2 * kept_for), has
    else:
        puts, led = _new(has, had), _new(led, led_before)
    revision = before.order.revision if before else 0
    order = replace(after.order, revision=revision + 1)
    stored = arranged(replace(after, order=order, kept=kept))
    return Change(stored, kept, puts, led, ended, now + kept_for)


def _new(rows: Rows, before: Rows) -> Rows:
    return {place: told for place, told in rows.items() if before.get(place) != told}


def _kept(before: OrderRecord | None, now: datetime, kept_for: timedelta) -> Kept:
    if before is None:
        return Kept(now, now + 2 * kept_for)
    if before.kept is None:
        raise StaleState("a record from before that no table gave out")
    return before.kept
