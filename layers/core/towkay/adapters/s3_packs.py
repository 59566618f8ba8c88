"""What do the brands know, by their active packs?"""

from typing import TYPE_CHECKING

from towkay.adapters.callsites import Gate, open_gate
from towkay.adapters.knowledge import knowledge_from
from towkay.adapters.pack_shelf import KeptPacks, PackShelf
from towkay.ports.clock import Clock
from towkay.ports.packs import BrandKnowledge

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

_KEPT_PER_BRAND = 2  # the active pack, and the one before it while a pointer moves back and forth


class S3Packs:
    """`ports.Packs`."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        s3_client: "S3Client",
        bucket: str,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        shelf = PackShelf(client, table_name, s3_client, bucket, clock, gate)
        self._packs = KeptPacks(shelf, knowledge_from, _KEPT_PER_BRAND)

    def active(self, brand: str) -> BrandKnowledge:
        return self._packs.pack(brand)
