"""What a shipping update asks of AWS, to the last request, beside the naive one."""

from collections.abc import Mapping

import pytest

from bench import parcels
from bench.figures import table
from bench.metering import Tally
from bench.parcels import FIRST, ONE, REPEAT, TEN, naive, on_its_way, told


@pytest.fixture(scope="module")
def counted() -> Mapping[str, Tally]:
    return told()


def test_an_update_is_on_its_way_after_eight_requests(counted: Mapping[str, Tally]) -> None:
    tally = counted[ONE]
    assert (tally.calls_in["shipments"], tally.calls_in["shipping"]) == (1, 7)
    assert on_its_way(tally) == 8
    assert on_its_way(counted[FIRST]) == 9, "and once what came before anybody knew the parcel"


def test_all_of_an_update_is_this_and_one_call_to_the_channel(
    counted: Mapping[str, Tally],
) -> None:
    tally = counted[ONE]
    assert (tally.requests, tally.write_units, tally.read_units) == (19, 26, 12.5)
    assert (tally.calls_in["delivery"], tally.sqs.total(), tally.channel_calls) == (11, 6, 1)


def test_the_same_news_again_writes_nothing_and_calls_nobody(
    counted: Mapping[str, Tally],
) -> None:
    tally = counted[REPEAT]
    assert (tally.requests, tally.write_units, tally.channel_calls) == (5, 0, 0)
    assert "delivery" not in tally.invocations


def test_ten_in_a_batch_share_what_is_read_of_the_brand_and_the_account(
    counted: Mapping[str, Tally],
) -> None:
    tally = counted[TEN]
    assert tally.invocations == {"shipments": 1, "shipping": 1, "delivery": 10}
    assert tally.channel_calls == 10
    assert tally.requests < 10 * counted[ONE].requests
    assert on_its_way(tally) < 10 * on_its_way(counted[ONE])


def test_the_naive_one_is_counted_by_the_same_meter() -> None:
    theirs = naive()
    assert (theirs[ONE].requests, theirs[ONE].write_units, theirs[ONE].channel_calls) == (3, 1, 1)
    assert (theirs[REPEAT].requests, theirs[REPEAT].channel_calls) == (1, 0)
    assert (theirs[TEN].requests, theirs[TEN].channel_calls) == (30, 10)


def test_no_line_of_the_table_is_longer_than_a_terminal() -> None:
    assert max(map(len, table(parcels.measure(quick=True)))) <= 100
