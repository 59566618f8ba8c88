"""Has a campaign of fixed moments any of them left?"""

from datetime import datetime, timedelta

from towkay.domain.calendar.walls import moment_of, on_day
from towkay.domain.campaigns import Campaign
from towkay.domain.schedules import Countdown, Once, StepTime


def last_moment(campaign: Campaign) -> datetime | None:
    """When it speaks for the last time; None for what comes again and again."""
    match campaign.schedule:
        case Once(at=at):
            return moment_of(datetime.fromisoformat(at), campaign.zone)
        case Countdown(to=to):
            fixed = datetime.fromisoformat(to)
            walls = [_before(fixed, step.time or StepTime(0)) for step in campaign.steps]
            return max(moment_of(wall, campaign.zone) for wall in walls)
        case _:
            return None


def _before(fixed: datetime, time: StepTime) -> datetime:
    wall = fixed - timedelta(seconds=time.after_s)
    return on_day(wall.date(), time.at) if time.at else wall
