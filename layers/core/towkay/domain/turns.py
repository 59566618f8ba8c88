"""What was decided for one cause, what was sent for it, and how did each send end?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.channels import ContactKey
from towkay.domain.messages import Loss, Message, Purpose

# A turn whose sends nobody drained by then is put back on the way: longer than one visibility
# time-out of the outbound queue (60 s), so that the queue's own redelivery comes first.
_DRAINED_WITHIN = timedelta(seconds=90)


class SendState(StrEnum):
    """The life of a send; the last four are ends."""

    READY = "ready"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    REFUSED = "refused"
    PARKED = "parked"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will be done for the send."""
        return self in _FINAL


_FINAL = frozenset({SendState.SENT, SendState.SUPPRESSED, SendState.REFUSED, SendState.PARKED})


class Route(StrEnum):
    """The lawful way a send takes."""

    OPEN_WINDOW = "open_window"
    REPLY_TOKEN = "reply_token"  # noqa: S105  # a route, not a secret
    PUSH = "push"


class Rule(StrEnum):
    """Which rule decided a turn; the value is also the metric and log label."""

    STOPPED = "stopped"
    RESUMED = "resumed"
    BLOCKED = "blocked"
    GREETED = "greeted"
    ANSWERED = "answered"
    PRESSED = "pressed"
    SUGGESTED = "suggested"
    NOT_UNDERSTOOD = "not_understood"
    AWAY = "away"
    HANDED_OVER = "handed_over"
    HUMAN_HOLDS = "human_holds"
    MENU = "menu"
    RESTARTED = "restarted"
    COURTESY = "courtesy"
    ATTACHMENT = "attachment"
    UNSENT = "unsent"
    STALE = "stale"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class TurnKey:
    """A turn's identity: whose conversation, when its cause happened, and which cause."""

    contact: ContactKey
    occurred_at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Send:
    """One request to a channel for one contact.

    `owner` and `lease_until` are set while CLAIMED. `ambiguous` is True once any attempt may have
    been delivered: from then on it can only end as SENT or PARKED. `token_spent` is True once the
    reply token was refused. `body_hash` is of the first rendered body: a retry key is good only
    for the same bytes. `called_at` is the moment of the last claim, just before its call.
    `settle_by` ends the wait for evidence of an UNKNOWN send. `request_id` is the channel's id of
    the last call, by which its support finds it.
    """

    index: int
    purpose: Purpose
    messages: tuple[Message, ...]
    state: SendState = SendState.READY
    route: Route | None = None
    reason: str = ""
    attempts: int = 0
    owner: str = ""
    lease_until: datetime | None = None
    ambiguous: bool = False
    token_spent: bool = False
    body_hash: str = ""
    provider_ids: tuple[str, ...] = ()
    request_id: str = ""
    not_before: datetime | None = None
    called_at: datetime | None = None
    settle_by: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Why the turn says what it says: the rule, and the matcher's view when it was asked."""

    rule: Rule
    band: str = ""
    confidence: float | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbound:
    """The shopper's side of the transcript; `text` is None after the message was taken back."""

    kind: str
    text: str | None = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One cause with what was decided, the sends it led to and how each ended.

    `revision` counts the writes of the row. The reply token and `received_at` travel with the
    turn because the token lives one minute from the moment the webhook arrived.
    """

    key: TurnKey
    brand: str
    endpoint: str
    inbound: Inbound
    reasoning: Reasoning
    created_at: datetime
    received_at: datetime
    sends: tuple[Send, ...] = ()
    losses: tuple[Loss, ...] = ()
    reply_token: str | None = None
    revision: int = 0

    @property
    def open_sends(self) -> tuple[Send, ...]:
        """The sends that are not final, in order."""
        return tuple(send for send in self.sends if not send.state.is_final)

    @property
    def due_at(self) -> datetime | None:
        """When somebody must look at the turn again; None when every send is final.

        A send that waits or is under way keeps the later ones waiting with it: theirs is no moment
        to look at anything.
        """
        moments = []
        for send in self.open_sends:
            moments.append(_due(send, self.created_at))
            if send.state is not SendState.UNKNOWN:
                break
        return min(moments, default=None)

    def with_send(self, send: Send) -> "Turn":
        """The turn after one of its sends changed."""
        sends = (*self.sends[: send.index], send, *self.sends[send.index + 1 :])
        return replace(self, sends=sends, revision=self.revision + 1)


def _due(send: Send, created_at: datetime) -> datetime:
    match send.state:
        case SendState.CLAIMED if send.lease_until:
            return send.lease_until
        case SendState.UNKNOWN if send.settle_by:
            return send.settle_by
        case _:
            return send.not_before or created_at + _DRAINED_WITHIN


def plan_sends(purpose: Purpose, packed: Sequence[Sequence[Message]]) -> tuple[Send, ...]:
    """One READY send for each group of messages that fits one request."""
    return tuple(
        Send(index=index, purpose=purpose, messages=tuple(messages))
        for index, messages in enumerate(packed)
    )
