"""What has arrived stays sent, and a status finds its send under whatever id the shopper has."""

from itertools import permutations

import pytest

from tests.support.door import Bench
from tests.support.shop import PAGE_SHOPPER
from tests.unit.test_settle import S, apply, echo, failure, in_state
from towkay.domain.events import ReceiptArrived, ReceiptKind
from towkay.domain.send_ids import send_id
from towkay.domain.sends import SendState
from towkay.usecases.settle import Effect, Settled


def two_sends() -> Bench:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("一", "二")
    return bench


@pytest.mark.parametrize("seen", [ReceiptKind.DELIVERED, ReceiptKind.READ])
@pytest.mark.parametrize("first", [S.UNKNOWN, S.PARKED, S.SENT, S.CLAIMED, S.REFUSED])
def test_what_was_delivered_stays_sent_whenever_a_failure_is_told_of_it(
    first: SendState, seen: ReceiptKind
) -> None:
    for order in set(permutations("ddeff")):
        bench = two_sends()
        in_state(bench, first)
        arrival = ReceiptArrived(seen, send_id(bench.turn_key, 0), "m_1", up_to=bench.now)
        told = {"d": arrival, "e": echo(bench), "f": failure(bench)}
        for kind in order:
            apply(bench, told[kind])
        assert (bench.sends[0].state, bench.sends[0].reason) == (S.SENT, ""), order
        bench.deliver()
        assert bench.states == [S.SENT, S.SENT], "the rest of the turn goes on"


def test_a_failure_after_the_arrival_is_counted_as_nothing_new() -> None:
    bench = two_sends()
    in_state(bench, S.SENT)
    apply(bench, ReceiptArrived(ReceiptKind.READ, send_id(bench.turn_key, 0), up_to=bench.now))
    assert apply(bench, failure(bench)) == Settled(Effect.KNOWN, S.SENT, S.SENT)


def test_what_one_message_is_known_to_have_reached_says_nothing_of_an_earlier_one() -> None:
    bench = two_sends()
    for index in (0, 1):
        in_state(bench, S.SENT, index, called_at=bench.now)
    apply(bench, ReceiptArrived(ReceiptKind.READ, send_id(bench.turn_key, 1), up_to=bench.now))
    assert apply(bench, failure(bench)).effect is Effect.FAILED
    assert bench.states == [S.REFUSED, S.SENT]
