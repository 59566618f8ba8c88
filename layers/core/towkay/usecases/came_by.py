"""Find out by which link of the brand's own a shopper came."""

from datetime import datetime

from towkay.domain.errors import ServiceUnavailable
from towkay.domain.events import Event
from towkay.domain.refs import Ref, read_ref, ref_in
from towkay.ports.refs import RefKeys


def ref_of(event: Event, now: datetime, ref_keys: RefKeys | None) -> Ref | None:
    """What the link says; None for one that we did not make, that is over, or for none.

    The keys are read for nobody else. Where they cannot be read the shopper is answered all the
    same, and the link counts for nothing.
    """
    written = ref_in(event)
    if not written or ref_keys is None:
        return None
    try:
        keys = ref_keys.keys()
    except ServiceUnavailable:
        return None
    return read_ref(written, event.brand, keys, now)
