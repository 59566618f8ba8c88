"""What do the Graph API's error codes say about a message that was to be sent?

Sources: Messenger Platform "Error codes"; Graph API "Handle errors", "Rate limits"; validation
errors as observed. Codes of calls that are never made here (templates, labels, uploads) are not
listed: should one come, it counts as undocumented and raises an alarm.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.domain.outcomes import Outcome, Refusal, Verdict

_TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
_CAPPED = Outcome(Verdict.CAPPED, Refusal.QUOTA)
_UNCLEAR = Outcome(Verdict.UNKNOWN)
_WINDOW = Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED)
_GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE)
_BLOCKED = Outcome(Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED)
_RIGHTS = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS)  # token, permission or feature
_FAULTY = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)
_TAKEN = Outcome(Verdict.REFUSED, Refusal.THREAD_TAKEN)

# A pair decides before the subcode alone, and that before the code alone.
_BY_PAIR: Mapping[tuple[int, int], Outcome] = MappingProxyType(
    {
        (4, 2018354): _CAPPED,
        (10, 2018065): _WINDOW,
        (10, 2018108): _GONE,
        (10, 2018278): _WINDOW,
        (10, 2018336): _FAULTY,
        (10, 1404170): _BLOCKED,
        (10, 1893015): _CAPPED,  # stopped one topic, not the conversation
        (10, 1893063): _BLOCKED,
        (100, 33): _FAULTY,
        (100, 2018001): _GONE,
        (200, 1545041): _GONE,
        (200, 2018028): _RIGHTS,
        (551, 1545041): _GONE,
        (613, 1893016): _CAPPED,
        (613, 2018338): _BLOCKED,
        (1200, 2018024): _UNCLEAR,
    }
)

# Live answers carry the large numbers in either place.
_BY_NUMBER: Mapping[int, Outcome] = MappingProxyType(
    {
        1: _UNCLEAR,  # "unknown error" and "service error": nobody says the message was not sent
        2: _UNCLEAR,
        3: _RIGHTS,
        4: _TOO_FAST,
        9: _CAPPED,
        10: _RIGHTS,
        17: _TOO_FAST,
        32: _TOO_FAST,
        100: _FAULTY,
        102: _RIGHTS,
        104: _RIGHTS,
        105: _FAULTY,
        190: _RIGHTS,
        200: _RIGHTS,
        341: _TOO_FAST,
        368: _BLOCKED,
        551: _GONE,
        613: _TOO_FAST,
        2022: _BLOCKED,
        10900: _FAULTY,
        10902: _FAULTY,
        80000: _TOO_FAST,
        80001: _TOO_FAST,
        80002: _TOO_FAST,
        80003: _TOO_FAST,
        80004: _TOO_FAST,
        80006: _TOO_FAST,
        1545041: _GONE,
        1893063: _BLOCKED,
        2018001: _GONE,
        2018065: _WINDOW,
        2018108: _GONE,
        2018171: _RIGHTS,
        2018278: _WINDOW,
        2018300: _TAKEN,
        2018321: _TOO_FAST,  # Messenger's own questions are being asked: a matter of minutes
    }
)


def documented(code: int, subcode: int | None) -> Outcome | None:
    """What a documented error means for the message; None when it is not documented."""
    if subcode is not None:
        by_subcode = _BY_PAIR.get((code, subcode)) or _BY_NUMBER.get(subcode)
        if by_subcode:
            return by_subcode
    return _BY_NUMBER.get(code)
