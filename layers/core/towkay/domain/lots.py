"""Who is left out of a campaign, and who gets which of its variants? Drawn once, for good.

A lot comes from a hash of names: the same whoever draws it and however often, another for another
campaign, and spread evenly over the people of a brand. An edited campaign keeps its lots.
"""

import hashlib
from collections.abc import Sequence

from towkay.domain.campaigns import Campaign, Variant

LOTS = 10_000  # in a hundredth of a percent
_PER_CENT = LOTS // 100


def lot(*names: str) -> int:
    """From 0 up to, and without, `LOTS`."""
    digest = hashlib.sha256("\n".join(names).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % LOTS


def is_held_out(campaign: Campaign, brand: str, person: str) -> bool:
    """Whether the campaign leaves this person out, so that its effect can be told."""
    return lot("holdout", brand, campaign.id, person) < campaign.holdout * _PER_CENT


def is_held_out_of_all(percent: int, brand: str, person: str) -> bool:
    """Whether the person is of those to whom the brand sends no campaign at all."""
    return lot("holdout of all", brand, person) < percent * _PER_CENT


def variant_for(variants: Sequence[Variant], brand: str, campaign_id: str, person: str) -> Variant:
    """The person's variant. Raises `ValueError` where there is none.

    It is drawn for the campaign as a whole: whoever began with the second goes on with it where
    the shares of all steps are alike.
    """
    drawn = lot("variant", brand, campaign_id, person)
    passed = 0
    for variant in variants:
        passed += variant.share * _PER_CENT
        if drawn < passed:
            return variant
    if not variants:
        raise ValueError("a step says nothing")
    return variants[-1]
