"""Ask policy about one send, with facts read at this very moment."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.facts import Facts
from towkay.domain.health import account_of
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.sends import Send
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import PersonHistory, Unasked, unasked_id
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
        entry = Unasked(own, send.purpose, now, permit.route, send.carries_opt_out)
        history = self.before.history.with_entry(entry)
        return PersonHistory(self.before.brand, self.before.person, history)


def asked(turn: Turn, send: Send, now: datetime, door: Door) -> Judged:
    """Read what bears on the send and judge it."""
    contact = door.ledger.contact(turn.key.contact)
    rules = door.rules.rules(turn.brand)
    if contact is None or not send.is_unasked:
        # Quiet hours and caps are of unasked messages: what a reply costs to send must stay small.
        facts = Facts(turn, door.book, rules, template_state=_template_state(turn, send, door))
        return Judged(turn.key, decide(send, contact, facts, now), rules=rules)
    history = door.ledger.history(turn.brand, contact.person_name)
    facts = Facts(
        turn,
        door.book,
        rules,
        history,
        door.facts.facts(account_of(turn.key.contact)),
        _template_state(turn, send, door),
    )
    before = PersonHistory(turn.brand, contact.person_name, history)
    return Judged(turn.key, decide(send, contact, facts, now), before, rules)


def _template_state(turn: Turn, send: Send, door: Door) -> TemplateState | None:
    """What was told of the template that the send is; nothing is read where it is none."""
    template = send.approved
    if template is None:
        return None
    return door.facts.template(account_of(turn.key.contact), template.name, template.language)
