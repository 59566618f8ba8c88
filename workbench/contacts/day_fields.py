"""Which fields of a brand's people hold a day, because a campaign is timed by them?"""

from collections.abc import Iterable

from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.domain.calendar.due import is_yearly_day
from towkay.domain.errors import PackMissing
from towkay.domain.schedules import day_fields
from workbench.contacts.mistakes import Mistake
from workbench.contacts.people_file import Person, Wrong
from workbench.targets import Target


def day_fields_of(where: Target, brand: str) -> frozenset[str]:
    """Those of the published campaigns; none while the brand has published nothing."""
    shelf = where.shelf()
    book = S3CampaignBook(*shelf.for_reader(where.now))
    try:
        campaigns = book.campaigns(brand).values()
    except PackMissing:
        return frozenset()
    return day_fields(campaign.schedule for campaign in campaigns)


def wrong_days(where: Target, people: Iterable[Person]) -> list[Wrong]:
    """What a list says of such fields, and is no day."""
    odd = [
        (one, name, value)
        for one in people
        for name, value in one.change.fields.items()
        if not is_yearly_day(value)
    ]
    known = {brand: day_fields_of(where, brand) for brand in {one.brand for one, _, _ in odd}}
    return [
        Wrong(one.line, Mistake.NO_DAY, value)
        for one, name, value in odd
        if name in known[one.brand]
    ]
