"""Staff write in the phone app, which names the shopper by number alone: the bot is silent."""

from collections.abc import Callable

import pytest

from tests.e2e.test_bench import account_of, control
from workbench.simulators.whatsapp.shopper import WhatsAppShopper
from workbench.stack import LocalStack

QUESTION = "請問運費多少"


def shopper_on(bench: LocalStack, name: str) -> WhatsAppShopper:
    found = bench.simulators.shopper("whatsapp", account_of(bench, "whatsapp"), name)
    assert isinstance(found, WhatsAppShopper)
    return found


def answers(bench: LocalStack, shopper: WhatsAppShopper) -> int:
    bench.wait_idle()
    return len(control(bench, "GET", f"/ledger?channel=whatsapp&user={shopper.user}"))


def nothing(shopper: WhatsAppShopper) -> None:
    """The number is known from the first message."""


def adopts_username(shopper: WhatsAppShopper) -> None:
    shopper.life.adopt_username("tea.lover")


@pytest.mark.parametrize("meanwhile", [nothing, adopts_username])
def test_who_is_answered_by_staff_in_the_phone_app_is_left_to_them(
    bench: LocalStack, meanwhile: Callable[[WhatsAppShopper], None]
) -> None:
    shopper = shopper_on(bench, f"phone-{meanwhile.__name__}")
    other = shopper_on(bench, f"other-{meanwhile.__name__}")
    for one in (shopper, other):
        one.say(QUESTION)
        assert answers(bench, one) == 1
    meanwhile(shopper)
    shopper.human_replies("您好，我是小美")
    assert answers(bench, shopper) == 1
    for one in (shopper, other):
        one.say("可以退貨嗎")
    assert (answers(bench, shopper), answers(bench, other)) == (1, 2)


def test_who_changed_number_is_left_to_staff_from_the_first_word_under_the_new_one(
    bench: LocalStack,
) -> None:
    shopper = shopper_on(bench, "phone-changed")
    shopper.say(QUESTION)
    assert answers(bench, shopper) == 1
    shopper.life.change_number()
    shopper.human_replies("您好，我是小美")
    before = answers(bench, shopper)
    shopper.say("可以退貨嗎")
    assert answers(bench, shopper) == before


def test_who_is_handed_back_by_number_alone_is_answered_again(bench: LocalStack) -> None:
    shopper = shopper_on(bench, "phone-back")
    shopper.say(QUESTION)
    assert answers(bench, shopper) == 1
    shopper.human_replies("您好，我是小美")
    assert answers(bench, shopper) == 1
    shopper.life.hand_over("customer_service")
    assert answers(bench, shopper) == 1
    shopper.say("可以退貨嗎")
    assert answers(bench, shopper) == 2
