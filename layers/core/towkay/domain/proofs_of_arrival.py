"""Has a message arrived that its channel took, where taking it says nothing of that?

LINE takes a notification message for a telephone number, asks its owner for consent where there is
none yet, and throws it away after 24 hours; only the event of a delivery tells that it came.
Source: LINE notification messages.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState

# A delivery in the last moment is told a little later, and its event may come late.
_TOLD_WITHIN = timedelta(hours=25)


class Arrival(StrEnum):
    """What is known of a message that was taken; the value is its stable name."""

    CONFIRMED = "confirmed"
    AWAITED = "awaited"
    UNCONFIRMED = "unconfirmed"  # counted as not delivered, and not said again


def arrival_of(send: Send, now: datetime) -> Arrival | None:
    """What is known of it; None for ways on which an accepted call is all there is to know."""
    by_number = send.route is Route.NOTIFICATION_MESSAGE
    if not by_number or send.state is not SendState.SENT or send.called_at is None:
        return None
    if send.arrived:
        return Arrival.CONFIRMED
    return Arrival.AWAITED if now < send.called_at + _TOLD_WITHIN else Arrival.UNCONFIRMED
