"""What planning has refused for good is told with its own reason."""

from dataclasses import replace

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key
from towkay.adapters.policy_book import policy_book
from towkay.domain.facts import Facts
from towkay.domain.permits import Suppression, decide
from towkay.domain.policy.reasons import Reason
from towkay.domain.settlement import suppressed
from workbench.sending import _settled


def test_a_send_that_planning_has_refused_keeps_the_reason_it_was_refused_for() -> None:
    turn = a_turn(a_turn_key(a_contact_key()))
    (send, *_) = turn.sends
    decision = decide(send, a_contact(a_contact_key()), Facts(turn, policy_book()), NOW).decision
    refused = suppressed(replace(send, decision=decision), Reason.UNREACHABLE, NOW)

    assert _settled(refused) == Suppression(Reason.UNREACHABLE, decision)
    assert _settled(send) is None
