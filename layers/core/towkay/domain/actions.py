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
    SUBSCRIPTIONS = "subscriptions"
    SUBSCRIBE = "subscribe"
    STOP_TOPIC = "stop_topic"
    DECLINE = "decline"  # not this topic
    TAG = "tag"  # says something of whoever presses
    ORDER = "order"  # one of the shopper's own; its target is what is wanted, `:`, and its name


_ABOUT_A_TOPIC = frozenset({Verb.SUBSCRIBE, Verb.STOP_TOPIC})
TAG_LIMIT = 40  # characters; with an entry behind it a payload stays within every channel's limit


@dataclass(frozen=True, slots=True)
class Action:
    """A pressed button.

    `target` is the id of an FAQ entry when the verb is ANSWER, of a topic when it is about one, and
    the tag when it is TAG; `wording` is the version of the words that were on screen with the
    button, `then` the entry that is answered after the tag was put on.
    """

    verb: Verb
    target: str = ""
    wording: str = ""
    then: str = ""

    def payload(self) -> str:
        """The text a channel carries and gives back, at most 300 bytes for an id of 250."""
        parts = (_PREFIX, self.verb.value, self.target, self.wording, self.then)
        return ":".join(filter(None, parts))


def parse_action(payload: str) -> Action | None:
    """The action of a payload, or None when it is not one of ours (an old menu, another app)."""
    prefix, _, rest = payload.partition(":")
    verb, _, target = rest.partition(":")
    known = {member.value: member for member in Verb}
    if prefix != _PREFIX or verb not in known:
        return None
    if known[verb] is Verb.TAG:
        tag, _, then = target.partition(":")
        return Action(Verb.TAG, tag, then=then)
    if known[verb] not in _ABOUT_A_TOPIC:
        return Action(known[verb], target)
    topic, _, wording = target.partition(":")
    return Action(known[verb], topic, wording)
