"""Which call of a shop or a carrier does an HTTP event stand for, and how is one answered?"""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from towkay.domain.shipping.checkout import Said
from towkay.domain.shipping.deliveries import Delivery
from towkay.runtime.http_event import path_of, read_request, response

if TYPE_CHECKING:
    from towkay.usecases.take_consent import Consented, Way

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


def consent_told(taken: "Consented") -> dict[str, Any]:
    """What a checkout is answered: what its page needs, or what was wrong with it."""
    if taken.expires_at is None:
        slips = [
            {"member": one.member, "reason": _both(one.reason), "remedy": _both(one.remedy)}
            for one in taken.slips
        ]
        return {"error": taken.answer.value} | ({"slips": slips} if slips else {})
    return {
        "order": taken.order,
        "code": taken.code,
        "expires_at": taken.expires_at.isoformat().replace("+00:00", "Z"),
        "links": [_link(way) for way in taken.ways],
        "named": taken.named,
    }


def _link(way: "Way") -> dict[str, str]:
    return {"channel": way.account.channel, "account": way.account.account, "url": way.url}


def _both(said: Said) -> dict[str, str]:
    return {"zh-TW": said.zh, "en": said.en}
