"""What is a firing of a campaign, before anybody is in it?"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from towkay.domain.campaigns import Campaign, Occurrence
from towkay.domain.runs import Run, RunKey

_MILLION = 1_000_000


def firing_of(
    occurrence: Occurrence,
    campaign: Campaign,
    brand: str,
    *,
    pack: str = "",
    now: datetime | None = None,
) -> Run:
    """The run of an occurrence, as if it began when it is due where `now` is not told."""
    run = Run(
        RunKey(brand, campaign.id, occurrence.name),
        occurrence.step,
        occurrence.at,
        occurrence.at + timedelta(seconds=campaign.grace_s),
        campaign.version,
        pack,
        started_at=now or occurrence.at,
        entered_from=occurrence.entered_from,
        entered_to=occurrence.entered_to,
    )
    budget = campaign.budget
    if budget is None:
        return run
    return replace(run, budget=int(Decimal(budget.amount) * _MILLION), currency=budget.currency)
