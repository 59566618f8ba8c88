"""Was a message that a channel showed as somebody else's our own?

Some channels show every message of the account in the same words, and leave it to us to know ours.
"""

from datetime import datetime, timedelta

from towkay.domain.errors import SendBusy
from towkay.domain.events import Event, HumanReplied
from towkay.domain.messages import Text
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import confirmed
from towkay.domain.turns import Turn
from towkay.ports.tables import Conversations

# What was held overnight goes out under a cause of the evening before.
_REACH = timedelta(days=1)
_OPEN = frozenset({SendState.CLAIMED, SendState.UNKNOWN})


def is_ours(event: Event, conversations: Conversations, now: datetime) -> bool:
    """Whether it is a message of ours: by its id, or by its words while our own call is unclear.

    An unclear send that it proves is settled. Raises `SendBusy` while a call is under way whose
    answer would tell the id, `StaleState` when the turn changed meanwhile.
    """
    happening = event.happening
    if not isinstance(happening, HumanReplied) or not happening.message_id:
        return False
    turns = conversations.turns_since(event.contact, event.occurred_at - _REACH)
    sends = [(turn, send) for turn in turns for send in turn.sends]
    if any(happening.message_id in send.provider_ids for _, send in sends):
        return True
    if any(_is_under_way(send, now) for _, send in sends):
        raise SendBusy("the answer to our own call may not be stored yet")
    return any(_proved(turn, send, happening, conversations, now) for turn, send in sends)


def _is_under_way(send: Send, now: datetime) -> bool:
    held = send.lease_until is not None and now < send.lease_until
    return send.state is SendState.CLAIMED and held


def _proved(
    turn: Turn, send: Send, shown: HumanReplied, conversations: Conversations, now: datetime
) -> bool:
    """Whether it shows this send, whose outcome nobody knew; settled by that."""
    if not _is_unclear(send) or _words_of(send) != shown.text.strip():
        return False
    conversations.settle(turn, confirmed(send, shown.message_id, now))
    return True


def _is_unclear(send: Send) -> bool:
    """Whether it may have arrived; also one that was given up, for an echo may be late."""
    given_up = send.state is SendState.PARKED and send.ambiguous
    return send.state in _OPEN or given_up


def _words_of(send: Send) -> str:
    """What an echo would say of it; of anything but plain words it says nothing."""
    texts = [one.text.strip() for one in send.messages if isinstance(one, Text) and not one.buttons]
    return "\n".join(texts)
