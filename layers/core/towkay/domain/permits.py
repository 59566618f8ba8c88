"""May this send go out now, and by which route? A permit is the yes; no call is made without one.

`decide` gathers the facts into one situation and has it judged. Nothing else makes permits.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from towkay.domain.calls import ChannelCall
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.facts import Facts
from towkay.domain.policy.decisions import UNTOLD, Decision
from towkay.domain.policy.judging import Allowed, Denied, judge
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import HUMAN_ROUTES, BotRoute, Route, SenderKind
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send
from towkay.domain.situations import beside, situation_of
from towkay.domain.tokens import token_for


@dataclass(frozen=True, slots=True)
class _Leave:
    """Leave to make one call: for whom, for which send, and on what decision.

    It holds only while the contact is still at `contact_version`, and for an unasked message while
    its person's history is at `history_revision`: the claim checks both in the same transaction, so
    whatever changed in between (a stop, a person taking over, another campaign) wins. `token` is
    the channel's own leave, where the route needs one.
    """

    contact: ContactKey
    send_id: str
    contact_version: int
    decision: Decision
    history_revision: int | None
    token: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class BotPermit(_Leave):
    """A program's leave; the routes that are kept for people are not among its own."""

    route: BotRoute

    def __post_init__(self) -> None:
        if self.route in HUMAN_ROUTES:
            raise ValueError(f"{self.route} is for people")


@dataclass(frozen=True, slots=True)
class HumanPermit(_Leave):
    """A person's leave, who may take every route."""

    route: Route


Permit: TypeAlias = BotPermit | HumanPermit


def covers(permit: Permit, call: ChannelCall) -> bool:
    """Whether the permit is for exactly this call: contact, send, route and token."""
    whom = (call.contact, call.send_id) == (permit.contact, permit.send_id)
    return whom and (call.route, call.token) == (permit.route, permit.token)


@dataclass(frozen=True, slots=True)
class Suppression:
    """No leave. With `until` it is a hold: the same send is asked about again then."""

    reason: Reason
    decision: Decision
    until: datetime | None = None


def decide(
    send: Send, contact: Contact | None, facts: Facts, now: datetime
) -> Permit | Suppression:
    """Judge one send at `now`; pure. A contact that is None was erased."""
    situation = situation_of(send, contact, facts, now)
    ruling = judge(situation, facts.book)
    if not isinstance(ruling, Allowed):
        return _suppression(ruling, situation, facts)
    decision = Decision(ruling.row.id, facts.book.version, situation, cost_of(ruling))
    needs = ruling.row.token
    token = token_for(contact, needs, send.topic, now) if contact and needs else ""
    return _permit(send, facts, decision, ruling.row.route, token)


def why_neither(
    send: Send, contact: Contact | None, facts: Facts, now: datetime
) -> Suppression | None:
    """Why neither the words of a send nor the template in place of them may go.

    None where that is not one answer: each has a reason of its own.
    """
    if send.instead is None:
        return None
    words = situation_of(send, contact, facts, now)
    situation = beside(words, send.instead, facts.template_state)
    ruling = judge(situation, facts.book)
    if isinstance(ruling, Allowed) or ruling.until is not None:
        return None
    return _suppression(ruling, situation, facts)


def _suppression(ruling: Denied, situation: Situation, facts: Facts) -> Suppression:
    decision = Decision(ruling.reason.value, facts.book.version, situation)
    return Suppression(ruling.reason, decision, ruling.until)


def judged_again(decision: Decision, book: PolicyBook) -> tuple[str, str]:
    """The rule and the cost that the same situation leads to under `book`."""
    ruling = judge(decision.situation, book)
    if isinstance(ruling, Allowed):
        return ruling.row.id, cost_of(ruling)
    return ruling.reason.value, ""


def cost_of(ruling: Allowed) -> str:
    """The price of an allowed row, as its source writes it."""
    if ruling.price:
        return f"{ruling.price.amount} {ruling.price.currency}"
    return UNTOLD if ruling.row.price else ""


def _permit(send: Send, facts: Facts, decision: Decision, route: Route, token: str) -> Permit:
    key = facts.turn.key
    named = send_id(key, send.index)
    unasked = send.is_unasked
    revision = facts.history.revision if unasked else None
    version = decision.situation.contact_version
    if send.sender is SenderKind.HUMAN:
        return HumanPermit(key.contact, named, version, decision, revision, route, token=token)
    if route is Route.HUMAN_AGENT:
        raise AssertionError("a row of policy lets a program take a person's route")
    return BotPermit(key.contact, named, version, decision, revision, route, token=token)
