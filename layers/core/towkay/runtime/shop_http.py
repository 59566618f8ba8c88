"""Which call of a shop or a carrier does an HTTP event stand for, and how is one answered?"""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from towkay.domain.shipping.deliveries import Delivery
from towkay.runtime.http_event import path_of, read_request, response

_JSON = "application/json"


class Door(StrEnum):
    """Where a call comes in; the value is the route."""

    SHIPMENTS = "POST /shipments/{source}"
    CONSENTS = "POST /checkout/consents"


def door_of(event: object) -> Door | int:
    """The door that is asked for, or the status where there is none: 404, 405."""
    asked = str(event.get("routeKey")) if isinstance(event, Mapping) else ""
    path = asked.partition(" ")[2]
    for door in Door:
        if path == door.partition(" ")[2]:
            return door if asked == door else 405
    return 404


def read_delivery(event: object) -> Delivery:
    """The request itself; whatever has not the type a gateway gives it counts as absent."""
    request = read_request(event)
    source = path_of(event).get("source", "")
    return Delivery(source, request.headers, request.query, request.raw)


def told(status: int, plain: Mapping[str, Any]) -> dict[str, Any]:
    """An answer in JSON."""
    return response(status, _JSON, json.dumps(plain, ensure_ascii=False))


def closed(status: int) -> dict[str, Any]:
    """To whoever asks for what there is not, or must ask again: 404, 405, 503."""
    return told(status, {"error": {404: "no such address", 405: "POST"}.get(status, "try again")})
