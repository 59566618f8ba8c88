"""Do the rows of policy fit one another, or do two of them say different things of one send?"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from towkay.domain import audience_permits
from towkay.domain.channels import Channel
from towkay.domain.policy.rules import Price, Rate, Row, Setting
from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.wording import Kind
from towkay.policies.wording import PolicyKind


class Dated(Protocol):
    """Anything that holds from a day, until another or for good."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)
EVERYWHERE: frozenset[str] = frozenset()
# What is said to all at once is judged beside the rows, which are of one contact each.
_READ_BESIDE = frozenset({(Channel.LINE, audience_permits.SETTING)})


def check_ids(placed: Iterable[tuple[str, Place]], findings: Findings) -> None:
    """Decisions are stored under an id, so no two rules may share one."""
    seen: dict[str, Place] = {}
    for name, place in placed:
        if name in seen:
            first = f"{seen[name].file}:{seen[name].line}"
            findings.add(PolicyKind.SAME_ID, place, value=name, first=first)
        seen.setdefault(name, place)


def check_settings(
    rows: Sequence[tuple[Row, Place]], settings: Sequence[tuple[Setting, Place]], findings: Findings
) -> None:
    """A row names settings of its channel, and every setting is read by some row, or beside."""
    for row, place in rows:
        known = {one.id for one, _ in settings if one.channel is row.channel}
        for name in set(row.settings) - known:
            near = nearest(name, known)
            channel = row.channel
            findings.add(Kind.UNKNOWN_SETTING, place, value=name, channel=channel, nearest=near)
    read = {(row.channel, name) for row, _ in rows for name in row.settings} | _READ_BESIDE
    for setting, place in settings:
        if (setting.channel, setting.id) not in read:
            findings.add(PolicyKind.UNUSED_SETTING, place, value=setting.id)


def check_prices(
    rows: Sequence[tuple[Row, Place]], prices: Sequence[tuple[Price, Place]], findings: Findings
) -> None:
    """A price is of a category that some row has, and those of a channel can be compared."""
    currencies: dict[Channel, str] = {}
    for price, place in prices:
        known = {row.price for row, _ in rows if row.channel is price.channel and row.price}
        channel = price.channel
        if price.category not in known:
            near = nearest(price.category, known)
            findings.add(
                PolicyKind.UNUSED_PRICE, place, value=price.category, channel=channel, nearest=near
            )
        first = currencies.setdefault(price.channel, price.currency)
        if first != price.currency:
            findings.add(
                PolicyKind.TWO_CURRENCIES,
                place,
                channel=channel,
                value=price.currency,
                other=first,
            )


def check_overlaps(
    rows: Sequence[tuple[Row, Place]],
    prices: Sequence[tuple[Price, Place]],
    rates: Sequence[tuple[Rate, Place]],
    findings: Findings,
) -> None:
    """No send may find two rows between which nothing but their order decides."""
    _overlaps(rows, _alike_rows, lambda row: row.id, findings)
    _overlaps(prices, _alike_prices, lambda price: price.category, findings)
    _overlaps(rates, _alike_rates, lambda rate: rate.bucket, findings)


def _overlaps(
    placed: Sequence[tuple[D, Place]],
    alike: Callable[[D, D], bool],
    name: Callable[[D], str],
    findings: Findings,
) -> None:
    for (one, where), (other, place) in combinations(placed, 2):
        day = max(one.since, other.since)
        ends = [end for end in (one.until, other.until) if end is not None]
        if all(day < end for end in ends) and alike(one, other):
            findings.add(
                PolicyKind.OVERLAP,
                place,
                value=name(other),
                other=name(one),
                first=f"{where.file}:{where.line}",
                day=day,
            )


def _alike_rows(one: Row, other: Row) -> bool:
    """Whether some send could meet the conditions of both."""
    shared = one.purposes & other.purposes and one.senders & other.senders
    return bool(
        shared
        and _condition(one) == _condition(other)
        and _meet(one.account_in, other.account_in)
        and (one.known_by is other.known_by or None in (one.known_by, other.known_by))
        and _contacts_meet(one, other)
    )


def _condition(row: Row) -> Hashable:
    """What tells rows apart. Not the length of a window: the longer would just hide the shorter."""
    also = row.also_within is not None
    return row.channel, row.route, row.content, row.opener, also, row.token, row.settings


def _alike_prices(one: Price, other: Price) -> bool:
    """A price for certain countries beside one for all is meant: the narrower wins."""
    same = (one.channel, one.category) == (other.channel, other.category)
    as_narrow = bool(one.countries) == bool(other.countries)
    as_narrow = as_narrow and bool(one.account_in) == bool(other.account_in)
    meet = _meet(one.countries, other.countries) and _meet(one.account_in, other.account_in)
    return same and as_narrow and meet


def _alike_rates(one: Rate, other: Rate) -> bool:
    return (one.channel, one.bucket) == (other.channel, other.bucket)


def _contacts_meet(one: Row, other: Row) -> bool:
    """A shopper of unknown country is outside of every set, and so not excluded by any."""
    if one.contact_in and not one.contact_in - other.contact_not_in:
        return False
    if other.contact_in and not other.contact_in - one.contact_not_in:
        return False
    both = (one.contact_in & other.contact_in) - one.contact_not_in - other.contact_not_in
    return bool(both) if one.contact_in and other.contact_in else True


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == EVERYWHERE or other == EVERYWHERE or bool(one & other)
