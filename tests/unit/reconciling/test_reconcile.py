"""The books of a run balance at every moment, and say of everybody what became of them."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest

from tests.support.pushes import RUN, PushBench, campaign, on_line, on_messenger
from tests.support.shop import NOW
from towkay.adapters.campaign_reports_json import PEOPLE, holds, person_row, plain_run
from towkay.adapters.memory.conversations import MemoryConsentLedger
from towkay.adapters.memory.pushing import MemoryRecipients
from towkay.domain.brand_rules import QuietHours
from towkay.domain.campaigns import Said, Step, Variant
from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent, ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.leaving import Leaving
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.reconciling import Ending, Fate, Paid, Reckoning, fate_of, sums
from towkay.domain.runs import Chunk, ChunkKey, Run, ShardProgress
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from towkay.usecases.reconcile import Books, endings

ANNA, BEN, CY, DAN = (on_messenger(number) for number in range(1, 5))
LOST = Outcome(Verdict.UNKNOWN, code="ReadTimeoutError")
GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE, code="551")


def everybody(bench: PushBench, topic: str = "news") -> dict[ContactKey, Ending]:
    books = Books(bench.runs, MemoryRecipients(bench.table), MemoryConsentLedger(bench.table))
    parts = endings(bench.run, topic, books=books, now=bench.now)
    return {one.contact: one for one in chain.from_iterable(people for _, people in parts)}


def counted(bench: PushBench) -> Reckoning:
    counts = Reckoning()
    for one in everybody(bench).values():
        counts.add(one)
    return counts


def fully_read(run: Run, planned: int) -> Run:
    shards = tuple(replace(one, is_read=True) for one in run.shards)
    return replace(run, shards=(replace(shards[0], planned=planned), *shards[1:]))


def test_everybody_is_in_exactly_one_state_with_the_reason() -> None:
    bench = PushBench((ANNA, BEN, CY, DAN), answers=[Outcome(Verdict.SENT), GONE, LOST])
    bench.change(DAN, consent=Consent(stopped=True))

    bench.push()

    found = everybody(bench)
    assert [(found[key].fate, found[key].reason) for key in (ANNA, BEN, CY, DAN)] == [
        (Fate.SENT, ""),
        (Fate.REFUSED, "contact_gone:551"),
        (Fate.UNKNOWN, ""),
        (Fate.SUPPRESSED, "stopped"),
    ]
    assert {one.variant for one in found.values()} == {"a"}
    assert {found[key].at for key in (ANNA, BEN, CY)} == {bench.now}


def test_the_sum_holds_after_every_single_call() -> None:
    people = tuple(on_messenger(number) for number in range(20))
    draw = random.Random(7)
    answers = [draw.choice([Outcome(Verdict.SENT), GONE, LOST]) for _ in people]
    bench = PushBench(people, answers=answers)
    seen: list[Reckoning] = []
    bench.on_call = lambda: seen.append(counted(bench))

    bench.push()
    seen.append(counted(bench))

    assert [one.counted for one in seen] == [20] * 21
    assert [one.fates[Fate.OPEN] for one in seen] == [*range(20, 0, -1), 0]
    assert all(holds(fully_read(bench.run, 20), one) for one in seen)


def test_books_that_miss_somebody_do_not_balance() -> None:
    bench = PushBench((ANNA, BEN))
    bench.push()

    assert holds(fully_read(bench.run, 2), counted(bench))
    assert not holds(fully_read(bench.run, 3), counted(bench))


def test_who_has_no_turn_yet_is_open_and_whose_turn_is_over_is_forgotten() -> None:
    bench = PushBench((ANNA, BEN))
    assert counted(bench).fates == {Fate.OPEN: 2}

    bench.push()
    bench.table.turns.clear()

    assert counted(bench).fates == {Fate.FORGOTTEN: 2}


def test_who_waits_for_the_morning_is_open_and_says_why() -> None:
    rules = replace(PushBench(()).rules, quiet_hours=QuietHours("10:00", "11:30"))
    bench = PushBench((ANNA,), rules=rules)

    bench.push()

    assert (everybody(bench)[ANNA].fate, everybody(bench)[ANNA].reason) == (
        Fate.OPEN,
        "quiet_hours",
    )


def test_those_left_out_for_comparison_are_counted_as_such() -> None:
    bench = PushBench((ANNA, BEN, CY), campaign=campaign(holdout=100))

    bench.push()

    counts = counted(bench)
    assert (counts.held_out, counts.fates) == (3, {Fate.SUPPRESSED: 3})


def test_each_person_is_counted_with_the_variant_they_were_told() -> None:
    two = tuple(Variant(name, 50, (Said("zh-TW", (Text(f"茶 {name}"),)),)) for name in ("a", "b"))
    people = tuple(on_messenger(number) for number in range(40))
    bench = PushBench(people, campaign=replace(campaign(), steps=(Step("only", two),)))

    bench.push()
    told = {call.contact: call.messages[0] for call in bench.calls}

    found = everybody(bench)
    assert {one.variant for one in found.values()} == {"a", "b"}
    assert all(f"茶 {one.variant}" in str(told[one.contact]) for one in found.values())


def test_a_campaign_on_line_costs_one_push_each_at_the_price_of_the_call() -> None:
    people = tuple(on_line(number) for number in range(5))
    bench = PushBench(people)

    bench.push()

    counts = counted(bench)
    assert counts.fates == {Fate.SENT: 5}
    ((paid, number),) = counts.paid.items()
    assert (paid.channel, paid.route, number) == ("line", "push", 5)


def test_money_adds_up_by_currency_and_what_nobody_told_is_no_zero() -> None:
    counts = Reckoning()
    for price, number in (("0.2 TWD", 3), ("0.05 USD", 2), ("?", 4), ("", 9)):
        counts.paid[Paid("line", "push", price, "")] += number

    known, untold = sums(counts.paid)

    assert ({name: str(sum_) for name, sum_ in known.items()}, untold) == (
        {"TWD": "0.6", "USD": "0.10"},
        4,
    )


def said(act: ConsentAct, hours: float, topic: str = "") -> ConsentEntry:
    at = NOW + timedelta(hours=hours)
    return ConsentEntry(act, at, f"e{hours}", True, ConsentSource.WORD, topic)


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        ([said(ConsentAct.STOP, 1)], Leaving.STOPPED),
        ([said(ConsentAct.STOP_TOPIC, 47.9, "news")], Leaving.STOPPED),
        ([said(ConsentAct.STOP_TOPIC, 1, "other")], None),
        ([said(ConsentAct.STOP, 48)], None),
        ([said(ConsentAct.STOP, -1)], None),
        ([said(ConsentAct.STOP, 1), said(ConsentAct.BLOCK, 2)], Leaving.BLOCKED),
        ([said(ConsentAct.REFUSE_MARKETING, 3)], Leaving.STOPPED),
        ([said(ConsentAct.BLOCK, 2), said(ConsentAct.UNBLOCK, 3)], Leaving.BLOCKED),
        ([replace(said(ConsentAct.STOP, 1), took_effect=False)], None),
    ],
)
def test_who_leaves_within_two_days_of_the_message_left_because_of_it(
    entries: list[ConsentEntry], left: Leaving | None
) -> None:
    bench = PushBench((ANNA, BEN))
    bench.push()
    newest = entries[-1].at
    bench.change(ANNA, consent=Consent(changed_at=newest, stop_at=newest, reach_at=newest))
    bench.table.ledger[ANNA] = {one.cause: one for one in entries}

    assert everybody(bench)[ANNA].left is left
    assert everybody(bench)[BEN].left is None
    assert counted(bench).leaving_rate == (0.5 if left else 0.0)


def test_a_message_of_several_requests_is_as_its_first_that_did_not_go() -> None:
    bench = PushBench((ANNA,))
    bench.push()
    turn = bench.turn(ANNA)
    assert turn is not None
    first = turn.sends[0]

    def with_states(*states: SendState) -> Turn:
        sends = (replace(first, index=number, state=state) for number, state in enumerate(states))
        return replace(turn, sends=tuple(sends))

    sent, no = SendState.SENT, SendState.REFUSED
    assert fate_of(with_states(sent, sent), is_done=True)[0] is Fate.SENT
    assert fate_of(with_states(sent, no, SendState.SUPPRESSED), is_done=True)[0] is Fate.REFUSED
    assert fate_of(with_states(SendState.UNKNOWN, sent), is_done=True)[0] is Fate.UNKNOWN
    assert fate_of(with_states(sent, SendState.CLAIMED), is_done=True)[0] is Fate.OPEN


def test_every_state_of_a_send_has_a_place_in_the_books() -> None:
    bench = PushBench((ANNA,))
    bench.push()
    turn = bench.turn(ANNA)
    assert turn is not None
    for state in SendState:
        send: Send = replace(turn.sends[0], state=state)
        fate, _ = fate_of(replace(turn, sends=(send,)), is_done=True)
        assert fate is not Fate.FORGOTTEN


def test_a_report_goes_on_behind_the_chunk_where_it_ended() -> None:
    bench = PushBench((ANNA,))
    second = ChunkKey(RUN, 0, 1)
    bench.runs.put_chunk(Chunk(second, (BEN,), is_last=True))
    books = Books(bench.runs, MemoryRecipients(bench.table), MemoryConsentLedger(bench.table))

    found = list(endings(bench.run, "news", books=books, now=NOW, after=bench.chunk))

    assert [(key, [one.contact for one in people]) for key, people in found] == [(second, [BEN])]


def test_a_persons_row_has_a_field_for_each_name_and_no_words_of_anybody() -> None:
    bench = PushBench((ANNA,))
    bench.push()

    row = person_row(everybody(bench)[ANNA])

    assert len(row) == len(PEOPLE)
    assert row[:4] == ("messenger", ANNA.account, ANNA.user, "sent")
    assert not any("新茶" in field for field in row)


def test_the_plain_report_says_the_sum_of_architecture_in_its_words() -> None:
    bench = PushBench((ANNA, BEN), answers=[GONE])
    bench.push()
    run = fully_read(bench.run, 2)

    told = plain_run(run, counted(bench), None)

    parts = ("sent", "refused", "suppressed", "unknown", "parked", "open")
    assert told["planned"] == sum(told[part] for part in parts) == 2
    assert told["reasons"] == {"refused": {"contact_gone:551": 1}}
    assert isinstance(run.shards[0], ShardProgress)
