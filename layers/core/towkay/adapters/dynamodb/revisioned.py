"""How is a row written that several workers tell each other things by? Only over what was read."""

from typing import Any

from towkay.adapters.dynamodb.attributes import Item, to_attribute


def update_over(seen: int, table_name: str, key: Item, content: tuple[str, Any]) -> Any:
    """The update that stores `content` (name and plain value) if the row is at revision `seen`.

    The row is at the next one then; 0 is a row that was never written.
    """
    name, plain = content
    values = {f":{name}": plain, ":next": seen + 1}
    condition = "attribute_not_exists(pk)"
    if seen:
        values[":seen"] = seen
        condition = "revision = :seen"
    return {
        "TableName": table_name,
        "Key": key,
        "UpdateExpression": f"SET {name} = :{name}, revision = :next",
        "ConditionExpression": condition,
        "ExpressionAttributeValues": {one: to_attribute(value) for one, value in values.items()},
    }
