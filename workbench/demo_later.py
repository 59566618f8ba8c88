"""What the demo tells of the days after its morning: staff give an order, and time passes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.channels import ContactKey
from towkay.domain.sends import SendState
from towkay.domain.turns import Turn
from workbench.demo_acts import Person
from workbench.simulators.conversation import Bubble

# Whoever is meant may have to be named by their id, which only the bench knows.
NameOf = Callable[[Person], ContactKey]
Words = Callable[[NameOf, datetime], list[str]]


@dataclass(frozen=True, slots=True)
class Order:
    """A command that staff give; its first `lines` of output are shown, all where 0.

    `turns` is how many it stores: what staff note of somebody is a turn of that person.
    """

    title: str
    words: Words
    lines: int = 1
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Awaited:
    """What has to become of one person in a leap: of the planned turn, and on their screen.

    Without `state` nothing may be planned for them at all.
    """

    person: Person
    bubbles: int = 0
    contains: str = ""
    state: SendState | None = SendState.SENT
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Leap:
    """The clock goes to a time of the brand's wall, so many days after the demo's morning."""

    title: str
    days: int
    at: str
    awaited: tuple[Awaited, ...]

    def moment(self, morning: datetime) -> datetime:
        """`morning` is local; so is what comes of it."""
        hour, minute = map(int, self.at.split(":"))
        day = morning + timedelta(days=self.days)
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def order(title: str, *words: str, lines: int = 1) -> Order:
    """A command whose words are known beforehand."""
    return Order(title, lambda name_of, now: list(words), lines)


def nobody(person: Person) -> Awaited:
    """Nothing is planned for them any more."""
    return Awaited(person, state=None)


def kept_back(person: Person, reason: str) -> Awaited:
    """Their turn says why they get nothing."""
    return Awaited(person, state=SendState.SUPPRESSED, reason=reason)


def became_at(bubbles: list[Bubble], turn: Turn | None, ended: datetime) -> datetime:
    """When it was said to somebody, or decided that it would not be: a leap is longer than that."""
    if bubbles:
        return bubbles[0].at
    if turn is None:
        return ended
    return max([turn.created_at, *(send.called_at for send in turn.sends if send.called_at)])


def missed(awaited: Awaited, bubbles: list[Bubble], turn: Turn | None) -> Iterator[str]:
    """What is not as it has to be."""
    said = "\n".join(bubble.text for bubble in bubbles)
    if len(bubbles) != awaited.bubbles:
        yield f"{len(bubbles)} messages seen instead of {awaited.bubbles}"
    if awaited.contains not in said:
        yield f"「{awaited.contains}」 is not in what was seen"
    states = {send.state for send in turn.sends} if turn else set()
    if states != ({awaited.state} if awaited.state else set()):
        yield f"planned: {sorted(states)} instead of {awaited.state}"
    reasons = {send.reason for send in turn.sends} if turn else set()
    if awaited.reason and reasons != {awaited.reason}:
        yield f"kept back for {sorted(reasons)} instead of {awaited.reason}"
