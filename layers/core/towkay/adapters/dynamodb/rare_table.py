"""How is a table reached by a worker that seldom writes to it?"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from towkay.adapters.callsites import Gate, open_gate

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class RareTable:
    """The client is made for the first write: a worker that makes none does not pay for it.

    It has little patience, so that a table out of reach costs a worker little time.
    """

    def __init__(
        self, make_client: "Callable[[], DynamoDBClient]", table_name: str, gate: Gate = open_gate
    ) -> None:
        super().__init__()
        self._make_client = make_client
        self._table_name = table_name
        self._gate = gate

    @cached_property
    def _client(self) -> "DynamoDBClient":
        return self._make_client()
