"""Who of a brand's people asks for what, through the API for people at work?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from towkay.domain.campaign_decisions import Act

EVERY_BRAND = "*"


class Ask(StrEnum):
    """What may be asked of campaigns."""

    LIST = "list"
    SHOW = "show"
    EDIT = "edit"
    DECIDE = "decide"
    REPORT = "report"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class StaffCall:
    """One request of somebody whose token was checked; `by` is whom it names."""

    ask: Ask
    brand: str
    by: str
    campaign: str = ""
    act: Act | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


def may_work_for(brands: str, brand: str) -> bool:
    """Whether a token's claim names the brand: names with spaces or commas between, or all."""
    named = brands.strip("[]").replace(",", " ").split()
    return EVERY_BRAND in named or brand in named
