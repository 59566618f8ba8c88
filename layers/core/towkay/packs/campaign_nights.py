"""Does a campaign's grace outlast the quiet hours that may hold it back?"""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from towkay.domain.brand_rules import QuietHours
from towkay.domain.calendar.walls import moment_of, on_day, wall_of
from towkay.domain.campaigns import Campaign
from towkay.domain.messages import Purpose
from towkay.domain.policy.quiet import MARKETING_WAITS, quiet_until
from towkay.domain.schedules import AfterEntry
from towkay.packs.campaign_calendar import walls_of
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_spans import spelt
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings

_SOME_DAY = date(2026, 1, 1)
_HOUR = timedelta(hours=1)
_SENT_WITHIN = _HOUR  # whoever is sent to longer than this before the night has it by then


def check_nights(written: Written, known: Known, findings: Findings) -> None:
    """A note where somebody is held back until the morning, and suppressed then."""
    campaign, quiet = written.campaign, known.quiet
    if quiet is None or campaign.skips_quiet or campaign.purpose in quiet.skips:
        return
    grace = timedelta(seconds=campaign.grace_s)
    late = timedelta() if campaign.purpose is Purpose.SERVICE else MARKETING_WAITS
    for at in _moments(campaign, known, quiet):
        begins = _next_quiet(at, known.zone, quiet)
        until = quiet_until(begins, known.zone, quiet.start, quiet.end)
        is_met = begins < at + min(grace, _SENT_WITHIN)
        if is_met and until is not None and at + grace <= until + late:
            said = {
                "at": f"{wall_of(at, campaign.zone):%H:%M}",
                "grace": spelt(campaign.grace_s),
                "hours": math.floor((until + late - at) / _HOUR) + 1,
                "quiet": f"{quiet.start}–{quiet.end}",
            }
            findings.add(CampaignKind.NIGHT_TOO_LONG, written.when, **said)
            return


def _moments(campaign: Campaign, known: Known, quiet: QuietHours) -> Iterator[datetime]:
    """When it may come, each time of the day once; what follows an entry comes at any time."""
    today = known.calendar.today or _SOME_DAY
    seen = {wall.time(): wall for wall in walls_of(campaign, today, known.calendar)}
    yield from (moment_of(wall, campaign.zone) for _, wall in sorted(seen.items()))
    steps = campaign.steps if isinstance(campaign.schedule, AfterEntry) else ()
    if any(step.time is None or not step.time.at for step in steps):
        yield moment_of(on_day(today, quiet.start), known.zone)


def _next_quiet(at: datetime, zone: str, quiet: QuietHours) -> datetime:
    """Now, where it is within quiet hours, or when they begin next."""
    if quiet_until(at, zone, quiet.start, quiet.end):
        return at
    day = at.astimezone(ZoneInfo(zone)).date()
    starts = (moment_of(on_day(day + timedelta(days=n), quiet.start), zone) for n in range(3))
    return next((one for one in starts if one > at), at).astimezone(UTC)
