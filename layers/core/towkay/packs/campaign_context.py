"""What must a campaign's file be compared with: the brand's names, its channels, its calendar?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from towkay.domain.brand_rules import Cap, QuietHours
from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.calendar.occurrences import CronTimes
from towkay.domain.calendar.walls import day_of
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.topics import Cadence


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic that campaigns may be for; `stop` is what its stop button reads by language."""

    id: str
    purpose: Purpose
    cadence: Cadence | None = None
    stop: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is asked of time: `now` is None where nobody may ask it, `zone` is the brand's."""

    cron: CronTimes
    now: datetime | None = None
    days: DayBook = NO_DAYS
    zone: str = "UTC"

    @property
    def today(self) -> date | None:
        """The day that it is for the brand."""
        return day_of(self.now, self.zone) if self.now else None


@dataclass(frozen=True, slots=True)
class Known:
    """All that campaigns may name. `cards` are the sets of brand.yaml in the pack's form.

    `shown_cards` collects the names of those that a campaign shows.
    """

    languages: tuple[str, ...]
    channels: tuple[Channel, ...]
    topics: Mapping[str, KnownTopic]
    faq: frozenset[str]
    cards: Mapping[str, Sequence[Mapping[str, Any]]]
    calendar: Calendar
    book: PolicyBook
    caps: tuple[Cap, ...] = ()
    quiet: QuietHours | None = None
    shown_cards: set[str] = field(default_factory=set)

    @property
    def zone(self) -> str:
        """The brand's."""
        return self.calendar.zone

    @property
    def default(self) -> str:
        """The language of whoever showed none; empty where none could be read."""
        return next(iter(self.languages), "")
