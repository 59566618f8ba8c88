"""How does plain data look in DynamoDB's own notation?"""

from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]


def to_item(plain: Mapping[str, Any]) -> Item:
    return {name: to_attribute(value) for name, value in plain.items()}


def from_item(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _from_attribute(value) for name, value in item.items()}


def to_attribute(value: Any) -> dict[str, Any]:
    match value:
        case None:
            return {"NULL": True}
        case bool():  # before numbers: a bool is one of them
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int() | float():
            return {"N": repr(value)}
        case list():
            return {"L": [to_attribute(one) for one in value]}
        case dict():
            return {"M": to_item(value)}
    raise TypeError(f"no attribute for {type(value).__name__}")


def _from_attribute(attribute: Mapping[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "NULL":
            return None
        case "BOOL" | "S":
            return value
        case "N":
            return int(value) if value.lstrip("-").isdigit() else float(value)
        case "L":
            return [_from_attribute(one) for one in value]
        case "M":
            return from_item(value)
    raise TypeError(f"unexpected attribute of kind {kind}")
