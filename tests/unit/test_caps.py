"""A person gets no more than the brand's caps allow, over all channels and all at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.notices import TOPIC, NoticeBench
from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules, Cap
from towkay.domain.channels import ContactKey
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import confirmed
from towkay.domain.unasked import History, Unasked

DAY = timedelta(days=1)
SERVICE, MARKETING = Purpose.SERVICE, Purpose.MARKETING


def capped(*caps: Cap, key: ContactKey = LINE_SHOPPER) -> NoticeBench:
    rules = replace(DEFAULT_RULES, quiet_hours=None, caps=caps)
    return NoticeBench(key, brand_rules=rules)


def on_two_channels(bench: NoticeBench) -> NoticeBench:
    """One human, proved to be the same on LINE and on the Page."""
    for key in (LINE_SHOPPER, PAGE_SHOPPER):
        bench.add_contact(key, person="p-1")
    return bench


def history(bench: NoticeBench) -> History:
    contact = bench.table.contacts[bench.key]
    return bench.ledger.history("demo", contact.person_name)


def test_the_message_past_the_cap_is_suppressed_with_its_reason_and_its_count() -> None:
    bench = capped(Cap((MARKETING,), 2, 7 * 86_400))
    ends = [bench.send() for _ in range(3)]

    assert [send.state for send in ends] == [
        SendState.SENT,
        SendState.SENT,
        SendState.SUPPRESSED,
    ]
    assert ends[2].reason == Reason.CAP and ends[2].decision is not None
    assert ends[2].decision.situation.caps[0].count == 2


def test_a_cap_looks_back_over_its_time_and_no_further() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400))
    bench.send()

    bench.now = NOW + DAY - timedelta(seconds=1)
    early = bench.send()
    bench.now = NOW + DAY
    late = bench.send()

    assert (early.reason, late.state) == (Reason.CAP, SendState.SENT)


def test_a_cap_counts_the_person_and_not_the_account() -> None:
    bench = on_two_channels(capped(Cap((MARKETING,), 1, 86_400)))
    bench.send()
    assert bench.send(contact=PAGE_SHOPPER).reason == Reason.CAP


def test_one_campaign_at_one_moment_reaches_a_person_on_one_channel_only() -> None:
    bench = on_two_channels(capped(Cap((MARKETING,), 1, 86_400)))
    notice = bench.notice()
    ends = []
    for key in (LINE_SHOPPER, PAGE_SHOPPER):
        bench.plan(replace(notice, contact=key))
        bench.deliver()
        ends.append(bench.sends[0])

    assert [send.state for send in ends] == [SendState.SENT, SendState.SUPPRESSED]
    assert ends[1].reason == Reason.CAP


def test_two_people_do_not_use_up_each_other_s_cap() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400))
    bench.add_contact(PAGE_SHOPPER)
    bench.send()
    assert bench.send(contact=PAGE_SHOPPER).state is SendState.SENT


def test_a_message_in_several_requests_counts_once() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400), key=PAGE_SHOPPER)
    bench.send("一", "二", "三")
    assert bench.states == [SendState.SENT] * 3
    assert bench.send().reason == Reason.CAP


def test_marketing_yields_to_news_under_a_cap_on_both() -> None:
    bench = capped(Cap((SERVICE, MARKETING), 2, 86_400))
    bench.send()
    bench.send()

    news = [bench.send(purpose=SERVICE) for _ in range(3)]

    assert [send.state is SendState.SENT for send in news] == [True, True, False]
    assert bench.send().reason == Reason.CAP


def test_replies_know_no_caps_and_count_towards_none() -> None:
    bench = capped(Cap((SERVICE, MARKETING), 1, 86_400))
    for _ in range(3):
        assert bench.send(purpose=Purpose.REPLY, topic="").state is SendState.SENT
    assert history(bench) == History()
    assert bench.send().state is SendState.SENT


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST), False),
        (Outcome(Verdict.CAPPED, Refusal.QUOTA), False),
        (Outcome(Verdict.UNKNOWN), True),
    ],
)
def test_only_what_somebody_may_have_seen_counts(answer: Outcome, counts: bool) -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400), key=PAGE_SHOPPER)
    bench.answers = [answer]
    bench.send()
    assert (bench.send().state is SendState.SENT) is not counts


def test_what_must_wait_for_the_account_is_not_counted_twice() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400))
    bench.answers = [Outcome(Verdict.SLOW_DOWN, Refusal.RATE, retry_after=timedelta(seconds=9))]
    bench.send()

    assert history(bench).entries == ()
    assert bench.deliver_again(NOW + timedelta(minutes=10)).state is SendState.SENT
    assert len(history(bench).entries) == 1


def test_a_worker_slow_to_forget_what_nobody_saw_does_not_forget_the_repeat() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400))
    bench.answers = [Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET)]
    forget = bench.ledger.forget

    def forget_late(*named: Any) -> None:
        bench.deliver_again(NOW + timedelta(minutes=1))  # by somebody else, meanwhile
        forget(*named)

    bench.ledger.forget = forget_late  # type: ignore[assignment,method-assign]
    bench.send()

    assert bench.states == [SendState.SENT] and len(history(bench).entries) == 1


def test_what_the_channel_has_shown_counts_whatever_it_answered() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400), key=PAGE_SHOPPER)
    bench.answers = [Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)]

    def echo() -> None:
        turn = bench.ledger.turn(bench.turn_key, NOW)
        assert turn is not None
        bench.ledger.settle(turn, confirmed(turn.sends[0], "p1", NOW))

    bench.on_call = echo
    assert bench.send().state is SendState.SENT and len(history(bench).entries) == 1


def test_of_two_campaigns_at_the_same_moment_one_gets_the_last_place() -> None:
    """The second judges while the first claims: its claim finds another history and asks again."""
    bench = capped(Cap((MARKETING,), 1, 86_400))
    bench.plan(bench.notice("一"))
    first = bench.turn_key
    bench.plan(bench.notice("二"))
    second = bench.turn_key
    read = bench.ledger.history
    taken: list[str] = []

    def read_while_another_claims(brand: str, person: str) -> History:
        before = read(brand, person)
        if not taken:
            taken.append(person)
            bench.turn_key = second
            bench.deliver(owner="run-2")
            bench.turn_key = first
        return before

    bench.ledger.history = read_while_another_claims  # type: ignore[method-assign]
    bench.turn_key = first
    bench.deliver()

    assert [send.reason for send in bench.sends] == [Reason.CAP] and len(bench.calls) == 1


def test_the_place_a_worker_s_lost_call_took_is_not_given_away() -> None:
    bench = capped(Cap((MARKETING,), 1, 86_400), key=PAGE_SHOPPER)

    def die() -> None:
        raise KeyboardInterrupt

    bench.on_call = die
    with pytest.raises(KeyboardInterrupt):
        bench.send()
    bench.on_call = lambda: None
    bench.now += timedelta(minutes=1)
    bench.deliver()

    assert bench.states == [SendState.UNKNOWN]
    assert bench.send().reason == Reason.CAP


def test_a_brand_without_caps_counts_and_caps_nobody() -> None:
    bench = capped()
    ends = [bench.send() for _ in range(5)]
    assert {send.state for send in ends} == {SendState.SENT}


def test_the_safe_caps_hold_for_a_brand_that_published_none() -> None:
    bench = NoticeBench(brand_rules=BrandRules("Asia/Taipei", None, DEFAULT_RULES.caps))
    ends: list[Send] = []
    for _ in range(4):
        ends += [bench.send(), bench.send()]
        bench.now += DAY
    sent = [send.state is SendState.SENT for send in ends]
    assert sent == [True, False, True, False, False, False, False, False]


def test_the_rhythm_of_a_topic_holds_its_own_messages_and_no_others() -> None:
    weekly = Cap((MARKETING,), 1, 6 * 86_400, TOPIC)
    bench = capped(weekly, Cap((MARKETING,), 1, 6 * 86_400, "another"))
    first = bench.send()

    bench.now = NOW + 5 * DAY
    early = bench.send()
    bench.now = NOW + 7 * DAY - timedelta(minutes=5)  # a run a little ahead of last week's
    late = bench.send()

    assert [first.state, late.state] == [SendState.SENT, SendState.SENT]
    assert early.reason == Reason.CAP and early.decision is not None
    assert [cap.topic for cap in early.decision.situation.caps] == [TOPIC]
    assert {entry.topic for entry in history(bench).entries} == {TOPIC}


def test_what_came_under_another_topic_does_not_count_for_a_topic() -> None:
    bench = capped(Cap((MARKETING,), 1, 6 * 86_400, TOPIC))
    of_another = Unasked("0/other", MARKETING, NOW, topic="another")

    assert History((of_another,)).count((MARKETING,), NOW - DAY, "", TOPIC) == 0
    assert History((of_another,)).count((MARKETING,), NOW - DAY, "") == 1
    assert bench.send().state is SendState.SENT
