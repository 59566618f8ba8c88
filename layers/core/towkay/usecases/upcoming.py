"""What falls due of a campaign: for the planner that claims it, and for whoever looks ahead?"""

from dataclasses import replace
from datetime import datetime, timedelta

from towkay.domain.calendar.approved import Due, Fires, due_under_approvals
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.campaign_decisions import Act, Decided, Undecided, after_act
from towkay.domain.campaigns import Approval, Campaign, CampaignRecord, CampaignState, Occurrence
from towkay.domain.errors import PackMissing
from towkay.ports.campaigns import CampaignBook, CronCalendar

# Near things first: most campaigns speak soon, and a holiday or a birthday comes once a year.
_SPANS = tuple(timedelta(days=days) for days in (1, 9, 60, 400))


def campaign_of(record: CampaignRecord, pack: str, book: CampaignBook) -> Campaign:
    """The campaign as a pack holds it. Raises `PackMissing` when the pack holds no such one."""
    found = book.campaigns(record.brand, pack).get(record.campaign)
    if found is None:
        raise PackMissing("the campaign is not in the pack that it was approved in")
    return found


def fires_of(record: CampaignRecord, book: CampaignBook, cron: CronCalendar) -> Fires:
    """When each approval of it speaks.

    What is returned raises `PackMissing`, `ValueError` or `KeyError` for what cannot be planned.
    """

    def fires(approval: Approval, since: datetime, until: datetime) -> list[Occurrence]:
        campaign = campaign_of(record, approval.pack, book)
        days = book.days(record.brand, approval.pack)
        return occurrences(campaign, since, until, cron=cron.times, days=days)

    return fires


def upcoming(
    record: CampaignRecord, now: datetime, most: int, *, book: CampaignBook, cron: CronCalendar
) -> list[Due]:
    """The next firings after `now`, as they are claimed if nobody decides anything before.

    A draft is told as if it were approved now, a paused one as if it were resumed. Raises what
    `fires_of` does.
    """
    if record.state is CampaignState.CANCELLED:
        return []
    meant = if_approved(record, now, book) if record.state is CampaignState.DRAFT else record
    ahead, found = replace(meant, planned_until=now), list[Due]()
    for span in _SPANS:
        found = due_under_approvals(ahead, now + span, fires_of(record, book, cron))
        if len(found) >= most:
            break
    return found[:most]


def if_approved(record: CampaignRecord, now: datetime, book: CampaignBook) -> CampaignRecord:
    """The record, as if what is published were approved now.

    As it stands where that runs already, or where nobody can approve it. Raises `PackMissing`.
    """
    pack = book.active_pack(record.brand)
    published, newest = book.campaigns(record.brand, pack).get(record.campaign), record.approved()
    is_same = newest is not None and published is not None and newest.version == published.version
    if is_same and record.goes_on:
        return record
    after = after_act(Act.APPROVE, record, Decided("", now, published, pack))
    return record if isinstance(after, Undecided) else after
