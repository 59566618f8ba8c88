"""Which tags, fields and places must some people have, so that a campaign finds anybody at all?"""

from dataclasses import dataclass

from towkay.domain.audiences import CameBy, FieldRule, Tagged, plain_rules
from towkay.domain.campaigns import Campaign
from towkay.domain.schedules import day_fields

_PLACES = ("chat", "qr:counter-1", "link", "ad", "comment")


@dataclass(frozen=True, slots=True)
class Traits:
    """What campaigns ask of people, beside what everybody has."""

    tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    days: tuple[str, ...] = ()  # fields that hold a day of the year
    places: tuple[str, ...] = _PLACES


def traits_of(campaigns: list[Campaign]) -> Traits:
    """Each once, in an order that is always the same."""
    rules = [part for campaign in campaigns for part in plain_rules(campaign.audience)]
    places = [place for rule in rules if isinstance(rule, CameBy) for place in rule.places]
    return Traits(
        tuple(sorted({rule.tag for rule in rules if isinstance(rule, Tagged)})),
        tuple(sorted({(one.field, one.value) for one in rules if isinstance(one, FieldRule)})),
        tuple(sorted(day_fields(campaign.schedule for campaign in campaigns))),
        tuple(dict.fromkeys((*_PLACES, *places))),
    )
