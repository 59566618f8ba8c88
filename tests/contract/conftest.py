"""Every engine that is on this machine, each started once."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest

from tests.support import engines, pack_engines, queue_engines, secret_engines
from tests.support.engines import EngineMissing, EngineNeedsMore, TableEngine
from tests.support.missing import not_installed, not_made
from tests.support.pack_engines import PackEngine
from tests.support.queue_engines import QueueEngine
from tests.support.secret_engines import SecretEngine
from workbench.aws import LocalAws


def _start(engine: AbstractContextManager[LocalAws]) -> Iterator[LocalAws]:
    with ExitStack() as stack:
        try:
            running = stack.enter_context(engine)
        except EngineMissing as missing:
            not_made(str(missing))
        except EngineNeedsMore as missing:
            not_installed(str(missing))
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


@pytest.fixture
def memory_secrets() -> SecretEngine:
    return secret_engines.memory_secrets()


@pytest.fixture
def moto_secrets() -> Iterator[SecretEngine]:
    with engines.moto_client("ssm") as client:
        yield secret_engines.ssm_secrets(client)


@pytest.fixture
def embedded_secrets(embedded_aws: LocalAws) -> SecretEngine:
    return secret_engines.ssm_secrets(embedded_aws.ssm)


@pytest.fixture(params=["memory_secrets", "moto_secrets", "embedded_secrets"])
def secrets(request: pytest.FixtureRequest) -> SecretEngine:
    """An empty store of secrets on each engine."""
    engine: SecretEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture
def memory_packs() -> PackEngine:
    return pack_engines.memory_packs()


@pytest.fixture
def moto_packs() -> Iterator[PackEngine]:
    with engines.moto_client("s3") as s3, engines.moto_client("dynamodb") as dynamodb:
        yield pack_engines.s3_packs(engines.dynamodb_table(dynamodb), s3)


@pytest.fixture
def embedded_packs(embedded_aws: LocalAws) -> PackEngine:
    table = engines.dynamodb_table(embedded_aws.dynamodb)
    return pack_engines.s3_packs(table, embedded_aws.s3)


@pytest.fixture(params=["memory_packs", "moto_packs", "embedded_packs"])
def packs(request: pytest.FixtureRequest) -> PackEngine:
    """No packs yet, on each engine."""
    engine: PackEngine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture(params=["moto_packs", "embedded_packs"])
def stored_packs(request: pytest.FixtureRequest) -> PackEngine:
    """The engines that keep packs outside this process."""
    engine: PackEngine = request.getfixturevalue(request.param)
    return engine
