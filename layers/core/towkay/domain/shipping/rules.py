"""What has a brand laid down about telling where a parcel is?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote

from towkay.domain.languages import Language
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.telling import USUALLY_TOLD

# The topic that whoever wants news of an order agrees to: a purpose of its own, apart from
# marketing, with its own words and its own stop.
ORDER_UPDATES = "order_updates"

_NUMBER = "{tracking}"


class Occasion(StrEnum):
    """Why a shopper is written to: a milestone, or that a pick-up ends soon."""

    LABEL_MADE = Milestone.LABEL_MADE.value
    HANDED_OVER = Milestone.HANDED_OVER.value
    IN_TRANSIT = Milestone.IN_TRANSIT.value
    AT_PICKUP_STORE = Milestone.AT_PICKUP_STORE.value
    OUT_FOR_DELIVERY = Milestone.OUT_FOR_DELIVERY.value
    ATTEMPTED = Milestone.ATTEMPTED.value
    DELAYED = Milestone.DELAYED.value
    DELIVERED = Milestone.DELIVERED.value
    RETURNED = Milestone.RETURNED.value
    LOST = Milestone.LOST.value
    REMINDER = "reminder"


class Gap(StrEnum):
    """What words may have filled in, written as {order}."""

    ORDER = "order"
    CARRIER = "carrier"
    TRACKING = "tracking"
    PLACE = "place"
    COLLECT_BY = "collect_by"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of an approved template and what fills it; `name` where the channel names it."""

    gap: Gap
    name: str = ""


@dataclass(frozen=True, slots=True)
class ApprovedWords:
    """A template that a channel knows by `name`, in its own code of the language.

    `body` fills its gaps in their order. `emphasis` is LINE's one line in large letters. `button`
    is what the address of the button at `button_at` ends with; on LINE it is the whole address.
    """

    name: str
    language: str
    body: tuple[Filled, ...] = ()
    emphasis: Filled | None = None
    button: Filled | None = None
    button_at: int = 0


@dataclass(frozen=True, slots=True)
class ShippingRules:
    """Which milestones are told, in which words, and by which template where words may not go.

    `words` are in every language of the brand. `approved` are the brand's own templates, by
    channel; elsewhere one is derived from the words. `flexible`: LINE has agreed that words of the
    brand's own go to whoever is no friend. `pages` are those of carriers whose sources name
    none, by the carrier's code; {tracking} stands for the parcel's number.
    """

    pick_ups: PickUps
    words: Mapping[Occasion, Mapping[Language, str]]
    tells: frozenset[Milestone] = USUALLY_TOLD
    approved: Mapping[str, Mapping[Occasion, Mapping[Language, ApprovedWords]]] = field(
        default_factory=dict
    )
    flexible: bool = False
    pages: Mapping[str, str] = field(default_factory=dict)

    def own(self, channel: str, occasion: Occasion, language: Language) -> ApprovedWords | None:
        """The brand's own template for this, if it has one."""
        return self.approved.get(channel, {}).get(occasion, {}).get(language)

    def page(self, link: str, carrier: str, tracking: str) -> str:
        """The carrier's page on a parcel: as its source says, else the one that the brand knows."""
        known = self.pages.get(carrier, "")
        if link or (not tracking and _NUMBER in known):
            return link
        return known.replace(_NUMBER, quote(tracking, safe=""))

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Every occasion on which somebody is written to."""
        reminds = Milestone.AT_PICKUP_STORE in self.tells and bool(self.pick_ups.remind_at)
        told = (Occasion(one.value) for one in Milestone if one in self.tells)
        return (*told, Occasion.REMINDER) if reminds else tuple(told)
