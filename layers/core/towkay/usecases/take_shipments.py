"""Verify what a shop or a carrier tells, read it, queue every piece of news."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.arrivals import Arrival, Puzzle
from towkay.domain.shipping.deliveries import Delivery
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Oddity, Reading, SourceKey, Verdict
from towkay.ports.orders import ShipmentQueue
from towkay.ports.shipping import BrandKey, Proving, ShipmentSource, ShopKeys

# Of several brands' verdicts the first of these is the delivery's.
_SUREST = (
    Verdict.GENUINE,
    Verdict.STALE,
    Verdict.WRONG_KIND,
    Verdict.TOO_LARGE,
    Verdict.FORGED,
    Verdict.CLOSED,
)
_PERHAPS_NEW_KEYS = frozenset({Verdict.FORGED, Verdict.CLOSED})


class Taking(StrEnum):
    """What is answered to a delivery; the value is a metric's name."""

    ACCEPTED = "accepted"
    MALFORMED = "malformed"  # genuine, and not of the shape that it should have
    UNKNOWN_SOURCE = "unknown_source"
    FORGED = Verdict.FORGED.value
    STALE = Verdict.STALE.value
    CLOSED = Verdict.CLOSED.value
    TOO_LARGE = Verdict.TOO_LARGE.value
    WRONG_KIND = Verdict.WRONG_KIND.value


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer, whose news it was, how many there were, and how many of what was odd.

    `slip` says what is wrong with a malformed body, and never quotes it.
    """

    answer: Taking
    brand: str = ""
    news: int = 0
    parked: Counter[Oddity] = field(default_factory=Counter)
    slip: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it came from a source that there is."""
        return self.answer is not Taking.UNKNOWN_SOURCE


def take_shipments(
    delivery: Delivery,
    *,
    now: datetime,
    sources: Mapping[str, ShipmentSource],
    keys: ShopKeys,
    queue: ShipmentQueue,
) -> Taken:
    """Queue all that a genuine delivery tells, for the brand whose key proved it.

    Raises `QueueRefused` or `ServiceUnavailable` when that cannot be promised: the source must not
    hear of success then. What the body says never leads to an error.
    """
    source = sources.get(delivery.source)
    if source is None:
        return Taken(Taking.UNKNOWN_SOURCE)
    if delivery.raw is None:
        return Taken(Taking.MALFORMED, slip="the body is no base64")
    verdict, brand = proved(delivery, delivery.raw, source, keys, now)
    if verdict is not Verdict.GENUINE:
        return Taken(Taking(verdict.value))
    try:
        reading = source.read(delivery.raw, delivery.headers, now)
    except MalformedBody as error:
        return Taken(Taking.MALFORMED, brand, slip=str(error))
    if arrivals := _arrivals(reading, source.name, brand, now):
        queue.put(arrivals)
    parked = Counter(one.why for one in reading.parked)
    return Taken(Taking.ACCEPTED, brand, len(reading.news), parked)


def proved(
    delivery: Delivery, raw: bytes, source: Proving, keys: ShopKeys, now: datetime
) -> tuple[Verdict, str]:
    """The verdict, and the brand whose key proved it.

    A second, fresh read is what lets a key put there a moment ago count before the cache ends.
    """
    known = keys.read(source.name)
    found = _judged(delivery, raw, source, known, now)
    if found[0] in _PERHAPS_NEW_KEYS:
        fresh = keys.read(source.name, fresh=True)
        if fresh != known:
            return _judged(delivery, raw, source, fresh, now)
    return found


def _judged(
    delivery: Delivery,
    raw: bytes,
    source: Proving,
    known: Sequence[BrandKey],
    now: datetime,
) -> tuple[Verdict, str]:
    """Every brand's keys are tried, also after one has matched: the time tells nothing."""
    of_brands: dict[str, list[SourceKey]] = {}
    for one in known:
        of_brands.setdefault(one.brand, []).append(one.key)
    verdicts = [
        (source.verify(delivery.headers, raw, held, now, query=delivery.query), brand)
        for brand, held in (of_brands or {"": []}).items()
    ]
    return min(verdicts, key=lambda one: _SUREST.index(one[0]))


def _arrivals(reading: Reading, source: str, brand: str, now: datetime) -> list[Arrival]:
    """The news, odd ones too: they still tell of a number and a carrier. Then what is odd."""
    by_dedupe = {one.dedupe: one for one in reading.news if isinstance(one, ParcelNews)}
    puzzles = [
        Puzzle(source, odd.why, odd.word, now, odd.dedupe, by_dedupe.get(odd.dedupe))
        for odd in reading.parked
    ]
    return [Arrival(brand, what) for what in (*reading.news, *puzzles)]
