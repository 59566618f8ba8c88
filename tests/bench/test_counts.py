"""What an answered message asks of AWS, to the last request: counts, so every run has the same."""

from collections.abc import Iterator, Mapping

import pytest

from bench import aws_requests
from bench import dollars as money
from bench.aws_requests import costs, naive_tallies
from bench.dollars import dollars, monthly, newest
from bench.faq_latency import FAQ_MEMORY_MB, FAQ_TIMEOUT_S
from bench.figures import table
from bench.metering import Tally
from bench.scenarios import (
    CHANNELS,
    COLD,
    DUPLICATE,
    LOOK,
    PRESS,
    RECEIPTS,
    STOPPED,
    TICK,
    WARM,
    Case,
    tallies,
)
from tests.support.template import properties_of

# requests, write units, read units, SQS requests billed, invocations
ANSWERED = (14, 20, 7, 6, 3)
EXPECTED = {
    WARM: ANSWERED,
    PRESS: ANSWERED,
    COLD: (18, 21, 7, 6, 3),  # two secrets, the pack, and that the account was heard
    STOPPED: (14, 22, 7, 6, 3),  # and a row of the ledger
    DUPLICATE: (2, 0, 1, 3, 2),
}
TOLD = dict(zip(RECEIPTS, [(2, 0, 1, 3, 2), (2, 1, 0, 3, 2), (3, 1, 0, 3, 2)], strict=True))


@pytest.fixture(scope="module")
def counted() -> Mapping[Case, Tally]:
    return tallies()


@pytest.fixture(scope="module")
def naive() -> Iterator[Mapping[Case, Tally]]:
    yield naive_tallies()


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_message_costs_exactly_this(
    counted: Mapping[Case, Tally], channel: str, name: str
) -> None:
    assert tuple(costs(counted[channel, name]).values()) == EXPECTED[name]


@pytest.mark.parametrize("name", TOLD)
def test_a_receipt_costs_exactly_this(counted: Mapping[Case, Tally], name: str) -> None:
    assert tuple(costs(counted["messenger", name]).values()) == TOLD[name]


def test_a_minute_without_work_looks_at_every_shard_once(counted: Mapping[Case, Tally]) -> None:
    assert tuple(costs(counted[TICK]).values()) == (16, 0, 8, 0, 1)


def test_a_minute_without_campaigns_asks_once_whose_there_are(
    counted: Mapping[Case, Tally],
) -> None:
    assert tuple(costs(counted[LOOK]).values()) == (1, 0, 1, 0, 1)


@pytest.mark.parametrize("channel", CHANNELS)
def test_one_answer_is_one_call_to_the_channel(
    counted: Mapping[Case, Tally], naive: Mapping[Case, Tally], channel: str
) -> None:
    assert counted[channel, WARM].channel_calls == naive[channel, WARM].channel_calls == 1
    assert counted[channel, DUPLICATE].channel_calls == 0
    assert naive[channel, DUPLICATE].channel_calls == 1, "what it pays for knowing nothing"


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_naive_bot_is_counted_by_the_same_meter(
    naive: Mapping[Case, Tally], channel: str
) -> None:
    assert tuple(costs(naive[channel, WARM]).values()) == (2, 1, 0.5, 0, 1)


def test_a_message_costs_the_sum_of_what_was_counted(counted: Mapping[Case, Tally]) -> None:
    prices, tally = newest(), counted["line", WARM]
    bill = dollars(tally, prices)
    assert bill["API Gateway"] == prices.of("http_request")
    assert bill["SQS"] == 6 * prices.of("sqs_fifo_request")
    written, read = 20 * prices.of("dynamodb_write_unit"), 7 * prices.of("dynamodb_read_unit")
    assert bill["DynamoDB requests"] == pytest.approx(written + read)
    assert all(cost >= 0 for cost in bill.values())
    assert all(cost > 0 for cost in monthly(prices, counted).values())


def test_no_line_of_the_table_is_longer_than_a_terminal() -> None:
    figures = [*aws_requests.measure(quick=True), *money.measure(quick=True)]
    assert max(map(len, table(figures))) <= 100


def test_the_faqs_share_is_reckoned_with_the_numbers_of_the_template() -> None:
    faq = properties_of("faq")
    assert (faq["Timeout"], faq["MemorySize"]) == (FAQ_TIMEOUT_S, FAQ_MEMORY_MB)
