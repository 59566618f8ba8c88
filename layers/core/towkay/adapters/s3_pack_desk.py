"""Who moves the pointer to a brand's pack, and stores what it points to?"""

from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code, failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import from_item, to_item
from towkay.adapters.dynamodb.conditions import failures_of_update
from towkay.adapters.pack_shelf import PackShelf
from towkay.domain.brands import pack_key
from towkay.domain.errors import PackMissing, ServiceUnavailable
from towkay.ports.clock import Clock
from towkay.ports.pack_desk import ActivePack

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

# The number is what `towkay publish` looks at: both must see each other.
_MOVE = "SET pack = :pack, published_at = :at, version = if_not_exists(version, :none) + :one"


class S3PackDesk:
    """`ports.PackDesk`; the brand's rules beside the pointer stay as they were published."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        s3_client: "S3Client",
        bucket: str,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        self._client = client
        self._table_name = table_name
        self._s3_client = s3_client
        self._bucket = bucket
        self._gate = gate
        self._shelf = PackShelf(client, table_name, s3_client, bucket, clock, gate)

    def active(self, brand: str) -> ActivePack:
        with failures_as_unavailable("pack pointer"), self._gate(CallSite.PACK_POINTER_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=_place(brand), ConsistentRead=True
            )
        found = from_item(answer.get("Item", {}))
        if not found.get("pack"):
            raise PackMissing("no pack was published for the brand")
        name = str(found["pack"])
        return ActivePack(name, self._shelf.body(brand, name))

    def publish(
        self, brand: str, name: str, body: bytes, *, before: ActivePack, now: datetime
    ) -> None:
        self._store(pack_key(brand, name), body)
        values = {":pack": name, ":at": now.isoformat(), ":none": 0, ":one": 1}
        with failures_of_update("pack pointer"), self._gate(CallSite.PACK_POINTER_MOVE):
            self._client.update_item(
                TableName=self._table_name,
                Key=_place(brand),
                UpdateExpression=_MOVE,
                ConditionExpression="pack = :seen",
                ExpressionAttributeValues=to_item({**values, ":seen": before.name}),
            )

    def _store(self, key: str, body: bytes) -> None:
        try:
            with self._gate(CallSite.PACK_PUT):
                self._s3_client.put_object(
                    Bucket=self._bucket, Key=key, Body=body, ContentType="application/json"
                )
        except (ClientError, BotoCoreError) as error:
            raise ServiceUnavailable(f"pack: {failure_code(error)}") from None


def _place(brand: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": keys.brand_pk(brand)}, "sk": {"S": keys.PACK}}
