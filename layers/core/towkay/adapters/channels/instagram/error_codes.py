"""What do Instagram's error codes say about a message that was to be sent?

Sources: Instagram messaging "Error codes", "Rate limits". What is not of Instagram alone is in
Messenger's table: both channels answer with the same Graph API.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.messenger import error_codes as messenger
from towkay.domain.outcomes import Outcome, Refusal, Verdict

_TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
_WINDOW = Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED)
_GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE)
# These concern all that the account could send, until its owner or an operator has mended it.
_BARRED = Outcome(Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED)
# A token at the other login's host or node: what is stored of the account is wrong.
_MISDIRECTED = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS)
_FAULTY = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)
_TAKEN = Outcome(Verdict.REFUSED, Refusal.THREAD_TAKEN)

# By subcode, whatever the code beside it, and in the code's place too.
_OWN: Mapping[int, Outcome] = MappingProxyType(
    {
        2534013: _BARRED,  # the Page is linked to no Instagram account
        2534014: _GONE,
        2534015: _FAULTY,
        2534022: _WINDOW,
        2534025: _FAULTY,  # the comment cannot be answered in private, or not any more
        2534029: _BARRED,
        2534037: _TAKEN,
        2534040: _TOO_FAST,
        2534041: _BARRED,  # the owner has switched off the access to messages
        2534068: _FAULTY,  # several images in one message
        2534077: _BARRED,  # the link of account, person and Page is broken, or wants a second step
    }
)
_BY_CODE: Mapping[int, Outcome] = MappingProxyType(
    {
        3: _MISDIRECTED,
        230: _FAULTY,  # a profile was asked for without the person's consent
        36103: _BARRED,  # the account is not eligible for the API
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
    return messenger.documented(code, subcode) or _BY_CODE.get(code)
