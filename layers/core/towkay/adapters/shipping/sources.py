"""Who may tell us of parcels, by the last part of the address, and what is each answered?"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.shipping import aftership, easypost, ecpay, plain, shippo, shopify, track17
from towkay.domain.shipping.readings import Verdict
from towkay.ports.shipping import ShipmentSource

_MODULES = (shopify, easypost, aftership, shippo, ecpay, track17, plain)

SOURCES: Mapping[str, ShipmentSource] = MappingProxyType(
    {module.SOURCE.name: module.SOURCE for module in _MODULES}
)

# A body that cannot be read is 400; these are of those that are not even read.
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
