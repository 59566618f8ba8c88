"""How far did runs get, and who is in their chunks, by the rows of the table?"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.adapters.dynamodb.conditions import (
    failures_of_put,
    failures_of_transaction,
    failures_of_update,
    unless_there,
    until_alone,
)
from towkay.adapters.dynamodb.items import is_expired
from towkay.adapters.dynamodb.queried import between, every_page
from towkay.adapters.dynamodb.run_chunks import DynamoChunks
from towkay.adapters.dynamodb.run_items import open_fields, run_from, run_item, run_key, run_plain
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.runs import Run, RunKey


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
                **unless_there(self._clock()),
            )
            return True
        return False

    def run(self, key: RunKey) -> Run | None:
        with failures_as_unavailable("run"), self._gate(CallSite.RUN_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=run_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return None if not item or is_expired(item, self._clock()) else run_from(item)

    def runs(self, brand: str, campaign: str = "") -> list[Run]:
        wanted = between(keys.brand_pk(brand), campaign_keys.run_range(campaign))
        items, now = self._pages(wanted | {"ConsistentRead": True}), self._clock()
        found = [run_from(item) for item in items if not is_expired(item, now)]
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
        update: Any = {
            "Key": run_key(run.key),
            "UpdateExpression": f"SET {', '.join(sets)}{removes}",
            "ConditionExpression": "revision = :seen",
            "ExpressionAttributeValues": to_item({f":{one}": values[one] for one in values}),
        }
        try:
            # Who ends a chunk or takes money counts it in the same row, at the same moment.
            return until_alone(lambda: self._moved(update))
        except StaleState:
            return self._moved_before(after)

    def _moved(self, update: Any) -> Run:
        with failures_of_update("run"), self._gate(CallSite.RUN_MOVE):
            answer = self._client.update_item(
                TableName=self._table_name, ReturnValues="ALL_NEW", **update
            )
        return run_from(answer["Attributes"])

    def _moved_before(self, after: Run) -> Run:
        """The run where it was this very move that came first, and only its answer was lost."""
        stored = self.run(after.key)
        if stored is None or stored.revision != after.revision:
            raise StaleState("the run moved")
        if run_plain(stored) != run_plain(after):
            raise StaleState("another planner moved the run")
        return stored

    def reserve(self, key: RunKey, millionths: int, *, until: datetime) -> bool:
        update: Any = {
            "UpdateExpression": "SET budget_left = budget_left - :sum, aside_until = :until"
            " ADD aside :sum",
            "ConditionExpression": "budget_left >= :sum",
            "ExpressionAttributeValues": to_item({":sum": millionths, ":until": until.isoformat()}),
        }

        def take() -> bool:
            with (
                suppress(TurnExists),
                failures_of_transaction("budget", [TurnExists]),
                self._gate(CallSite.RUN_RESERVE),
            ):
                self._client.transact_write_items(TransactItems=self._of_run(key, update))
                return True
            return False

        if until_alone(take):
            return True
        # Refused for want of money, or because there is no budget to want any of.
        known = self.run(key)
        return known is not None and known.budget is None

    def account_for(self, key: RunKey, millionths: int, *, unspent: int) -> None:
        update: Any = {
            "UpdateExpression": "SET budget_left = budget_left + :unspent ADD aside :taken",
            "ConditionExpression": "attribute_exists(budget_left)",
            "ExpressionAttributeValues": to_item({":unspent": unspent, ":taken": -millionths}),
        }

        def give() -> None:
            with (
                suppress(TurnExists),
                failures_of_transaction("budget", [TurnExists]),
                self._gate(CallSite.RUN_ACCOUNT),
            ):
                self._client.transact_write_items(TransactItems=self._of_run(key, update))

        until_alone(give)

    def _of_run(self, key: RunKey, update: Any) -> Any:
        """A transaction and not an update: repeated after a lost answer it counts nothing twice."""
        return [{"Update": {"TableName": self._table_name, "Key": run_key(key), **update}}]

    def _pages(self, query: dict[str, Any]) -> Iterator[Item]:
        def page(**start: Any) -> Any:
            with failures_as_unavailable("runs"), self._gate(CallSite.RUNS_READ):
                return self._client.query(TableName=self._table_name, **query, **start)

        return every_page(page)
