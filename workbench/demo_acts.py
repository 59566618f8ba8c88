"""What a shopper of the demo can do, and what has to come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from towkay.domain.channels import Channel
from towkay.domain.turns import Rule
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper


class Person(StrEnum):
    """The shoppers; the value is their name in the transcript."""

    MEI = "小美"
    MING = "阿明"
    EMMA = "Emma"
    GRANNY = "阿嬤"
    YUKI = "小雪"
    AN = "小安"
    KAI = "阿凱"


CHANNEL_OF = {
    Person.MEI: Channel.MESSENGER,
    Person.MING: Channel.LINE,
    Person.EMMA: Channel.LINE,
    Person.GRANNY: Channel.MESSENGER,
    Person.YUKI: Channel.INSTAGRAM,
    Person.AN: Channel.INSTAGRAM,
    Person.KAI: Channel.WHATSAPP,
}

Act = Callable[[Shopper, "Sent | None"], Sent]


@dataclass(frozen=True, slots=True)
class Step:
    """One act and its expected outcome.

    `act` gets the shopper and what this shopper sent last. `shown` is the act in the transcript.
    `rule` is None when no turn may come of it. `contains` must stand in what the shopper then sees,
    `bubbles` is how many messages that is, and `turns` how many are stored where any is.
    """

    title: str
    person: Person
    act: Act
    shown: str
    rule: Rule | None
    bubbles: int
    contains: str = ""
    entry: str = ""
    status: int = 200
    turns: int = 1


def says(text: str) -> Act:
    return lambda shopper, last: shopper.say(text)


def presses(label: str) -> Act:
    return lambda shopper, last: shopper.press(label)


def again(shopper: Shopper, last: Sent | None) -> Sent:
    assert last is not None, "the script lets this shopper speak before repeating"  # noqa: S101
    return shopper.resend(last)


def forged(shopper: Shopper, last: Sent | None) -> Sent:
    assert last is not None, "the script lets this shopper speak before forging"  # noqa: S101
    return shopper.forge(last)


def asks(
    title: str, who: Person, text: str, entry: str, contains: str, *, bubbles: int = 1
) -> Step:
    return Step(title, who, says(text), text, Rule.ANSWERED, bubbles, contains, entry)
