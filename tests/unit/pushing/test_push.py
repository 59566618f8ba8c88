"""Everybody of a chunk gets one turn, whatever may be sent and whoever comes in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.pushes import (
    LEASE,
    RULES,
    RUN,
    PushBench,
    campaign,
    on_line,
    on_messenger,
)
from tests.support.shop import NOW
from towkay.domain.brand_rules import Cap, QuietHours
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import Consent
from towkay.domain.messages import Purpose, TemplateMessage
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.templates import Template, TemplateKind
from towkay.domain.unasked import History

ANNA, BEN, CY = on_messenger(1), on_messenger(2), on_messenger(3)
LOST = Outcome(Verdict.UNKNOWN, code="ReadTimeoutError")


def test_everybody_is_called_once_and_the_chunk_is_done() -> None:
    bench = PushBench((ANNA, BEN, CY))

    moved = bench.push()

    assert [send.state for send in moved] == [SendState.SENT] * 3
    assert [call.contact for call in bench.calls] == [ANNA, BEN, CY]
    assert {call.messages for call in bench.calls} != {()}
    assert (bench.is_done, bench.queue.asked) == (True, [])


def test_a_chunk_that_comes_again_says_nothing_twice() -> None:
    bench = PushBench((ANNA, BEN))
    bench.push()
    chunk = bench.rows.chunks[RUN][bench.chunk]
    bench.rows.chunks[RUN][bench.chunk] = replace(chunk, is_done=False)

    assert bench.push(owner="run-2") == []

    assert len(bench.calls) == 2
    assert bench.is_done


def test_a_chunk_that_is_done_is_not_looked_at() -> None:
    bench = PushBench((ANNA,))
    bench.push()
    bench.table.turns.clear()

    assert bench.push() == []


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"consent": Consent(stopped=True)}, Reason.STOPPED),
        ({"consent": Consent(reachable=False)}, Reason.UNREACHABLE),
        ({"consent": Consent(marketing_refused=True)}, Reason.MARKETING_REFUSED),
        ({"subscriptions": ()}, Reason.NO_CONSENT),
        ({"moved_to": "684331092779999"}, Reason.UNREACHABLE),
        ({"window_closes_at": NOW - timedelta(days=3)}, Reason.WINDOW_CLOSED),
    ],
)
def test_whom_policy_forbids_to_write_to_gets_the_reason_and_no_call(
    about: dict[str, object], reason: Reason
) -> None:
    bench = PushBench((ANNA,))
    bench.change(ANNA, **about)

    bench.push()

    send = bench.send(ANNA)
    assert (send.state, send.reason) == (SendState.SUPPRESSED, reason)
    assert send.decision is not None and send.decision.rule == reason
    assert (bench.calls, bench.is_done) == ([], True)


def test_who_was_erased_meanwhile_is_counted_as_erased() -> None:
    bench = PushBench((ANNA, BEN))
    del bench.table.contacts[ANNA]

    bench.push()

    assert (bench.send(ANNA).state, bench.send(ANNA).reason) == (SendState.SUPPRESSED, "erased")
    assert bench.send(BEN).state is SendState.SENT


def test_a_stop_between_reading_and_claiming_wins() -> None:
    bench = PushBench((ANNA, BEN))
    bench.on_call = lambda: bench.change(BEN, consent=Consent(stopped=True))

    bench.push()

    assert [call.contact for call in bench.calls] == [ANNA]
    assert bench.send(BEN).reason == Reason.STOPPED


def test_what_one_campaign_told_a_person_counts_at_once_for_the_other() -> None:
    capped = replace(RULES, caps=(Cap((Purpose.MARKETING,), 1, 86_400),))
    line = on_line(1)
    bench = PushBench((ANNA, line), rules=capped)
    for key in (ANNA, line):
        bench.change(key, person="one human")

    bench.push()

    assert bench.send(line).state is SendState.SENT
    assert (bench.send(ANNA).state, bench.send(ANNA).reason) == (SendState.SUPPRESSED, Reason.CAP)


def test_quiet_hours_hold_what_is_said_until_they_end() -> None:
    rules = replace(RULES, quiet_hours=QuietHours("10:00", "11:30"))  # it is eleven
    bench = PushBench((ANNA,), rules=rules)

    bench.push()

    send = bench.send(ANNA)
    assert (send.state, send.reason) == (SendState.READY, Reason.QUIET_HOURS)
    assert send.not_before == NOW + timedelta(minutes=32)
    assert bench.is_done, "the due index brings it back, not the chunk"


def test_what_would_be_held_beyond_its_grace_is_not_said() -> None:
    rules = replace(RULES, quiet_hours=QuietHours("10:00", "23:00"))
    bench = PushBench((ANNA,), rules=rules)

    bench.push()

    assert bench.send(ANNA).state is SendState.SUPPRESSED


def test_a_chunk_that_comes_after_its_grace_says_nothing() -> None:
    bench = PushBench((ANNA,))
    bench.now += timedelta(hours=2)

    bench.push()

    assert (bench.calls, bench.send(ANNA).reason) == ([], Reason.EXPIRED)


def test_an_unclear_answer_is_unknown_and_never_asked_again() -> None:
    bench = PushBench((ANNA,), answers=[LOST])

    bench.push()
    bench.now += timedelta(minutes=10)
    bench.push(owner="run-2")

    assert (len(bench.calls), bench.send(ANNA).state) == (1, SendState.UNKNOWN)


def test_a_channel_that_refuses_one_person_goes_on_with_the_next() -> None:
    gone = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE, code="551")
    bench = PushBench((ANNA, BEN), answers=[gone])

    bench.push()

    assert bench.send(ANNA).state is SendState.REFUSED
    assert bench.send(BEN).state is SendState.SENT
    assert bench.table.history("demo", bench.table.contacts[ANNA].person_name).entries == ()


def test_an_account_in_trouble_waits_and_the_others_go_on() -> None:
    slow = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="613")
    other = replace(CY, account="900000000000001")
    bench = PushBench((ANNA, BEN, other), answers=[slow])

    bench.push()

    assert bench.send(ANNA).state is SendState.READY
    assert bench.turn(BEN) is None, "nobody else is called while the account is tired"
    assert bench.send(other).state is SendState.SENT
    ((ask, delay_s),) = bench.queue.asked
    assert (ask.cursor, ask.chunk, bench.is_done) == (1, bench.chunk, False)
    assert 1 <= delay_s <= 15

    bench.now += timedelta(seconds=delay_s + 20)
    bench.push(cursor=1, owner="run-2")
    assert bench.send(BEN).state is SendState.SENT
    assert bench.is_done


def test_who_is_left_for_want_of_time_does_not_wait_for_a_tired_account() -> None:
    slow = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="613", retry_after=timedelta(minutes=9))
    others = tuple(replace(CY, account="900000000000001", user=f"{n}" * 9) for n in (1, 2, 3))
    bench = PushBench((ANNA, BEN, *others), answers=[slow])
    bench.on_call = lambda: setattr(bench, "now", bench.now + timedelta(seconds=50))

    bench.push()

    ((ask, delay_s),) = bench.queue.asked
    assert (len(bench.calls), ask.cursor, delay_s) == (3, 1, 0)
    bench.push(cursor=1, owner="run-2")
    assert all(bench.send(one).state is SendState.SENT for one in others)
    assert bench.turn(BEN) is None and bench.queue.asked[-1][1] > 60


def test_near_its_deadline_a_worker_asks_for_the_rest_and_uses_up_no_receive() -> None:
    bench = PushBench((ANNA, BEN, CY))
    bench.on_call = lambda: setattr(bench, "now", bench.now + timedelta(seconds=60))

    bench.push()

    ((ask, _),) = bench.queue.asked
    assert ask.cursor == len(bench.calls) == 2
    assert bench.turn(CY) is None
    bench.push(cursor=ask.cursor, owner="run-2")
    assert [call.contact for call in bench.calls] == [ANNA, BEN, CY]
    assert bench.is_done


def test_the_first_marketing_message_says_how_to_refuse_and_the_next_does_not() -> None:
    bench = PushBench((ANNA, BEN))
    bench.push()
    assert all(bench.send(key).carries_opt_out for key in (ANNA, BEN))
    told: History = bench.table.history("demo", bench.table.contacts[ANNA].person_name)
    second = PushBench((ANNA,))
    second.table.histories["demo", second.table.contacts[ANNA].person_name] = told

    second.push()

    assert not second.send(ANNA).carries_opt_out
    assert len(second.calls[0].messages[0].text) < len(bench.calls[0].messages[0].text)  # type: ignore[union-attr]


def test_what_is_claimed_is_nobodys_to_rob_while_its_worker_runs() -> None:
    bench = PushBench((ANNA,))
    leases = []
    bench.on_call = lambda: leases.append(bench.send(ANNA).lease_until)

    bench.push()

    assert leases == [NOW + LEASE]


def test_a_template_whose_approved_words_say_how_to_refuse_needs_no_line_of_ours() -> None:
    ben = ContactKey(Channel.WHATSAPP, "209911887700123", "TW.1000")
    for tells, state in ((True, SendState.SENT), (False, SendState.SUPPRESSED)):
        template = Template("spring", "zh_TW", TemplateKind.MARKETING, tells_opt_out=tells)
        bench = PushBench((ben,), campaign=campaign(TemplateMessage(template)))

        bench.push()

        send = bench.send(ben)
        assert (send.state, send.carries_opt_out, send.reason) == (
            state,
            tells,
            "" if tells else Reason.OPT_OUT_MISSING,
        )
