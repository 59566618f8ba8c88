"""Ask policy about one send, with facts read at this very moment."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.facts import Facts
from towkay.domain.health import account_of
from towkay.domain.permits import Permit, Suppression, decide, why_neither
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send
from towkay.domain.shipping.current import is_current
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory, Unasked, unasked_id
from towkay.ports.orders import OrderKey
from towkay.usecases.door import Door

_NO_WAY = frozenset(
    {
        *(Reason.WINDOW_CLOSED, Reason.NO_ROUTE, Reason.TOO_LONG),
        *(Reason.TEMPLATE_UNAPPROVED, Reason.NOT_GRANTED),
    }
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What policy said, under which rules of the brand, and for an unasked send its history.

    `send` is what was judged: with a permit, what goes out.
    """

    turn: TurnKey
    send: Send
    ruling: Permit | Suppression
    before: PersonHistory | None = None
    rules: BrandRules = DEFAULT_RULES

    def after_claim(self, send: Send, permit: Permit, now: datetime) -> PersonHistory | None:
        """The person's history with the send in it; None for what nobody counts."""
        if self.before is None:
            return None
        own = unasked_id(self.turn, send.index)
        entry = Unasked(own, send.purpose, now, permit.route, send.carries_opt_out, send.topic)
        history = self.before.history.with_entry(entry)
        return PersonHistory(self.before.brand, self.before.person, history)


def asked(turn: Turn, send: Send, now: datetime, door: Door) -> Judged:
    """Read what bears on the send and judge it: its words, or else the template in their place."""
    outdated = _is_outdated(turn, now, door)
    contact = door.ledger.contact(turn.key.contact)
    history = None
    if contact is not None and send.is_unasked:
        history = door.ledger.history(turn.brand, contact.person_name)
    said = judged_on(turn, send, contact, history, now, door, outdated=outdated)
    template = send.as_template()
    if template is None or not _has_no_way(said.ruling):
        return said
    instead = judged_on(turn, template, contact, history, now, door, outdated=outdated)
    if not isinstance(instead.ruling, Suppression):
        return instead
    facts = _facts(turn, template, contact, history, door, outdated=outdated)
    # A duty that the template lacks is its own reason only where it has a way at all.
    neither = why_neither(send, contact, facts, now)
    return changed(said, ruling=neither or instead.ruling)


def judged_on(
    turn: Turn,
    send: Send,
    contact: Contact | None,
    history: History | None,
    now: datetime,
    door: Door,
    *,
    outdated: bool = False,
) -> Judged:
    """Judge the send on a contact and a history that were read before; a reply needs no history."""
    facts = _facts(turn, send, contact, history, door, outdated=outdated)
    if contact is None or history is None:
        return Judged(turn.key, send, decide(send, contact, facts, now), rules=facts.rules)
    before = PersonHistory(turn.brand, contact.person_name, history)
    return Judged(turn.key, send, _paid_for(send, contact, facts, now, door), before, facts.rules)


def _facts(
    turn: Turn,
    send: Send,
    contact: Contact | None,
    history: History | None,
    door: Door,
    *,
    outdated: bool,
) -> Facts:
    """All that is asked beside the send and its contact."""
    rules = door.rules.rules(turn.brand)
    state = _template_state(turn, send, door)
    if contact is None or history is None:
        # Quiet hours and caps are of unasked messages: what a reply costs to send must stay small.
        return Facts(turn, door.book, rules, template_state=state, outdated=outdated)
    known = door.facts.facts(account_of(turn.key.contact))
    campaign = door.campaigns.watch.facts(turn.brand, turn.key.cause)
    if send.ambiguous:  # its first try was paid for: the money may be spent, and is not given back
        campaign = changed(campaign, budget_left=None)
    return Facts(turn, door.book, rules, history, known, state, campaign, outdated)


def _has_no_way(ruling: Permit | Suppression) -> bool:
    """Whether all that is missing is a way that takes it."""
    return isinstance(ruling, Suppression) and ruling.reason in _NO_WAY


def _is_outdated(turn: Turn, now: datetime, door: Door) -> bool:
    """Whether the order's record says otherwise by now; read only for what is of a parcel."""
    if turn.about is None:
        return False
    key = OrderKey(turn.brand, turn.about.order)
    return not is_current(door.orders.record(key, now), turn.about)


def _paid_for(
    send: Send, contact: Contact, facts: Facts, now: datetime, door: Door
) -> Permit | Suppression:
    """The judgement; where only money at hand is missing, after asking the budget for some."""
    ruling = decide(send, contact, facts, now)
    if not isinstance(ruling, Suppression) or ruling.reason is not Reason.BUDGET:
        return ruling
    campaign, turn, watch = facts.campaign, facts.turn, door.campaigns.watch
    unbound = changed(facts, campaign=changed(campaign, budget_left=None))
    needs = cost_millionths(decide(send, contact, unbound, now).decision.cost, campaign.currency)
    if needs is None or not watch.set_aside(turn.brand, turn.key.cause, needs):
        return ruling
    funded = changed(facts, campaign=watch.facts(turn.brand, turn.key.cause))
    return decide(send, contact, funded, now)


def _template_state(turn: Turn, send: Send, door: Door) -> TemplateState | None:
    """What was told of the template that the send is; nothing is read where it is none."""
    template = send.approved
    if template is None:
        return None
    return door.facts.template(account_of(turn.key.contact), template.name, template.language)
