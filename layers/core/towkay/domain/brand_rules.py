"""What has a brand laid down: quiet hours, caps, what its accounts may do?"""

from dataclasses import dataclass

from towkay.domain.channels import Channel
from towkay.domain.gestures import Gesture
from towkay.domain.messages import Purpose


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When nothing unasked is sent: HH:MM on the contact's wall clock, or else the brand's.

    `skips` names the purposes that are skipped in them; the others are held until they end.
    """

    start: str
    end: str
    skips: tuple[Purpose, ...] = ()


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` messages of these purposes to one person in any `within_s` seconds.

    With a `topic` it binds and counts the messages of that topic alone.
    """

    purposes: tuple[Purpose, ...]
    most: int
    within_s: int
    topic: str = ""

    def binds(self, purpose: Purpose, topic: str) -> bool:
        """Whether a message of this purpose and topic is held to it."""
        return purpose in self.purposes and self.topic in ("", topic)


@dataclass(frozen=True, slots=True)
class AccountRules:
    """What holds for one account: its country, and the settings switched on or off.

    `quota_reserve` is how many messages of its month marketing leaves for service; None where the
    brand says nothing of it.
    """

    channel: Channel
    account: str
    country: str = ""
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    quota_reserve: int | None = None


@dataclass(frozen=True, slots=True)
class BrandRules:
    """Everything delivery must know of a brand; published with its pack, small enough for a row.

    `gestures` are shown before the first answer to a shopper, in their order. `holdout` is the
    percentage of people to whom no campaign is sent at all, so that the effect of all can be told.
    """

    zone: str
    quiet_hours: QuietHours | None
    caps: tuple[Cap, ...]
    accounts: tuple[AccountRules, ...] = ()
    always_disclose: bool = False
    gestures: tuple[Gesture, ...] = ()
    holdout: int = 0

    def account(self, channel: Channel, account: str) -> AccountRules:
        """The rules of an account; the brand's first market where it says nothing."""
        for one in self.accounts:
            if one.account == account and one.channel == channel:
                return one
        return AccountRules(channel, account, DEFAULT_COUNTRY)


DEFAULT_COUNTRY = "TW"
DEFAULT_QUIET_HOURS = QuietHours("21:00", "09:00")
DEFAULT_CAPS = (
    # Two a week is what WhatsApp's own advice calls bearable; a day's news is one message.
    Cap((Purpose.MARKETING,), 1, 86_400),
    Cap((Purpose.MARKETING,), 2, 7 * 86_400),
    # News of parcels and orders; beyond this something is sending in a circle.
    Cap((Purpose.SERVICE,), 10, 86_400),
)
# What holds while a brand has not published rules of its own.
DEFAULT_RULES = BrandRules("Asia/Taipei", DEFAULT_QUIET_HOURS, DEFAULT_CAPS)
