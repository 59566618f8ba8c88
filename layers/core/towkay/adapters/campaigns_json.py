"""How do campaigns stand in a pack's JSON, and how do they come out of it again?"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from towkay.adapters.codec import from_plain, to_json, to_plain
from towkay.domain.brands import READ_FORMATS
from towkay.domain.campaigns import Campaign
from towkay.domain.errors import PackMissing

MEMBER = "campaigns"
_VERSION = 12  # hexadecimal digits: two states of one campaign alike is nothing to fear


def versioned(campaign: Campaign) -> Campaign:
    """The campaign under the name of its content."""
    bare = replace(campaign, version="")
    digest = hashlib.sha256(to_json(bare).encode()).hexdigest()
    return replace(campaign, version=digest[:_VERSION])


def plain_campaign(campaign: Campaign) -> dict[str, Any]:
    """The pack's form of a campaign."""
    return to_plain(campaign)


def load_campaigns(body: bytes) -> Mapping[str, Campaign]:
    """Those of a pack by id, none in a pack from before there were any.

    Raises `PackMissing` where this code cannot read it.
    """
    try:
        pack = json.loads(body)
        if pack["format"] not in READ_FORMATS:
            raise PackMissing(f"the pack has format {pack['format']}")
        read = (from_plain(Campaign, plain) for plain in pack.get(MEMBER, ()))
        return {campaign.id: campaign for campaign in read}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackMissing(f"the pack cannot be read: {type(error).__name__}") from error
