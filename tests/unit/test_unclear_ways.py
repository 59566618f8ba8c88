"""What is unclear is asked again only by the ways that cannot be seen twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import a_turn, a_turn_key
from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.domain.channels import ContactKey
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.routes import Route
from towkay.domain.sends import SendState
from towkay.domain.settlement import after_call, after_lease

S = SendState
LATER = NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("contact", "route", "state"),
    [
        (LINE_SHOPPER, Route.PUSH, S.READY),
        (LINE_SHOPPER, Route.NOTIFICATION_MESSAGE, S.UNKNOWN),
        (PAGE_SHOPPER, Route.OPEN_WINDOW, S.UNKNOWN),
        (PAGE_SHOPPER, Route.PRIVATE_REPLY, S.UNKNOWN),
        (PAGE_SHOPPER, Route.MARKETING_MESSAGE, S.UNKNOWN),
    ],
)
def test_only_what_has_a_retry_key_is_said_again(
    contact: ContactKey, route: Route, state: SendState
) -> None:
    turn = replace(a_turn(a_turn_key(contact)), created_at=NOW, received_at=NOW)
    send = replace(turn.sends[0], state=S.CLAIMED, route=route, first_called_at=NOW, attempts=1)

    unclear = after_call(turn, send, Outcome(Verdict.UNKNOWN), LATER)

    assert (unclear.state, unclear.ambiguous) == (state, True)
    assert after_lease(turn, send, LATER).state is state
