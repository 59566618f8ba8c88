"""What did a shopper get to see of a message, as far as its channel tells anybody?"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.moments import latest
from towkay.domain.sends import Send, SendState


class Sighting(StrEnum):
    """How far a sent message got; the value is the word in reports."""

    NOT_KNOWABLE = "not_knowable"  # the channel tells nobody: not the same as zero
    NOT_YET = "not_yet"
    DELIVERED = "delivered"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Marks:
    """How far one contact has got: everything the channel took up to then was delivered, read."""

    delivered_up_to: datetime | None = None
    read_up_to: datetime | None = None


def advanced(marks: Marks, newer: Marks) -> Marks:
    """Both marks, each only ever moved forward; what was read was delivered."""
    read = latest(marks.read_up_to, newer.read_up_to)
    delivered = latest(marks.delivered_up_to, newer.delivered_up_to)
    return replace(marks, delivered_up_to=latest(delivered, read), read_up_to=read)


def sighting(send: Send, channel: Channel, marks: Marks) -> Sighting | None:
    """What is known of one send; None for a send the channel did not take.

    A send counts as taken when its call began: the channel's own moment lies between that and its
    answer, and only the first is never after the mark that covers it.
    """
    if send.state is not SendState.SENT or send.called_at is None:
        return None
    if not CAPABILITIES[channel].receipts:
        return Sighting.NOT_KNOWABLE
    if marks.read_up_to is not None and send.called_at <= marks.read_up_to:
        return Sighting.READ
    if marks.delivered_up_to is not None and send.called_at <= marks.delivered_up_to:
        return Sighting.DELIVERED
    return Sighting.NOT_YET
