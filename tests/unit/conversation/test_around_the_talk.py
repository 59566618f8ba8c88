"""Carts, forms, threads that move: what the shop does about what is no question."""

from datetime import timedelta

import pytest

from tests.support.shop import BRAND, LINE_SHOPPER, NIGHT, Conversation, payloads, texts
from towkay.domain.brands import Phrase
from towkay.domain.contacts import HandoverState
from towkay.domain.doings import (
    AccountLinked,
    CartSent,
    FormFilled,
    LinkClicked,
    OrderedItem,
    ThreadMoved,
)
from towkay.domain.events import Happening, HumanReplied
from towkay.domain.turns import Rule

CART = CartSent("m1", (OrderedItem("TEA-01", 2, "350", "TWD"), OrderedItem("CUP-09", 1)), "請包裝")


def test_a_cart_is_repeated_with_its_quantities_and_a_person_is_fetched() -> None:
    shop = Conversation()
    decision = shop.hear(CART)
    said = texts(decision)
    assert decision.reasoning.rule is Rule.CART
    assert BRAND.voice[Phrase.CART]["zh-TW"] in said
    assert "2 × TEA-01 (TWD 350)" in said
    assert "1 × CUP-09\n" in said + "\n"
    assert BRAND.voice[Phrase.HUMAN_QUEUED]["zh-TW"] in said
    assert decision.contact.handover
    assert decision.contact.handover.state is HandoverState.WAITING


def test_a_cart_sent_at_night_is_told_when_somebody_will_look_at_it() -> None:
    said = texts(Conversation(at=NIGHT).hear(CART))
    assert BRAND.voice[Phrase.AWAY]["zh-TW"].partition(" {")[0] in said


def test_a_long_cart_is_shown_by_its_first_thirty_lines() -> None:
    items = tuple(OrderedItem(f"S{number}", 1) for number in range(31))
    said = texts(Conversation().hear(CartSent("m1", items)))
    assert "1 × S29" in said
    assert "S30" not in said
    assert "…" in said


def test_a_cart_is_part_of_the_talk_and_opens_the_window() -> None:
    shop = Conversation()
    shop.hear(CART)
    assert shop.contact and shop.contact.last_act_at == shop.at


def test_a_form_is_thanked_for_and_a_person_is_offered() -> None:
    decision = Conversation().hear(FormFilled("m1", "size", '{"size":"M"}'))
    assert decision.reasoning.rule is Rule.FORM
    assert texts(decision) == BRAND.voice[Phrase.FORM]["zh-TW"]
    assert payloads(decision) == ["tk:human", "tk:menu"]
    assert decision.contact.handover
    assert decision.contact.handover.state is HandoverState.OFFERED


@pytest.mark.parametrize("happening", [CART, FormFilled("m1")])
def test_while_a_person_talks_a_cart_and_a_form_are_left_to_them(happening: Happening) -> None:
    shop = Conversation()
    shop.hear(HumanReplied())
    assert shop.hear(happening).messages == ()


@pytest.mark.parametrize("happening", [AccountLinked(True, "n"), LinkClicked("offer")])
def test_a_link_and_a_click_are_noted_and_overtake_nothing(happening: Happening) -> None:
    shop = Conversation()
    shop.hear("運費多少錢")
    before = shop.contact
    decision = shop.hear(happening)
    assert (decision.reasoning.rule, decision.messages) == (Rule.NOTED, ())
    assert before and decision.contact.last_event_at == before.last_event_at
    assert decision.contact.last_act_at == before.last_act_at


def test_while_the_thread_is_elsewhere_the_bot_is_silent() -> None:
    shop = Conversation()
    moved = shop.hear(ThreadMoved(to_us=False))
    assert (moved.reasoning.rule, moved.messages) == (Rule.THREAD_MOVED, ())
    decision = shop.after(days=3).hear("運費多少錢", may_answer=False)
    assert decision.messages == ()
    assert decision.contact.silenced(shop.at)


def test_when_the_thread_comes_back_the_bot_answers_again() -> None:
    shop = Conversation()
    shop.hear(ThreadMoved(to_us=False))
    back = shop.after(hours=1).hear(ThreadMoved(to_us=True))
    assert back.contact.handover is None
    assert shop.hear("運費多少錢").reasoning.rule is Rule.ANSWERED


def test_what_the_shopper_writes_on_our_side_shows_that_the_thread_is_ours() -> None:
    shop = Conversation()
    shop.hear(ThreadMoved(to_us=False))
    assert shop.after(hours=1).hear("運費多少錢").reasoning.rule is Rule.ANSWERED


def test_the_other_programs_words_do_not_shorten_its_hold_on_the_thread() -> None:
    shop = Conversation()
    shop.hear(ThreadMoved(to_us=False))
    decision = shop.hear(HumanReplied(), may_answer=False)
    assert decision.contact.handover
    assert decision.contact.handover.state is HandoverState.ELSEWHERE


def test_a_thread_given_back_ends_also_what_a_person_held() -> None:
    shop = Conversation()
    shop.hear(HumanReplied())
    assert shop.hear(ThreadMoved(to_us=True)).contact.handover is None


def test_a_move_heard_late_changes_nothing_about_a_newer_one() -> None:
    shop = Conversation(LINE_SHOPPER)
    shop.after(hours=1).hear(HumanReplied())
    late = shop.at - timedelta(minutes=30)
    decision = shop.hear(ThreadMoved(to_us=True), occurred_at=late, received_at=late)
    assert decision.contact.handover
    assert decision.contact.handover.state is HandoverState.HELD
