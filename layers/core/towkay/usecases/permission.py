"""Ask policy about one send, with facts read at this very moment."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.facts import Facts
from towkay.domain.health import account_of
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import History, PersonHistory, Unasked, unasked_id
from towkay.usecases.door import Door


@dataclass(frozen=True, slots=True)
class Judged:
    """What policy said, under which rules of the brand, and for an unasked send its history."""

    turn: TurnKey
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
    """Read what bears on the send and judge it."""
    contact = door.ledger.contact(turn.key.contact)
    if contact is None or not send.is_unasked:
        return judged_on(turn, send, contact, None, now, door)
    history = door.ledger.history(turn.brand, contact.person_name)
    return judged_on(turn, send, contact, history, now, door)


def judged_on(
    turn: Turn,
    send: Send,
    contact: Contact | None,
    history: History | None,
    now: datetime,
    door: Door,
) -> Judged:
    """Judge the send on a contact and a history that were read before; a reply needs no history."""
    rules = door.rules.rules(turn.brand)
    state = _template_state(turn, send, door)
    if contact is None or history is None:
        # Quiet hours and caps are of unasked messages: what a reply costs to send must stay small.
        facts = Facts(turn, door.book, rules, template_state=state)
        return Judged(turn.key, decide(send, contact, facts, now), rules=rules)
    known = door.facts.facts(account_of(turn.key.contact))
    campaign = door.campaigns.watch.facts(turn.brand, turn.key.cause)
    if send.ambiguous:  # its first try was paid for: the money may be spent, and is not given back
        campaign = changed(campaign, budget_left=None)
    facts = Facts(turn, door.book, rules, history, known, state, campaign)
    before = PersonHistory(turn.brand, contact.person_name, history)
    return Judged(turn.key, _paid_for(send, contact, facts, now, door), before, rules)


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
