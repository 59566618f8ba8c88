"""What of a parcel is a turn about? So that nothing is said that is not so any more."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.shipping.news import Milestone


@dataclass(frozen=True, slots=True)
class Beside:
    """Another parcel of which the same is told."""

    source: str
    parcel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AboutParcel:
    """The order's name, one of its parcels, and the milestone that it reached at `at`.

    `beside` are the others that came as far, each in its own time.
    """

    order: str
    source: str
    parcel: str
    milestone: Milestone
    at: datetime
    beside: tuple[Beside, ...] = ()
