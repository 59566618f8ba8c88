"""Carry out what a person decided about a campaign, whoever else decides at the same moment."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.campaign_decisions import Act, Decided, Undecided, after_act
from towkay.domain.campaigns import CampaignRecord
from towkay.domain.errors import StaleState
from towkay.ports.campaigns import CampaignBook, CampaignRecords

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Order:
    """An act on one campaign. `seen` is the version that was looked at, empty for whichever."""

    act: Act
    brand: str
    campaign: str
    by: str
    seen: str = ""


def decide_campaign(
    order: Order, *, now: datetime, book: CampaignBook, records: CampaignRecords
) -> CampaignRecord | Undecided:
    """The record as stored afterwards, or why nothing was.

    Raises `PackMissing`, `StaleState` when the row kept changing, `ServiceUnavailable`.
    """
    decided = Decided(order.by, now)
    if order.act is Act.APPROVE:
        # An approval pins the pack: what was looked at is what will be said.
        pack = book.active_pack(order.brand)
        campaign = book.campaigns(order.brand, pack).get(order.campaign)
        if campaign and order.seen and campaign.version != order.seen:
            return Undecided.NOT_AS_SEEN
        decided = Decided(order.by, now, campaign, pack)
    for _ in range(_TRIES):
        record = records.record(order.brand, order.campaign)
        after = after_act(order.act, record, decided)
        if isinstance(after, Undecided):
            # What nobody decided on yet is a draft, or nothing at all.
            is_there = record.approvals or order.campaign in book.campaigns(order.brand)
            return after if is_there else Undecided.UNKNOWN_CAMPAIGN
        try:
            return records.write(after)
        except StaleState:
            continue  # the planner moves the row every minute
    raise StaleState("the campaign kept changing")
