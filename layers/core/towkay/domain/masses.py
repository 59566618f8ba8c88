"""What is said to many at once: to people one by one allowed, or to friends nobody lists?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.channels import ContactKey
from towkay.domain.health import AccountKey
from towkay.domain.messages import Message


class MassWay(StrEnum):
    """How friends are reached whom nobody lists."""

    BROADCAST = "broadcast"  # all of them
    NARROWCAST = "narrowcast"  # those that the channel is asked to choose


@dataclass(frozen=True, slots=True)
class Multicast:
    """One request for many contacts of one account, all of whom see the same.

    `name` seeds the retry key: the same name to the same people is sent once. `unit` is what it is
    counted under in the channel's statistics, empty for nothing.
    """

    contacts: tuple[ContactKey, ...]
    endpoint: str
    name: str
    messages: tuple[Message, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Whom of an account's friends the channel is asked to choose; what is empty does not matter.

    `only` and `without` are the channel's ids of audiences, `not_again` the requests of earlier
    narrowcasts whose readers are left out. The rest is what the channel believes of people, by its
    own words; `ages` and `days` (as friends) are from … up to, without the second.
    """

    only: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    not_again: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    ages: tuple[int | None, int | None] = (None, None)
    days: tuple[int | None, int | None] = (None, None)


EVERYBODY = Crowd()


@dataclass(frozen=True, slots=True)
class MassSend:
    """One message to friends nobody lists; `name` seeds the retry key.

    `most` is at how many of them it ends. `carries_opt_out` says that the words tell how to refuse
    the next one.
    """

    account: AccountKey
    endpoint: str
    name: str
    messages: tuple[Message, ...]
    way: MassWay = MassWay.BROADCAST
    crowd: Crowd = EVERYBODY
    most: int | None = None
    carries_opt_out: bool = False


class Phase(StrEnum):
    """How far a channel is with a mass send."""

    WAITING = "waiting"
    SENDING = "sending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    OTHER = "other"  # a word of next year


@dataclass(frozen=True, slots=True)
class Progress:
    """What a channel tells of a mass send; counts are None before there are any."""

    phase: Phase
    reached: int | None = None
    failed: int | None = None
    chosen: int | None = None
    code: str = ""
    detail: str = ""
    ended_at: datetime | None = None
