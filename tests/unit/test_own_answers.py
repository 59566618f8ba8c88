"""A person's own answer answers something the shopper did, at most seven days ago, and no stop."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.notices import TOPIC, NoticeBench
from tests.support.shop import LINE_SHOPPER, NOW, event
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted
from towkay.domain.contacts import met, touched_by
from towkay.domain.events import Happening, HumanReplied, MessageReceived, Reacted
from towkay.domain.messages import Purpose
from towkay.domain.policy.objections import ANSWER_LIFE
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import SenderKind
from towkay.domain.sends import Send, SendState

STAFF = {"sender": SenderKind.HUMAN, "staff": "may", "purpose": Purpose.REPLY, "topic": ""}
MOMENT = timedelta(seconds=1)


def stops(bench: NoticeBench) -> None:
    """The shopper says stop now."""
    said = ConsentEntry(
        ConsentAct.STOP, bench.now, "stop", took_effect=False, source=ConsentSource.WORD
    )
    stopped, _ = acted(bench.table.contacts[bench.key], said)
    bench.change_contact(consent=stopped.consent, last_event_at=bench.now, last_act_at=bench.now)


def heard_at(send: Send) -> object:
    assert send.decision is not None
    return send.decision.situation.heard_at


@pytest.mark.parametrize(
    ("later", "reason"), [(ANSWER_LIFE, ""), (ANSWER_LIFE + MOMENT, Reason.EXPIRED)]
)
def test_after_seven_days_an_answer_is_none_also_where_no_window_closes(
    later: timedelta, reason: str
) -> None:
    bench = NoticeBench(LINE_SHOPPER)
    bench.now = NOW + later

    send = bench.send("我來幫您看", **STAFF)

    assert send.reason == reason and len(bench.calls) == (0 if reason else 1)
    assert heard_at(send) == NOW, "what it answers is what the shopper did"


def test_who_never_did_anything_is_not_answered() -> None:
    bench = NoticeBench(LINE_SHOPPER)
    bench.change_contact(last_event_at=None)

    assert bench.send("您好", **STAFF).reason == Reason.EXPIRED


def test_later_than_that_a_person_needs_what_news_needs() -> None:
    service = {**STAFF, "purpose": Purpose.SERVICE, "topic": TOPIC}
    bench = NoticeBench(LINE_SHOPPER)
    bench.now = NOW + timedelta(days=60)
    assert bench.send("修好了", **service).state is SendState.SENT

    stranger = NoticeBench(LINE_SHOPPER, subscribed=False)
    stranger.now = NOW + timedelta(days=60)
    assert stranger.send("修好了", **service).reason == Reason.NO_CONSENT


def test_a_stop_holds_back_the_answers_to_what_was_said_before_it() -> None:
    bench = NoticeBench(LINE_SHOPPER)
    bench.now = NOW + timedelta(hours=1)
    stops(bench)
    bench.now += timedelta(hours=1)
    assert bench.send("我來幫您看", **STAFF).reason == Reason.STOPPED

    asked = bench.now = bench.now + timedelta(hours=1)
    bench.change_contact(last_event_at=asked, last_act_at=asked)
    assert bench.send("我來幫您看", **STAFF).state is SendState.SENT


def test_a_stop_holds_back_what_was_written_before_it_whatever_is_said_after_it() -> None:
    bench = NoticeBench(LINE_SHOPPER)
    bench.plan(bench.notice("我來幫您看", **STAFF))
    bench.now += timedelta(minutes=1)
    stops(bench)
    bench.now += timedelta(minutes=1)
    bench.change_contact(last_event_at=bench.now, last_act_at=bench.now)

    bench.deliver()

    assert bench.sends[0].reason == Reason.STOPPED and bench.calls == []


@pytest.mark.parametrize(
    ("happening", "counts"),
    [
        (MessageReceived("m-1", "在嗎"), True),
        (Reacted(added=True), True),
        (HumanReplied(), False),
    ],
)
def test_only_what_the_shopper_did_can_be_answered(happening: Happening, counts: bool) -> None:
    before = touched_by(met(event("您好", at=NOW)), event("您好", at=NOW))
    later = NOW + timedelta(days=3)

    after = touched_by(before, event(happening, at=later))

    assert after.last_event_at == later
    assert after.acted_at == (later if counts else NOW)


def test_a_contact_from_before_this_was_kept_counts_from_its_newest_event() -> None:
    known = touched_by(met(event("您好", at=NOW)), event("您好", at=NOW))

    assert replace(known, last_act_at=None).acted_at == NOW
