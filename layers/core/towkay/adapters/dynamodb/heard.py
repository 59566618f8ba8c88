"""How is it noted in the table that shoppers were heard?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.account_rows import moment, row_key
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.adapters.dynamodb.rare_table import RareTable
from towkay.adapters.heard import SparseHeardNotes
from towkay.domain.account_facts import milliseconds
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import Heard, hour_of


class DynamoHeardNotes(RareTable, SparseHeardNotes):
    """`ports.HeardNotes` over the table.

    Two workers may write in any order: the hours are a set, and the one moment is at most minutes
    older than the other.
    """

    def _store(self, account: AccountKey, at: datetime) -> None:
        with failures_as_unavailable("heard"), self._gate(CallSite.HEARD_NOTE):
            self._client.update_item(
                TableName=self._table_name,
                Key=heard_key(account),
                UpdateExpression="SET heard_at = :at ADD hours :hour",
                ExpressionAttributeValues={
                    **to_item({":at": milliseconds(at)}),
                    ":hour": {"NS": [str(hour_of(at))]},
                },
            )


def heard_key(account: AccountKey) -> Item:
    return row_key(account, keys.HEARD)


def heard_from(item: Mapping[str, Any]) -> Heard:
    """What was noted; nothing when there is no row."""
    at = item.get("heard_at", {}).get("N")
    hours = item.get("hours", {}).get("NS", ())
    return Heard(moment(int(at)) if at else None, frozenset(int(hour) for hour in hours))
