"""Nobody is asked to subscribe who said no, who agreed already, or who was asked often enough."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact
from tests.support.topics_shop import NEWS, PARCELS, PROMO
from towkay.domain.asking import MOST_ASKS, asked, declined, may_ask
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.subscriptions import Subscription
from towkay.domain.topics import AskRule, Topic

DAY = timedelta(days=1)
RULE = AskRule(("shipping_fee",), again_after_days=30, at_most=3)
ASKING = replace(NEWS, ask=RULE)
OTHER = replace(PROMO, ask=RULE)
SERVICE = replace(PARCELS, ask=RULE)


def test_whoever_was_never_asked_may_be_asked() -> None:
    assert may_ask(ASKING, a_contact(), NOW)
    assert not may_ask(NEWS, a_contact(), NOW), "a topic without `ask` is never asked for"


@pytest.mark.parametrize("active", [True, False])
def test_nobody_is_asked_for_what_they_subscribed_to_or_ended(active: bool) -> None:
    known = (Subscription("news", active, NOW - DAY, "c"),)
    assert not may_ask(ASKING, a_contact(subscriptions=known), NOW)
    assert may_ask(OTHER, a_contact(subscriptions=known), NOW)


@pytest.mark.parametrize(
    "consent", [Consent(stopped=True), Consent(reachable=False), Consent(marketing_refused=True)]
)
def test_nobody_is_asked_who_stopped_blocked_or_refused(consent: Consent) -> None:
    assert not may_ask(ASKING, a_contact(consent=consent), NOW)


def test_the_platforms_switch_against_marketing_does_not_forbid_to_ask_for_service() -> None:
    contact = a_contact(consent=Consent(marketing_refused=True))
    assert may_ask(SERVICE, contact, NOW)


@pytest.mark.parametrize("state", HandoverState)
@pytest.mark.parametrize("until", [NOW, NOW + DAY])
def test_nobody_is_asked_over_a_persons_head(state: HandoverState, until: object) -> None:
    held = Handover(state, "h", NOW - DAY, until)  # type: ignore[arg-type]
    is_free = state is HandoverState.OFFERED or until == NOW
    assert may_ask(ASKING, a_contact(handover=held), NOW) is is_free


def test_a_promised_person_is_not_overtaken_by_a_request_at_night() -> None:
    tomorrow = Handover(HandoverState.WAITING, "h", NOW + DAY / 2, NOW + DAY)
    assert not may_ask(ASKING, a_contact(handover=tomorrow), NOW)


def after(*asks: tuple[Topic, timedelta]) -> Contact:
    contact = a_contact()
    for topic, ago in asks:
        contact = asked(contact, topic.id, NOW - ago)
    return contact


def test_whoever_did_not_react_is_asked_again_after_the_days_of_the_file() -> None:
    assert not may_ask(ASKING, after((ASKING, 30 * DAY - timedelta(seconds=1))), NOW)
    assert may_ask(ASKING, after((ASKING, 30 * DAY)), NOW)


def test_no_file_can_make_the_shop_ask_for_a_topic_twice_in_a_week() -> None:
    hasty = replace(NEWS, ask=replace(RULE, again_after_days=1))
    assert not may_ask(hasty, after((hasty, 6 * DAY)), NOW)
    assert may_ask(hasty, after((hasty, 7 * DAY)), NOW)


def test_nobody_is_asked_more_often_than_the_file_says_in_all() -> None:
    thrice = after((ASKING, 300 * DAY), (ASKING, 200 * DAY), (ASKING, 100 * DAY))
    assert not may_ask(ASKING, thrice, NOW)
    assert may_ask(replace(NEWS, ask=replace(RULE, at_most=4)), thrice, NOW)


def test_no_file_can_make_the_shop_ask_more_often_than_is_remembered() -> None:
    eager = replace(NEWS, ask=replace(RULE, at_most=99))
    asks = after(*((eager, days * 40 * DAY) for days in range(9, 9 - MOST_ASKS, -1)))
    assert not may_ask(eager, asks, NOW)


def test_two_requests_lie_a_day_apart_whatever_they_are_for() -> None:
    assert not may_ask(OTHER, after((ASKING, DAY - timedelta(seconds=1))), NOW)
    assert may_ask(OTHER, after((ASKING, DAY)), NOW)


def test_there_are_at_most_three_requests_in_a_week() -> None:
    topics = [replace(NEWS, id=f"t{number}", ask=RULE) for number in range(4)]
    asks = [(topic, (5 - number) * DAY) for number, topic in enumerate(topics[:3])]
    assert not may_ask(topics[3], after(*asks), NOW)
    assert may_ask(topics[3], after(*asks[1:]), NOW)


def test_whoever_declined_is_never_asked_for_that_topic_again() -> None:
    contact = declined(after((ASKING, 400 * DAY)), "news", NOW - 399 * DAY)
    assert not may_ask(ASKING, contact, NOW)
    assert may_ask(OTHER, contact, NOW)


def test_a_decline_counts_though_the_request_is_forgotten() -> None:
    assert not may_ask(ASKING, declined(a_contact(), "news", NOW - 400 * DAY), NOW)


def test_no_contact_keeps_many_requests_and_every_no_is_kept() -> None:
    contact = declined(after((ASKING, 900 * DAY)), "news", NOW - 899 * DAY)
    for number in range(100):
        contact = asked(contact, f"t{number % 9}", NOW + number * DAY)
    assert len(contact.asked) == 21
    assert [one.at for one in contact.asked] == sorted(one.at for one in contact.asked)
    assert not may_ask(ASKING, contact, NOW + 900 * DAY)
