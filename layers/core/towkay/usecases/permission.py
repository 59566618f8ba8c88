"""Ask policy about one send, with facts read at this very moment."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.facts import Facts
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.sends import Send
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import PersonHistory, Unasked, unasked_id
from towkay.usecases.door import Door


@dataclass(frozen=True, slots=True)
class Judged:
    """What policy said, and for an unasked send whose history its claim goes into."""

    turn: TurnKey
    ruling: Permit | Suppression
    before: PersonHistory | None = None

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
    if contact is None or not send.is_unasked:
        # Quiet hours and caps are of unasked messages: what a reply costs to send must stay small.
        rules = door.rules.rules(turn.brand)
        return Judged(turn.key, decide(send, contact, Facts(turn, door.book, rules), now))
    history = door.ledger.history(turn.brand, contact.person_name)
    facts = Facts(turn, door.book, door.rules.rules(turn.brand), history)
    before = PersonHistory(turn.brand, contact.person_name, history)
    return Judged(turn.key, decide(send, contact, facts, now), before)
