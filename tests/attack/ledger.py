"""AWS in a dict: it answers the few calls a webhook makes, and counts every call whatever it is."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

from tests.support.failing_aws import refusal
from tests.support.template import environment_of
from towkay.adapters.dynamodb import keys

_MOST_SENT = 1_048_576  # bytes of a batch, and of a message alone
READS = frozenset({"ssm.get_parameter", "dynamodb.get_item", "dynamodb.query", "s3.get_object"})


@dataclass
class CountingAws:
    """All services in one; `parameters` are those of SSM, `queued` what went into any queue."""

    parameters: dict[str, str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    queued: list[str] = field(default_factory=list)
    failures: dict[str, Exception] = field(default_factory=dict)
    notes: int = 0
    _one_at_a_time: Lock = field(default_factory=Lock)  # much is queued side by side

    def client(self, service: str, *, hasty: bool = False, decides: bool = False) -> "_Client":
        return _Client(self, service)

    @property
    def work(self) -> int:
        """Every call, but for the notes of what failed."""
        return self.calls.total() - self.notes

    @property
    def writes(self) -> int:
        """Every call that is not a read: what is not known to be one counts as a write."""
        return sum(number for call, number in self.calls.items() if call not in READS)

    def answer(self, call: str, request: dict[str, Any]) -> Any:
        with self._one_at_a_time:
            self.calls[call] += 1
        if call in self.failures:
            raise self.failures[call]
        return getattr(self, call.replace(".", "_"), _refuse)(**request)

    def ssm_get_parameter(self, *, Name: str, WithDecryption: bool) -> Any:
        assert WithDecryption
        if Name not in self.parameters:
            raise refusal("ParameterNotFound")
        return {"Parameter": {"Name": Name, "Value": self.parameters[Name]}}

    def sqs_send_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, str]]) -> Any:
        sizes = [len(entry["MessageBody"].encode()) for entry in Entries]
        if not QueueUrl or len(sizes) > 10 or sum(sizes) > _MOST_SENT:
            raise refusal("AWS.SimpleQueueService.BatchRequestTooLong")
        self.queued += [entry["MessageBody"] for entry in Entries]
        return {"Successful": [{"Id": entry["Id"]} for entry in Entries]}

    def dynamodb_update_item(self, *, Key: dict[str, Any], **request: Any) -> Any:
        """A note of why a record failed may be left; everything else is refused."""
        if not Key["pk"]["S"].startswith(keys.failure_pk("")):
            raise refusal("AccessDeniedException")
        self.notes += 1
        return {}

    def put_secrets(self, channel: str, endpoint: str, verify: dict[str, Any] | str) -> None:
        """Store what webhook reads of an endpoint."""
        text = verify if isinstance(verify, str) else json.dumps(verify)
        stage = environment_of("webhook")["STAGE"]
        self.parameters[f"/towkay/{stage}/{channel}/{endpoint}/verify"] = text


@dataclass(frozen=True)
class _Client:
    aws: CountingAws
    service: str

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        return partial(self._call, operation)

    def _call(self, operation: str, **request: Any) -> Any:
        return self.aws.answer(f"{self.service}.{operation}", request)


def _refuse(**request: Any) -> Any:
    raise refusal("AccessDeniedException")
