"""What of the table does a conversation need that may be about an order?"""

from typing import TYPE_CHECKING

from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.orders import DynamoOrders

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def talk_stores(
    client: "DynamoDBClient", table_name: str, retention_days: int
) -> tuple[DynamoConversations, DynamoOrders]:
    """The conversations and the orders of one table."""
    kept = (client, table_name, retention_days)
    return DynamoConversations(*kept), DynamoOrders(*kept)
