"""Until when can a parcel be collected, and when is its shopper reminded?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.calendar.walls import day_of, moment_of, on_day
from towkay.domain.shipping.causes import cause_of
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.parcels import Aspect, Fact, Parcel, slot, with_facts
from towkay.domain.shipping.standing import standing
from towkay.domain.shipping.timing import DAY, end_of_day, last_day


@dataclass(frozen=True, slots=True)
class PickUps:
    """What a brand settles about parcels that wait in a store.

    `days` is how long each carrier keeps them, by the name that its source gives it: the day of
    arrival is not counted. A carrier that is not in there and names no end has none. No `remind_at`
    reminds nobody.
    """

    zone: str
    remind_days: int = 2
    remind_at: str = "10:00"
    days: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reminder:
    """That a parcel must be collected until `ends_at`, and since when it is time to say so.

    `at` is when it came to the store.
    """

    source: str
    parcel: str
    order: str
    at: datetime
    due_at: datetime
    ends_at: datetime
    place: str
    link: str
    tracking: str = ""
    carrier: str = ""

    @property
    def cause(self) -> str:
        """The same for the same end of the same pick-up, whoever works it out."""
        return cause_of(self.source, self.parcel, "reminder", self.ends_at.isoformat())


def place(parcel: Parcel) -> str:
    """Where it can be collected; empty where its last place was not named."""
    return _of_last_place(parcel, Aspect.PLACE)


def ends_at(parcel: Parcel, pick_ups: PickUps) -> datetime | None:
    """The end of the pick-up: as the source says, else by how long the carrier keeps parcels."""
    if said := _of_last_place(parcel, Aspect.COLLECT_BY):
        return datetime.fromisoformat(said)
    arrived = parcel.at(Aspect.REACHED, Milestone.AT_PICKUP_STORE)
    days = pick_ups.days.get(parcel.word(Aspect.CARRIER))
    if arrived is None or days is None:
        return None
    return end_of_day(day_of(arrived, pick_ups.zone) + days * DAY, pick_ups.zone)


def reminder_of(parcel: Parcel, pick_ups: PickUps) -> Reminder | None:
    """What its shopper is to be reminded of, and when; None where there is no occasion.

    Only while it waits in the store, once for each end, and not where it came so late that the news
    of its arrival was the reminder.
    """
    now_at, end = standing(parcel), ends_at(parcel, pick_ups)
    waits = now_at is not None and now_at.milestone is Milestone.AT_PICKUP_STORE
    if now_at is None or not waits or end is None or not pick_ups.remind_at:
        return None
    day = last_day(end, pick_ups.zone) - pick_ups.remind_days * DAY
    due = moment_of(on_day(day, pick_ups.remind_at), pick_ups.zone)
    reminded = parcel.at(Aspect.REMINDED)
    if due <= now_at.at or (reminded and reminded >= end):
        return None
    return Reminder(
        parcel.source,
        parcel.name,
        parcel.order,
        now_at.at,
        due,
        end,
        place(parcel),
        parcel.word(Aspect.LINK),
        parcel.tracking,
        parcel.word(Aspect.CARRIER),
    )


def is_due(reminder: Reminder, now: datetime) -> bool:
    """Whether it is time to remind, and not too late."""
    return reminder.due_at <= now < reminder.ends_at


def ending_together(reminders: Iterable[Reminder]) -> tuple[tuple[Reminder, ...], ...]:
    """What can be said in one message: of several parcels of an order at one place, to one end."""
    groups: dict[tuple[object, ...], list[Reminder]] = {}
    for one in reminders:
        groups.setdefault((one.place, one.ends_at, one.due_at), []).append(one)
    return tuple(tuple(group) for group in groups.values())


def reminded(parcel: Parcel, reminder: Reminder) -> Parcel:
    """The parcel after its shopper was reminded."""
    return with_facts(parcel, {slot(Aspect.REMINDED): Fact(reminder.ends_at)})


def _of_last_place(parcel: Parcel, aspect: Aspect) -> str:
    """What was said since it last went to another place: what holds of the old one does not."""
    fact = parcel.of(aspect)
    moved = parcel.at(Aspect.AGAIN, Milestone.AT_PICKUP_STORE)
    return fact.value if fact and (moved is None or fact.at >= moved) else ""
