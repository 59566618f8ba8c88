"""What the product's own code sends in some weeks of a shop can all be derived again."""

from towkay.domain.audit.faults import Fault
from towkay.domain.routes import Route
from workbench.audit.simulated.days import a_person
from workbench.audit.simulated.run import dossiers_of, simulated
from workbench.audit.simulated.shop import the_shop


def test_of_twenty_thousand_sends_none_is_without_a_permit() -> None:
    tally = simulated(20_000, seed=3)

    assert tally.calls >= 20_000
    assert tally.faults == {}
    assert (tally.before_proof, tally.worn) == (0, 0)


def test_the_made_up_shop_meets_everything_that_a_permit_looks_at() -> None:
    """Or a clean audit would say nothing."""
    reasons, routes, states = set(), set(), set()
    for number in range(60):
        person = a_person(the_shop(), 3, number)
        person.live()
        for dossier in dossiers_of(person):
            for turn in dossier.turns:
                reasons |= {send.reason for send in turn.sends if send.state == "suppressed"}
                routes |= {send.route for send in turn.sends}
                states |= {send.state.value for send in turn.sends}

    assert {
        "stopped",
        "no_consent",
        "unreachable",
        "human_holds",
        "window_closed",
        "cap",
        "expired",
        "earlier_refused",
    } <= reasons
    assert {Route.OPEN_WINDOW, Route.REPLY_TOKEN, Route.PUSH, Route.HUMAN_AGENT} <= routes
    assert {"sent", "refused", "parked", "suppressed"} <= states


def test_the_same_seed_is_the_same_shop() -> None:
    first, again = simulated(500, seed=5), simulated(500, seed=5)

    assert (first.calls, first.contacts) == (again.calls, again.contacts)
    assert first.calls != simulated(500, seed=6).calls


def test_every_fault_has_words() -> None:
    from workbench.audit.words import TOLD

    assert set(TOLD) == set(Fault)
