"""When are the steps due that are counted from each contact's own entry?

Nobody has a timer. Each quarter of an hour stands for those who entered a quarter of an hour's
worth of time ago, as long before it as the step says; the index of subscribers finds them by when
they entered. An occurrence waits a few minutes, for what was stored just now to be found there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from towkay.domain.calendar.walls import days_between, moment_of, on_day
from towkay.domain.campaigns import Campaign, Occurrence, Step
from towkay.domain.schedules import StepTime

SLOT = timedelta(minutes=15)
# Who is stored later than this after subscribing enters at the moment of storing.
SETTLED_WITHIN = timedelta(minutes=5)
_INSTANT = timedelta(microseconds=1)  # who enters at midnight enters on the new day
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def of_entries(campaign: Campaign, after: datetime, until: datetime) -> Iterator[Occurrence]:
    """The occurrences of all steps after `after` and up to `until`."""
    for step in campaign.steps:
        time = step.time or StepTime(0)
        if time.at:
            yield from _of_days(campaign, step, time, after, until)
        else:
            yield from _of_slots(campaign, step, time, after, until)


def _of_slots(
    campaign: Campaign, step: Step, time: StepTime, after: datetime, until: datetime
) -> Iterator[Occurrence]:
    """So many seconds after the entry."""
    end = _slot_from(after - SETTLED_WITHIN)
    while end + SETTLED_WITHIN <= until:
        if end + SETTLED_WITHIN > after:
            entered_to = end - timedelta(seconds=time.after_s)
            name = f"{step.id}@{_written(end)}"
            at = end + SETTLED_WITHIN
            yield Occurrence(campaign.id, step.id, at, name, entered_to - SLOT, entered_to)
        end += SLOT


def _of_days(
    campaign: Campaign, step: Step, time: StepTime, after: datetime, until: datetime
) -> Iterator[Occurrence]:
    """At a time of the day that lies so many days after that of the entry; the next, for none."""
    days = timedelta(days=time.after_s // 86_400)
    ends_at = "00:00" if days else time.at
    # Where the step comes right after the end of those days, what was stored last may not show yet.
    settles = SETTLED_WITHIN if _since(ends_at, time.at) < SETTLED_WITHIN else _INSTANT
    for day in days_between(after, until, campaign.zone):
        wall = on_day(day, time.at)
        at = moment_of(wall, campaign.zone)
        if after < at <= until:
            last = day - days + timedelta(days=1) if days else day
            entered = (
                moment_of(on_day(one, ends_at), campaign.zone) - settles
                for one in (last - timedelta(days=1), last)
            )
            name = f"{step.id}@{wall.isoformat(timespec='minutes')}"
            yield Occurrence(campaign.id, step.id, at, name, *entered)


def _since(earlier: str, at: str) -> timedelta:
    """How long after another time of the day one comes; less than nothing where it is before."""
    return on_day(_EPOCH.date(), at) - on_day(_EPOCH.date(), earlier)


def _slot_from(moment: datetime) -> datetime:
    """The slot's end at or before a moment."""
    return moment - (moment - _EPOCH) % SLOT


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
