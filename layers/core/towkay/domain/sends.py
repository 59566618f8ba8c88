"""What is one request to a channel for one contact, and how far has it got?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.copying import changed
from towkay.domain.messages import Message, Purpose, TemplateMessage
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route, SenderKind
from towkay.domain.templates import Template


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

    @property
    def may_be_seen(self) -> bool:
        """Whether the call was made or is being made, and was not refused for certain."""
        return self in _CALLED


_FINAL = frozenset({SendState.SENT, SendState.SUPPRESSED, SendState.REFUSED, SendState.PARKED})
_CALLED = frozenset({SendState.CLAIMED, SendState.UNKNOWN, SendState.SENT, SendState.PARKED})
# Reasons of policy that end by themselves.
_HOLDS = frozenset({Reason.QUIET_HOURS.value, Reason.HUMAN_HOLDS.value, Reason.PAUSED.value})


@dataclass(frozen=True, slots=True)
class Send:
    """One request to a channel for one contact.

    `owner` and `lease_until` are set while CLAIMED. `ambiguous` is True once any attempt may have
    been delivered: from then on it can only end as SENT or PARKED. `token_spent` is True once the
    reply token was refused. `body_hash` is of the first rendered body: a retry key is good only for
    the same bytes. `called_at` is the moment of the last claim, just before its call,
    `first_called_at` that of the first one: a retry key lives from there. `settle_by` ends the wait
    for evidence of an UNKNOWN send. `request_id` is the channel's id of the last call, by which its
    support finds it. `staff` is who wrote it when a person did, `expires_at` ends its grace.
    `decision` is the newest judgement, on which it was called, held or suppressed, `billed` what
    the channel says that it charges for. `arrived` is True once the channel has reported this very
    send as delivered or read: no later report takes that back. `held_out` is True where a campaign
    leaves its person out, `batch` names the request to many that it was, or is, a part of: nobody
    confirms that one by one. `instead` is the template that says the same where words of our own
    may not go, and `said_instead` is True once it was called as that one: it says the whole turn
    then. Quiet hours do not hold it back until `passes_quiet_until`.
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
    first_called_at: datetime | None = None
    settle_by: datetime | None = None
    settled_at: datetime | None = None
    sender: SenderKind = SenderKind.BOT
    staff: str = ""
    topic: str = ""
    template: str = ""
    expires_at: datetime | None = None
    skips_quiet: bool = False
    carries_opt_out: bool = False
    carries_disclosure: bool = False
    decision: Decision | None = None
    billed: str = ""
    arrived: bool = False
    held_out: bool = False
    batch: str = ""
    instead: Template | None = None
    passes_quiet_until: datetime | None = None
    said_instead: bool = False

    def is_held(self, now: datetime) -> bool:
        """Whether policy holds it back until a moment that is still to come."""
        waits = self.not_before is not None and now < self.not_before
        return self.state is SendState.READY and self.reason in _HOLDS and waits

    @property
    def may_be_seen(self) -> bool:
        """Whether its shopper may have it, or be getting it at this moment."""
        return self.ambiguous or self.state.may_be_seen

    @property
    def approved(self) -> Template | None:
        """The template that it is, with what fills its gaps; None where free words say it."""
        shown = (one.template for one in self.messages if isinstance(one, TemplateMessage))
        return next(shown, None)

    def as_template(self) -> "Send | None":
        """The send with the template in place of its words; None where there is none to take.

        Nobody can tell which of the two a shopper has seen once words may have arrived.
        """
        if self.instead is None or self.ambiguous:
            return None
        return changed(
            self,
            messages=(TemplateMessage(self.instead),),
            template=self.instead.name,
            instead=None,
            said_instead=True,
            carries_opt_out=self.instead.tells_opt_out,
            carries_disclosure=False,  # its words were approved without that line
        )

    @property
    def is_unasked(self) -> bool:
        """Whether the shopper did not ask for it just now: consent, quiet hours and caps bear."""
        return self.purpose is not Purpose.REPLY


def plan_sends(purpose: Purpose, packed: Sequence[Sequence[Message]]) -> tuple[Send, ...]:
    """One READY send for each group of messages that fits one request."""
    return tuple(
        Send(index=index, purpose=purpose, messages=tuple(messages))
        for index, messages in enumerate(packed)
    )
