"""Who may tell us of parcels, by the last part of the address, and what is each answered?"""

import json
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from towkay.adapters.shipping import aftership, easypost, ecpay, plain, shippo, shopify, track17
from towkay.domain.shipping.readings import Verdict
from towkay.ports.shipping import Manners, ShipmentSource
from towkay.usecases.take_shipments import Taken, Taking

_MODULES = (shopify, easypost, aftership, shippo, ecpay, track17, plain)

SOURCES: Mapping[str, ShipmentSource] = MappingProxyType(
    {module.SOURCE.name: module.SOURCE for module in _MODULES}
)

# These are of deliveries that are not even read.
STATUS_OF: Mapping[Verdict, int] = MappingProxyType(
    {
        Verdict.GENUINE: 200,
        Verdict.FORGED: 401,
        Verdict.STALE: 401,
        Verdict.TOO_LARGE: 413,
        Verdict.WRONG_KIND: 415,
        Verdict.CLOSED: 503,
    }
)

_ANSWERED: Mapping[Taking, int] = MappingProxyType(
    {Taking.MALFORMED: 400, Taking.UNKNOWN_SOURCE: 404}
    | {Taking(one.value): status for one, status in STATUS_OF.items() if one in {*Taking}}
)


def checkout_status(answer: Taking) -> int:
    """What a checkout is answered with; 201, because a code was made."""
    return 201 if answer is Taking.ACCEPTED else _ANSWERED[answer]


def answered(source: str, taken: Taken) -> tuple[int, Manners]:
    """The status, and the content type with the very bytes; a slip is told to who is genuine."""
    if taken.answer is Taking.ACCEPTED:
        return STATUS_OF[Verdict.GENUINE], SOURCES[source].manners
    told = {"error": taken.slip or taken.answer.value}
    return _ANSWERED[taken.answer], Manners(timedelta(), success=json.dumps(told).encode())
