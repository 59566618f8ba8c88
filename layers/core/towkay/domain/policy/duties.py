"""What must a message say by itself, by the law of the place and the word of the platform?"""

from datetime import date
from typing import NamedTuple

from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import Duty, DutyRow, PolicyBook, in_force
from towkay.domain.policy.situation import Situation


class Place(NamedTuple):
    """Where a message is read: `country` is the shopper's, or else the account's."""

    channel: Channel
    country: str


def duties_on(of: Situation, book: PolicyBook) -> frozenset[Duty]:
    """The duties that bind a message in that situation."""
    place = Place(of.channel, of.country or of.account_country)
    return duties_at(place, of.purpose, of.at.date(), book)


def duties_at(place: Place, purpose: Purpose, day: date, book: PolicyBook) -> frozenset[Duty]:
    """The duties that bind a message of this purpose there on that day."""
    return frozenset(row.duty for row in book.duties if _binds(row, place, purpose, day))


def _binds(row: DutyRow, place: Place, purpose: Purpose, day: date) -> bool:
    applies = place.channel in row.channels and purpose in row.purposes
    here = not row.countries or place.country in row.countries
    return applies and here and in_force(row.since, row.until, day)
