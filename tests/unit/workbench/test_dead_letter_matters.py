"""What a redrive is said to lead to is what the workers' own rules make of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, an_event, claimed, sent
from tests.support.shop_events import arrivals
from towkay.adapters.codec import to_json
from towkay.domain.consent import Consent
from towkay.domain.events import (
    Event,
    Followed,
    Happening,
    HumanReplied,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    ReceiptKind,
    Referred,
    is_stale,
)
from towkay.domain.shipping.arrivals import Arrival, Arrived
from towkay.domain.turns import Turn, TurnKey
from workbench.dead_letters.facts import Explained
from workbench.dead_letters.matters import (
    CONVERSATIONS,
    OUTBOUND,
    RECEIPTS,
    SHIPMENTS,
    forecast,
    matter_of,
    tally,
)
from workbench.dead_letters.outlooks import ArrivalMatter, Facts, Forecast, Matter, Outlook
from workbench.dead_letters.words import as_plain, lines_of

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NOTHING_KNOWN = Facts()


def of_event(event: Event, facts: Facts = NOTHING_KNOWN, *, after: timedelta = MINUTE) -> Forecast:
    matter = matter_of(CONVERSATIONS, to_json(event))
    assert matter is not None
    return forecast(CONVERSATIONS, matter, facts, NOW + after)


def of_turn(turn: Turn | None, *, after: timedelta = MINUTE, **contact: object) -> Forecast:
    key = turn.key if turn else TurnKey(a_contact_key(), NOW, "cause")
    facts = Facts(turn=turn, contact=a_contact(key.contact, **contact) if turn else None)
    return forecast(OUTBOUND, matter_of(OUTBOUND, to_json(key)), facts, NOW + after)


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", "not json", '{"contact": 1}', "\udcff"])
@pytest.mark.parametrize("queue", [CONVERSATIONS, OUTBOUND, RECEIPTS, SHIPMENTS])
def test_what_no_worker_can_read_dies_again(queue: str, body: str) -> None:
    assert forecast(queue, matter_of(queue, body), Facts(), NOW).outlook is Outlook.DIES_AGAIN


@pytest.mark.parametrize("event", [an_event(cause="x" * 1100), an_event(a_contact_key("茶" * 700))])
def test_what_no_table_can_hold_dies_again(event: Event) -> None:
    assert matter_of(CONVERSATIONS, to_json(event)) is None


def test_a_young_question_is_answered_if_it_comes_back_in_time() -> None:
    found = of_event(an_event())

    assert found.outlook is Outlook.ANSWERED
    assert found.until == NOW + 15 * MINUTE
    assert found.counts_until == NOW + 8 * DAY


@pytest.mark.parametrize(("after", "outlook"), [(0, Outlook.ANSWERED), (1, Outlook.STATE_ONLY)])
def test_the_last_moment_of_an_answer_is_fifteen_minutes_after_the_question(
    after: int, outlook: Outlook
) -> None:
    late = 15 * MINUTE + timedelta(milliseconds=after)
    assert of_event(an_event(), after=late).outlook is outlook


def test_a_question_followed_by_a_newer_one_is_answered_for_two_minutes() -> None:
    event = an_event()
    facts = Facts(contact=a_contact(event.contact, last_event_at=NOW + timedelta(seconds=5)))

    assert of_event(event, facts).until == NOW + 2 * MINUTE
    assert of_event(event, facts, after=3 * MINUTE).outlook is Outlook.STATE_ONLY


@pytest.mark.parametrize("happening", [PostbackPressed("menu"), Followed()])
def test_presses_and_follows_are_answered_like_questions(happening: Happening) -> None:
    assert of_event(an_event(happening=happening)).outlook is Outlook.ANSWERED


@pytest.mark.parametrize(
    "happening",
    [OptedOut(), HumanReplied(), MessageUnsent("m"), Reacted(added=True), Referred("AD")],
)
def test_what_nobody_answers_changes_state_however_young_it_is(happening: Happening) -> None:
    assert of_event(an_event(happening=happening)).outlook is Outlook.STATE_ONLY


def test_an_event_of_a_conversation_that_is_not_ours_is_not_answered() -> None:
    assert of_event(an_event(may_answer=False)).outlook is Outlook.STATE_ONLY


def test_an_old_event_counts_until_its_eighth_day_and_the_day_is_named() -> None:
    event = an_event()
    counts_until = of_event(event, after=DAY).until
    assert counts_until == NOW + 8 * DAY

    for moment in (counts_until, counts_until + timedelta(seconds=1)):
        refused = of_event(event, after=moment - NOW).outlook is Outlook.REFUSED
        assert refused is is_stale(NOW, moment)
    assert of_event(event, after=9 * DAY).outlook is Outlook.REFUSED


def test_an_event_too_old_is_refused_although_its_turn_is_there() -> None:
    event = an_event()
    turn = a_turn(TurnKey(event.contact, NOW, event.cause))
    assert of_event(event, Facts(turn=turn), after=9 * DAY).outlook is Outlook.REFUSED


def test_an_event_that_has_its_turn_is_not_decided_again() -> None:
    event = an_event()
    turn = a_turn(TurnKey(event.contact, NOW, event.cause))
    facts = Facts(turn=turn, contact=a_contact(event.contact))
    ended = replace(facts, turn=turn.with_send(sent(turn.sends[0])))

    assert of_event(event, facts).outlook is Outlook.SENDS_GO_ON
    assert of_event(event, ended).outlook is Outlook.NOTHING_LEFT


def test_open_sends_of_a_turn_go_on() -> None:
    assert of_turn(a_turn()).outlook is Outlook.SENDS_GO_ON


def test_the_door_s_own_policy_says_what_is_held_back() -> None:
    expired = of_turn(a_turn(), after=16 * MINUTE)
    stop = Consent(stopped=True, stop_at=NOW + MINUTE, stop_cause="stop")
    stopped = of_turn(a_turn(), consent=stop)

    assert (expired.outlook, expired.reason) == (Outlook.SUPPRESSED, "expired")
    assert (stopped.outlook, stopped.reason) == (Outlook.SUPPRESSED, "stopped")


def test_a_turn_of_somebody_who_was_erased_sends_nothing() -> None:
    found = forecast(
        OUTBOUND, matter_of(OUTBOUND, to_json(a_turn().key)), Facts(turn=a_turn()), NOW
    )
    assert (found.outlook, found.reason) == (Outlook.SUPPRESSED, "no_consent")


def test_a_send_somebody_holds_goes_on_however_old_it_is() -> None:
    turn = a_turn()
    held = turn.with_send(claimed(turn.sends[0]))
    assert of_turn(held, after=DAY).outlook is Outlook.SENDS_GO_ON


def test_a_turn_that_is_over_or_gone_sends_nothing() -> None:
    turn = a_turn()
    assert of_turn(turn.with_send(sent(turn.sends[0]))).outlook is Outlook.NOTHING_LEFT
    assert of_turn(None).outlook is Outlook.TURN_GONE


def test_a_receipt_settles_whenever_it_comes() -> None:
    event = an_event(happening=ReceiptArrived(ReceiptKind.READ, up_to=NOW))
    found = forecast(RECEIPTS, matter_of(RECEIPTS, to_json(event)), Facts(), NOW + DAY)
    assert found.outlook is Outlook.SETTLES


@pytest.mark.parametrize("what", arrivals().values(), ids=lambda one: type(one).__name__)
def test_what_a_shop_told_is_added_to_its_order_and_named_by_its_kind_alone(
    what: Arrived,
) -> None:
    matter = matter_of(SHIPMENTS, to_json(Arrival("demo", what)))

    assert matter == ArrivalMatter("demo", type(what).__name__)
    assert forecast(SHIPMENTS, matter, Facts(), NOW + DAY).outlook is Outlook.FOLDS
    letter = Explained("7289", NOW, matter, Facts(), Forecast(Outlook.FOLDS))
    said = " ".join(lines_of(1, letter, "key")) + str(as_plain(letter, "key"))
    assert "demo" in said and "併進訂單" in said and "1042" not in said


def test_what_is_no_arrival_dies_again() -> None:
    assert matter_of(SHIPMENTS, to_json(an_event())) is None


def test_a_tally_counts_each_outlook_in_its_order() -> None:
    found = [Outlook.ANSWERED, Outlook.DIES_AGAIN, Outlook.ANSWERED]
    assert list(tally(found).items()) == [(Outlook.DIES_AGAIN, 1), (Outlook.ANSWERED, 2)]


def test_nothing_of_what_was_said_stays_in_the_matter() -> None:
    matter = matter_of(CONVERSATIONS, to_json(an_event()))
    assert isinstance(matter, Matter)
    assert "運費" not in repr(matter) and "reply-token" not in repr(matter)
    assert isinstance(matter.heard_at, datetime)


@pytest.mark.parametrize("queue", [CONVERSATIONS, OUTBOUND])
def test_what_has_a_row_that_nothing_reads_waits_for_people(queue: str) -> None:
    body = to_json(an_event() if queue == CONVERSATIONS else TurnKey(a_contact_key(), NOW, "cause"))
    outlook = forecast(queue, matter_of(queue, body), Facts(is_readable=False), NOW).outlook
    assert outlook is Outlook.ROW_UNREADABLE
