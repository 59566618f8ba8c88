"""What became of a marketing message, and did the shopper tap a link of it?

Source: Marketing messages on Messenger, "Send messages", webhooks. Their inner object is published
and their wrapper is not: they are read in each place where other events come. Who came from an
uploaded list has no id here, which is null, and was 0 before 22 January 2026.
"""

from datetime import datetime
from typing import Any

from towkay.adapters.channels.graph.times import GraphTime, NumberText
from towkay.adapters.channels.incoming import cause_of, digest
from towkay.adapters.channels.shapes import Shape, user_identifier
from towkay.domain.doings import LinkClicked
from towkay.domain.events import Happening, ReceiptArrived, ReceiptKind

_RECEIPTS = {
    "marketing_message_echoes": ReceiptKind.ECHOED,
    "marketing_message_deliveries": ReceiptKind.DELIVERED,
    "marketing_message_reads": ReceiptKind.READ,
}
_CLICKS = "marketing_message_clicks"
_NOBODY = frozenset({"", "0"})


class MarketingNotice(Shape):
    """The inner object; `message_id` is the campaign's, `mid` the message's."""

    recipient_id: NumberText = ""
    timestamp: GraphTime
    mid: NumberText = ""
    message_id: NumberText = ""
    marketing_message_tracking_id: NumberText = ""


def read_marketing(
    field: object, value: dict[str, Any]
) -> tuple[str, str, datetime, Happening] | None:
    """Person, key, moment and meaning; None for another field, or when nobody is named.

    Raises `ValueError` for what is no such object, and for an id that no person has.
    """
    if not isinstance(field, str) or field not in (*_RECEIPTS, _CLICKS):
        return None
    notice = MarketingNotice.model_validate(value)
    if notice.recipient_id in _NOBODY:
        return None
    user = user_identifier(notice.recipient_id)
    sent_as = notice.marketing_message_tracking_id
    key = cause_of(field, sent_as or digest(value))
    if field == _CLICKS:
        key = cause_of(field, digest(value))
        return user, key, notice.timestamp, LinkClicked(notice.message_id)
    return user, key, notice.timestamp, _receipt(_RECEIPTS[field], notice)


def _receipt(kind: ReceiptKind, notice: MarketingNotice) -> ReceiptArrived:
    # The call was answered with the tracking id: by it the message is known here.
    known_as = notice.marketing_message_tracking_id or notice.mid
    up_to = None if kind is ReceiptKind.ECHOED else notice.timestamp
    return ReceiptArrived(kind, provider_id=known_as, up_to=up_to)
