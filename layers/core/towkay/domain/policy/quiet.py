"""Until when do quiet hours last?"""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from towkay.domain.messages import Purpose
from towkay.domain.policy.situation import Situation

# At the end of the quiet hours service goes first: news of a parcel must not queue behind a sale.
MARKETING_WAITS = timedelta(minutes=2)
# Pace, claim and call take their time after the judgement, and must not reach into the night.
_THROUGH_WITHIN = timedelta(seconds=15)


def end_of_quiet(of: Situation) -> datetime | None:
    """The end of the quiet hours that it is, or that begin before a call would be through."""
    if not of.zone:
        return None
    ends = (
        quiet_until(at, of.zone, of.quiet_from, of.quiet_to)
        for at in (of.at, of.at + _THROUGH_WITHIN)
    )
    return next(filter(None, ends), None)


def passes_quiet(of: Situation) -> bool:
    """Whether quiet hours do not bear on it: news that is worth nothing the next morning."""
    until = of.passes_quiet_until
    return of.purpose is Purpose.SERVICE and until is not None and of.at < until


@lru_cache(maxsize=256)  # at one moment many are judged
def quiet_until(at: datetime, zone: str, start: str, end: str) -> datetime | None:
    """The end of the quiet hours that `at` falls into, in UTC; None when it falls into none.

    `start` and `end` are HH:MM on the wall in `zone`; hours that end before they begin run over
    midnight, and hours that end when they begin are none.
    """
    if not start or start == end:
        return None
    local = at.astimezone(ZoneInfo(zone))
    begins, ends = time.fromisoformat(start), time.fromisoformat(end)
    on_wall = local.time()
    if begins < ends:
        if not begins <= on_wall < ends:
            return None
        day = local.date()
    else:
        if ends <= on_wall < begins:
            return None
        day = local.date() + timedelta(days=1) if on_wall >= begins else local.date()
    # The wall clock decides: a night that loses or gains an hour is shorter or longer.
    until = datetime.combine(day, ends, ZoneInfo(zone))
    if until.astimezone(UTC) <= at:
        until = until.replace(fold=1)  # the clock went back, and this hour comes a second time
    return until.astimezone(UTC)
