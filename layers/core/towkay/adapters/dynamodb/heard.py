"""How is it noted that shoppers were heard, without a write for every message?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.account_rows import instant, moment, row_key
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import Heard, hour_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# What silence is measured in are hours: a row that lags behind by this much tells the same.
EVERY = timedelta(minutes=15)


class DynamoHeardNotes:
    """`ports.HeardNotes` over the table: each worker writes an account's row every 15 minutes.

    Both parts of the write come to the same in any order: a moment that only moves forward is not
    needed, since the hours are a set and the latest of two workers is minutes from the other.
    """

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate
        self._noted: dict[AccountKey, datetime] = {}

    def note(self, account: AccountKey, at: datetime) -> None:
        noted = self._noted.get(account)
        if noted is not None and at < noted + EVERY:
            return
        self._noted[account] = at
        try:
            with self._gate(CallSite.HEARD_NOTE):
                self._client.update_item(
                    TableName=self._table_name,
                    Key=heard_key(account),
                    UpdateExpression="SET heard_at = :at ADD hours :hour",
                    ExpressionAttributeValues={
                        **to_item({":at": instant(at)}),
                        ":hour": {"NS": [str(hour_of(at))]},
                    },
                )
        except (ClientError, BotoCoreError, ServiceUnavailable):
            self._noted.pop(account)  # the next message notes it


def heard_key(account: AccountKey) -> Item:
    return row_key(account, keys.HEARD)


def heard_from(item: Mapping[str, Any]) -> Heard:
    at = item.get("heard_at", {}).get("N")
    hours = item.get("hours", {}).get("NS", ())
    return Heard(moment(int(at)) if at else None, frozenset(int(hour) for hour in hours))
