"""The door asks policy again at the moment of the call, and the newest facts win."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.errors import SendPostponed
from towkay.domain.messages import Purpose
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.turns import Reasoning, Rule, TurnKey


def test_a_stop_before_the_claim_wins() -> None:
    bench = Bench()
    bench.store_turn()
    later = NOW + timedelta(seconds=1)
    stopped = Consent(stopped=True, changed_at=later, stop_at=later, stop_cause="cause-2")
    bench.change_contact(consent=stopped)
    bench.deliver()
    assert bench.states == [SendState.SUPPRESSED] and bench.sends[0].reason == Reason.STOPPED
    assert bench.calls == []


def test_a_stop_between_decision_and_claim_wins() -> None:
    bench = Bench()
    bench.store_turn()
    read = bench.ledger.contact

    def read_then_stop(key: ContactKey) -> Contact | None:
        contact = read(key)
        if not contact or not contact.consent.stopped:
            later = NOW + timedelta(seconds=1)
            bench.change_contact(consent=Consent(True, later, later, "cause-2"))
        return contact

    bench.ledger.contact = read_then_stop  # type: ignore[method-assign]  # a stop in that very moment
    bench.deliver()
    assert bench.states == [SendState.SUPPRESSED] and bench.calls == []


def test_the_acknowledgement_of_a_stop_is_sent() -> None:
    bench = Bench()
    bench.contact = replace(bench.contact, consent=Consent(True, NOW, NOW, "cause-1"))
    bench.store_turn(reasoning=Reasoning(Rule.STOPPED))
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_a_person_who_took_over_silences_what_was_already_decided() -> None:
    bench = Bench()
    bench.store_turn()
    held = Handover(HandoverState.HELD, "cause-9", NOW, NOW + timedelta(hours=1))
    bench.change_contact(handover=held)
    bench.deliver()
    assert bench.sends[0].reason == Reason.HUMAN_HOLDS and bench.calls == []


def test_the_message_that_hands_over_is_sent() -> None:
    bench = Bench()
    held = Handover(HandoverState.WAITING, "cause-1", NOW, NOW + timedelta(hours=1))
    bench.contact = replace(bench.contact, handover=held)
    bench.store_turn(reasoning=Reasoning(Rule.HANDED_OVER))
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_nothing_is_sent_to_someone_who_blocked_the_shop() -> None:
    bench = Bench()
    bench.store_turn()
    bench.change_contact(consent=Consent(stopped=True, reachable=False))
    bench.deliver()
    assert bench.sends[0].reason == Reason.UNREACHABLE


def test_a_page_message_outside_the_window_is_suppressed() -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn()
    bench.change_contact(window_closes_at=NOW + timedelta(seconds=59))
    bench.deliver()
    assert bench.sends[0].reason == Reason.WINDOW_CLOSED and bench.calls == []


def test_a_reply_after_fifteen_minutes_is_suppressed() -> None:
    bench = Bench()
    bench.store_turn()
    bench.now += timedelta(minutes=16)
    bench.deliver()
    assert bench.sends[0].reason == Reason.EXPIRED


@pytest.mark.parametrize("purpose", [Purpose.SERVICE, Purpose.MARKETING])
def test_without_a_subscription_nothing_unasked_is_sent(purpose: Purpose) -> None:
    bench = Bench()
    bench.store_turn(purpose=purpose)
    bench.deliver()
    assert bench.sends[0].reason == Reason.NO_CONSENT and bench.calls == []


def test_no_call_is_begun_that_the_function_could_not_see_through() -> None:
    bench = Bench()
    bench.store_turn()
    with pytest.raises(SendPostponed):
        bench.deliver(time_left=5)
    assert bench.calls == [] and bench.states == [SendState.READY]


def test_a_turn_that_was_erased_is_nothing_to_do() -> None:
    assert Bench().deliver() == ()


def test_delivering_again_calls_nobody() -> None:
    bench = Bench()
    bench.store_turn()
    bench.deliver()
    assert bench.deliver() == () and len(bench.calls) == 1


def test_a_platform_clock_ahead_of_ours_does_not_outrun_a_stop() -> None:
    bench = Bench()
    bench.turn_key = TurnKey(bench.key, NOW + timedelta(seconds=3), "cause-1")
    bench.store_turn(key=bench.turn_key)
    later = NOW + timedelta(seconds=1)
    bench.change_contact(consent=Consent(True, later, later, "cause-2"))
    bench.deliver()
    assert bench.sends[0].reason == Reason.STOPPED and bench.calls == []


def test_a_reply_overtaken_by_minutes_and_a_newer_message_is_not_sent() -> None:
    bench = Bench()
    bench.store_turn()
    bench.change_contact(last_event_at=NOW + timedelta(seconds=90))
    bench.now += timedelta(minutes=2, seconds=1)
    bench.deliver()
    assert bench.sends[0].reason == Reason.OVERTAKEN and bench.calls == []


def test_a_late_reply_that_nothing_overtook_is_sent() -> None:
    bench = Bench()
    bench.store_turn()
    bench.now += timedelta(minutes=3)
    bench.deliver()
    assert bench.states == [SendState.SENT]
