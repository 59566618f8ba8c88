"""What is a plain question with its answer, without looking the answer up?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.contacts import Contact
from towkay.domain.events import MessageReceived
from towkay.domain.messages import Purpose, Text
from towkay.domain.packing import pack
from towkay.domain.sends import Send, plan_sends
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey


def answered_turn(
    known: Contact, now: datetime, number: int, words: Sequence[str]
) -> tuple[Contact, Turn]:
    """The contact after asking, and the turn: silent while a person holds the conversation."""
    is_silent = known.silenced(now)
    channel = known.key.channel
    turn = Turn(
        TurnKey(known.key, now, f"q{number}"),
        known.brand,
        known.endpoint,
        Inbound(MessageReceived.__name__, "?", f"m{number}"),
        Reasoning(Rule.HUMAN_HOLDS if is_silent else Rule.ANSWERED),
        now,
        now,
        () if is_silent else _replies(channel, words),
        reply_token=f"t{number}" if channel is Channel.LINE else None,
    )
    return _heard(known, now), turn


def _heard(known: Contact, now: datetime) -> Contact:
    length = CAPABILITIES[known.key.channel].window
    closes_at = now + length if length else None
    return replace(
        known,
        last_event_at=max(filter(None, (known.last_event_at, now))),
        window_closes_at=max(filter(None, (known.window_closes_at, closes_at)), default=None),
    )


def _replies(channel: Channel, words: Sequence[str]) -> tuple[Send, ...]:
    packed = pack([Text(one) for one in words], CAPABILITIES[channel])
    return plan_sends(Purpose.REPLY, packed.requests)
