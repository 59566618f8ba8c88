"""Find out by which link of the brand's own a shopper came, and whose order it leads to."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.errors import ServiceUnavailable
from towkay.domain.events import Event
from towkay.domain.refs import Ref, code_in, read_ref, ref_in
from towkay.domain.shipping.codes import OrderCode, read_code
from towkay.ports.refs import RefKeys


@dataclass(frozen=True, slots=True)
class Brought:
    """What a link of ours said of where it stood, and the code of an order; None for none."""

    ref: Ref | None = None
    code: OrderCode | None = None


def brought_by(event: Event, now: datetime, ref_keys: RefKeys | None) -> Brought:
    """What came with the event; nothing that we did not make, and nothing that is over.

    The keys are read for nobody else. Where they cannot be read the shopper is answered all the
    same, and the link counts for nothing.
    """
    ref, code = ref_in(event), code_in(event)
    if ref_keys is None or not (ref or code):
        return Brought()
    try:
        keys = ref_keys.keys()
    except ServiceUnavailable:
        return Brought()
    brand = event.brand
    return Brought(read_ref(ref, brand, keys, now), read_code(code, brand, keys, now))


def ref_of(event: Event, now: datetime, ref_keys: RefKeys | None) -> Ref | None:
    """What the link says of where it stood."""
    return brought_by(event, now, ref_keys).ref
