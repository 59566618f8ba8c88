"""Every table lets workers share a rate, and of two that write at once only one has written."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.engines import TableEngine
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.pace import DynamoPaceRows
from towkay.adapters.memory.pace import MemoryPaceRows
from towkay.adapters.pacing import PaceRows
from towkay.domain.channels import Channel
from towkay.domain.errors import StaleState
from towkay.domain.health import AccountKey
from towkay.domain.pacing.lanes import Ask, Lease, Pace, cut, leased
from towkay.domain.pacing.speed import Speed

ACCOUNT = AccountKey(Channel.LINE, "U00112233445566778899aabbccddeeff")
SOON = NOW + timedelta(seconds=6, microseconds=123_456)
FULL_ROW = Pace(
    (
        Lease("0a1b2c3d4e5f", 12, SOON, 24),
        Lease("0a1b2c3d4e5f-m", 3, SOON, 3, marketing=True),
        Lease("", 2, NOW),
        Lease("waits", 0, SOON, 5),
    ),
    Speed(0.26, NOW),
)


def rows_of(table: TableEngine) -> PaceRows:
    if table.client is None:
        return MemoryPaceRows()
    return DynamoPaceRows(table.client, table.table_name)


@pytest.fixture
def rows(table: TableEngine) -> PaceRows:
    return rows_of(table)


def test_a_row_nobody_wrote_holds_nothing(rows: PaceRows) -> None:
    assert rows.load(ACCOUNT, "push") == Pace()


def test_every_field_comes_back_as_it_went_in(rows: PaceRows) -> None:
    stored = rows.store(ACCOUNT, "push", FULL_ROW)

    assert stored == replace(FULL_ROW, revision=1)
    assert rows.load(ACCOUNT, "push") == stored
    assert rows.store(ACCOUNT, "push", replace(stored, leases=())).revision == 2


def test_a_row_is_of_one_account_and_one_bucket(rows: PaceRows) -> None:
    rows.store(ACCOUNT, "push", FULL_ROW)

    assert rows.load(ACCOUNT, "reply") == Pace()
    assert rows.load(AccountKey(Channel.LINE, "another"), "push") == Pace()


def test_of_two_that_read_the_same_only_the_first_writes(rows: PaceRows) -> None:
    seen = rows.store(ACCOUNT, "push", FULL_ROW)
    rows.store(ACCOUNT, "push", replace(seen, leases=()))

    with pytest.raises(StaleState):
        rows.store(ACCOUNT, "push", seen)
    with pytest.raises(StaleState):
        rows.store(ACCOUNT, "push", Pace())
    assert rows.load(ACCOUNT, "push").leases == ()


def test_among_threads_no_lane_is_given_away_twice(threaded_table: TableEngine) -> None:
    rows, lanes = rows_of(threaded_table), cut(10)

    def lease(number: int) -> None:
        while True:
            row = rows.load(ACCOUNT, "push")
            try:
                rows.store(ACCOUNT, "push", leased(row, Ask(f"w{number}", 3), lanes, NOW))
                return
            except StaleState:
                continue

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lease, range(8)))
    row = rows.load(ACCOUNT, "push")

    assert row.revision == 8
    assert {lease.owner for lease in row.leases} == {f"w{number}" for number in range(8)}
    assert sum(lease.lanes for lease in row.leases) == 10


def test_a_row_of_another_version_is_begun_anew(item_table: TableEngine) -> None:
    rows = rows_of(item_table)
    stored = rows.store(ACCOUNT, "push", FULL_ROW)
    assert item_table.client is not None
    item_table.client.update_item(
        TableName=item_table.table_name,
        Key={"pk": {"S": keys.account_pk(ACCOUNT)}, "sk": {"S": keys.pace_sk("push")}},
        UpdateExpression="SET pace.leases = :odd",
        ExpressionAttributeValues={":odd": {"S": "in a form of its own"}},
    )

    assert rows.load(ACCOUNT, "push") == Pace(revision=stored.revision)


def test_a_row_of_eight_workers_is_one_write_unit(item_table: TableEngine) -> None:
    rows = rows_of(item_table)
    row = Pace(speed=Speed(0.26, NOW))
    for number in range(8):
        row = leased(row, Ask(f"{number:012x}", 12), cut(300), SOON)
    rows.store(ACCOUNT, "push", row)
    (item,) = item_table.items(keys.account_pk(ACCOUNT))

    assert len(str(item)) < 4096  # its notation here is some four times what is billed
