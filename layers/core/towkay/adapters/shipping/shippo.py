"""What does Shippo tell of a tracking number, and did Shippo send it?

Shippo signs only where its staff switched that on; else the address that it was given holds a word
that nobody else knows. Whatever is signed must be signed rightly: the word does not make up for it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape
from towkay.adapters.shipping.kept import code_of, shaped, told, unknown_topic
from towkay.adapters.shipping.proofs import header, stamped, with_keys, worded
from towkay.adapters.shipping.shapes import (
    AnyDelivery,
    Key,
    Moment,
    Word,
    Words,
    fingerprint,
    members_of,
    moment,
    parcel_name,
)
from towkay.adapters.shipping.tables import table_of
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict
from towkay.ports.shipping import Manners

_OF_NO_STATE = frozenset(
    {"transaction_created", "transaction_updated", "batch_created", "batch_purchased"}
)
# What was given with the number: the order's number, perhaps with the word before it.
_ORDER = re.compile(r"(?:order\s*(?:no\.?|number)?[\s:]*)?(\S{1,60})", re.IGNORECASE)


class Substatus(Shape):
    """How the status is said closer."""

    code: Word = ""


class TrackingStatus(Shape):
    """The newest state."""

    object_id: Words = ""
    status: Word = ""
    substatus: Annotated[Substatus | None, OBJECT_OR_NONE] = None
    status_date: Words = ""
    object_updated: Moment = None


class Tracked(Shape):
    """One parcel."""

    carrier: Words
    tracking_number: Key
    metadata: Words = ""
    tracking_status: Annotated[TrackingStatus | None, OBJECT_OR_NONE] = None


class Delivery(Shape):
    """One delivery of a tracking number's state."""

    data: Tracked


class Shippo:
    """Shippo's side of `POST /shipments/shippo`."""

    name = "shippo"
    manners = Manners(timedelta(seconds=3))

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        """The HMAC of moment and body, at most 5 minutes away; or the word in the address."""
        presented = header(headers, "shippo-auth-signature")

        def judge(held: list[SourceKey]) -> Verdict:
            if presented:
                return stamped(raw, presented, [key.value for key in held if not key.in_url], now)
            return worded(query.get("token", ""), [key.value for key in held if key.in_url])

        return with_keys(raw, keys, now, judge)

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """The newest state of a tracking number; labels bought through Shippo tell none."""
        body = members_of(raw)
        topic = shaped(AnyDelivery.model_validate, body).event
        if topic != "track_updated":
            return Reading() if topic in _OF_NO_STATE else unknown_topic(topic)
        return _told(shaped(Delivery.model_validate, body).data, received_at)


def _told(data: Tracked, received_at: datetime) -> Reading:
    newest = data.tracking_status or TrackingStatus()
    detail = (newest.substatus or Substatus()).code
    number, at = data.tracking_number, newest.status_date
    order = _ORDER.fullmatch(data.metadata)
    news = ParcelNews(
        source="shippo",
        parcel=parcel_name(data.carrier, number),
        milestone=None,
        code=code_of(newest.status, detail),
        occurred_at=moment(at) or newest.object_updated or received_at,
        received_at=received_at,
        dedupe=fingerprint(data.carrier, number, newest.object_id, newest.status, detail, at),
        order=order[1] if order else "",
        tracking=number,
        carrier=data.carrier,
    )
    return told(news, table_of("shippo").meaning(newest.status, detail), newest.status, detail)


SOURCE = Shippo()
