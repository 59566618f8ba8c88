"""A comment with one of the brand's words earns one private answer, and opens nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shop import BRAND, FAQ, NOW, PAGE_SHOPPER, event, texts
from towkay.domain.brands import Brand
from towkay.domain.comments import CommentRule, rule_for
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState, met
from towkay.domain.conversation.decide import decide
from towkay.domain.conversation.scene import Decision
from towkay.domain.doings import Commented
from towkay.domain.turns import Rule

PRICE = CommentRule(("+1", "多少錢", "how much"), {"zh-TW": "350 元。", "en": "NT$350."})
SHOP = replace(BRAND, comments=(PRICE,))


def heard(
    text: str, contact: Contact | None = None, *, comment_id: str = "c1", brand: Brand = SHOP
) -> Decision:
    happened = event(Commented(comment_id, text, "p1"), contact=PAGE_SHOPPER)
    return decide(happened, contact or met(happened), brand, FAQ, NOW)


@pytest.mark.parametrize(
    "text",
    ["+1", "我要＋１ 謝謝", "這個多少錢？", "How much?", "HOW  MUCH is it", "請問\n多少錢"],
)
def test_a_comment_with_one_of_the_words_is_answered(text: str) -> None:
    assert heard(text).reasoning.rule is Rule.COMMENT


def test_a_comment_that_was_answered_is_the_place_that_a_subscription_is_owed_to() -> None:
    came = heard("+1").contact.came
    assert came is not None and came.place == "comment:p1"
    assert heard("好美").contact.came is None


@pytest.mark.parametrize("text", ["好美", "", "+100", "somehow much", "howmuch", "多 少 錢", "1"])
def test_any_other_comment_is_only_noted(text: str) -> None:
    decision = heard(text)
    assert (decision.reasoning.rule, decision.messages) == (Rule.NOTED, ())


def test_the_answer_is_in_the_language_of_the_comment() -> None:
    assert texts(heard("how much is this one please")) == "NT$350."
    assert texts(heard("這個多少錢")) == "350 元。"


def test_a_brand_without_rules_answers_no_comment() -> None:
    assert heard("+1", brand=BRAND).messages == ()


def test_a_comment_is_answered_once_however_it_is_told_of() -> None:
    first = heard("+1")
    again = heard("+1", first.contact)
    other = heard("+1", first.contact, comment_id="c2")
    assert (again.reasoning.rule, again.messages) == (Rule.NOTED, ())
    assert other.reasoning.rule is Rule.COMMENT


def test_a_contact_remembers_only_its_newest_comments() -> None:
    contact = heard("+1").contact
    for number in range(40):
        contact = heard("+1", contact, comment_id=f"d{number}").contact
    assert len(contact.answered_comments) == 12
    assert heard("+1", contact, comment_id="d39").messages == ()


def test_nobody_who_said_stop_is_written_to_for_a_comment() -> None:
    known = met(event("hi", contact=PAGE_SHOPPER))
    stopped = replace(known, consent=Consent(stopped=True, stop_at=NOW - timedelta(days=1)))
    assert heard("+1", stopped).messages == ()


def test_nobody_a_person_is_talking_to_is_written_to_for_a_comment() -> None:
    known = met(event("hi", contact=PAGE_SHOPPER))
    held = Handover(HandoverState.HELD, "h", NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    assert heard("+1", replace(known, handover=held)).messages == ()


def test_a_comment_opens_no_window_and_overtakes_no_answer() -> None:
    known = replace(met(event("hi", contact=PAGE_SHOPPER)), offered=("shipping_fee",))
    after = heard("+1", known).contact
    assert after.window_closes_at is None
    assert (after.last_event_at, after.last_act_at) == (None, None)
    assert after.offered == ("shipping_fee",)


def test_a_comment_heard_of_too_late_is_not_answered() -> None:
    happened = event(Commented("c1", "+1"), contact=PAGE_SHOPPER, at=NOW - timedelta(minutes=16))
    assert decide(happened, met(happened), SHOP, FAQ, NOW).messages == ()


def test_the_first_rule_that_fits_is_the_one() -> None:
    second = CommentRule(("+1",), {"en": "second"})
    assert rule_for("+1", (PRICE, second)) is PRICE
    assert rule_for("+1", (second, PRICE)) is second
