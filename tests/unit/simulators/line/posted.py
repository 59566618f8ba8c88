"""What a shopper's act became on the wire."""

import json
from typing import Any

from tests.unit.simulators.rig import BOT


def only_event(sent: Any) -> dict[str, Any]:
    """The one event of a webhook."""
    body = json.loads(sent.body)
    assert body["destination"] == BOT.account
    [event] = body["events"]
    assert sent.event_ids == (event["webhookEventId"],)
    assert None not in event.values()
    checked: dict[str, Any] = event
    return checked
