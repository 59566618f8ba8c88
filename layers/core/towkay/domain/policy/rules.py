"""What do the dated rows of policy look like once they are read?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.messages import Purpose
from towkay.domain.routes import Route, SenderKind


class Opener(StrEnum):
    """What a route's window is counted from."""

    INBOUND = "inbound"  # the shopper's last act that opens the messaging window
    AD_ENTRY = "ad_entry"
    COMMENT = "comment"


class Content(StrEnum):
    """What a route carries."""

    FREE = "free"  # any words
    TEMPLATE = "template"  # only what the platform approved before
    SURVEY = "survey"  # only the platform's own form that asks how content a shopper is
    CODE = "code"  # only a code that is good once, in a template for it
    REVIEWED = "reviewed"  # only words that the platform reviewed beforehand


class KnownBy(StrEnum):
    """By what a contact is known."""

    USER = "user"  # the id that its channel made for it: it has been in touch with the account
    NUMBER = "number"  # the hash of a telephone number alone: it need not be a friend


class Duty(StrEnum):
    """What a message must say by itself."""

    OPT_OUT_LINE = "opt_out_line"  # the first marketing message says how to refuse
    DISCLOSURE = "disclosure"  # a program's first message says that it is one


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row: who may send what by which route, where, from when until when, and says who.

    `until` is the first day on which it holds no longer. `rank` orders routes of the same price.
    `token` names the kind of channel token it takes, `spacing` the least time between two sends on
    it, `also_within` a second window, counted from the shopper's last act that opens one. Regions
    are sets of countries; an empty set means everywhere. `known_by` is of ways that are not for
    every contact of their channel. `longest` bounds a text of free words, in code points, where the
    way takes less than the channel.
    """

    id: str
    channel: Channel
    route: Route
    purposes: frozenset[Purpose]
    senders: frozenset[SenderKind]
    since: date
    source: str
    until: date | None = None
    content: Content = Content.FREE
    opener: Opener | None = None
    window: timedelta | None = None
    also_within: timedelta | None = None
    token: str = ""
    spacing: timedelta | None = None
    once: bool = False  # one message for each comment, or for each token
    longest: int = 0  # 0: as long as the channel takes
    settings: tuple[str, ...] = ()
    known_by: KnownBy | None = None
    account_in: frozenset[str] = frozenset()
    contact_in: frozenset[str] = frozenset()
    contact_not_in: frozenset[str] = frozenset()
    price: str = ""  # category in the price rows; empty is free of charge
    rank: int = 0
    confirmed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Something a message must carry; where, from when, and by whose word."""

    id: str
    duty: Duty
    channels: frozenset[Channel]
    purposes: frozenset[Purpose]
    since: date
    source: str
    until: date | None = None
    countries: frozenset[str] = frozenset()
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """A fact the sources leave open, or a leave a brand must obtain: off unless said otherwise."""

    id: str
    channel: Channel
    default: bool
    source: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Price:
    """What one message costs, as its source writes it.

    `countries` are those of the contact, `account_in` those of the account: some channels price by
    who is written to, some by whose plan it is.
    """

    channel: Channel
    category: str
    amount: str  # decimal, as written
    currency: str
    since: date
    source: str
    until: date | None = None
    countries: frozenset[str] = frozenset()
    account_in: frozenset[str] = frozenset()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """How many calls a second an account may make to one kind of endpoint."""

    channel: Channel
    bucket: str
    per_second: int
    since: date
    source: str
    until: date | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Every row that is known, past ones too, and the version of the book.

    `idle` are the settings that open only ways which no adapter of ours has a request for yet.
    """

    version: str
    rows: tuple[Row, ...]
    duties: tuple[DutyRow, ...] = ()
    settings: tuple[Setting, ...] = ()
    prices: tuple[Price, ...] = ()
    rates: tuple[Rate, ...] = ()
    by_channel: Mapping[Channel, tuple[Row, ...]] = field(default_factory=dict)
    idle: frozenset[str] = frozenset()


def book_of(
    version: str,
    rows: tuple[Row, ...],
    duties: tuple[DutyRow, ...] = (),
    settings: tuple[Setting, ...] = (),
    prices: tuple[Price, ...] = (),
    rates: tuple[Rate, ...] = (),
) -> PolicyBook:
    """A book with its rows sorted by channel."""
    by_channel = {
        channel: tuple(row for row in rows if row.channel is channel) for channel in every_channel()
    }
    return PolicyBook(version, rows, duties, settings, prices, rates, by_channel, _idle(rows))


def _idle(rows: tuple[Row, ...]) -> frozenset[str]:
    sent = {name for row in rows if _is_sent(row) for name in row.settings}
    return frozenset(name for row in rows for name in row.settings) - sent


def _is_sent(row: Row) -> bool:
    return row.route in CAPABILITIES[row.channel].routes


def in_force(since: date, until: date | None, day: date) -> bool:
    """Whether a row holds on `day` (UTC)."""
    return since <= day and (until is None or day < until)
