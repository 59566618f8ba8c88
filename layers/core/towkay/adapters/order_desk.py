"""How is all put together that keeps orders and tells of their parcels?"""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.dynamodb.orders import DynamoOrders
from towkay.adapters.dynamodb.puzzles import DynamoPuzzles
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.sqs import SqsBackOff, SqsOutbox
from towkay.ports.clock import Clock
from towkay.usecases.tell_order import OrderTools

_QUICK_TRIES = 2  # an arrival that failed comes back in seconds so often; nobody waits for more


class Places(Protocol):
    """Where everything is."""

    @property
    def table_name(self) -> str: ...
    @property
    def packs_bucket(self) -> str: ...
    @property
    def outbound_queue_url(self) -> str: ...
    @property
    def shipments_queue_url(self) -> str: ...
    @property
    def turn_retention_days(self) -> int: ...


class OrderDesk:
    """The tools of the use cases, and what stands around them."""

    def __init__(self, places: Places, make_client: Callable[..., Any], clock: Clock) -> None:
        dynamodb, sqs = make_client("dynamodb", decides=True), make_client("sqs")
        table, kept = places.table_name, places.turn_retention_days
        self.tools = OrderTools(
            DynamoOrders(dynamodb, table, kept),
            DynamoConversations(dynamodb, table, kept),
            S3Packs(dynamodb, table, make_client("s3"), places.packs_bucket, clock),
            SqsOutbox(sqs, places.outbound_queue_url),
        )
        self.puzzles = DynamoPuzzles(dynamodb, table)
        self.back_off = SqsBackOff(
            sqs, places.shipments_queue_url, quick_tries=_QUICK_TRIES, clock=clock
        )
        self.notes = DynamoFailureNotes(partial(make_client, "dynamodb", hasty=True), table)
