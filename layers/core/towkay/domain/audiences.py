"""Whom of those who agreed to a topic is a campaign for?

An audience narrows the subscribers of a topic and never widens them. None of its rules asks for
consent: that is asked at the call, of everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Compare(StrEnum):
    """How a field is compared; numbers as numbers, days as days, all else as text."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Has a tag that has not run out."""

    tag: str


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Has a field of this value; a field nobody filled in is only ever `unknown` or `is_not`."""

    field: str
    compare: Compare
    value: str = ""


@dataclass(frozen=True, slots=True)
class OnChannel:
    """Is met on one of these channels."""

    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaks:
    """Is written to in one of these languages."""

    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameBy:
    """Subscribed at one of these places: an ad, a comment, a link, a QR code, the checkout, a chat.

    A place is a kind, or a kind and a name (`qr:counter-3`).
    """

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActedWithin:
    """Did anything in the last so many days."""

    days: int


@dataclass(frozen=True, slots=True)
class SilentFor:
    """Did nothing for so many days."""

    days: int


@dataclass(frozen=True, slots=True)
class SubscribedFor:
    """Agreed so many days ago or longer."""

    days: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Everybody for whom each rule holds; with no rule, everybody."""

    rules: tuple["AudienceRule", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Everybody for whom one of the rules holds; with no rule, nobody."""

    rules: tuple["AudienceRule", ...]


@dataclass(frozen=True, slots=True)
class NotThese:
    """Everybody for whom the rule does not hold."""

    rule: "AudienceRule"


AudienceRule = (
    Tagged
    | FieldRule
    | OnChannel
    | Speaks
    | CameBy
    | ActedWithin
    | SilentFor
    | SubscribedFor
    | AllOf
    | AnyOf
    | NotThese
)
EVERY_SUBSCRIBER = AllOf(())


def plain_rules(rule: AudienceRule) -> Iterator[AudienceRule]:
    """Each rule in it that has no parts of its own, also one that must not hold."""
    match rule:
        case AllOf(rules=rules) | AnyOf(rules=rules):
            for one in rules:
                yield from plain_rules(one)
        case NotThese(rule=inner):
            yield from plain_rules(inner)
        case _:
            yield rule
