"""What is known of a delivery from a source once it was checked, and once it was read?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from towkay.domain.shipping.news import OrderNews, ParcelNews


class Verdict(StrEnum):
    """Whether a delivery came from whom it says, or why that cannot be told."""

    GENUINE = "genuine"
    FORGED = "forged"  # no proof, or one that is wrong
    STALE = "stale"  # its proof is right, and too old: perhaps a replay
    CLOSED = "closed"  # no secret holds here, so nothing can be genuine
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"  # another kind of content than the source sends


@dataclass(frozen=True, slots=True)
class SourceKey:
    """One secret of a source; `until` ends a rotation's overlap, None is open.

    ECPay's are three parts: HashKey, HashIV, and the merchant's number they belong to.
    `in_url` is a word of our own within the address, for who signs nothing.
    """

    value: str = field(repr=False)
    iv: str = field(default="", repr=False)
    account: str = ""
    in_url: bool = False
    until: datetime | None = None


def holding(keys: Iterable[SourceKey], now: datetime) -> tuple[SourceKey, ...]:
    """The keys that count at `now`; an empty one never does."""
    return tuple(
        key for key in keys if key.value.strip() and (key.until is None or now < key.until)
    )


class Oddity(StrEnum):
    """What of a genuine delivery is in no table of ours; the value is a metric's dimension."""

    UNKNOWN_TOPIC = "unknown_topic"  # a kind of event: nothing was read from it
    UNKNOWN_STATUS = "unknown_status"  # its news are kept, and told to nobody
    UNKNOWN_DETAIL = "unknown_detail"  # its status was known, and decided alone
    # The code is not listed for this carrier; it decided all the same.
    OTHER_CARRIER = "other_carrier"
    CROWDED = "crowded"  # its order has more parcels already than any has


@dataclass(frozen=True, slots=True)
class Parked:
    """Why somebody should look at it: the source's `word`, and the news it came with, if any."""

    why: Oddity
    word: str
    dedupe: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one delivery tells. Both empty: it was genuine, and of nothing that we follow."""

    news: tuple[ParcelNews | OrderNews, ...] = ()
    parked: tuple[Parked, ...] = ()
