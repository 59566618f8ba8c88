"""What must a message say by itself, by the law of the place and the word of the platform?"""

from towkay.domain.policy.rules import Duty, DutyRow, PolicyBook, in_force
from towkay.domain.policy.situation import Situation


def duties_on(of: Situation, book: PolicyBook) -> frozenset[Duty]:
    """The duties that bind a message of this channel, purpose and country on that day."""
    return frozenset(row.duty for row in book.duties if _binds(row, of))


def _binds(row: DutyRow, of: Situation) -> bool:
    where = of.country or of.account_country
    applies = of.channel in row.channels and of.purpose in row.purposes
    here = not row.countries or where in row.countries
    return applies and here and in_force(row.since, row.until, of.at.date())
