"""What has a brand laid down about telling where a parcel is?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from towkay.domain.languages import Language
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.telling import USUALLY_TOLD

# The topic that whoever wants news of an order agrees to: a purpose of its own, apart from
# marketing, with its own words and its own stop.
ORDER_UPDATES = "order_updates"


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
class ApprovedWords:
    """A template that a channel knows by `name`, in its own code of the language.

    `gaps` are what fills the body's gaps, in their order; `named` where the channel calls them by
    name instead. `link` is the index of the button that opens the carrier's page, None without one.
    """

    name: str
    language: str
    gaps: tuple[Gap, ...] = ()
    named: bool = False
    link: int | None = None


@dataclass(frozen=True, slots=True)
class ShippingRules:
    """Which milestones are told, in which words, and by which template where words may not go.

    `words` are in every language of the brand. `approved` is by channel; a channel without the
    occasion says nothing outside its window. `links` are the hosts whose pages may be shown.
    """

    pick_ups: PickUps
    words: Mapping[Occasion, Mapping[Language, str]]
    tells: frozenset[Milestone] = USUALLY_TOLD
    approved: Mapping[str, Mapping[Occasion, Mapping[Language, ApprovedWords]]] = field(
        default_factory=dict
    )
