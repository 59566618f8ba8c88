"""Where do the workers of the door share out the rate of an account among each other?"""

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.conditions import failures_of_update
from towkay.adapters.dynamodb.revisioned import update_over
from towkay.adapters.pacing import LeasedPacer, Worker
from towkay.domain.health import AccountKey
from towkay.domain.pacing.lanes import Pace
from towkay.domain.policy.rules import PolicyBook
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoPaceRows:
    """`pacing.PaceRows` over the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def load(self, account: AccountKey, bucket: str) -> Pace:
        with failures_as_unavailable("pace"), self._gate(CallSite.PACE_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=_key(account, bucket), ConsistentRead=True
            )
        item = answer.get("Item")
        return _pace_from(item) if item else Pace()

    def store(self, account: AccountKey, bucket: str, pace: Pace) -> Pace:
        after = replace(pace, revision=pace.revision + 1)
        with failures_of_update("pace"), self._gate(CallSite.PACE_WRITE):
            content = ("pace", to_plain(after))
            update = update_over(pace.revision, self._table_name, _key(account, bucket), content)
            self._client.update_item(**update)
        return after


def shared_pacer(
    client: "DynamoDBClient", table_name: str, book: PolicyBook, clock: Clock
) -> LeasedPacer:
    """The pacer of a worker that shares with all others; `client` must not wait for long."""
    worker = Worker(uuid4().hex[:12], clock, time.monotonic, time.sleep)
    return LeasedPacer(DynamoPaceRows(client, table_name), book, worker)


def _key(account: AccountKey, bucket: str) -> Item:
    return to_item({"pk": keys.account_pk(account), "sk": keys.pace_sk(bucket)})


def _pace_from(item: Item) -> Pace:
    plain = from_item(item)
    try:
        return replace(from_plain(Pace, plain["pace"]), revision=plain["revision"])
    except (AttributeError, KeyError, TypeError, ValueError):
        # Of a version that shares in another way: to begin anew is better than never to share.
        return Pace(revision=plain["revision"])
