"""Which rules, prices and rates begin or end around a day?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from towkay.domain.policy.rules import DutyRow, PolicyBook, Price, Rate, Row


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """On `day` the rule `name` begins or ends."""

    day: date
    begins: bool
    name: str
    source: str


def changes(book: PolicyBook, around: date, within: timedelta) -> list[Change]:
    """What begins or ends at most `within` before or after the day, in order."""
    return sorted(one for one in _all(book) if abs(one.day - around) <= within)


def _all(book: PolicyBook) -> Iterator[Change]:
    first = min(row.since for row in book.rows)  # the book's own beginning is no change
    everything: tuple[Row | DutyRow | Price | Rate, ...]
    everything = (*book.rows, *book.duties, *book.prices, *book.rates)
    for dated in everything:
        if dated.since != first:
            yield Change(dated.since, True, _name(dated), dated.source)
        if dated.until is not None:
            yield Change(dated.until, False, _name(dated), dated.source)


def _name(dated: Row | DutyRow | Price | Rate) -> str:
    match dated:
        case Row() | DutyRow():
            return dated.id
        case Price():
            return f"{dated.channel} {dated.category} {dated.amount} {dated.currency}"
        case Rate():
            return f"{dated.channel} {dated.bucket} {dated.per_second}/s"
