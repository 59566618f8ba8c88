"""What does the payload of a button of ours mean?"""

from dataclasses import dataclass
from enum import StrEnum

_PREFIX = "tk"


class Verb(StrEnum):
    """What pressing one of our buttons asks for."""

    ANSWER = "answer"
    MENU = "menu"
    HUMAN = "human"
    RESTART = "restart"
    NONE = "none"  # none of the suggestions


@dataclass(frozen=True, slots=True)
class Action:
    """A pressed button: `target` is the id of an FAQ entry when the verb is ANSWER."""

    verb: Verb
    target: str = ""

    def payload(self) -> str:
        """The text a channel carries and gives back, at most 300 bytes for an id of 250."""
        return f"{_PREFIX}:{self.verb}:{self.target}" if self.target else f"{_PREFIX}:{self.verb}"


def parse_action(payload: str) -> Action | None:
    """The action of a payload, or None when it is not one of ours (an old menu, another app)."""
    prefix, _, rest = payload.partition(":")
    verb, _, target = rest.partition(":")
    known = {member.value: member for member in Verb}
    return Action(known[verb], target) if prefix == _PREFIX and verb in known else None
