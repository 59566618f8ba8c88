"""Which campaigns does a pack of a brand hold, the active one or one that was approved?"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from towkay.adapters.callsites import Gate, open_gate
from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.pack_shelf import KeptPacks, PackShelf
from towkay.domain.calendar.days import DayBook
from towkay.domain.campaigns import Campaign
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

_KEPT_PER_BRAND = 64  # what was approved on different days is looked at every minute


class S3CampaignBook:
    """`ports.CampaignBook`."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        s3_client: "S3Client",
        bucket: str,
        clock: Clock,
        gate: Gate = open_gate,
        *,
        fresh: bool = False,
    ) -> None:
        about = (client, table_name, s3_client, bucket, clock, gate)
        self._packs = KeptPacks(PackShelf(*about, fresh=fresh), load_campaigns, _KEPT_PER_BRAND)

    def campaigns(self, brand: str, pack: str = "") -> Mapping[str, Campaign]:
        return self._packs.pack(brand, pack).campaigns

    def days(self, brand: str, pack: str = "") -> DayBook:
        return self._packs.pack(brand, pack).days

    def active_pack(self, brand: str) -> str:
        return self._packs.version(brand)
