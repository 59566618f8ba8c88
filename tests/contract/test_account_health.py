"""Every table lets workers tell each other of an account, and no two of them undo each other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.engines import TableEngine, VirtualClock, lost_answers
from towkay.adapters.account_health import REMEMBERED, RememberedHealth
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.health import AccountHealth, AccountKey, Trouble, probed_by

ACCOUNT = AccountKey(Channel.LINE, "U00112233445566778899aabbccddeeff")
STOPPED = AccountHealth(
    Trouble.CREDENTIALS,
    code="190/460",
    since=NOW,
    until=NOW + timedelta(minutes=1),
    strikes=1,
    finder="0a1b2c3d",
)


@dataclass
class Workers:
    """Makes workers over one table, each of which remembers for itself."""

    table: TableEngine
    clock: VirtualClock = field(default_factory=VirtualClock)
    rows: HealthRows = field(default_factory=HealthRows)
    told: list[tuple[AccountKey, AccountHealth]] = field(default_factory=list)

    def one(self) -> RememberedHealth:
        def report(account: AccountKey, health: AccountHealth) -> None:
            self.told.append((account, health))

        if self.table.client is None:
            return MemoryAccountHealth(self.rows, self.clock, report)
        return DynamoAccountHealth(self.table.client, self.table.table_name, self.clock, report)


@pytest.fixture
def workers(table: TableEngine) -> Workers:
    return Workers(table)


def test_an_account_nobody_told_of_is_well(workers: Workers) -> None:
    assert workers.one().read(ACCOUNT) == AccountHealth()


def test_news_whose_answer_is_lost_is_told_of_all_the_same(workers: Workers) -> None:
    with lost_answers(workers.table, "UpdateItem"):
        stored = workers.one().write(ACCOUNT, STOPPED)

    assert stored == replace(STOPPED, revision=1)
    assert workers.told == [(ACCOUNT, stored)]


def test_news_of_another_worker_counts_after_five_seconds_at_the_latest(workers: Workers) -> None:
    early = workers.one()
    assert early.read(ACCOUNT).trouble is None
    workers.one().write(ACCOUNT, STOPPED)
    workers.clock.now += timedelta(seconds=5)

    assert early.read(ACCOUNT).trouble is Trouble.CREDENTIALS


def test_what_one_worker_found_another_reads(workers: Workers) -> None:
    stored = workers.one().write(ACCOUNT, STOPPED)

    assert stored == replace(STOPPED, revision=1)
    assert workers.one().read(ACCOUNT) == stored
    other = AccountKey(Channel.MESSENGER, ACCOUNT.account)
    assert workers.one().read(other) == AccountHealth()


def test_every_field_comes_back_as_it_went_in(workers: Workers) -> None:
    full = probed_by(replace(STOPPED, strikes=7), "run-1/m-1", NOW)
    assert full.prober and full.until
    odd = AccountKey(Channel.MESSENGER, "#% 茶")

    stored = workers.one().write(odd, full)

    assert workers.one().read(odd) == stored == replace(full, revision=1)


def test_a_trouble_of_another_version_keeps_nobody_back(item_table: TableEngine) -> None:
    workers = Workers(item_table)
    stored = workers.one().write(ACCOUNT, STOPPED)
    assert item_table.client is not None
    item_table.client.update_item(
        TableName=item_table.table_name,
        Key={"pk": {"S": keys.account_pk(ACCOUNT)}, "sk": {"S": keys.HEALTH}},
        UpdateExpression="SET health.trouble = :other",
        ExpressionAttributeValues={":other": {"S": "weather"}},
    )

    found = workers.one().read(ACCOUNT)

    assert found == AccountHealth(revision=stored.revision)
    assert workers.one().write(ACCOUNT, replace(STOPPED, revision=found.revision)).revision == 2


def test_of_two_that_read_the_same_row_the_second_is_stale(workers: Workers) -> None:
    first, second = workers.one(), workers.one()
    stored = first.write(ACCOUNT, STOPPED)
    assert second.read(ACCOUNT) == stored
    first.write(ACCOUNT, probed_by(stored, "run-1", NOW))

    with pytest.raises(StaleState):
        second.write(ACCOUNT, probed_by(stored, "run-2", NOW))


def test_of_two_that_read_the_same_the_second_is_stale(workers: Workers) -> None:
    first, second = workers.one(), workers.one()
    read = first.read(ACCOUNT), second.read(ACCOUNT)
    stored = first.write(ACCOUNT, replace(STOPPED, revision=read[0].revision))

    with pytest.raises(StaleState):
        second.write(ACCOUNT, replace(STOPPED, code="other", revision=read[1].revision))

    assert second.read(ACCOUNT) == stored, "a lost race is a reason to read again at once"


def test_a_recovery_and_a_new_stop_follow_each_other(workers: Workers) -> None:
    worker = workers.one()
    stopped = worker.write(ACCOUNT, STOPPED)
    well = worker.write(ACCOUNT, AccountHealth(revision=stopped.revision))
    again = worker.write(ACCOUNT, replace(STOPPED, revision=well.revision))

    assert [one.revision for one in (stopped, well, again)] == [1, 2, 3]
    assert workers.one().read(ACCOUNT) == again


def test_what_was_read_is_remembered_for_five_seconds(workers: Workers) -> None:
    reader = workers.one()
    reader.read(ACCOUNT)
    stored = workers.one().write(ACCOUNT, STOPPED)

    workers.clock.advance(REMEMBERED.total_seconds() - 0.01)
    before = reader.read(ACCOUNT)
    workers.clock.advance(0.01)

    assert before == AccountHealth()
    assert reader.read(ACCOUNT) == stored


def test_what_a_worker_found_itself_counts_at_once(workers: Workers) -> None:
    worker = workers.one()
    worker.read(ACCOUNT)
    stored = worker.write(ACCOUNT, STOPPED)

    assert worker.read(ACCOUNT) == stored


def test_news_is_told_once_and_a_probe_is_none(workers: Workers) -> None:
    first, second = workers.one(), workers.one()
    for worker in (first, second):
        worker.read(ACCOUNT)
    stopped = first.write(ACCOUNT, STOPPED)
    with pytest.raises(StaleState):
        second.write(ACCOUNT, replace(STOPPED, since=NOW + timedelta(milliseconds=1)))
    probing = first.write(ACCOUNT, probed_by(stopped, "run-1", NOW))
    still = first.write(ACCOUNT, replace(stopped, strikes=2, revision=probing.revision))
    probing = first.write(ACCOUNT, probed_by(still, "run-2", NOW))
    nothing = first.write(ACCOUNT, replace(still, revision=probing.revision))
    well = first.write(ACCOUNT, AccountHealth(revision=nothing.revision))

    assert workers.told == [(ACCOUNT, stopped), (ACCOUNT, still), (ACCOUNT, well)]


def test_of_eight_workers_one_makes_the_probe(threaded_table: TableEngine) -> None:
    workers = Workers(threaded_table)
    stopped = workers.one().write(ACCOUNT, STOPPED)

    def probe(number: int) -> bool:
        worker = workers.one()
        try:
            worker.write(ACCOUNT, probed_by(stopped, f"run-{number}", NOW))
        except StaleState:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(probe, range(8)))

    assert won.count(True) == 1
    assert workers.one().read(ACCOUNT).prober == f"run-{won.index(True)}"


def test_what_cannot_be_stored_is_remembered_all_the_same() -> None:
    class Unreachable(MemoryAccountHealth):
        def _store(self, account: AccountKey, health: AccountHealth) -> AccountHealth:
            raise ServiceUnavailable("account: no answer")

    worker = Unreachable(HealthRows(), VirtualClock())

    with pytest.raises(ServiceUnavailable):
        worker.write(ACCOUNT, STOPPED)

    assert worker.read(ACCOUNT) == STOPPED
