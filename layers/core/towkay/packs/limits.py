"""Which channel is the tightest, for what a brand writes once for all of them?"""

from collections.abc import Callable
from typing import NamedTuple

from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import CAPABILITIES


class Limit(NamedTuple):
    """The most that every channel takes, and the name of the channel that takes no more."""

    most: int
    channel: str


def tightest(limit_of: Callable[[Capabilities], int]) -> Limit:
    limits = {channel: limit_of(capabilities) for channel, capabilities in CAPABILITIES.items()}
    most = min(limits.values())
    return Limit(
        most, ", ".join(channel.display_name for channel in limits if limits[channel] == most)
    )


QUICK_REPLY_LABEL = tightest(lambda channel: channel.label_limit)
QUICK_REPLIES = tightest(lambda channel: channel.quick_reply_limit)
MESSAGE = tightest(lambda channel: channel.text_limit)
BUTTON_LABEL = tightest(lambda channel: channel.button_label_limit)
BUTTONS = tightest(lambda channel: channel.button_limit)
TEXT_WITH_BUTTONS = tightest(lambda channel: channel.button_text_limit)
CARD_TITLE = tightest(lambda channel: channel.card_title_limit)
CARD_TEXT = tightest(lambda channel: channel.card_text_limit)
CARDS = tightest(lambda channel: channel.carousel_limit)
LINK = tightest(lambda channel: channel.link_limit)
IMAGE_LINK = tightest(lambda channel: channel.image_url_limit)
TOPIC_NAME_LIMIT = 12  # on a button behind a word
