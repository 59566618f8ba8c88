"""Every engine that is on this machine, each started once."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest

from tests.support import engines, queue_engines
from tests.support.engines import EngineMissing, TableEngine
from tests.support.queue_engines import QueueEngine
from workbench.aws import LocalAws


def _start(engine: AbstractContextManager[LocalAws]) -> Iterator[LocalAws]:
    with ExitStack() as stack:
        try:
            running = stack.enter_context(engine)
        except EngineMissing as missing:
            pytest.skip(str(missing))
        yield running


@pytest.fixture(scope="session")
def embedded_aws() -> Iterator[LocalAws]:
    yield from _start(engines.embedded_aws())


@pytest.fixture(scope="session")
def dynamodb_local() -> Iterator[LocalAws]:
    yield from _start(engines.dynamodb_local())


@pytest.fixture
def memory_table() -> TableEngine:
    return engines.memory_table()


@pytest.fixture
def moto_table() -> Iterator[TableEngine]:
    with engines.moto_client("dynamodb") as client:
        yield engines.dynamodb_table(client)


@pytest.fixture
def embedded_table(embedded_aws: LocalAws) -> TableEngine:
    return engines.dynamodb_table(embedded_aws.dynamodb)


@pytest.fixture
def local_table(dynamodb_local: LocalAws) -> TableEngine:
    return engines.dynamodb_table(dynamodb_local.dynamodb)


@pytest.fixture(params=["memory_table", "moto_table", "embedded_table", "local_table"])
def table(request: pytest.FixtureRequest) -> TableEngine:
    """An empty table on each engine."""
    engine: TableEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture(params=["memory_table", "embedded_table", "local_table"])
def threaded_table(request: pytest.FixtureRequest) -> TableEngine:
    """The engines that keep their word among threads: moto loses updates."""
    engine: TableEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture(params=["moto_table", "embedded_table", "local_table"])
def item_table(request: pytest.FixtureRequest) -> TableEngine:
    """The engines that have items to look at."""
    engine: TableEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture
def memory_queue() -> QueueEngine:
    return queue_engines.memory_queue()


@pytest.fixture
def moto_queue() -> Iterator[QueueEngine]:
    with engines.moto_client("sqs") as client:
        yield queue_engines.sqs_queue(client)


@pytest.fixture
def embedded_queue(embedded_aws: LocalAws) -> QueueEngine:
    return queue_engines.sqs_queue(embedded_aws.sqs)


@pytest.fixture(params=["memory_queue", "moto_queue", "embedded_queue"])
def queue(request: pytest.FixtureRequest) -> QueueEngine:
    """An empty conversations queue on each engine."""
    engine: QueueEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture(params=["memory_queue", "embedded_queue"])
def faithful_queue(request: pytest.FixtureRequest) -> QueueEngine:
    """The engines that deduplicate within a group, and after a deletion too: moto does neither."""
    engine: QueueEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture(params=["memory_queue"])
def strict_queue(request: pytest.FixtureRequest) -> QueueEngine:
    """The engines that honour a FIFO receipt no longer than SQS does."""
    engine: QueueEngine = request.getfixturevalue(request.param)
    return engine
