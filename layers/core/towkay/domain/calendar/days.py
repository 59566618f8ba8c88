"""Which days are holidays, which Saturdays make up for one, and which days have a name?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from towkay.domain.schedules import DayRule

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name that stays the same from year to year: `mid_autumn`."""

    name: str
    day: str  # YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class DayBook:
    """A brand's list of days: off although it is a weekday, worked although it is a weekend.

    `known_until` is the last day that the list speaks of: after it nobody knows the holidays.
    """

    off: tuple[str, ...] = ()
    worked: tuple[str, ...] = ()
    named: tuple[NamedDay, ...] = ()
    known_until: str = ""

    def is_workday(self, day: date) -> bool:
        """Whether people work on it, as far as the list knows."""
        written = day.isoformat()
        if written in self.worked:
            return True
        return day.weekday() < _SATURDAY and written not in self.off

    def fits(self, day: date, rule: DayRule) -> bool:
        """Whether a campaign of this rule speaks on the day."""
        if rule is DayRule.ANY:
            return True
        return self.is_workday(day) is (rule is DayRule.WORKDAYS)

    def called(self, name: str) -> list[date]:
        """The days of that name, in order."""
        return sorted(date.fromisoformat(one.day) for one in self.named if one.name == name)


NO_DAYS = DayBook()


def names_of(named: Iterable[NamedDay]) -> frozenset[str]:
    """Every name that a campaign may ask for."""
    return frozenset(one.name for one in named)
