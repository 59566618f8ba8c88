"""Has a campaign of fixed moments any of them left?"""

from datetime import datetime

from towkay.domain.calendar.walls import moment_of, wall_before
from towkay.domain.campaigns import Campaign
from towkay.domain.schedules import Countdown, Once


def last_moment(campaign: Campaign) -> datetime | None:
    """When it speaks for the last time; None for what comes again and again."""
    match campaign.schedule:
        case Once(at=at):
            return moment_of(datetime.fromisoformat(at), campaign.zone)
        case Countdown(to=to):
            fixed = datetime.fromisoformat(to)
            walls = [wall_before(fixed, step.time) for step in campaign.steps]
            return max(moment_of(wall, campaign.zone) for wall in walls)
        case _:
            return None
