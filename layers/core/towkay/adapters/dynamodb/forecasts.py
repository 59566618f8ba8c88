"""Forecasts of firings, each in its run's own partition, whether or not the run has begun."""

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import campaign_keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.items import is_expired
from towkay.domain.forecast_sums import ForecastSums
from towkay.domain.runs import RunKey
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoForecasts:
    """`ports.Forecasts` over the table."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        retention_days: int,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        self._client = client
        self._table_name = table_name
        self._retention = timedelta(days=retention_days)
        self._clock = clock
        self._gate = gate

    def put(self, key: RunKey, forecast: ForecastSums) -> None:
        gone = math.ceil((self._clock() + self._retention).timestamp())
        item = {**_key(key), **to_item({"sums": to_plain(forecast), "expires_at": gone})}
        with failures_as_unavailable("forecast"), self._gate(CallSite.FORECAST_PUT):
            self._client.put_item(TableName=self._table_name, Item=item)

    def forecast(self, key: RunKey) -> ForecastSums | None:
        with failures_as_unavailable("forecast"), self._gate(CallSite.FORECAST_READ):
            answer = self._client.get_item(TableName=self._table_name, Key=_key(key))
        item = answer.get("Item")
        if not item or is_expired(item, self._clock()):
            return None
        return from_plain(ForecastSums, from_item(item)["sums"])


def _key(key: RunKey) -> Item:
    return to_item({"pk": campaign_keys.run_pk(key), "sk": campaign_keys.FORECAST})
