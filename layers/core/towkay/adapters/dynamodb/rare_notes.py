"""What is noted beside the work, with a client of its own that is made when it is needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.dynamodb.heard import DynamoHeardNotes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def rare_notes(
    connect: Callable[[], "DynamoDBClient"], table_name: str
) -> tuple[DynamoFailureNotes, DynamoHeardNotes]:
    """Why records failed, and that shoppers were heard."""
    return DynamoFailureNotes(connect, table_name), DynamoHeardNotes(connect, table_name)
