"""An explanation says the same each time, and what it says would have helped does help."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings

from tests.support.shop import NOW
from tests.support.situations import situations
from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.permits import judged_again
from towkay.domain.policy.about import About
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.explaining import Explanation, rule_of, why
from towkay.domain.policy.judging import Allowed, judge
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import CapCount, Situation
from towkay.domain.policy.supposing import What
from towkay.domain.routes import SenderKind

BOOK = policy_book()
NEWS = Situation(
    at=NOW,
    channel=Channel.MESSENGER,
    purpose=Purpose.SERVICE,
    topic="parcels",
    heard_at=NOW - timedelta(hours=1),
    received_at=NOW - timedelta(hours=1),
    subscribed=True,
    window_opened_at=NOW - timedelta(hours=3),
    country="TW",
    account_country="TW",
    zone="Asia/Taipei",
    quiet_from="21:00",
    quiet_to="09:00",
    caps=(CapCount(2, 86_400, 0),),
)


def decided(of: Situation) -> Decision:
    return Decision(rule_of(judge(of, BOOK)), BOOK.version, of)


def explained(**about: object) -> Explanation:
    of = replace(NEWS, **about)  # type: ignore[arg-type]  # fields of Situation
    return why(decided(of), BOOK)


def helps(explanation: Explanation) -> set[What]:
    return {step.what for change in explanation.changes for step in change.steps}


@settings(max_examples=400, deadline=None)
@given(situations())
def test_what_would_have_changed_the_answer_does_change_it(of: Situation) -> None:
    explanation = why(decided(of), BOOK)

    permitted = isinstance(explanation.ruling, Allowed)
    for change in explanation.changes:
        again = judge(change.situation, BOOK)
        assert isinstance(again, Allowed) is not permitted
        assert rule_of(again) == change.rule


@settings(max_examples=400, deadline=None)
@given(situations())
def test_an_explanation_judged_again_says_the_same(of: Situation) -> None:
    decision = decided(of)

    explanation = why(decision, BOOK)

    assert rule_of(explanation.ruling) == decision.rule == judged_again(decision, BOOK)[0]
    assert why(decision, BOOK) == explanation


@settings(max_examples=200, deadline=None)
@given(situations())
def test_every_explanation_names_a_fact_or_a_closed_row(of: Situation) -> None:
    explanation = why(decided(of), BOOK)

    assert explanation.facts or explanation.closed or explanation.reason is Reason.NO_ROUTE


def test_a_closed_window_is_opened_by_the_shopper() -> None:
    opened = NOW - timedelta(hours=30)

    explanation = explained(window_opened_at=opened)

    assert explanation.reason is Reason.WINDOW_CLOSED
    assert What.SHOPPER_WRITES in helps(explanation)
    assert [f.since for f in explanation.facts if f.about is About.WINDOW] == [opened]


def test_quiet_hours_pass_at_the_moment_they_end() -> None:
    night = datetime.fromisoformat("2026-11-25T23:30:00+08:00")

    explanation = explained(at=night, window_opened_at=night - timedelta(hours=1))

    later = [s.at for change in explanation.changes for s in change.steps if s.what is What.LATER]
    assert later == [datetime.fromisoformat("2026-11-26T09:00:00+08:00")]


def test_a_topic_never_agreed_to_wants_the_shopper_s_own_yes() -> None:
    assert helps(explained(subscribed=False)) == {What.TOPIC_AGREED}


def test_a_bare_stop_is_lifted_by_nothing_but_itself() -> None:
    explanation = explained(stopped=True, stop_at=NOW - timedelta(days=1))

    assert helps(explanation) == {What.STOP_TAKEN_BACK}
    assert [f.since for f in explanation.facts if f.about is About.STOP] == [
        NOW - timedelta(days=1)
    ]


def test_two_reasons_are_told_as_two_steps_of_one_change() -> None:
    explanation = explained(subscribed=False, window_opened_at=NOW - timedelta(hours=30))

    assert (What.TOPIC_AGREED, What.SHOPPER_WRITES) in [
        tuple(step.what for step in change.steps) for change in explanation.changes
    ]


def test_what_a_person_holds_back_waits_until_the_person_leaves() -> None:
    until = NOW + timedelta(hours=2)

    explanation = explained(held_from=NOW - timedelta(hours=1), held_until=until)

    assert {What.PERSON_LEAVES, What.PERSON_SENDS, What.LATER} <= helps(explanation)


def test_a_permit_tells_what_would_have_forbidden_it() -> None:
    explanation = explained()

    assert explanation.row is not None and explanation.row.id
    assert {What.STOP, What.TOPIC_STOPPED, What.BLOCKED, What.CAP_REACHED} <= helps(explanation)


def test_a_reply_too_late_would_have_been_in_time_before() -> None:
    late = Situation(NOW, Channel.LINE, Purpose.REPLY, heard_at=NOW, received_at=NOW)

    explanation = why(decided(replace(late, at=NOW + timedelta(minutes=20))), BOOK)

    assert explanation.reason is Reason.EXPIRED
    assert {What.SHOPPER_WRITES, What.SOONER} <= helps(explanation)


def test_a_person_s_message_after_the_handover_needs_the_handover() -> None:
    explanation = explained(purpose=Purpose.REPLY, sender=SenderKind.HUMAN)

    assert explanation.reason is Reason.HANDOVER_OVER
    assert What.PERSON_SENDS in helps(explanation)


def test_a_reply_to_what_was_asked_after_a_stop_tells_of_both() -> None:
    heard, said_stop = NOW - timedelta(hours=1), NOW - timedelta(days=2)
    held = {"held_from": heard, "held_until": NOW + timedelta(hours=1)}
    answer = {"purpose": Purpose.REPLY, "sender": SenderKind.HUMAN, "heard_at": heard}

    explanation = explained(**answer, **held, stopped=True, stop_at=said_stop)

    told = {fact.about: fact.since for fact in explanation.facts}
    assert isinstance(explanation.ruling, Allowed)
    assert (told[About.STOP], told[About.CAUSE]) == (said_stop, heard)


def test_a_person_s_answer_after_a_week_tells_what_it_answered_and_until_when() -> None:
    heard = NOW - timedelta(days=8)

    explanation = explained(purpose=Purpose.REPLY, sender=SenderKind.HUMAN, heard_at=heard)

    told = {fact.about: fact for fact in explanation.facts}
    assert explanation.reason is Reason.EXPIRED
    assert told[About.CAUSE].until == heard + timedelta(days=7)
