"""Of those who follow a topic, for whom is it the day: a birthday, a silence long enough?

Everything else is the same day for everybody.
"""

import re
from datetime import date, datetime, timedelta

from towkay.domain.calendar.walls import day_of
from towkay.domain.campaigns import Campaign
from towkay.domain.contacts import Contact
from towkay.domain.schedules import AfterSilence, LeapDay, OnDate

_MONTH_AND_DAY = slice(-5, None)  # of YYYY-MM-DD and of MM-DD
_YEARLY = re.compile(r"(\d{4}-)?\d{2}-\d{2}", re.ASCII)
_LEAP_YEAR = 2000


def is_yearly_day(written: str) -> bool:
    """Whether a field's value is a day that comes each year: `YYYY-MM-DD` or `MM-DD`."""
    if not _YEARLY.fullmatch(written):
        return False
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{written[_MONTH_AND_DAY]}")
    except ValueError:
        return False
    return True


def asks_contact(campaign: Campaign) -> bool:
    """Whether the contact itself must be read to know whether it is due."""
    return isinstance(campaign.schedule, OnDate | AfterSilence)


def is_due(campaign: Campaign, step: str, at: datetime, contact: Contact) -> bool:
    """Whether the occurrence of `step` at the moment `at` is this contact's."""
    today = day_of(at, campaign.zone)
    match campaign.schedule:
        case OnDate(field=field, days_before=before, leap_day=leap_day):
            known = next((one.value for one in contact.fields if one.name == field), "")
            return _is_kept_on(known, today + timedelta(days=before), leap_day)
        case AfterSilence(days=days):
            heard = contact.acted_at
            return heard is not None and (today - day_of(heard, campaign.zone)).days in _tries(
                campaign, days, step
            )
        case _:
            return True


def _tries(campaign: Campaign, days: tuple[int, ...], step: str) -> tuple[int, ...]:
    """After which silences a step is said: the only one after all, several each after its own."""
    if len(campaign.steps) == 1:
        return days
    place = [one.id for one in campaign.steps].index(step)
    return days[place : place + 1]


def _is_kept_on(written: str, day: date, leap_day: LeapDay) -> bool:
    """Whether the yearly day `YYYY-MM-DD` or `MM-DD` is kept on that day."""
    if written[_MONTH_AND_DAY] != "02-29":
        return written[_MONTH_AND_DAY] == day.strftime("%m-%d")
    try:
        return day == date(day.year, 2, 29)
    except ValueError:  # no leap year
        kept = (2, 28) if leap_day is LeapDay.BEFORE else (3, 1)
        return (day.month, day.day) == kept
