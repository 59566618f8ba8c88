"""Does a campaign still come, on days that are known, and at times that every night has?"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations

from towkay.domain.audiences import AudienceRule
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.calendar.walls import is_skipped, moment_of, on_day, wall_before, wall_of
from towkay.domain.campaigns import Campaign
from towkay.domain.schedules import (
    AfterEntry,
    AfterSilence,
    Countdown,
    DayRule,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
)
from towkay.packs.campaign_audience import reached
from towkay.packs.campaign_context import Calendar, Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings

LOOKED_AHEAD = timedelta(days=90)
LONG_PAST = timedelta(days=300)  # nearer to a wrong year than to a file that was left lying
_YEAR = timedelta(days=366)
_FIXED = Once | Repeated | OnHoliday | Countdown


def check_calendar(written: Written, known: Known, findings: Findings) -> None:
    """What the calendar says against one campaign."""
    _check_skipped(written, known.calendar, findings)
    if known.calendar.now is not None:
        _check_past(written, known.calendar.now, known.calendar, findings)
    if known.calendar.today is not None:
        _check_known_days(written, known.calendar.today, known.calendar, findings)


def check_meetings(all_written: Iterable[Written], known: Known, findings: Findings) -> None:
    """One note for each two campaigns that meet the same people in the same minute."""
    if known.calendar.today is None:
        return
    soon = [(one, _moments(one.campaign, known.calendar)) for one in all_written]
    for (first, early), (second, late) in combinations(soon, 2):
        at = min(early & late, default=None)
        if at is not None and _may_meet(first.campaign, second.campaign, known):
            zone = second.campaign.zone
            told = f"{wall_of(at, zone):%Y-%m-%d %H:%M} {zone}"
            findings.add(CampaignKind.SAME_MINUTE, second.when, other=first.campaign.id, at=told)


def _may_meet(first: Campaign, second: Campaign, known: Known) -> bool:
    def channels(rule: AudienceRule) -> set[str]:
        return set(reached(rule, known))

    return bool(channels(first.audience) & channels(second.audience))


def _moments(campaign: Campaign, calendar: Calendar) -> set[datetime]:
    """When it fires for everybody at once: in the time that is looked ahead, on fixed days ever."""
    if not isinstance(campaign.schedule, _FIXED) or calendar.today is None:
        return set()
    start = moment_of(datetime.combine(calendar.today, time.min), campaign.zone)
    found = occurrences(
        campaign, start, start + LOOKED_AHEAD, cron=calendar.cron, days=calendar.days
    )
    fixed = {moment_of(wall, campaign.zone) for wall in _fixed_walls(campaign, calendar)}
    return {one.at for one in found} | {at for at in fixed if at >= start}


def walls_of(campaign: Campaign, today: date | None, calendar: Calendar) -> Iterator[datetime]:
    """Wall times at which it comes: the fixed ones, and of the others a year's."""
    yield from _fixed_walls(campaign, calendar)
    if today is None:
        return
    if isinstance(campaign.schedule, Repeated):
        start = datetime.combine(today, time.min)
        yield from calendar.cron(campaign.schedule.cron, start, start + _YEAR)
    for at in _daily_times(campaign):
        yield from (on_day(today + timedelta(days=number), at) for number in range(_YEAR.days))


def _fixed_walls(campaign: Campaign, calendar: Calendar) -> list[datetime]:
    match campaign.schedule:
        case Once(at=at):
            return [datetime.fromisoformat(at)]
        case Countdown(to=to):
            fixed = datetime.fromisoformat(to)
            return [wall_before(fixed, step.time) for step in campaign.steps]
        case OnHoliday(name=name, at=at, days_before=before):
            days = [day - timedelta(days=before) for day in calendar.days.called(name)]
            return [on_day(day, at) for day in days]
        case _:
            return []


def _daily_times(campaign: Campaign) -> set[str]:
    match campaign.schedule:
        case OnDate(at=at) | AfterSilence(at=at):
            return {at}
        case AfterEntry():
            return {step.time.at for step in campaign.steps if step.time and step.time.at}
        case _:
            return set()


def _check_skipped(written: Written, calendar: Calendar, findings: Findings) -> None:
    campaign = written.campaign
    walls = walls_of(campaign, calendar.today, calendar)
    if skipped := next((one for one in walls if is_skipped(one, campaign.zone)), None):
        moved = moment_of(skipped, campaign.zone)
        said = {"at": _shown(skipped), "zone": campaign.zone}
        findings.add(CampaignKind.SKIPPED_HOUR, written.when, **said, utc=f"{moved:%H:%M}")


def _check_past(written: Written, now: datetime, calendar: Calendar, findings: Findings) -> None:
    """A campaign of fixed times that has none left, or steps of one that have gone by.

    What is late still comes within its grace, so it has gone by only after that.
    """
    campaign = written.campaign
    walls = _fixed_walls(campaign, calendar)
    if not walls:
        return
    by = now - timedelta(seconds=campaign.grace_s)
    last = moment_of(max(walls), campaign.zone)
    if last < by:
        kind = CampaignKind.LONG_PAST if now - last > LONG_PAST else CampaignKind.PAST
        said = {"at": _shown(max(walls)), "now": _shown(wall_of(now, campaign.zone))}
        said |= {"zone": campaign.zone, "days": str(LONG_PAST.days)}
        findings.add(kind, written.when, **said)
    elif isinstance(campaign.schedule, Countdown):
        for step, wall in zip(campaign.steps, walls, strict=True):
            if moment_of(wall, campaign.zone) < by:
                said = {"value": step.id, "at": _shown(wall)}
                findings.add(CampaignKind.STEP_PAST, written.steps[step.id], **said)


def _shown(wall: datetime) -> str:
    return f"{wall:%Y-%m-%d %H:%M}"


def _check_known_days(
    written: Written, today: date, calendar: Calendar, findings: Findings
) -> None:
    schedule = written.campaign.schedule
    asks_days = isinstance(schedule, Repeated) and schedule.days is not DayRule.ANY
    until = calendar.days.known_until
    if asks_days and until and until < (today + LOOKED_AHEAD).isoformat():
        findings.add(CampaignKind.DAYS_END, written.when, day=until)
