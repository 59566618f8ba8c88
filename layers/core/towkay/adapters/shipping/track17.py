"""What does 17TRACK tell of a tracking number, and did 17TRACK sign it?"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape
from towkay.adapters.shipping.kept import code_of, shaped, told, unknown_topic
from towkay.adapters.shipping.proofs import header, with_keys, worded
from towkay.adapters.shipping.shapes import (
    AnyDelivery,
    Key,
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


class LatestStatus(Shape):
    """The newest state."""

    status: Word = ""
    sub_status: Word = ""


class LatestEvent(Shape):
    """When it came about."""

    time_utc: Words = ""
    time_iso: Words = ""


class TrackInfo(Shape):
    """What is known of a number."""

    latest_status: Annotated[LatestStatus | None, OBJECT_OR_NONE] = None
    latest_event: Annotated[LatestEvent | None, OBJECT_OR_NONE] = None


class Tracked(Shape):
    """One parcel; `tag` is what was given with the number."""

    number: Key
    carrier: Words = ""
    tag: Words = ""
    track_info: Annotated[TrackInfo | None, OBJECT_OR_NONE] = None


class Delivery(Shape):
    """One delivery of a number's state."""

    data: Tracked


class Track17:
    """17TRACK's side of `POST /shipments/17track`; it publishes no deadline."""

    name = "17track"
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
        """The SHA-256 of the raw body, a slash and the key: a plain one, as they do it."""
        presented = header(headers, "sign")

        def judge(held: list[SourceKey]) -> Verdict:
            return worded(presented, [_sum(raw, key.value) for key in held])

        return with_keys(raw, keys, now, judge)

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """The newest state of a number; that it is followed no longer is no state."""
        body = members_of(raw)
        topic = shaped(AnyDelivery.model_validate, body).event
        if topic != "TRACKING_UPDATED":
            return Reading() if topic == "TRACKING_STOPPED" else unknown_topic(topic)
        return _told(shaped(Delivery.model_validate, body).data, received_at)


def _sum(raw: bytes, key: str) -> str:
    return hashlib.sha256(raw + b"/" + key.encode("utf-8", "surrogatepass")).hexdigest()


def _told(data: Tracked, received_at: datetime) -> Reading:
    known = data.track_info or TrackInfo()
    status = known.latest_status or LatestStatus()
    event = known.latest_event or LatestEvent()
    code = code_of(status.status, status.sub_status)
    news = ParcelNews(
        source="17track",
        parcel=parcel_name(data.carrier, data.number),
        milestone=None,
        code=code,
        occurred_at=moment(event.time_utc) or moment(event.time_iso) or received_at,
        received_at=received_at,
        dedupe=fingerprint(data.number, data.carrier, event.time_utc, code),
        order=data.tag,
        tracking=data.number,
        carrier=data.carrier,
    )
    found = table_of("17track").meaning(status.status, status.sub_status)
    return told(news, found, status.status, status.sub_status)


SOURCE = Track17()
