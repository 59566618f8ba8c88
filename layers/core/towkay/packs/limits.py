"""Which of a brand's channels is the tightest, for what it writes once for all of them?"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import CAPABILITIES, Channel

TOPIC_NAME_LIMIT = 12  # on a button behind a word


class Limit(NamedTuple):
    """The most that every channel of a brand takes, and the names of those that take no more."""

    most: int
    channel: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What all channels of a brand can show."""

    channels: Mapping[Channel, Capabilities]

    def tightest(self, limit_of: Callable[[Capabilities], int]) -> Limit:
        limits = {channel: limit_of(known) for channel, known in self.channels.items()}
        most = min(limits.values())
        names = (channel.display_name for channel in limits if limits[channel] == most)
        return Limit(most, ", ".join(names))

    def length(self, text: str) -> int:
        """As the strictest channel counts."""
        return max(known.length_unit.measure(text) for known in self.channels.values())

    def size_of(self, text: str) -> int:
        """How much of a message a text takes, as the channel counts that holds the fewest."""
        fewest = self.message.most
        holding = (known for known in self.channels.values() if known.text_limit == fewest)
        return max(known.unit_of_text.measure(text) for known in holding)

    @property
    def quick_reply_label(self) -> Limit:
        return self.tightest(lambda channel: channel.label_limit)

    @property
    def menu(self) -> Limit:
        """The buttons that every channel shows, less the one for a person at the menu's end."""
        shown, channel = self.tightest(lambda channel: channel.quick_reply_limit)
        return Limit(shown - 1, channel)

    @property
    def message(self) -> Limit:
        return self.tightest(lambda channel: channel.text_limit)

    @property
    def button_label(self) -> Limit:
        return self.tightest(lambda channel: channel.button_label_limit)

    @property
    def buttons(self) -> Limit:
        return self.tightest(lambda channel: channel.button_limit)

    @property
    def text_with_buttons(self) -> Limit:
        return self.tightest(lambda channel: channel.button_text_limit)

    @property
    def card_title(self) -> Limit:
        return self.tightest(lambda channel: channel.card_title_limit)

    @property
    def card_text(self) -> Limit:
        return self.tightest(lambda channel: channel.card_text_limit)

    @property
    def cards(self) -> Limit:
        return self.tightest(lambda channel: channel.carousel_limit)

    @property
    def link(self) -> Limit:
        return self.tightest(lambda channel: channel.link_limit)

    @property
    def image_link(self) -> Limit:
        return self.tightest(lambda channel: channel.image_url_limit)


def limits_of(channels: Collection[str]) -> Limits:
    """The limits of these channels; of every channel when none of them is known."""
    chosen = {channel: known for channel, known in CAPABILITIES.items() if channel in channels}
    return Limits(chosen or CAPABILITIES)
