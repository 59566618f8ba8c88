"""A receipt settles the send it names, or moves a mark; twice is once, in any order."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from tests.support.builders import an_event
from tests.support.door import Bench
from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.adapters.memory.conversations import MemoryReceiptLedger
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import ContactKey
from towkay.domain.errors import MalformedBody, StaleState
from towkay.domain.events import Event, Happening, HumanReplied, ReceiptArrived, ReceiptKind
from towkay.domain.health import AccountHealth, Trouble, account_of
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.receipts import Marks
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from towkay.usecases.settle import Effect, Settled, settle

S = SendState


@pytest.fixture
def bench() -> Bench:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("一", "二")
    return bench


def receipt(
    bench: Bench, happening: Happening, *, contact: ContactKey | None = None
) -> tuple[Event, MemoryReceiptLedger]:
    event = an_event(contact or bench.key, happening=happening, received_at=bench.now)
    return event, MemoryReceiptLedger(bench.table)


def apply(bench: Bench, happening: Happening, *, contact: ContactKey | None = None) -> Settled:
    event, ledger = receipt(bench, happening, contact=contact)
    return settle(event, now=bench.now, ledger=ledger)


def echo(bench: Bench, index: int = 0, mid: str = "m_1") -> ReceiptArrived:
    return ReceiptArrived(ReceiptKind.ECHOED, send_id(bench.turn_key, index), mid)


def failure(bench: Bench, index: int = 0) -> ReceiptArrived:
    return ReceiptArrived(ReceiptKind.FAILED, send_id(bench.turn_key, index), code="131026")


def in_state(bench: Bench, state: SendState, index: int = 0, **about: object) -> Send:
    """Put a send of the stored turn into a state, as the door would have left it."""
    turn = bench.table.turn(bench.turn_key, bench.now)
    assert turn is not None
    send = replace(turn.sends[index], state=state, **about)  # type: ignore[arg-type]
    bench.table.settle(turn, send)
    return send


@pytest.mark.parametrize("state", [S.READY, S.CLAIMED, S.UNKNOWN, S.PARKED])
def test_an_echo_proves_a_send_that_was_not_known_to_be_taken(
    bench: Bench, state: SendState
) -> None:
    lease = bench.now + timedelta(seconds=9)
    in_state(bench, state, owner="run-1", lease_until=lease, settle_by=lease, reason="no_evidence")

    assert apply(bench, echo(bench)) == Settled(Effect.CONFIRMED, state, S.SENT)

    sent = bench.sends[0]
    assert (sent.state, sent.provider_ids, sent.settled_at) == (S.SENT, ("m_1",), bench.now)
    assert (sent.owner, sent.lease_until, sent.settle_by, sent.reason) == ("", None, None, "")
    assert bench.sends[1].state is S.READY


def test_an_echo_of_what_is_known_to_be_sent_writes_nothing(bench: Bench) -> None:
    before = in_state(bench, S.SENT, provider_ids=("p1",))

    assert apply(bench, echo(bench)) == Settled(Effect.KNOWN, S.SENT, S.SENT)
    assert bench.sends[0] == before


def test_only_a_parked_send_is_settled_late(bench: Bench) -> None:
    in_state(bench, S.PARKED)
    assert apply(bench, echo(bench)).is_late
    assert not apply(bench, echo(bench)).is_late
    in_state(bench, S.UNKNOWN, 1)
    assert not apply(bench, echo(bench, 1)).is_late


@pytest.mark.parametrize("state", [S.SENT, S.UNKNOWN, S.PARKED, S.CLAIMED])
def test_a_failure_reported_afterwards_is_a_refusal_with_its_code(
    bench: Bench, state: SendState
) -> None:
    in_state(bench, state)

    assert apply(bench, failure(bench)) == Settled(Effect.FAILED, state, S.REFUSED)
    assert bench.sends[0].reason == f"{Refusal.NOT_DELIVERED}:131026"
    assert apply(bench, failure(bench)).effect is Effect.KNOWN


@pytest.mark.parametrize("first", [S.UNKNOWN, S.PARKED, S.SENT, S.REFUSED])
def test_receipts_of_a_send_come_to_the_same_in_any_order(first: SendState) -> None:
    ends = set()
    for order in set(permutations("eeff")):
        bench = Bench(PAGE_SHOPPER)
        bench.store_turn()
        in_state(bench, first)
        for kind in order:
            apply(bench, echo(bench) if kind == "e" else failure(bench))
        ends.add((bench.sends[0].state, bench.sends[0].reason))
    assert ends == {(S.REFUSED, "not_delivered:131026")}


@pytest.mark.parametrize("text", ["", "flow:faq", "19a.0", "19a.0.other-cause"])
def test_an_echo_that_names_no_turn_of_ours_changes_nothing(bench: Bench, text: str) -> None:
    before = bench.sends
    unmatched = ReceiptArrived(ReceiptKind.ECHOED, text, "m_1")
    assert apply(bench, unmatched) == Settled(Effect.UNMATCHED)
    assert bench.sends == before


def test_an_echo_never_settles_another_contact_s_send_or_one_that_is_not_there(
    bench: Bench,
) -> None:
    other = replace(bench.key, user="somebody-else")
    elsewhere = replace(bench.key, account="another-page")
    assert apply(bench, echo(bench), contact=other).effect is Effect.UNMATCHED
    assert apply(bench, echo(bench), contact=elsewhere).effect is Effect.UNMATCHED
    assert apply(bench, echo(bench, index=2)).effect is Effect.UNMATCHED
    assert bench.states == [S.READY, S.READY]


def test_an_echo_of_a_turn_past_its_retention_matches_nothing(bench: Bench) -> None:
    bench.now += timedelta(days=91)
    assert apply(bench, echo(bench)).effect is Effect.UNMATCHED


def test_what_is_no_receipt_is_left_for_people(bench: Bench) -> None:
    with pytest.raises(MalformedBody):
        apply(bench, HumanReplied())


def marks(bench: Bench) -> Marks:
    return MemoryReceiptLedger(bench.table).marks(bench.key, bench.now)


def test_marks_move_forward_whatever_comes_first(bench: Bench) -> None:
    early, late = NOW - timedelta(minutes=2), NOW - timedelta(minutes=1)
    read = ReceiptArrived(ReceiptKind.READ, up_to=early)
    delivered = ReceiptArrived(ReceiptKind.DELIVERED, up_to=late)

    effects = [apply(bench, one).effect for one in (read, delivered, delivered, read)]

    assert effects == [Effect.ADVANCED, Effect.ADVANCED, Effect.KNOWN, Effect.KNOWN]
    assert marks(bench) == Marks(delivered_up_to=late, read_up_to=early)


@pytest.mark.parametrize("stamped_ahead", [timedelta(0), timedelta(hours=2)])
def test_a_clock_ahead_of_ours_covers_nothing_sent_later(
    bench: Bench, stamped_ahead: timedelta
) -> None:
    far = ReceiptArrived(ReceiptKind.READ, up_to=NOW + timedelta(days=365))
    event, ledger = receipt(bench, far)
    stamped = replace(event, received_at=event.received_at + stamped_ahead)
    settle(stamped, now=bench.now, ledger=ledger)
    assert marks(bench).read_up_to == bench.now


def test_a_receipt_without_a_bound_moves_no_mark(bench: Bench) -> None:
    assert apply(bench, ReceiptArrived(ReceiptKind.READ)).effect is Effect.UNMATCHED
    assert marks(bench) == Marks()


class Contended(MemoryReceiptLedger):
    """Somebody else moves another send of the turn right before each of the first settlings."""

    races = 0

    def settle(self, turn: Turn, send: Send, learnt: Learnt | None = None) -> Turn:
        if self.races:
            self.races -= 1
            self._table.settle(turn, replace(turn.sends[1], attempts=turn.sends[1].attempts + 1))
        return super().settle(turn, send, learnt)


def test_a_lost_race_is_run_again_and_in_the_end_given_back(bench: Bench) -> None:
    event, _ = receipt(bench, echo(bench))
    ledger = Contended(bench.table)
    ledger.races = 4
    with pytest.raises(StaleState):
        settle(event, now=bench.now, ledger=ledger)
    ledger.races = 3
    assert settle(event, now=bench.now, ledger=ledger).effect is Effect.CONFIRMED
    assert [(send.state, send.attempts) for send in bench.sends] == [(S.SENT, 0), (S.READY, 7)]


def test_an_echo_that_is_quicker_than_the_answer_keeps_no_news_of_the_account_back() -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn()
    slowed = AccountHealth(Trouble.RATE, until=bench.now, strikes=1)
    bench.accounts.write(account_of(bench.key), slowed)
    first = echo(bench)
    bench.on_call = lambda: apply(bench, first)  # type: ignore[assignment]

    bench.deliver()

    assert bench.accounts.read(account_of(bench.key)).trouble is None


def test_an_echo_that_is_quicker_than_the_answer_is_left_by_the_door(bench: Bench) -> None:
    bench.answers = [Outcome(Verdict.UNKNOWN), Outcome(Verdict.SENT, provider_ids=("p2",))]
    first = echo(bench)
    bench.on_call = lambda: apply(bench, first)  # type: ignore[assignment]

    moved = bench.deliver()

    assert [send.state for send in moved] == [S.SENT, S.SENT]
    assert [send.provider_ids for send in bench.sends] == [("m_1",), ("p2",)]
    assert len(bench.calls) == 2


@pytest.mark.parametrize("seed", range(20))
def test_every_echoed_send_is_settled_and_the_rest_is_parked(seed: int) -> None:
    """Answers lost before or after the shopper saw it; echoes late, in disorder, some missing."""
    rng = random.Random(seed)
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn(*"一二三四五六七八")
    bench.answers = [Outcome(Verdict.UNKNOWN)] * 8
    bench.deliver()
    echoed = {index for index in range(8) if rng.random() < 0.7}
    late = {index for index in echoed if rng.random() < 0.5}
    for index in sorted(echoed - late, key=lambda _: rng.random()):
        apply(bench, echo(bench, index))
    bench.now += timedelta(minutes=3)
    bench.deliver(owner="run-2")
    given_up = {index for index, state in enumerate(bench.states) if state is S.PARKED}
    assert given_up == set(range(8)) - (echoed - late)
    bench.now += timedelta(hours=6)
    for index in sorted(late, key=lambda _: rng.random()):
        assert apply(bench, echo(bench, index)).is_late

    settled = {index for index, state in enumerate(bench.states) if state is S.SENT}
    assert settled == echoed
    assert len(bench.calls) == 8


@pytest.mark.parametrize("kind", [ReceiptKind.DELIVERED, ReceiptKind.READ])
@pytest.mark.parametrize("state", [S.UNKNOWN, S.PARKED, S.CLAIMED])
def test_what_was_delivered_by_name_was_taken_and_moves_the_mark(
    bench: Bench, kind: ReceiptKind, state: SendState
) -> None:
    in_state(bench, state)
    named = ReceiptArrived(kind, send_id(bench.turn_key, 0), "wamid.1", up_to=bench.now)
    assert apply(bench, named) == Settled(Effect.CONFIRMED, state, S.SENT)
    assert (bench.sends[0].state, bench.sends[0].provider_ids) == (S.SENT, ("wamid.1",))
    marks = MemoryReceiptLedger(bench.table).marks(bench.key, bench.now)
    assert marks.read_up_to == (bench.now if kind is ReceiptKind.READ else None)
    assert apply(bench, named).effect is Effect.KNOWN


def test_a_delivery_that_names_a_send_and_no_moment_proves_it_all_the_same(bench: Bench) -> None:
    in_state(bench, S.UNKNOWN)
    named = ReceiptArrived(ReceiptKind.DELIVERED, send_id(bench.turn_key, 0))
    assert apply(bench, named).effect is Effect.CONFIRMED


def test_what_it_costs_is_kept_with_the_send_and_is_no_other_news(bench: Bench) -> None:
    in_state(bench, S.SENT, provider_ids=("wamid.1",))
    billed = ReceiptArrived(
        ReceiptKind.ECHOED, send_id(bench.turn_key, 0), "wamid.1", billed="service/regular"
    )
    assert apply(bench, billed) == Settled(Effect.KNOWN, S.SENT, S.SENT)
    assert bench.sends[0].billed == "service/regular"
    apply(bench, echo(bench))
    assert bench.sends[0].billed == "service/regular"
