"""What does EasyPost tell of a tracker, and did EasyPost sign it?

Version 1 of its signature. Version 2 signs its moment too, but which text it signs is written down
nowhere: what carries that one alone is refused.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from towkay.adapters.channels.shapes import ONLY_OBJECTS, Flag, Shape
from towkay.adapters.shipping.kept import code_of, shaped, told, unknown_topic
from towkay.adapters.shipping.proofs import header, signed, with_keys
from towkay.adapters.shipping.shapes import Key, Link, Moment, Word, Words, members_of
from towkay.adapters.shipping.tables import table_of
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict
from towkay.ports.shipping import Manners

_READ = ("tracker.created", "tracker.updated")


class Detail(Shape):
    """One thing that happened to a parcel."""

    at: Annotated[Moment, Field(validation_alias="datetime")] = None


class Tracker(Shape):
    """One parcel. Carriers use a tracking code again, so the tracker's own id names it."""

    id: Key
    tracking_code: Words = ""
    carrier: Words = ""
    status: Word = ""
    status_detail: Word = ""
    public_url: Link = ""
    is_return: Flag = False
    updated_at: Moment = None
    tracking_details: Annotated[tuple[Detail, ...], ONLY_OBJECTS] = ()


class Event(Shape):
    """One delivery; its own `status` is of the delivery, not of the parcel."""

    id: Key
    created_at: Moment = None
    result: Tracker


class AnyEvent(Shape):
    """What every event has: one address gets those of every kind."""

    description: Word


class EasyPost:
    """EasyPost's side of `POST /shipments/easypost`."""

    name = "easypost"
    manners = Manners(timedelta(seconds=7))

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        """The HMAC of the raw body in hex, under the secret in its decomposed form."""
        presented = header(headers, "x-hmac-signature")

        def judge(held: list[SourceKey]) -> Verdict:
            secrets = [unicodedata.normalize("NFKD", key.value) for key in held]
            return signed(raw, presented, secrets, lambda digest: f"hmac-sha256-hex={digest.hex()}")

        return with_keys(raw, keys, now, judge)

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """The tracker of an event of trackers; other known kinds of objects tell nothing."""
        body = members_of(raw)
        topic = shaped(AnyEvent.model_validate, body).description
        if topic not in _READ:
            return unknown_topic(topic) if topic.startswith("tracker.") or not topic else Reading()
        return _told(shaped(Event.model_validate, body), received_at)


def _told(event: Event, received_at: datetime) -> Reading:
    tracker = event.result
    moments = [detail.at for detail in tracker.tracking_details if detail.at]
    news = ParcelNews(
        source="easypost",
        parcel=tracker.id,
        milestone=None,
        code=code_of(tracker.status, tracker.status_detail),
        occurred_at=max(moments, default=None)
        or tracker.updated_at
        or event.created_at
        or received_at,
        received_at=received_at,
        dedupe=event.id,
        tracking=tracker.tracking_code,
        carrier=tracker.carrier,
        link=tracker.public_url,
        is_return=tracker.is_return,
    )
    found = table_of("easypost").meaning(tracker.status, tracker.status_detail)
    return told(news, found, tracker.status, tracker.status_detail)


SOURCE = EasyPost()
