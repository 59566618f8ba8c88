"""Whatever is said, the body that goes out is one that its channel takes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.contract.channels.simulated import call_on, made, shopper_on
from tests.support.messages import ANY_MESSAGE
from tests.unit.simulators.rig import TIDY, Rig, running
from towkay.adapters.channels.wire import CallImpossible
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.messages import CouponOffer, Message, TemplateMessage
from towkay.domain.outcomes import Verdict
from towkay.domain.packing import pack
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.rules import Rules

# Nobody is asked for the same consent twice in a week, which is no fault of a body.
PATIENT = Rules(
    whatsapp=TIDY, messenger=MessengerRules(topic_gap=timedelta(0), opt_in_requests_most=10_000)
)


def of_the_shop_alone(message: Message) -> Message:
    """Without a coupon that the platform would have to hold: it was never made there."""
    if isinstance(message, CouponOffer):
        return replace(message, coupon=replace(message.coupon, reference=""))
    return message


# A template must have been approved before: what fills one is tried where templates are.
SENDABLE = ANY_MESSAGE.filter(lambda one: not isinstance(one, TemplateMessage))
SAID = st.lists(SENDABLE.map(of_the_shop_alone), max_size=3)
# Not made smaller when it fails: that takes minutes, and the refusal names the message.
WIDE = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PATIENCE_S = 10  # more than any channel wants between two messages to one person


def refusals(rig: Rig, channel: Channel, said: list[Message]) -> list[str]:
    """What the simulator says against any of the requests, each made as delivery makes it."""
    found = []
    for place, request in enumerate(pack(said, CAPABILITIES[channel]).requests):
        rig.clock.advance(PATIENCE_S)
        try:
            outcome = made(rig, call_on(channel, *request, send_id=f"1.{place}.c"))
        except CallImpossible as impossible:
            outcome = impossible.outcome
        if outcome.verdict is not Verdict.SENT:
            found.append(f"{outcome} {(rig.http.get('/ledger').json or [None])[-1]} {request}")
    return found


@pytest.mark.parametrize("channel", every_channel())
@given(said=SAID)
@WIDE
def test_no_simulator_refuses_whatever_is_said(channel: Channel, said: list[Message]) -> None:
    with running(PATIENT) as rig:
        shopper_on(rig, channel).say("hi")

        assert refusals(rig, channel, said) == []
