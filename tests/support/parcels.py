"""News of one parcel, told short."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce

from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.parcels import Parcel, folded
from towkay.domain.shipping.pickups import PickUps

TAIPEI = "Asia/Taipei"
PICK_UPS = PickUps(TAIPEI)
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # noon in Taipei
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NEW = Parcel("ecpay", "7700123")

LABEL = Milestone.LABEL_MADE
HANDED = Milestone.HANDED_OVER
TRANSIT = Milestone.IN_TRANSIT
STORE = Milestone.AT_PICKUP_STORE
OUT = Milestone.OUT_FOR_DELIVERY
ATTEMPTED = Milestone.ATTEMPTED
DELAYED = Milestone.DELAYED
DELIVERED = Milestone.DELIVERED
RETURNED = Milestone.RETURNED
LOST = Milestone.LOST


def at(hours: float) -> datetime:
    """So many hours after noon of the first day."""
    return NOON + hours * HOUR


def news(milestone: Milestone | None, hours: float, **other: object) -> ParcelNews:
    """News that came when it happened, so many hours after noon of the first day."""
    plain = ParcelNews(
        NEW.source,
        NEW.name,
        milestone,
        code=milestone or "none",
        occurred_at=at(hours),
        received_at=at(hours),
        dedupe=f"{milestone} {hours}",
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # whatever a test says of it


def again(milestone: Milestone, hours: float, **other: object) -> ParcelNews:
    """News that it came to another place, or once more."""
    return news(milestone, hours, again=True, **other)


def withdrawn(milestone: Milestone, hours: float) -> ParcelNews:
    """News that a source takes a milestone back, as it comes: for a person to look at."""
    return news(None, hours, withdraws=milestone, needs_person=True, code=f"not {milestone}")


def after(*told: ParcelNews, parcel: Parcel = NEW) -> Parcel:
    """The parcel after these."""
    return all_of(told, parcel)


def all_of(told: Iterable[ParcelNews], parcel: Parcel = NEW) -> Parcel:
    """The parcel after all of these."""
    return reduce(folded, told, parcel)
