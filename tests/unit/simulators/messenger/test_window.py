"""Whom may a Page write to, and how long after they wrote?"""

import json
from collections.abc import Callable
from functools import partial

import pytest

from tests.unit.simulators.messenger.calls import REPLY, TAGGED, changed, refusal, with_writer
from tests.unit.simulators.rig import PAGE, PSID, Rig, running, text
from towkay.adapters.channels.messenger.outbound import MessengerOutbound
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Text
from towkay.domain.routes import Route
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.rules import Rules
from workbench.simulators.sender import Sent

WINDOW = (
    "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
    "https://developers.facebook.com/docs/messenger-platform/policy-overview"
)


@pytest.mark.parametrize("kind", ["RESPONSE", "UPDATE", None])
def test_the_window_closes_24_hours_after_the_last_message(rig: Rig, kind: str | None) -> None:
    with_writer(rig)
    rig.clock.advance(24 * 3600 - 1)
    last_second = rig.graph(changed(messaging_type=kind)).status_code
    rig.clock.advance(1)

    assert last_second == 200
    assert refusal(rig, changed(messaging_type=kind)) == (10, 2018278, WINDOW)


def test_a_press_and_a_reaction_open_the_window_again(rig: Rig) -> None:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
    shopper.get_started()
    rig.graph(text("哈囉", quick_replies=[REPLY]))
    acts: list[Callable[[], Sent]] = [partial(shopper.press, "運費"), shopper.react]
    for act in acts:
        rig.clock.advance(25 * 3600)
        assert refusal(rig, text())[:2] == (10, 2018278)
        act()
        assert rig.graph(text("嗯", quick_replies=[REPLY])).status_code == 200


def test_an_edit_does_not_open_the_window(rig: Rig) -> None:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
    mid = shopper.say("請問").event_ids[0]
    rig.clock.advance(25 * 3600)
    shopper.edit(mid, "請問運費")

    assert refusal(rig, text())[:2] == (10, 2018278)


def test_a_human_agents_answer_is_allowed_for_seven_days() -> None:
    with running(Rules(messenger=MessengerRules(human_agent_approved=True))) as rig:
        with_writer(rig)
        body = changed(**TAGGED, tag="HUMAN_AGENT")
        rig.clock.advance(6 * 86400)

        assert rig.graph(body).status_code == 200
        rig.clock.advance(86400)
        assert refusal(rig, body)[:2] == (10, 2018278)


def test_a_person_who_blocked_the_page_is_unavailable_until_they_write(rig: Rig) -> None:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
    shopper.say("請問")
    silent = shopper.unfollow()

    wanted = (551, 1545041, "(#551) This person isn't available right now.")
    assert refusal(rig, text()) == wanted
    assert (silent.attempts, len(rig.shop.seen)) == ((), 1)
    shopper.say("我回來了")
    assert rig.graph(text()).status_code == 200


def test_what_a_person_writes_outside_the_window_is_rendered_as_the_platform_takes_it() -> None:
    whom = ContactKey(Channel.MESSENGER, PAGE.account, PSID)
    call = ChannelCall(whom, "demo", "1.0.c", Route.HUMAN_AGENT, (Text("我來幫您看"),))
    body = json.loads(MessengerOutbound().body_of(call))
    for approved in (True, False):
        with running(Rules(messenger=MessengerRules(human_agent_approved=approved))) as rig:
            with_writer(rig)
            rig.clock.advance(6 * 86400)

            assert (rig.graph(body).status_code == 200) is approved
