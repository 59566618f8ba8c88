"""What comes in at the doors for shops and carriers, on its way through the queue?"""

from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.languages import Language
from towkay.domain.shipping.news import OrderNews, ParcelNews
from towkay.domain.shipping.readings import Oddity


@dataclass(frozen=True, slots=True)
class Named:
    """A contact that the shop named, and the endpoint through which it is written to."""

    contact: ContactKey
    endpoint: str


@dataclass(frozen=True, slots=True)
class CheckoutConsent:
    """A shopper ticked the box: what order, which words stood beside it, and who they are.

    `named` are the contacts that the shop knows already; none where the shopper comes by a code.
    `wording` is the text beside the box as it was shown. `cause` is the same for every repeat.
    """

    order: str
    cause: str
    agreed_at: datetime
    wording: str
    phone: str = field(default="", repr=False)  # E.164, or empty
    language: Language = ""
    items: int = 0
    placed_at: datetime | None = None
    named: tuple[Named, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What of a genuine delivery no table knows, with the news it came with, if any."""

    source: str
    why: Oddity
    word: str
    at: datetime
    dedupe: str = ""
    news: ParcelNews | None = None


Arrived = ParcelNews | OrderNews | CheckoutConsent | Puzzle


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived for a brand."""

    brand: str
    what: Arrived
