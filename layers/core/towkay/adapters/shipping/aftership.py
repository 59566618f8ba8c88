"""What does AfterShip tell of a tracking, and did AfterShip sign it?"""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator

from towkay.adapters.channels.shapes import ONLY_OBJECTS, Shape
from towkay.adapters.shipping.kept import code_of, shaped, told, unknown_topic
from towkay.adapters.shipping.proofs import header, signed, with_keys
from towkay.adapters.shipping.shapes import (
    AnyDelivery,
    Key,
    Link,
    Moment,
    Word,
    Words,
    members_of,
    words,
)
from towkay.adapters.shipping.tables import table_of
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict
from towkay.ports.shipping import Manners

_OF_NO_STATE = frozenset({"edd_revise", "tracking_pending_time"})


def _order_among(value: object) -> str:
    return words(value.get("order")) if isinstance(value, dict) else ""


class Checkpoint(Shape):
    """One scan; its own time has no zone as a rule, the time it was noted at always."""

    checkpoint_time: Moment = None
    created_at: Moment = None

    @property
    def at(self) -> datetime | None:
        return self.checkpoint_time or self.created_at


class Tracking(Shape):
    """One parcel; which members there are beside these differs from version to version."""

    id: Key
    tracking_number: Words = ""
    slug: Words = ""
    tag: Word = ""
    subtag: Word = ""
    order_id: Words = ""
    order_number: Words = ""
    custom_fields: Annotated[str, BeforeValidator(_order_among)] = ""
    courier_tracking_link: Link = ""
    updated_at: Moment = None
    checkpoints: Annotated[tuple[Checkpoint, ...], ONLY_OBJECTS] = ()

    @property
    def at(self) -> datetime | None:
        """When the newest scan was, or else when the tracking last changed."""
        scanned = [point.at for point in self.checkpoints if point.at]
        return max(scanned, default=None) or self.updated_at


class Delivery(Shape):
    """One delivery of a tracking."""

    event_id: Key
    ts: Moment = None
    msg: Tracking


class AfterShip:
    """AfterShip's side of `POST /shipments/aftership`; it publishes no deadline."""

    name = "aftership"
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
        """The HMAC of the raw body in base64. Other products of AfterShip have other headers."""
        presented = header(headers, "aftership-hmac-sha256")

        def judge(held: list[SourceKey]) -> Verdict:
            secrets = [key.value for key in held]
            return signed(raw, presented, secrets, lambda digest: base64.b64encode(digest).decode())

        return with_keys(raw, keys, now, judge)

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """The tracking of an update; a new day of arrival alone is no state."""
        body = members_of(raw)
        topic = shaped(AnyDelivery.model_validate, body).event
        if topic != "tracking_update":
            return Reading() if topic in _OF_NO_STATE else unknown_topic(topic)
        delivery = shaped(Delivery.model_validate, body)
        tracking = delivery.msg
        news = ParcelNews(
            source="aftership",
            parcel=tracking.id,
            milestone=None,
            code=code_of(tracking.tag, tracking.subtag),
            occurred_at=tracking.at or delivery.ts or received_at,
            received_at=received_at,
            dedupe=delivery.event_id,
            # By its number, which others know too; the key is one shop system's own.
            order=tracking.order_number or tracking.order_id or tracking.custom_fields,
            tracking=tracking.tracking_number,
            carrier=tracking.slug,
            link=tracking.courier_tracking_link,
        )
        found = table_of("aftership").meaning(tracking.tag, tracking.subtag)
        return told(news, found, tracking.tag, tracking.subtag)


SOURCE = AfterShip()
