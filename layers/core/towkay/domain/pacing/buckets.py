"""Which of a channel's rates does a call count towards, and how fast is that?"""

from datetime import date

from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.messages import Image
from towkay.domain.policy.rules import PolicyBook, in_force
from towkay.domain.routes import Route

# Slower than every rate that a channel is known to have.
UNKNOWN_RATE = 10

_SEND = "send"
_MEDIA = "media"
_REPLY = "reply"
_PUSH = "push"
_MULTICAST = "multicast"
BUCKETS = frozenset({_SEND, _MEDIA, _REPLY, _PUSH, _MULTICAST})


def bucket_of(call: ChannelCall) -> str:
    """The word in policy's rates: channels count some endpoints and kinds of message apart.

    An image that travels alone counts as the slower kind: the Send API names texts, links and
    templates for its fast rate, sound and film for its slow one, and is silent about images.
    """
    if call.contact.channel is Channel.LINE:
        if call.to_many:
            return _MULTICAST
        # Notification messages have an endpoint and so a rate of their own: as fast as pushes.
        return _REPLY if call.route is Route.REPLY_TOKEN else _PUSH
    return _MEDIA if any(isinstance(message, Image) for message in call.messages) else _SEND


def rate_of(book: PolicyBook, channel: Channel, bucket: str, day: date) -> int:
    """Calls a second; the lowest where several rows hold."""
    known = (
        rate.per_second
        for rate in book.rates
        if (rate.channel, rate.bucket) == (channel, bucket)
        and in_force(rate.since, rate.until, day)
    )
    return max(1, min(known, default=UNKNOWN_RATE))
