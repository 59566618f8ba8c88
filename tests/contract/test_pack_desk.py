"""Who writes a pack writes over what they read, or is told that somebody else was first."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.support import engines
from tests.support.builders import NOW
from tests.support.engines import TableEngine, VirtualClock
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import from_item, to_item
from towkay.adapters.dynamodb.brand_rules import RULES
from towkay.adapters.memory.pack_desk import MemoryPackDesk
from towkay.adapters.s3_pack_desk import S3PackDesk
from towkay.domain.errors import PackMissing, StaleState
from towkay.packs.compiler import CompiledPack
from towkay.ports.pack_desk import ActivePack, PackDesk
from workbench.aws import REGION, LocalAws
from workbench.publish import Shelf, publish

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ONE, TWO, THREE = b"one", b"two", b"three"
PLACE = to_item({"pk": keys.brand_pk("demo"), "sk": keys.PACK})


@dataclass(frozen=True)
class Desk:
    """A desk, what publishes a first pack as `towkay publish` does, and its row."""

    packs: PackDesk
    begin: Callable[[bytes], object]
    row: Callable[[], dict[str, Any]] = dict


@pytest.fixture(params=["memory", "moto", "embedded"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    if request.param == "memory":
        memory = MemoryPackDesk()
        yield Desk(memory, lambda body: memory.begin("demo", name_of(body), body))
    elif request.param == "moto":
        with engines.moto_client("dynamodb") as client, engines.moto_client("s3") as s3:
            yield stored(engines.dynamodb_table(client), s3)
    else:
        aws: LocalAws = request.getfixturevalue("embedded_aws")
        yield stored(engines.dynamodb_table(aws.dynamodb), aws.s3)


def stored(table: TableEngine, s3: "S3Client") -> Desk:
    client, bucket = table.client, f"packs-{uuid4().hex}"
    assert client is not None
    place: Any = {} if REGION == "us-east-1" else {"LocationConstraint": REGION}
    s3.create_bucket(Bucket=bucket, **place)
    shelf = Shelf(s3, client, bucket, table.table_name)

    def row() -> dict[str, Any]:
        return from_item(client.get_item(TableName=table.table_name, Key=PLACE)["Item"])

    def begin(body: bytes) -> object:
        return publish(shelf, CompiledPack("demo", name_of(body), body, ()), NOW)

    packs = S3PackDesk(client, table.table_name, s3, bucket, VirtualClock())
    return Desk(packs, begin, row)


def name_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def write(desk: Desk, body: bytes, before: ActivePack) -> None:
    desk.packs.publish("demo", name_of(body), body, before=before, now=NOW)


def test_before_anything_is_published_there_is_nothing_to_write_over(desk: Desk) -> None:
    with pytest.raises(PackMissing):
        desk.packs.active("demo")


def test_what_is_written_is_active_at_once(desk: Desk) -> None:
    desk.begin(ONE)
    before = desk.packs.active("demo")

    write(desk, TWO, before)

    assert (before.body, desk.packs.active("demo")) == (ONE, ActivePack(name_of(TWO), TWO))


def test_of_two_who_read_the_same_the_second_is_told_so(desk: Desk) -> None:
    desk.begin(ONE)
    before = desk.packs.active("demo")
    write(desk, TWO, before)

    with pytest.raises(StaleState):
        write(desk, THREE, before)

    assert desk.packs.active("demo").body == TWO


def test_towkay_publish_and_the_desk_see_each_other(desk: Desk) -> None:
    desk.begin(ONE)
    before = desk.packs.active("demo")
    desk.begin(TWO)
    with pytest.raises(StaleState):
        write(desk, THREE, before)
    write(desk, THREE, desk.packs.active("demo"))

    row = desk.row()

    # Whoever read the row before cannot publish over it: `towkay publish` looks at the number.
    assert not row or (row["version"], row["pack"]) == (3, name_of(THREE))
    assert not row or row[RULES]
