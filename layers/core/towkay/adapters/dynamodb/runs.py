"""How far did runs get, and who is in their chunks, by the rows of the table?"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.adapters.dynamodb.conditions import (
    failures_of_put,
    failures_of_transaction,
    failures_of_update,
)
from towkay.adapters.dynamodb.queried import between, every_page
from towkay.adapters.dynamodb.run_chunks import DynamoChunks
from towkay.adapters.dynamodb.run_items import open_fields, run_from, run_item, run_key, run_plain
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.runs import Run, RunKey

_MOST_TRIES = 5  # to set money aside beside others who write the same row


class DynamoRuns(DynamoChunks):
    """`ports.Runs` over the table."""

    def start(self, run: Run) -> bool:
        with (
            suppress(TurnExists),
            failures_of_put("run", TurnExists),
            self._gate(CallSite.RUN_START),
        ):
            self._client.put_item(
                TableName=self._table_name,
                Item=run_item(run, self._retention),
                ConditionExpression="attribute_not_exists(pk)",
            )
            return True
        return False

    def run(self, key: RunKey) -> Run | None:
        with failures_as_unavailable("run"), self._gate(CallSite.RUN_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=run_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return run_from(item) if item else None

    def runs(self, brand: str, campaign: str = "") -> list[Run]:
        wanted = between(keys.brand_pk(brand), campaign_keys.run_range(campaign))
        found = [run_from(item) for item in self._pages(wanted | {"ConsistentRead": True})]
        return sorted(found, key=lambda run: (run.at, run.key.occurrence), reverse=True)

    def open_runs(self, brand: str) -> list[Run]:
        """The index tells of which; the rows, whether it is still so."""
        wanted = between(campaign_keys.open_pk(brand), campaign_keys.every_open(), "lookup_")
        found = list(self._pages(wanted | {"IndexName": campaign_keys.LOOKUP_INDEX}))
        known = [self.run(campaign_keys.parse_run(brand, item["sk"]["S"])) for item in found]
        return [run for run in known if run is not None and run.is_open]

    def move(self, run: Run) -> Run:
        after = replace(run, revision=run.revision + 1)
        index = open_fields(after)
        values = {
            "progress": run_plain(after),
            "next": after.revision,
            "seen": run.revision,
            **index,
        }
        sets = ["progress = :progress", "revision = :next", *(f"{one} = :{one}" for one in index)]
        removes = "" if index else " REMOVE lookup_pk, lookup_sk"
        with failures_of_update("run"), self._gate(CallSite.RUN_MOVE):
            answer = self._client.update_item(
                TableName=self._table_name,
                Key=run_key(run.key),
                UpdateExpression=f"SET {', '.join(sets)}{removes}",
                ConditionExpression="revision = :seen",
                ExpressionAttributeValues=to_item({f":{one}": values[one] for one in values}),
                ReturnValues="ALL_NEW",
            )
        return run_from(answer["Attributes"])

    def reserve(self, key: RunKey, millionths: int) -> bool:
        for _ in range(_MOST_TRIES):
            # Who ends a chunk at the same moment counts it in the same row: that is no want of it.
            with suppress(StaleState):
                if self._reserved(key, millionths):
                    return True
                break
        # Refused for want of money, or because there is no budget to want any of.
        known = self.run(key)
        return known is not None and known.budget is None

    def _reserved(self, key: RunKey, millionths: int) -> bool:
        """One transaction and not an update: repeated after a lost answer it takes nothing twice.

        Raises `StaleState` where somebody else wrote the row at the same moment.
        """
        update: Any = {
            "TableName": self._table_name,
            "Key": run_key(key),
            "UpdateExpression": "SET budget_left = budget_left - :sum",
            "ConditionExpression": "budget_left >= :sum",
            "ExpressionAttributeValues": to_item({":sum": millionths}),
        }
        with (
            suppress(TurnExists),
            failures_of_transaction("budget", [TurnExists]),
            self._gate(CallSite.RUN_RESERVE),
        ):
            self._client.transact_write_items(TransactItems=[{"Update": update}])
            return True
        return False

    def _pages(self, query: dict[str, Any]) -> Iterator[Item]:
        def page(**start: Any) -> Any:
            with failures_as_unavailable("runs"), self._gate(CallSite.RUNS_READ):
                return self._client.query(TableName=self._table_name, **query, **start)

        return every_page(page)
