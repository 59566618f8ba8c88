"""What does a person read of a utility message?"""

from typing import Any


def spoken(sent: dict[str, Any]) -> str:
    """The filled gaps in their order; the template's own words are added by who knows them."""
    filled = [
        str(parameter.get("text", ""))
        for component in sent.get("components", ())
        if component.get("type") in ("header", "body")
        for parameter in component.get("parameters", ())
    ]
    return " ".join(filter(None, (sent.get("name", ""), *filled)))
