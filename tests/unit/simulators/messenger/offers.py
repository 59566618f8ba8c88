"""What a shop offers to press, and what a press becomes."""

import json
from typing import Any

REPLIES = [{"content_type": "text", "title": "運費怎麼算", "payload": "FAQ:12"}]


def only_event(sent: Any) -> dict[str, Any]:
    """The one event of the one entry of a webhook."""
    entry = json.loads(sent.body)["entry"]
    event: dict[str, Any] = entry[0]["messaging"][0]
    assert (len(entry), len(entry[0]["messaging"])) == (1, 1)
    return event
