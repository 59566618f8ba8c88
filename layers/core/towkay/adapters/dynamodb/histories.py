"""How does a person's history of unasked messages look as an item of the table?"""

from typing import Any

from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_attribute, to_item
from towkay.domain.unasked import REMEMBERED, History, PersonHistory


def history_key(brand: str, person: str) -> Item:
    return to_item({"pk": keys.person_pk(brand, person), "sk": keys.UNASKED})


def history_from(item: Item | None) -> History:
    return from_plain(History, from_item(item)) if item else History()


def history_update(table: str, after: PersonHistory) -> dict[str, Any]:
    """Store a history if the stored one is the one before it."""
    history = after.history
    seen = history.revision - 1
    newest = max((entry.at for entry in history.entries), default=None)
    values: dict[str, Any] = {
        "entries": to_plain(history).get("entries", []),
        "next": history.revision,
        "expires": int((newest + REMEMBERED).timestamp()) if newest else 0,
    }
    put = "SET entries = :entries, revision = :next, expires_at = :expires"
    if history.crowded_out:
        values["crowded"] = to_plain(history)["crowded_out"]
        put += ", crowded_out = :crowded"
    if seen:
        values["seen"] = seen
    return {
        "TableName": table,
        "Key": history_key(after.brand, after.person),
        "UpdateExpression": put,
        "ConditionExpression": "revision = :seen" if seen else "attribute_not_exists(pk)",
        "ExpressionAttributeValues": {
            f":{name}": to_attribute(value) for name, value in values.items()
        },
    }
