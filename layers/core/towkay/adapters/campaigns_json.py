"""How do campaigns come out of a pack's JSON?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from towkay.adapters.codec import from_plain
from towkay.domain.brands import READ_FORMATS
from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.campaigns import Campaign
from towkay.domain.errors import PackMissing

MEMBER, DAYS = "campaigns", "days"


@dataclass(frozen=True, slots=True)
class PackedCampaigns:
    """The campaigns of a pack by id, and the days that they are computed with."""

    campaigns: Mapping[str, Campaign]
    days: DayBook = NO_DAYS


def load_campaigns(body: bytes) -> PackedCampaigns:
    """Of a pack from before there were any there is none.

    Raises `PackMissing` where this code cannot read it.
    """
    try:
        pack = json.loads(body)
        if pack["format"] not in READ_FORMATS:
            raise PackMissing(f"the pack has format {pack['format']}")
        read = (from_plain(Campaign, plain) for plain in pack.get(MEMBER, ()))
        days = from_plain(DayBook, pack.get(DAYS, {}))
        return PackedCampaigns({campaign.id: campaign for campaign in read}, days)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackMissing(f"the pack cannot be read: {type(error).__name__}") from error
