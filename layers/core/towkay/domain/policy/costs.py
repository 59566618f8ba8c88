"""What does one message cost by a route, and which of two routes is the cheaper?"""

from decimal import ROUND_CEILING, Decimal

from towkay.domain.policy.rules import PolicyBook, Price, Row, in_force
from towkay.domain.policy.situation import Situation

# Free, at a known price, at a price that nobody has told us: a brand must not be surprised.
_FREE, _PRICED, _UNTOLD = range(3)
_MILLION = 1_000_000


def price_of(row: Row, of: Situation, book: PolicyBook) -> Price | None:
    """The dated price of the row's category; None when it is free, or when nobody knows it.

    A price for certain countries wins over one for everywhere.
    """
    known = [price for price in book.prices if _is_of(price, row, of)]
    return max(known, key=lambda one: (bool(one.countries), bool(one.account_in)), default=None)


def _is_of(price: Price, row: Row, of: Situation) -> bool:
    meant = (price.channel, price.category) == (row.channel, row.price)
    to = not price.countries or (of.country or of.account_country) in price.countries
    by = not price.account_in or of.account_country in price.account_in
    return meant and to and by and in_force(price.since, price.until, of.at.date())


def millionths_of(row: Row, of: Situation, book: PolicyBook, currency: str) -> int | None:
    """What the row costs in millionths of `currency`; None where nobody can tell."""
    if not row.price:
        return 0
    price = price_of(row, of, book)
    return cost_millionths(f"{price.amount} {price.currency}", currency) if price else None


def cost_millionths(cost: str, currency: str) -> int | None:
    """A cost as decisions keep it, in millionths; None where untold or in another currency."""
    if not cost:
        return 0
    amount, _, unit = cost.partition(" ")
    if unit != currency:
        return None
    return int((Decimal(amount) * _MILLION).to_integral_value(ROUND_CEILING))


def cheapness(row: Row, of: Situation, book: PolicyBook) -> tuple[int, Decimal, int, str]:
    """What routes are sorted by: the price, then the row's rank, then its id."""
    if not row.price:
        return _FREE, Decimal(0), row.rank, row.id
    price = price_of(row, of, book)
    if price is None:
        return _UNTOLD, Decimal(0), row.rank, row.id
    return _PRICED, Decimal(price.amount), row.rank, row.id
