"""Thirty days of a shop with six campaigns at once, and everything that is planned for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.simulation.morning import Said, message_body
from tests.simulation.subscribers import Telling, agree, subscriber
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.domain.brand_rules import BrandRules, Cap, QuietHours
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Purpose

DAYS = 30
DAY = timedelta(days=1)
CAMPAIGNS = tuple(Telling(f"campaign_{n}", Purpose.MARKETING, f"topic_{n}") for n in range(6))
PARCEL = Telling("parcel", Purpose.SERVICE, "parcels")
TOPICS = tuple(telling.topic for telling in (*CAMPAIGNS, PARCEL))
BRAND_ZONE = "Asia/Taipei"
# The last is none that anybody knows: such a contact has the shop's own hours.
ZONES = ("", "", "", "America/Los_Angeles", "Mars/Olympus_Mons")
MOST_A_DAY, MOST_A_WEEK, MOST_PARCELS = 1, 2, 2
RULES = BrandRules(
    BRAND_ZONE,
    QuietHours("21:00", "09:00"),
    (
        Cap((Purpose.MARKETING,), MOST_A_DAY, 86_400),
        Cap((Purpose.MARKETING,), MOST_A_WEEK, 7 * 86_400),
        Cap((Purpose.SERVICE,), MOST_PARCELS, 86_400),
    ),
)
# Of the day in Taipei: two of them fall into the quiet hours, two lie at their edges.
_HOURS = (time(10), time(20, 59, 30), time(22, 30), time(3), time(9), time(15, 30))


class Person(NamedTuple):
    """A human with one contact or two."""

    name: str
    zone: str
    contacts: tuple[ContactKey, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The world of the month, its people, and what they said themselves."""

    world: World
    people: list[Person]
    said: list[Said]


def a_month(world: World, contacts: int, doubled: int) -> Month:
    """Lay out everything that will happen; of the people, `doubled` are on both channels."""
    people = list(_people(contacts, doubled))
    for person in people:
        for contact in person.contacts:
            topics = [topic for topic in TOPICS if world.rng.random() < 0.7]
            agree(world, contact, topics, zone=person.zone, person=person.name)
            _plan_for(world, contact)
    pages = [c for p in people for c in p.contacts if c.channel is Channel.MESSENGER]
    return Month(world, people, [said for page in pages for said in _writes(world, page)])


def _people(contacts: int, doubled: int) -> Iterator[Person]:
    for number in range(doubled):
        both = subscriber(2 * number), subscriber(2 * number + 1)
        yield Person(f"both-{number}", ZONES[number % len(ZONES)], both)
    for number in range(2 * doubled, contacts):
        yield Person("", ZONES[number % len(ZONES)], (subscriber(number),))


def _plan_for(world: World, contact: ContactKey) -> None:
    rng = world.rng
    for number, telling in enumerate(CAMPAIGNS):
        if rng.random() < 0.4:
            continue  # not in its segment
        for day in range(number, DAYS - 1, 3 + number):
            at = datetime.combine(NOW + day * DAY, _HOURS[number], ZoneInfo(BRAND_ZONE))
            if at < NOW:
                continue
            grace = {"expires_at": at + timedelta(hours=4)} if number % 2 else {}
            world.tell(telling.to(contact, at.astimezone(UTC), f"day_{day}", **grace))
    for number in range(rng.randrange(8)):
        at = NOW + rng.choice((rng.random() * 29 * DAY, number * timedelta(hours=5)))
        world.tell(PARCEL.to(contact, at.replace(microsecond=0), f"{number}"))


def _writes(world: World, contact: ContactKey) -> Iterator[Said]:
    """Messenger's window opens when the shopper writes, now and then."""
    at = NOW + world.rng.random() * 3 * DAY
    number = 0
    while at < NOW + (DAYS - 1) * DAY:
        at = at.replace(microsecond=0)
        event = Said(contact.channel, contact.user, f"said-{contact.user}-{number}", at)
        world.post(contact.channel, message_body(event, "謝謝"), at)
        yield event
        at += world.rng.uniform(1, 9) * DAY
        number += 1
