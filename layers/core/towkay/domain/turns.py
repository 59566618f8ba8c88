"""What was decided for one cause, what was sent for it, and how did each send end?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.channels import ContactKey
from towkay.domain.copying import changed
from towkay.domain.messages import Loss
from towkay.domain.sends import Send, SendState
from towkay.domain.shipping.about import AboutParcel

# A turn whose sends nobody drained by then is put back on the way: longer than one visibility
# time-out of the outbound queue (60 s), so that the queue's own redelivery comes first.
_DRAINED_WITHIN = timedelta(seconds=90)


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
    SUBSCRIPTIONS = "subscriptions"
    SUBSCRIBED = "subscribed"
    TOPIC_STOPPED = "topic_stopped"
    DECLINED = "declined"
    PREFERENCE = "preference"
    COMMENT = "comment"
    CART = "cart"
    FORM = "form"
    THREAD_MOVED = "thread_moved"
    MOVED = "moved"
    ORDER_LINKED = "order_linked"
    ORDER_SHOWN = "order_shown"
    ORDER_ASKED = "order_asked"
    ORDER_UNPROVED = "order_unproved"
    PLANNED = "planned"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class TurnKey:
    """A turn's identity: whose conversation, when its cause happened, and which cause."""

    contact: ContactKey
    occurred_at: datetime
    cause: str


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
    turn because the token lives one minute from the moment the webhook arrived; so do the comment
    that its first send answers in private, and what marks the shopper's message as read. `about`
    is the parcel of which it tells.
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
    comment: str = ""
    seen_token: str = ""
    revision: int = 0
    about: AboutParcel | None = None

    @property
    def heard_at(self) -> datetime:
        """When its cause counts as having happened: as an event's own time, never after it came."""
        return min(self.key.occurred_at, self.received_at)

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

    @property
    def may_be_seen(self) -> bool:
        """Whether any of it may have reached its shopper."""
        return any(send.may_be_seen for send in self.sends)

    def has_refused_before(self, index: int) -> bool:
        """Whether a send before the one of this index was refused: the rest makes no sense then."""
        return any(send.state is SendState.REFUSED for send in self.sends[:index])

    def with_send(self, send: Send) -> "Turn":
        """The turn after one of its sends changed."""
        sends = (*self.sends[: send.index], send, *self.sends[send.index + 1 :])
        return changed(self, sends=sends, revision=self.revision + 1)


def _due(send: Send, created_at: datetime) -> datetime:
    match send.state:
        case SendState.CLAIMED if send.lease_until:
            return send.lease_until
        case SendState.UNKNOWN if send.settle_by:
            return send.settle_by
        case _:
            return send.not_before or created_at + _DRAINED_WITHIN
