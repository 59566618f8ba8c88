"""What did a piece of work ask of AWS: which calls, how many billed units, how many log bytes?

Listens to the AWS library itself, so that every call counts, whoever made it. What AWS does on the
stack's behalf, handing queue messages to functions, is counted by whoever plays that part.
"""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

import boto3

from bench.dynamodb_units import Item, item_size, read_units, write_units

_SQS_CHUNK = 64 * 1024  # bytes; each begun one is billed as a request
_LOG_LINE_BYTES = 26  # what CloudWatch adds to each event when it counts
_WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
_READS = ("GetItem", "Query")


@dataclass(slots=True)
class Tally:
    """What was used; `calls` by service and operation, `sqs` by kind of queue."""

    calls: Counter[str] = field(default_factory=Counter)
    read_units: float = 0.0
    write_units: int = 0
    stored_bytes: int = 0
    sqs: Counter[str] = field(default_factory=Counter)
    invocations: Counter[str] = field(default_factory=Counter)
    calls_in: Counter[str] = field(default_factory=Counter)
    channel_calls_in: Counter[str] = field(default_factory=Counter)
    http_requests: int = 0
    log_bytes: int = 0

    @property
    def requests(self) -> int:
        """AWS requests that the functions themselves made."""
        return self.calls.total()

    @property
    def channel_calls(self) -> int:
        return self.channel_calls_in.total()

    def service(self, name: str) -> int:
        """The functions' own requests to one service."""
        return sum(n for call, n in self.calls.items() if call.startswith(f"{name}."))


class Meter:
    """Fills the current tally. `client` looks into the table without being counted."""

    def __init__(self, client: Any) -> None:
        self.tally = Tally()
        self._client = client
        self._function = ""

    def watch(self, events: Any) -> None:
        """Count the calls of every client that is made with these event hooks from now on."""
        events.register("before-parameter-build", self._before)
        events.register("after-call", self._after)

    @contextmanager
    def fresh(self) -> Iterator[Tally]:
        """A tally of its own for what happens inside."""
        before, self.tally = self.tally, Tally()
        try:
            yield self.tally
        finally:
            self.tally = before

    @contextmanager
    def invocation(self, function: str) -> Iterator[None]:
        """One run of a function, with what it logs."""
        self.tally.invocations[function] += 1
        self._function = function
        # Not before the functions were loaded: it takes the deployed variables when it is imported.
        from towkay.runtime.observability import logger

        written = io.StringIO()
        logger.registered_handler.setStream(written)  # type: ignore[attr-defined]  # a StreamHandler
        with redirect_stdout(written):
            yield
        lines = written.getvalue().splitlines()
        self.tally.log_bytes += sum(len(line.encode()) + _LOG_LINE_BYTES for line in lines)

    def queue_request(self, queue: str, payload: int = 0) -> None:
        """One request to a queue, by the functions or by Lambda for them."""
        kind = "fifo" if queue.endswith(".fifo") else "standard"
        self.tally.sqs[kind] += max(1, -(-payload // _SQS_CHUNK))

    def channel_call(self) -> None:
        """One request to a channel."""
        self.tally.channel_calls_in[self._function] += 1

    def _before(self, params: dict[str, Any], model: Any, context: Any, **_: Any) -> None:
        service, operation = model.service_model.service_name, model.name
        self.tally.calls[f"{service}.{operation}"] += 1
        self.tally.calls_in[self._function] += 1
        context["metered"] = params
        if service == "sqs" and "QueueUrl" in params:
            self.queue_request(params["QueueUrl"], _payload(params))
        if service == "dynamodb" and operation in _WRITES:
            context["before"] = self._stored(params)

    def _after(self, parsed: dict[str, Any], model: Any, context: Any, **_: Any) -> None:
        if model.service_model.service_name != "dynamodb":
            return
        params = context["metered"]
        if model.name in _READS:
            items = parsed.get("Items", [parsed["Item"]] if "Item" in parsed else [])
            consistent = params.get("ConsistentRead", False)
            self.tally.read_units += read_units(items, consistent=consistent)
        elif model.name == "BatchGetItem":
            self._count_batch(params["RequestItems"], parsed)
        elif model.name in _WRITES:
            self._count_writes(params, context["before"], in_transaction="Transact" in model.name)

    def _count_batch(self, asked: dict[str, Any], parsed: dict[str, Any]) -> None:
        """Each item by itself, also one that is not there."""
        for table, request in asked.items():
            found = parsed["Responses"].get(table, [])
            consistent = request.get("ConsistentRead", False)
            missing = len(request["Keys"]) - len(found)
            self.tally.read_units += sum(
                read_units([item], consistent=consistent) for item in found
            )
            self.tally.read_units += missing * read_units([], consistent=consistent)

    def _count_writes(self, params: Any, before: list[Item], *, in_transaction: bool) -> None:
        for was, now in zip(before, self._stored(params), strict=True):
            self.tally.write_units += write_units(was, now, in_transaction=in_transaction)
            self.tally.stored_bytes += item_size(now) - item_size(was)

    def _stored(self, params: Any) -> list[Item]:
        """The items that a write touches, as they are at this moment."""
        actions = [next(iter(one.values())) for one in params.get("TransactItems", [])]
        return [self._item(action) for action in actions or [params]]

    def _item(self, action: Any) -> Item:
        whole = action.get("Key") or action["Item"]
        key = {name: whole[name] for name in ("pk", "sk")}
        found: Item = self._client.get_item(
            TableName=action["TableName"], Key=key, ConsistentRead=True
        ).get("Item", {})
        return found


@contextmanager
def metered(client: Any) -> Iterator[Meter]:
    """A meter on the library's default session, which the functions use; a new session after it."""
    meter = Meter(client)
    boto3.setup_default_session()
    assert boto3.DEFAULT_SESSION is not None
    meter.watch(boto3.DEFAULT_SESSION.events)
    try:
        yield meter
    finally:
        boto3.DEFAULT_SESSION = None


def _payload(params: dict[str, Any]) -> int:
    entries = params.get("Entries", [params])
    return sum(len(entry.get("MessageBody", "").encode()) for entry in entries)
