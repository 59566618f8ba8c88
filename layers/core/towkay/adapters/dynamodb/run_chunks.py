"""Who is in which part of a run, by the rows of the run's own partition?"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import campaign_keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.conditions import (
    failures_of_put,
    failures_of_transaction,
    unless_there,
    until_alone,
)
from towkay.adapters.dynamodb.items import is_expired
from towkay.adapters.dynamodb.queried import between, every_page
from towkay.adapters.dynamodb.run_items import chunk_from, chunk_item, chunk_key, run_key
from towkay.domain.errors import ServiceUnavailable, TurnExists
from towkay.domain.runs import Chunk, ChunkKey, RunKey
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoChunks:
    """The chunks of `ports.Runs`."""

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

    def put_chunk(self, chunk: Chunk) -> Chunk:
        item = chunk_item(chunk, self._clock(), self._retention)
        with (
            suppress(TurnExists),
            failures_of_put("chunk", TurnExists),
            self._gate(CallSite.CHUNK_PUT),
        ):
            self._client.put_item(
                TableName=self._table_name, Item=item, **unless_there(self._clock())
            )
            return chunk
        stored = self.chunk(chunk.key)
        if stored is None:
            raise ServiceUnavailable("a chunk that is there cannot be found")
        return stored

    def chunk(self, key: ChunkKey) -> Chunk | None:
        with failures_as_unavailable("chunk"), self._gate(CallSite.CHUNK_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=chunk_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return None if not item or is_expired(item, self._clock()) else chunk_from(key.run, item)

    def chunks(self, run: RunKey) -> Iterator[Chunk]:
        wanted = between(campaign_keys.run_pk(run), campaign_keys.chunk_range())

        def page(**start: Any) -> Any:
            with failures_as_unavailable("chunks"), self._gate(CallSite.CHUNKS_READ):
                return self._client.query(
                    TableName=self._table_name, ConsistentRead=True, **wanted, **start
                )

        now = self._clock()
        return (chunk_from(run, item) for item in every_page(page) if not is_expired(item, now))

    def finish_chunk(self, key: ChunkKey) -> bool:
        mark = {
            "TableName": self._table_name,
            "Key": chunk_key(key),
            "UpdateExpression": "SET is_done = :yes",
            "ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(is_done)",
            "ExpressionAttributeValues": to_item({":yes": True}),
        }
        count = {
            "TableName": self._table_name,
            "Key": run_key(key.run),
            "UpdateExpression": "ADD finished :one",
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": to_item({":one": 1}),
        }
        # Others end their chunks at the same moment, and count them in the same row.
        return until_alone(lambda: self._finish([{"Update": mark}, {"Update": count}]))

    def _finish(self, writes: list[Any]) -> bool:
        with suppress(TurnExists):
            with (
                failures_of_transaction("finish", [TurnExists, TurnExists]),
                self._gate(CallSite.CHUNK_FINISH),
            ):
                self._client.transact_write_items(TransactItems=writes)
            return True
        return False
