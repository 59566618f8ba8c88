"""Which ways are open to a message, at what cost, and from when to when are others closed?"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from towkay.domain.permits import cost_of
from towkay.domain.policy.costs import cheapness, price_of
from towkay.domain.policy.judging import Allowed, Denied, judge, open_rows
from towkay.domain.policy.openness import WINDOW_MARGIN, obstacle, opened_at
from towkay.domain.policy.reasons import Obstacle
from towkay.domain.policy.rules import PolicyBook, Row
from towkay.domain.policy.situation import Situation


@dataclass(frozen=True, slots=True)
class Open:
    """A way that is open, and its cost as its source writes it; empty is free."""

    row: Row
    cost: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """A way that is closed, by what, and since when (`since`) or until when (`until`).

    `never` is of a window that nothing on record has opened.
    """

    row: Row
    obstacle: Obstacle
    since: datetime | None = None
    until: datetime | None = None
    never: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """Everything policy has to say to one situation; of a hold also what follows when it ends."""

    of: Situation
    ruling: Allowed | Denied
    open: tuple[Open, ...]
    closed: tuple[Closed, ...]
    afterwards: Allowed | Denied | None = None


def ways(of: Situation, book: PolicyBook) -> Ways:
    """The ruling, the open ways from the cheapest on, and the closed ones."""
    found = open_rows(of, book)
    shut = [row for row in book.by_channel[of.channel] if row not in found]
    shut.sort(key=lambda row: cheapness(row, of, book))
    ruling = judge(of, book)
    return Ways(
        of,
        ruling,
        tuple(_open(row, of, book) for row in found),
        tuple(_closed(row, of) for row in shut),
        after_hold(of, ruling.until, book) if isinstance(ruling, Denied) else None,
    )


def after_hold(of: Situation, until: datetime | None, book: PolicyBook) -> Allowed | Denied | None:
    """What becomes of a held send at the end of its hold, if nothing else has changed by then."""
    return judge(replace(of, at=until), book) if until else None


def _open(row: Row, of: Situation, book: PolicyBook) -> Open:
    price = price_of(row, of, book)
    sure = row.confirmed and (price is None or price.confirmed)
    return Open(row, cost_of(Allowed(row, price)), sure)


def _closed(row: Row, of: Situation) -> Closed:
    what = obstacle(row, of)
    if what is None:
        raise AssertionError(f"{row.id} is open")
    match what:
        case Obstacle.RETIRED if row.until is not None:
            return Closed(row, what, since=datetime.combine(row.until, time(), UTC))
        case Obstacle.NOT_YET:
            return Closed(row, what, until=datetime.combine(row.since, time(), UTC))
        case Obstacle.WINDOW:
            since = _window_end(row, of)
            return Closed(row, what, since=since, never=since is None)
        case Obstacle.TOO_SOON if row.spacing and of.last_by_token_at:
            return Closed(row, what, until=of.last_by_token_at + row.spacing)
        case _:
            return Closed(row, what)


def _window_end(row: Row, of: Situation) -> datetime | None:
    """The earlier end, where a row has two windows; None where one of them was never opened."""
    opened, heard = opened_at(row, of), of.window_opened_at
    if opened is None or row.window is None or (row.also_within and heard is None):
        return None
    ends = [opened + row.window - WINDOW_MARGIN]
    if row.also_within and heard:
        ends.append(heard + row.also_within - WINDOW_MARGIN)
    return min(ends)
