"""Where do campaigns stand, by the rows of their brand?"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.conditions import failures_of_transaction
from towkay.adapters.dynamodb.queried import between, every_page
from towkay.adapters.dynamodb.revisioned import update_over
from towkay.adapters.dynamodb.run_items import campaign_key, record_from, record_plain
from towkay.domain.campaigns import CampaignRecord
from towkay.domain.errors import StaleState

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoCampaignRecords:
    """`ports.CampaignRecords` over the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def brands(self) -> list[str]:
        wanted = campaign_keys.brand_marks()
        return [
            campaign_keys.parse_brand_mark(item["sk"]["S"])
            for item in every_page(lambda **start: self._page(wanted, start))
        ]

    def record(self, brand: str, campaign: str) -> CampaignRecord:
        place = campaign_key(brand, campaign)
        with failures_as_unavailable("campaign"), self._gate(CallSite.CAMPAIGN_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=place, ConsistentRead=True
            )
        item = answer.get("Item")
        return record_from(item) if item else CampaignRecord(brand, campaign)

    def records(self, brand: str) -> list[CampaignRecord]:
        wanted = (keys.brand_pk(brand), campaign_keys.campaign_range())
        return [record_from(item) for item in every_page(lambda **start: self._page(wanted, start))]

    def write(self, record: CampaignRecord) -> CampaignRecord:
        """The first write also marks the brand, so that somebody looks after its campaigns."""
        after = replace(record, revision=record.revision + 1)
        place = campaign_key(record.brand, record.campaign)
        content = ("campaign", record_plain(after))
        writes: list[Any] = [
            {"Update": update_over(record.revision, self._table_name, place, content)}
        ]
        if record.revision == 0:
            pk, sk = campaign_keys.brand_mark(record.brand)
            mark = {"TableName": self._table_name, "Item": to_item({"pk": pk, "sk": sk})}
            writes.append({"Put": mark})
        meanings = [StaleState] * len(writes)
        with failures_of_transaction("campaign", meanings), self._gate(CallSite.CAMPAIGN_WRITE):
            self._client.transact_write_items(TransactItems=writes)
        return after

    def _page(self, wanted: tuple[str, tuple[str, str]], start: dict[str, Any]) -> Any:
        with failures_as_unavailable("campaigns"), self._gate(CallSite.CAMPAIGNS_READ):
            return self._client.query(
                TableName=self._table_name, ConsistentRead=True, **between(*wanted), **start
            )
