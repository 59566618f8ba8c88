"""A campaign for thousands of people, some of whom stop at every moment that it has."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle

from tests.simulation.morning import Said, block_body, message_body, press_body
from tests.simulation.stops import Point, StoppingGate
from tests.simulation.subscribers import ARRIVALS, TEA_NEWS, Telling, agree, subscriber
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.domain.actions import Action, Verb
from towkay.domain.brand_rules import BrandRules, Cap, QuietHours
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Purpose

BLOCK, BUTTON = "a block", "the topic's button"
WORDS = ("停止", "STOP", "取消訂閱", BLOCK, BUTTON)
DAY = Telling("day", Purpose.MARKETING, TEA_NEWS)
NIGHT = Telling("night", Purpose.MARKETING, TEA_NEWS)
NEXT_DAY = Telling("next_day", Purpose.MARKETING, ARRIVALS)
TOLD_AT = {"day": NOW + timedelta(minutes=1), "night": NOW + timedelta(hours=12)}
NEXT_AT = NOW + timedelta(hours=23)  # ten in the morning, and Messenger's windows still open
HOLD_ENDS = NOW + timedelta(hours=22, minutes=2)
RULES = BrandRules(
    "Asia/Taipei", QuietHours("21:00", "09:00"), (Cap((Purpose.MARKETING,), 5, 86_400),)
)


@dataclass
class Stops:
    """Who stops how, and when it happened."""

    world: World
    how: dict[ContactKey, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def now(self, contact: ContactKey) -> None:
        """While another worker is in the middle of something."""
        event = self._event(contact, self.world.now, "stop")
        self.world.hear_now(contact.channel, self._body(event, contact))

    def at(self, contact: ContactKey, moment: datetime, name: str = "stop") -> None:
        event = self._event(contact, moment, name)
        self.world.post(contact.channel, self._body(event, contact), moment)

    def _event(self, contact: ContactKey, moment: datetime, name: str) -> Said:
        at = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        event = Said(contact.channel, contact.user, f"{name}-{contact.user}", at)
        self.said.append(event)
        return event

    def _body(self, event: Said, contact: ContactKey) -> object:
        how = self.how.setdefault(contact, WORDS[0])
        if how == BUTTON:
            return press_body(event, Action(Verb.STOP_TOPIC, TEA_NEWS).payload())
        return block_body(event) if how == BLOCK else message_body(event, how)


def a_campaign(gate: StoppingGate, subscribers: int, seed: int) -> World:
    """Everybody agreed; one half is told by day, the other at night, and all on the next day."""
    world = World(random.Random(seed), rules=RULES)
    world.channel.latency = (0.001, 0.01)
    gate.stand_in(world)
    for number in range(subscribers):
        contact = agree(world, subscriber(number))
        telling = telling_of(number)
        world.tell(telling.to(contact, TOLD_AT[telling.name]))
        world.tell(NEXT_DAY.to(contact, NEXT_AT))
    return world


def telling_of(number: int) -> Telling:
    return NIGHT if number // 2 % 2 else DAY


@cache
def every_point() -> dict[tuple[Channel, str], tuple[list[Point], set[Point]]]:
    """All moments in the life of a notice, as a campaign without stops comes to them.

    By channel and telling: those that everybody comes to, and those that only some come to.
    """
    gate, people = StoppingGate(), 12
    a_campaign(gate, people, seed=1).run()
    return {
        place: (
            [point for point, times in found.items() if times >= people // 4],
            {point for point, times in found.items() if times < people // 4},
        )
        for place, found in gate.points.items()
    }


def some_moment(rng: random.Random, telling: Telling) -> datetime:
    """In the queue, at the very instant, while it is held, at the end of the hold."""
    at = TOLD_AT[telling.name]
    moments = [at, at + timedelta(seconds=rng.uniform(-1, 40))]
    if telling is NIGHT:
        moments += [at + rng.random() * (HOLD_ENDS - at), HOLD_ENDS]
        moments += [HOLD_ENDS + timedelta(seconds=rng.uniform(-5, 90))]
    return rng.choice(moments)


def place_stops(stops: Stops, gate: StoppingGate, number_of_stops: int) -> None:
    """Every second stop at a point, each point in turn; the others at moments of the clock."""
    points = {place: cycle(common) for place, (common, _) in every_point().items()}
    gate.rare = {point for _, rare in every_point().values() for point in rare}
    hows = cycle(WORDS)
    for number in range(number_of_stops):
        contact, telling = subscriber(number), telling_of(number)
        how = next(hows)
        # Messenger tells nobody of a block.
        stops.how[contact] = "停止" if how == BLOCK and number % 2 == 0 else how
        if number // 4 % 2:
            gate.targets[contact] = next(points[contact.channel, telling.name])
            continue
        moment = some_moment(stops.world.rng, telling)
        stops.at(contact, moment)
        if number % 7 == 0:
            stops.at(contact, moment + timedelta(seconds=3), "stop_again")
