"""What falls into quiet hours waits for their end, and everything that happens meanwhile counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.notices import TOPIC, NoticeBench
from tests.support.outbound import ACCOUNTS, OutboundRoad
from tests.support.shop import BRAND, FAQ, LINE_SHOPPER, NIGHT, NOW, PAGE_SHOPPER
from towkay.adapters.memory.conversations import MemoryConversations, MemoryDueTurns
from towkay.adapters.memory.packs import MemoryPacks
from towkay.domain.brand_rules import DEFAULT_RULES, QuietHours
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.subscriptions import Subscription
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.plan import plan

# NIGHT is 23:30 in Taipei; the quiet hours end at 09:00.
MORNING = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
TWO_MINUTES = timedelta(minutes=2)


def a_night(key: ContactKey = LINE_SHOPPER, **about: Any) -> NoticeBench:
    bench = NoticeBench(key, now=NIGHT)
    bench.add_contact(key, window_closes_at=NIGHT + timedelta(hours=24), **about)
    return bench


def test_at_night_a_notice_is_held_and_at_the_end_of_the_night_sent() -> None:
    bench = a_night()

    held = bench.send(purpose=Purpose.SERVICE)

    assert (held.state, held.reason) == (SendState.READY, Reason.QUIET_HOURS)
    assert held.not_before == MORNING and held.decision is not None
    assert held.decision.rule == Reason.QUIET_HOURS and bench.calls == []
    assert bench.deliver_again(MORNING - timedelta(seconds=1)).state is SendState.READY
    assert bench.deliver_again(MORNING).state is SendState.SENT


def test_the_due_index_brings_a_held_turn_back_when_the_night_is_over() -> None:
    bench = a_night()
    bench.send()
    due = MemoryDueTurns(bench.table)

    assert list(due.due(MORNING + TWO_MINUTES - timedelta(seconds=1), 9)) == []
    assert [one.key for one in due.due(MORNING + TWO_MINUTES, 9)] == [bench.turn_key]


def test_in_the_morning_news_goes_before_marketing() -> None:
    bench = a_night()

    marketing = bench.send(purpose=Purpose.MARKETING)
    service = bench.send(purpose=Purpose.SERVICE)

    assert service.not_before == MORNING and marketing.not_before == MORNING + TWO_MINUTES


def test_to_look_again_at_a_held_turn_writes_nothing() -> None:
    bench = a_night()
    bench.send()
    before = bench.table.turn(bench.turn_key, NIGHT)

    for minutes in (1, 60, 300):
        bench.deliver_again(NIGHT + timedelta(minutes=minutes))

    assert bench.table.turn(bench.turn_key, NIGHT) == before


def stopped(at: datetime) -> Consent:
    return Consent(stopped=True, changed_at=at, stop_at=at, stop_cause="stop-1")


HELD = Handover(HandoverState.HELD, "h-1", NIGHT, MORNING + timedelta(hours=3))


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        ({"consent": stopped(NIGHT + timedelta(hours=1))}, Reason.STOPPED),
        ({"subscriptions": (Subscription(TOPIC, False, NIGHT, "p"),)}, Reason.STOPPED),
        ({"subscriptions": ()}, Reason.NO_CONSENT),
        ({"consent": Consent(reachable=False)}, Reason.UNREACHABLE),
        ({"consent": Consent(marketing_refused=True)}, Reason.MARKETING_REFUSED),
        ({"handover": HELD}, Reason.HUMAN_HOLDS),
    ],
)
def test_whatever_happened_while_it_was_held_wins(
    meanwhile: dict[str, Any], reason: Reason
) -> None:
    bench = a_night()
    bench.send()
    bench.change_contact(**meanwhile)

    send = bench.deliver_again(MORNING + TWO_MINUTES)

    assert (send.state, send.reason) == (SendState.SUPPRESSED, reason) and bench.calls == []


def test_news_waits_for_the_person_in_the_conversation_too() -> None:
    bench = a_night()
    bench.send(purpose=Purpose.SERVICE)
    bench.change_contact(handover=HELD)

    send = bench.deliver_again(MORNING)

    assert (send.reason, send.not_before) == (Reason.HUMAN_HOLDS, HELD.until)
    assert bench.deliver_again(HELD.until).state is SendState.SENT


def test_a_hold_that_ended_early_is_over() -> None:
    bench = a_night()
    bench.rules.publish("demo", replace(DEFAULT_RULES, quiet_hours=None))
    bench.change_contact(handover=HELD)
    assert bench.send(purpose=Purpose.SERVICE).not_before == HELD.until

    bench.change_contact(handover=None)

    assert bench.deliver_again(NIGHT + timedelta(hours=1)).state is SendState.SENT


def test_a_route_that_closed_in_the_night_is_not_taken_in_the_morning() -> None:
    bench = a_night(PAGE_SHOPPER)
    bench.change_contact(window_closes_at=MORNING - timedelta(hours=1))

    assert bench.send().state is SendState.READY
    send = bench.deliver_again(MORNING + TWO_MINUTES)

    assert (send.state, send.reason) == (SendState.SUPPRESSED, Reason.WINDOW_CLOSED)


def test_what_would_be_past_its_grace_by_morning_is_not_held() -> None:
    bench = a_night()
    send = bench.send(expires_at=MORNING)
    assert (send.state, send.reason) == (SendState.SUPPRESSED, Reason.QUIET_HOURS)


def test_what_is_brought_back_after_its_grace_has_expired() -> None:
    bench = a_night()
    bench.send(expires_at=MORNING + timedelta(minutes=10))
    assert bench.deliver_again(MORNING + timedelta(minutes=11)).reason == Reason.EXPIRED


@pytest.mark.parametrize(
    ("skips_quiet", "quiet"),
    [
        (True, DEFAULT_RULES.quiet_hours),
        (False, QuietHours("21:00", "09:00", (Purpose.MARKETING,))),
    ],
)
def test_what_is_to_be_skipped_at_night_is_skipped_with_its_reason(
    skips_quiet: bool, quiet: QuietHours
) -> None:
    bench = a_night()
    bench.rules.publish("demo", replace(DEFAULT_RULES, quiet_hours=quiet))
    send = bench.send(skips_quiet=skips_quiet)
    assert (send.state, send.reason) == (SendState.SUPPRESSED, Reason.QUIET_HOURS)
    assert send.decision is not None


def test_a_brand_without_quiet_hours_has_none() -> None:
    bench = a_night()
    bench.rules.publish("demo", replace(DEFAULT_RULES, quiet_hours=None))
    assert bench.send().state is SendState.SENT


def test_the_night_is_the_contact_s_own_where_its_zone_is_known() -> None:
    bench = a_night(zone="Europe/Berlin")  # half past four in the afternoon there
    assert bench.send().state is SendState.SENT


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "Asia", "UTC+8", "\x00", "台北"])
def test_a_zone_that_nobody_knows_is_the_brand_s(zone: str) -> None:
    bench = a_night(zone=zone)
    held = bench.send(purpose=Purpose.SERVICE)
    assert held.not_before == MORNING
    assert held.decision and held.decision.situation.zone == "Asia/Taipei"


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        # 28 March 2027: Berlin's clock goes from 02:00 to 03:00, the night is an hour shorter.
        (datetime(2027, 3, 27, 22, 0, tzinfo=UTC), datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
        # 31 October 2027: from 03:00 back to 02:00, the night is an hour longer.
        (datetime(2027, 10, 30, 22, 0, tzinfo=UTC), datetime(2027, 10, 31, 8, 0, tzinfo=UTC)),
    ],
)
def test_a_night_in_which_the_clock_changes_ends_at_nine_on_the_wall(
    at: datetime, ends: datetime
) -> None:
    bench = NoticeBench(now=at)
    bench.add_contact(LINE_SHOPPER, zone="Europe/Berlin")
    assert bench.send(purpose=Purpose.SERVICE).not_before == ends


def test_an_unclear_push_is_not_repeated_once_its_key_is_no_longer_known() -> None:
    bench = NoticeBench()
    sent = bench.send(purpose=Purpose.SERVICE)
    may_have_arrived = replace(
        sent, state=SendState.READY, ambiguous=True, not_before=NOW, settled_at=None
    )
    turn = bench.table.turn(bench.turn_key, NOW)
    assert turn is not None
    bench.ledger.settle(turn, may_have_arrived)

    again = bench.deliver_again(NOW + timedelta(hours=24))

    assert again.state is SendState.PARKED and len(bench.calls) == 1


def test_a_first_call_after_a_long_hold_may_still_be_repeated() -> None:
    bench = NoticeBench()
    bench.plan(bench.notice(purpose=Purpose.SERVICE))
    bench.now = NOW + timedelta(hours=48)
    bench.answers = [Outcome(Verdict.UNKNOWN)]

    bench.deliver()

    assert bench.states == [SendState.READY] and bench.sends[0].ambiguous
    assert bench.deliver_again(bench.now + timedelta(minutes=1)).state is SendState.SENT


def test_a_hold_that_is_over_does_not_hurry_the_repeat_of_its_call() -> None:
    bench = a_night()
    bench.send(purpose=Purpose.SERVICE)
    bench.answers = [Outcome(Verdict.UNKNOWN)]

    for _ in range(2):  # the second asks before the back-off is over
        bench.deliver_again(MORNING)

    assert len(bench.calls) == 1


def test_a_hold_that_is_over_is_not_why_its_call_was_given_up() -> None:
    bench = a_night(PAGE_SHOPPER)
    bench.send(purpose=Purpose.SERVICE)
    bench.answers = [Outcome(Verdict.UNKNOWN)]

    unclear = bench.deliver_again(MORNING)
    given_up = bench.deliver_again(MORNING + timedelta(hours=6))

    assert (unclear.state, unclear.reason) == (SendState.UNKNOWN, "")
    assert (given_up.state, given_up.reason) == (SendState.PARKED, "no_evidence")


def test_a_held_notice_holds_back_nothing_else_of_the_conversation() -> None:
    road = OutboundRoad(now=NIGHT)
    contact = ContactKey(Channel.LINE, ACCOUNTS[Channel.LINE], "shopper-1")
    agreed = Subscription(TOPIC, True, NIGHT, "press-1")
    road.table.contacts[contact] = Contact(contact, "demo", "demo", 1, subscriptions=(agreed,))
    packs = MemoryPacks()
    packs.publish(BrandKnowledge(BRAND, FAQ))
    news = Notice(contact, NIGHT, "parcel:1", Purpose.SERVICE, (Text("出貨了"),), topic=TOPIC)
    store = MemoryConversations(road.table)
    plan(news, now=NIGHT, conversations=store, packs=packs, outbox=road.outbox)
    road.run(timedelta(minutes=30))

    road.ask(1, Channel.LINE, sends=1)
    road.run(timedelta(minutes=1))
    answered = road.seen_by("shopper-1")
    road.run(MORNING + timedelta(minutes=1) - road.now)

    assert answered == ["0"] and road.seen_by("shopper-1") == ["0", "出貨了"]
    assert len(road.queue) == 0 and road.states() == {SendState.SENT}
