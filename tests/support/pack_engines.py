"""Published packs on every engine."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.support.engines import TableEngine, VirtualClock
from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.knowledge import knowledge_from
from towkay.adapters.memory.campaign_book import MemoryCampaignBook
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.adapters.s3_packs import S3Packs
from towkay.domain.brands import Phrase, pack_key
from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.campaigns import Campaign
from towkay.packs.campaign_plain import plain
from towkay.ports.campaigns import CampaignBook
from towkay.ports.packs import Packs
from workbench.aws import REGION

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class PackEngine:
    """`publish` stores a pack and points to it; `point` and `store` do one of the two."""

    packs: Packs
    book: CampaignBook
    clock: VirtualClock
    publish: Callable[[str, bytes], object]
    point: Callable[[str, str], object]
    store: Callable[[str, str, bytes], object]


def a_pack(
    brand: str = "demo",
    *,
    answer: str = "滿 1,200 元免運。",
    campaigns: Iterable[Campaign] = (),
    days: DayBook = NO_DAYS,
) -> bytes:
    """The bytes of a pack with one question in it."""
    item: dict[str, Any] = {
        "id": "shipping_fee",
        "questions": {"zh-TW": "運費怎麼算？"},
        "phrases": {"zh-TW": ["運費多少錢", "滿多少免運"]},
        "answers": {"zh-TW": answer},
        "buttons": {"zh-TW": "運費"},
        "tags": [],
    }
    pack: dict[str, Any] = {
        "format": 1,
        "brand": brand,
        "name": {"zh-TW": "靜好"},
        "languages": ["zh-TW"],
        "zone": "Asia/Taipei",
        "hours": {"week": [[["10:00", "19:00"]]] * 7, "special": {}},
        "voice": {phrase.value: {"zh-TW": phrase.value} for phrase in Phrase},
        "menu": ["shipping_fee"],
        "faq": [item],
        "accounts": [],
        "handover_hours": 4,
        "campaigns": [plain(campaign) for campaign in campaigns],
        "days": asdict(days),
    }
    return json.dumps(pack).encode()


def memory_packs() -> PackEngine:
    packs, book = MemoryPacks(), MemoryCampaignBook()

    def publish(brand: str, body: bytes) -> None:
        packs.publish(knowledge_from(body))
        packed = load_campaigns(body)
        name = hashlib.sha256(body).hexdigest()
        book.publish(brand, name, packed.campaigns.values(), packed.days)

    def refuse(*_: object) -> None:
        raise NotImplementedError("memory has no pointer of its own")

    return PackEngine(packs, book, VirtualClock(), publish, refuse, refuse)


def s3_packs(table: TableEngine, s3_client: "S3Client") -> PackEngine:
    client = table.client
    assert client is not None
    bucket = f"packs-{uuid4().hex}"
    place: Any = {} if REGION == "us-east-1" else {"LocationConstraint": REGION}
    s3_client.create_bucket(Bucket=bucket, **place)
    clock = VirtualClock()

    def store(brand: str, version: str, body: bytes) -> None:
        s3_client.put_object(Bucket=bucket, Key=pack_key(brand, version), Body=body)

    def point(brand: str, version: str) -> None:
        item = to_item({"pk": keys.brand_pk(brand), "sk": keys.PACK, "pack": version})
        client.put_item(TableName=table.table_name, Item=item)

    def publish(brand: str, body: bytes) -> None:
        version = hashlib.sha256(body).hexdigest()
        store(brand, version, body)
        point(brand, version)

    packs = S3Packs(client, table.table_name, s3_client, bucket, clock)
    book = S3CampaignBook(client, table.table_name, s3_client, bucket, clock)
    return PackEngine(packs, book, clock, publish, point, store)
