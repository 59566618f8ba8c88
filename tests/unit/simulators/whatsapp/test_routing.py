"""Where several apps share a number: who has a talk, who may write in it, how it moves."""

from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER
from tests.unit.simulators.whatsapp.phone import (
    PHONE,
    Body,
    Phone,
    phones,
    refused,
    text,
    with_rules,
)

DAY = 24 * 3600
CONTROL = f"v25.0/{NUMBER.account}/thread_control"


def test_what_another_app_has_comes_as_a_copy_and_may_not_be_answered(talking: Phone) -> None:
    talking.shopper.life.hand_over("ai_agent")
    talking.shopper.say("在嗎")

    assert len(talking.messages()) == 1
    (copy,) = talking.values("standby")[0]["standby"]["messages"]
    assert copy["text"]["body"] == "在嗎"
    (moved,) = talking.values("messaging_handovers")
    assert moved["control_passed"]["new_owner_role"] == "ai_agent"
    assert talking.refusal(text())[:2] == (400, 138038)
    assert talking.send(text(category="utility")).status_code == 200
    talking.approved()
    talking.shopper.life.hand_over("customer_service")
    assert talking.send(text()).status_code == 200


def test_a_talk_falls_idle_after_a_day_without_a_word(talking: Phone) -> None:
    talking.shopper.life.hand_over("ai_agent")
    talking.clock.advance(DAY)
    assert talking.outcome(text()) == [131047], "nobody's, so ours to write in, but shut"
    talking.shopper.say("在嗎")
    assert len(talking.messages()) == 2


def test_the_escalation_app_takes_a_talk_over_by_writing() -> None:
    with phones(with_rules(role="escalation")) as phone:
        phone.shopper.say("hi")
        phone.shopper.life.hand_over("ai_agent")
        assert phone.send(text()).status_code == 200
        phone.shopper.say("謝謝")
        assert len(phone.messages()) == 2


def control(phone: Phone, action: str, **more: Any) -> Any:
    body = {"messaging_product": "whatsapp", "to": PHONE, "action": action} | more
    return phone.call("POST", CONTROL, body)


def test_who_has_a_talk_may_pass_or_release_it(talking: Phone) -> None:
    assert control(talking, "release").json == {"messaging_product": "whatsapp"}
    assert talking.values("messaging_handovers") == [], "a release is told to nobody"
    passed = control(talking, "pass", control_pass={"target_role": "ai_agent"}, metadata="請接手")
    assert passed.status_code == 200
    (told,) = talking.values("messaging_handovers")
    assert told["control_passed"] == {
        "previous_owner_role": "customer_service",
        "new_owner_role": "ai_agent",
        "metadata": "請接手",
    }
    assert refused(control(talking, "pass"))[1] == 138038
    assert refused(control(talking, "release"))[1] == 138038


@pytest.mark.parametrize(
    ("action", "more", "code"),
    [
        ("take", {}, 2494191),
        ("sing", {}, 100),
        ("pass", {"control_pass": {"target_role": "poet"}}, 100),
        ("pass", {"metadata": "m" * 2001}, 100),
        ("pass", {"to": None}, 100),
    ],
)
def test_control_is_not_for_everybody(talking: Phone, action: str, more: Body, code: int) -> None:
    assert refused(control(talking, action, **more))[1] == code


def test_only_escalation_may_take() -> None:
    with phones(with_rules(role="escalation")) as phone:
        phone.shopper.say("hi")
        phone.shopper.life.hand_over("ai_agent")
        assert control(phone, "take").status_code == 200
        assert phone.send(text()).status_code == 200
