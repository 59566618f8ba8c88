"""What may people decide about a campaign, and where does it stand afterwards?

Approved runs, paused waits, cancelled ends: what is under way stops at the next person. None of
them takes back what was sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from towkay.domain.calendar.lasting import last_moment
from towkay.domain.campaigns import Approval, Campaign, CampaignRecord, CampaignState


class Act(StrEnum):
    """What a person does; the value is the word of the command and the API."""

    APPROVE = "approve"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


class Undecided(StrEnum):
    """Why an act was not carried out; nothing was written then."""

    UNKNOWN_CAMPAIGN = "unknown_campaign"  # the active pack has none of that name
    APPROVED_ALREADY = "approved_already"  # and nothing of it changed since
    APPROVED_AND_PAUSED = "approved_and_paused"  # only resuming makes it go on
    NOT_RUNNING = "not_running"  # nothing to pause
    NOT_PAUSED = "not_paused"  # nothing to resume
    CANCELLED_ALREADY = "cancelled_already"
    NEVER_APPROVED = "never_approved"  # nothing to cancel
    GONE_BY = "gone_by"  # the last of its moments has passed
    NOT_AS_SEEN = "not_as_seen"  # the campaign is not the version that somebody looked at


# What approving the very version that was approved before is answered with.
_SAME: Mapping[CampaignState, Undecided] = {
    CampaignState.APPROVED: Undecided.APPROVED_ALREADY,
    CampaignState.PAUSED: Undecided.APPROVED_AND_PAUSED,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decides, when, and on the campaign of which pack; None where the pack has none."""

    by: str
    at: datetime
    campaign: Campaign | None = None
    pack: str = ""


def after_act(act: Act, record: CampaignRecord, decided: Decided) -> CampaignRecord | Undecided:
    """The record after an act, or why there is none."""
    after = _ACTS[act](record, decided)
    if isinstance(after, Undecided):
        return after
    return replace(after, changed_at=decided.at, changed_by=decided.by)


def _approved(record: CampaignRecord, decided: Decided) -> CampaignRecord | Undecided:
    campaign = decided.campaign
    if campaign is None:
        return Undecided.UNKNOWN_CAMPAIGN
    newest = record.approved()
    same = newest is not None and newest.version == campaign.version
    if same and record.state in _SAME:
        return _SAME[record.state]
    last = last_moment(campaign)
    if last is not None and last <= decided.at:
        return Undecided.GONE_BY
    approval = Approval(campaign.version, decided.pack, decided.at, decided.by)
    return replace(
        record,
        # Nothing lifts a pause but resuming.
        state=record.state if record.goes_on else CampaignState.APPROVED,
        approvals=(*record.approvals, approval),
        # What nobody had approved when it was due is not made up for.
        planned_until=record.planned_until if record.goes_on else decided.at,
    )


def _paused(record: CampaignRecord, decided: Decided) -> CampaignRecord | Undecided:
    if record.state is not CampaignState.APPROVED:
        return Undecided.NOT_RUNNING
    return replace(record, state=CampaignState.PAUSED)


def _resumed(record: CampaignRecord, decided: Decided) -> CampaignRecord | Undecided:
    if record.state is not CampaignState.PAUSED:
        return Undecided.NOT_PAUSED
    return replace(record, state=CampaignState.APPROVED)


def _cancelled(record: CampaignRecord, decided: Decided) -> CampaignRecord | Undecided:
    if record.state is CampaignState.CANCELLED:
        return Undecided.CANCELLED_ALREADY
    if not record.goes_on:
        return Undecided.NEVER_APPROVED
    return replace(record, state=CampaignState.CANCELLED, cancelled_at=decided.at)


_ACTS: Mapping[Act, Callable[[CampaignRecord, Decided], CampaignRecord | Undecided]] = {
    Act.APPROVE: _approved,
    Act.PAUSE: _paused,
    Act.RESUME: _resumed,
    Act.CANCEL: _cancelled,
}
