"""Who gets how much of all of a brand's campaigns in the weeks to come, and what runs out when?"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.adapters.campaigns_json import PackedCampaigns
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.policy_book import policy_book
from towkay.domain.brands import Brand
from towkay.domain.calendar.occurrences import occurrences
from towkay.domain.calendar.walls import day_of
from towkay.domain.campaigns import Campaign, Occurrence
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.firing import firing_of
from towkay.domain.forecasts import Forecast
from towkay.domain.health import AccountKey
from towkay.domain.pitching import Pitch
from towkay.domain.unasked import History
from towkay.ports.pushing import Recipient
from towkay.usecases.forecast import Sight, forecast
from workbench.rehearse.people import People
from workbench.rehearse.plan import Ask, files_of, on_wall, people_of
from workbench.rehearse.quotas import Quotas

Watch = Callable[[int, int], None]  # told how many judgements are over, and of how many
_DAY = timedelta(days=1)
_AT_ONCE = 10  # people judged on one reading of the quota


@dataclass
class Quarter:
    """What came of it: `days` by the calendar of the brand's `zone`, `got` messages of each human.

    `over_on` are the moments at which the quota of each month was used up.
    """

    campaigns: dict[str, Forecast] = field(default_factory=dict)
    days: dict[str, Forecast] = field(default_factory=dict)
    firings: Counter[str] = field(default_factory=Counter)
    got: Counter[str] = field(default_factory=Counter)
    people: int = 0
    over_on: dict[AccountKey, list[datetime]] = field(default_factory=dict)
    zone: str = "UTC"

    @property
    def histogram(self) -> dict[int, int]:
        """How many people get how many messages; those who get none stand under 0."""
        found = Counter(self.got.values())
        found[0] = self.people - len(self.got)
        return dict(sorted(found.items()))

    def note(self, campaign: str, day: str, found: Forecast) -> None:
        self.campaigns[campaign] = self.campaigns.get(campaign, Forecast()).with_all(found)
        self.days[day] = self.days.get(day, Forecast()).with_all(found)


def quarter(ask: Ask, span: timedelta, watch: Watch = lambda done, whole: None) -> Quarter:
    """Every firing in its order; what one of them sends counts towards the caps of the next."""
    brand, packed = files_of(ask.folder)
    ask = on_wall(ask, brand.rules.zone)
    until = ask.now + span
    campaigns = list(packed.campaigns.values())
    people = people_of(ask, brand, campaigns, Occurrence("", "", until, ""))
    played = _Played(brand, people, Quotas(ask.quota, ask.now, brand.rules), watch)
    firings = _firings(packed, ask.since, until)
    played.whole = sum(len(played.meant(occurrence)) for _, occurrence in firings)
    for campaign, occurrence in firings:
        played.fire(campaign, occurrence)
    return played.told


def _firings(
    packed: PackedCampaigns, since: datetime, until: datetime
) -> list[tuple[Campaign, Occurrence]]:
    """In the order in which they are sent: of those at one moment the greater priority first."""
    cron = CronsimCalendar().times
    found = [
        (campaign, one)
        for campaign in packed.campaigns.values()
        for one in occurrences(campaign, since, until, cron=cron, days=packed.days)
    ]
    return sorted(found, key=lambda two: (two[1].at, -two[0].priority, two[0].id))


@dataclass
class _Played:
    """The people as the weeks go by, and what is told of them."""

    brand: Brand
    people: People
    quotas: Quotas
    watch: Watch
    whole: int = 0
    done: int = 0
    told: Quarter = field(init=False)
    histories: dict[str, History] = field(default_factory=dict)

    def __post_init__(self) -> None:
        zone, number = self.brand.rules.zone, self.people.number
        self.told = Quarter(people=number, over_on=self.quotas.over_on, zone=zone)

    def fire(self, campaign: Campaign, occurrence: Occurrence) -> None:
        """Note what one firing comes to, on the brand's day."""
        found = self._judged(campaign, occurrence)
        if found.planned:
            self.told.firings[campaign.id] += 1
        day = day_of(occurrence.at, self.brand.rules.zone)
        self.told.note(campaign.id, day.isoformat(), found)

    def _judged(self, campaign: Campaign, occurrence: Occurrence) -> Forecast:
        """One firing, a chunk at a time, so that a quota ends in the middle of one."""
        self.quotas.now = occurrence.at
        run = firing_of(occurrence, campaign, self.brand.brand)
        pitch = Pitch(run, campaign, self.brand, policy_book())
        sight = Sight(
            pitch, self.brand.rules, self.quotas, run.budget, self.histories, follows_others=True
        )
        total = Forecast()
        for chunk in self._chunks(pitch, occurrence):
            before = {
                one.contact.person_name: self._history(one.contact) for one in chunk if one.contact
            }
            found = forecast([chunk], occurrence.at, sight)
            for name, history in before.items():
                self.told.got[name] += self.histories.get(name, history) is not history
            self.quotas.use(found)
            total = total.with_all(found)
            self.done += len(chunk)
            self.watch(self.done, self.whole)
        self.told.got += Counter()  # without those who still have none
        return total

    def _history(self, contact: Contact) -> History:
        return self.histories.setdefault(contact.person_name, History())

    def meant(self, occurrence: Occurrence) -> range:
        """The numbers of those who follow by then, or entered in its span."""
        people, numbers = self.people, range(self.people.number)
        until = occurrence.entered_to or occurrence.at
        last = bisect_right(numbers, until, key=people.subscribed_at)
        since = occurrence.entered_from
        first = bisect_right(numbers, since, key=people.subscribed_at) if since else 0
        return numbers[first:last]

    def _chunks(self, pitch: Pitch, occurrence: Occurrence) -> Iterator[list[Recipient]]:
        meant = self.meant(occurrence)
        for begin in range(0, len(meant), _AT_ONCE):
            chunk = meant[begin : begin + _AT_ONCE]
            contacts = [self._contact(number, occurrence.at) for number in chunk]
            yield [Recipient(pitch.key(one.key), one, None, self._history(one)) for one in contacts]

    def _contact(self, number: int, now: datetime) -> Contact:
        """The person on that day: everybody writes again after a while that is their own."""
        known = self.people.contact(number)
        acted_at = known.acted_at or now
        rhythm = max(_DAY, 2 * (self.people.at - acted_at))
        acted_at = now - (now - acted_at) % rhythm
        window = known.window_closes_at and acted_at + (known.window_closes_at - known.acted_at)  # type: ignore[operator]
        return changed(
            known,
            last_act_at=acted_at,
            last_event_at=acted_at,
            window_closes_at=window,
            handover=None,
        )
