"""News of a parcel is asked about once more at the call: what is not so any more is not said."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW
from tests.unit.test_instead_of_words import ON_PAGE, bench_of
from towkay.domain.channels import ContactKey
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.shipping.about import AboutParcel
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.parcels import Aspect, Fact, Parcel, slot, with_facts
from towkay.domain.shipping.records import Order, OrderRecord
from towkay.ports.orders import OrderKey

SHIPPED_AT = NOW - timedelta(hours=3)
ABOUT = AboutParcel("1042", "shopify", "p1", Milestone.IN_TRANSIT, SHIPPED_AT)


def record_of(*reached: tuple[Milestone, datetime]) -> OrderRecord:
    parcel = Parcel("shopify", "p1")
    facts = {slot(Aspect.REACHED, one): Fact(at) for one, at in reached}
    return OrderRecord(Order("demo", "1042"), (with_facts(parcel, facts),))


ON_ITS_WAY = record_of((Milestone.IN_TRANSIT, SHIPPED_AT))
DELIVERED = record_of((Milestone.IN_TRANSIT, SHIPPED_AT), (Milestone.DELIVERED, NOW))


class Known:
    """`ports.KnownOrders` of one order; counts how often it is read."""

    def __init__(self, *answers: OrderRecord | ServiceUnavailable | None) -> None:
        self.answers = list(answers)
        self.asked: list[OrderKey] = []

    def record(self, key: OrderKey, now: datetime) -> OrderRecord | None:
        self.asked.append(key)
        answer = self.answers.pop(0)
        if isinstance(answer, ServiceUnavailable):
            raise answer
        return answer

    def orders_of(self, contact: ContactKey, brand: str, now: datetime) -> list[OrderKey]:
        raise AssertionError("nobody asks that here")


def news_of(known: Known, *, window: bool = True, parcel: AboutParcel | None = ABOUT) -> Bench:
    bench = bench_of(ON_PAGE, window=window, parcel=parcel)
    bench.tools["orders"] = known
    return bench


@pytest.mark.parametrize("window", [True, False])
def test_news_that_still_holds_goes_in_words_or_as_a_template_on_one_read(window: bool) -> None:
    known = Known(ON_ITS_WAY)
    bench = news_of(known, window=window)
    bench.deliver()
    assert bench.states == [SendState.SENT]
    assert known.asked == [OrderKey("demo", "1042")]


@pytest.mark.parametrize("window", [True, False])
@pytest.mark.parametrize("record", [DELIVERED, None], ids=["delivered", "erased"])
def test_news_that_was_overtaken_is_suppressed_for_good(
    record: OrderRecord | None, window: bool
) -> None:
    bench = news_of(Known(record), window=window)
    bench.deliver()
    send = bench.sends[0]
    assert (bench.calls, send.state, send.reason) == ([], SendState.SUPPRESSED, Reason.OUTDATED)
    assert send.decision is not None and send.decision.situation.outdated


def test_news_that_was_put_off_is_asked_about_once_more() -> None:
    known = Known(ON_ITS_WAY, DELIVERED)
    bench = news_of(known)
    bench.answers = [Outcome(Verdict.SLOW_DOWN)]
    bench.deliver()
    bench.now += timedelta(minutes=5)
    bench.deliver()
    assert (len(bench.calls), len(known.asked)) == (1, 2)
    assert bench.sends[0].reason == Reason.OUTDATED


def test_what_may_have_been_seen_before_it_was_overtaken_is_parked_and_not_repeated() -> None:
    bench = news_of(Known(DELIVERED))
    turn = bench.table.turn(bench.turn_key, bench.now)
    assert turn is not None
    bench.table.settle(turn, replace(turn.sends[0], ambiguous=True))
    bench.deliver()
    assert (bench.calls, bench.states) == ([], [SendState.PARKED])


def test_where_the_record_cannot_be_read_the_news_waits() -> None:
    bench = news_of(Known(ServiceUnavailable("order"), ON_ITS_WAY))
    with pytest.raises(ServiceUnavailable):
        bench.deliver()
    assert (bench.calls, bench.states) == ([], [SendState.READY])
    bench.deliver()
    assert bench.states == [SendState.SENT]


def test_whatever_is_of_no_parcel_reads_no_order() -> None:
    known = Known()
    bench = news_of(known, parcel=None)
    bench.deliver()
    assert (bench.states, known.asked) == ([SendState.SENT], [])
