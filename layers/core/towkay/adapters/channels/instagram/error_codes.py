"""What do Instagram's error codes say about a message that was to be sent?

Sources: Instagram messaging "Error codes", "Rate limits". What is not of Instagram alone is in the
Graph API's table, with which Messenger answers too.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.graph import error_codes as graph
from towkay.adapters.channels.graph.verdicts import (
    BARRED,
    FAULTY,
    GONE,
    TAKEN,
    TOKEN,
    TOO_FAST,
    WINDOW,
)
from towkay.domain.outcomes import Outcome

# By subcode, whatever the code beside it, and in the code's place too.
_OWN: Mapping[int, Outcome] = MappingProxyType(
    {
        2534013: BARRED,  # the Page is linked to no Instagram account
        2534014: GONE,
        2534015: FAULTY,
        2534022: WINDOW,
        2534025: FAULTY,  # the comment cannot be answered in private, or not any more
        2534029: BARRED,
        2534037: TAKEN,
        2534040: TOO_FAST,
        2534041: BARRED,  # the owner has switched off the access to messages
        2534068: FAULTY,  # several images in one message
        2534077: BARRED,  # the link of account, person and Page is broken, or wants a second step
    }
)
_BY_CODE: Mapping[int, Outcome] = MappingProxyType(
    {
        # A token at the other login's host or node: what is stored of the account is wrong.
        3: TOKEN,
        230: FAULTY,  # a profile was asked for without the person's consent
        36103: BARRED,  # the account is not eligible for the API
    }
)


def documented(code: int, subcode: int | None) -> Outcome | None:
    """What a documented error means for the message; None when it is not documented.

    Live answers carry the large numbers in either place.
    """
    own = _OWN.get(subcode or 0) or _OWN.get(code)
    if own is not None:
        return own
    if subcode is None and code in _BY_CODE:
        return _BY_CODE[code]
    return graph.documented(code, subcode) or _BY_CODE.get(code)
