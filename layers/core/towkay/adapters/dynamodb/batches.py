"""The rows of calls to many: stored before the call, closed after it."""

import math
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import campaign_keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.conditions import failures_of_put, unless_there
from towkay.adapters.dynamodb.items import is_expired
from towkay.domain.batches import Batch, BatchKey, BatchState
from towkay.domain.channels import ContactKey
from towkay.domain.errors import TurnExists
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoBatches:
    """`ports.Batches` over the table."""

    def __init__(
        self, client: "DynamoDBClient", table_name: str, clock: Clock, gate: Gate = open_gate
    ) -> None:
        self._client = client
        self._table_name = table_name
        self._clock = clock
        self._gate = gate

    def open(self, batch: Batch) -> bool:
        with (
            suppress(TurnExists),
            failures_of_put("batch", TurnExists),
            self._gate(CallSite.BATCH_OPEN),
        ):
            self._client.put_item(
                TableName=self._table_name, Item=_item(batch), **unless_there(self._clock())
            )
            return True
        # Its very own row, where the answer of the first try was lost: no two workers have a name.
        return self.batch(batch.key) == batch

    def batch(self, key: BatchKey) -> Batch | None:
        with failures_as_unavailable("batch"), self._gate(CallSite.BATCH_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return None if not item or is_expired(item, self._clock()) else _batch(key, from_item(item))

    def hold(self, before: Batch, after: Batch) -> bool:
        with (
            suppress(TurnExists),
            failures_of_put("batch", TurnExists),
            self._gate(CallSite.BATCH_HOLD),
        ):
            self._client.update_item(
                TableName=self._table_name,
                Key=_key(before.key),
                UpdateExpression="SET repeats = :repeats, again_at = :until",
                ConditionExpression="outcome = :open AND again_at = :seen",
                ExpressionAttributeValues=to_item(
                    {":repeats": after.repeats, ":until": _moment(after.again_at)}
                    | {":open": BatchState.OPEN.value, ":seen": _moment(before.again_at)}
                ),
            )
            return True
        return False

    def close(self, batch: Batch) -> None:
        values = {"after": batch.state.value, "open": BatchState.OPEN.value}
        with (
            suppress(TurnExists),
            failures_of_put("batch", TurnExists),
            self._gate(CallSite.BATCH_CLOSE),
        ):
            self._client.update_item(
                TableName=self._table_name,
                Key=_key(batch.key),
                UpdateExpression="SET outcome = :after, request_id = :request",
                ConditionExpression="outcome = :open",
                ExpressionAttributeValues=to_item(
                    {":after": values["after"], ":open": values["open"]}
                    | {":request": batch.request_id}
                ),
            )


def _key(key: BatchKey) -> Item:
    return to_item({"pk": campaign_keys.run_pk(key.run), "sk": campaign_keys.batch_sk(key.name)})


def _item(batch: Batch) -> Item:
    """All are of one account, which is written once: its name is as long as a person's."""
    first = batch.contacts[0] if batch.contacts else None
    plain = to_plain(batch)
    fields: dict[str, Any] = {
        "channel": str(first.channel) if first else "",
        "account": first.account if first else "",
        "users": [contact.user for contact in batch.contacts],
        "endpoint": batch.endpoint,
        "messages": plain["messages"],
        "first_called_at": plain["first_called_at"],
        "outcome": batch.state.value,
        "request_id": batch.request_id,
        "repeats": batch.repeats,
        "again_at": _moment(batch.again_at),
        "expires_at": math.ceil(batch.kept_until.timestamp()),
    }
    return {**_key(batch.key), **to_item(fields)}


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _batch(key: BatchKey, plain: dict[str, Any]) -> Batch:
    users = plain["users"]
    account = {"channel": plain["channel"], "account": plain["account"]}
    contacts = tuple(from_plain(ContactKey, account | {"user": user}) for user in users)
    told = {
        "key": to_plain(key),
        "contacts": [],
        "endpoint": plain["endpoint"],
        "messages": plain["messages"],
        "first_called_at": plain["first_called_at"],
        "state": plain["outcome"],
        "request_id": plain["request_id"],
        "repeats": plain["repeats"],
        "again_at": plain["again_at"] or None,
    }
    batch = from_plain(Batch, told)
    return replace(batch, contacts=contacts)
