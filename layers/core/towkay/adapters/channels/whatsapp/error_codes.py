"""What do WhatsApp's error codes say about a message that was to be sent?

Source: WhatsApp Business Platform, "Error codes", and the pages of templates, Direct Send,
Marketing Messages, conversation routing and sign-ups. Every documented code is here, those of calls
that are never made too: nobody can say which answer comes to which call. The same code comes at
once or in a status later; only the code decides, neither its words nor the HTTP status.

An account is stopped only for what concerns all it could send: its token, its registration, a bar.
A missing permission or payment may concern one kind of message, and a shop must not fall silent for
that.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from towkay.adapters.channels.graph.verdicts import (
    BARRED,
    CAPPED,
    ENDED,
    FAULTY,
    GONE,
    RIGHTS,
    TOKEN,
    TOO_FAST,
    UNCLEAR,
    WINDOW,
    Groups,
    by_number,
    not_before,
)
from towkay.domain.outcomes import Outcome, Refusal, Verdict

_IN_A_MINUTE = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, retry_after=timedelta(minutes=1))

_GROUPS: Groups = MappingProxyType(
    {
        # An outage, or an error that nobody explains: the message may have been taken.
        UNCLEAR: (1, 2, 131000, 131016, 133004),
        TOKEN: (0, 190),
        # Locked, banned, deleted, unregistered, or its name not approved.
        BARRED: (33, 368, 131031, 131037, 131045, 133010),
        TOO_FAST: (4, 80007, 130429),
        _IN_A_MINUTE: (131057,),  # maintenance, or the number is being moved to a higher rate
        # One person too fast, six seconds apart is right for good.
        not_before(timedelta(seconds=6)): (131056,),
        # The number's, the portfolio's or the person's limits; an experiment of the platform.
        CAPPED: (130472, 131048, 131049),
        ENDED: (131050,),
        WINDOW: (131047,),
        GONE: (131026,),
        RIGHTS: (
            *(3, 10, *range(200, 300), 131005),
            130403,  # blocked by ourselves
            *(130497, 131030, 131042, 131063, 131064, 133016, 134011),
            *(138038, 2494191),  # roles of conversation routing
            *(2494165, 2494168, 2494176),  # sign-ups: not enabled, terms
        ),
        # What is said and how: parameters, media, templates, forms, registration, blocks.
        FAULTY: (
            *(100, 131008, 131009, 131021, 131051, 131052, 131053, 131055, 131062),
            *(132000, 132001, 132005, 132007, 132008, 132012, 132016, 132018, 132021, 132068),
            *(133005, 133006, 133008, 133009, 133015, 134100, 134102, 135000, 137000),
            *(139100, 139101, 139102, 139103),
            *(2388019, 2388023, 2388024, 2388039, 2388040, 2388047, 2388072, 2388073),
            *(2388293, 2388299, 2494164, 2494166, 2494167, 2494179),
        ),
        not_before(timedelta(minutes=10)): (134101,),  # the template has only just been approved
        not_before(timedelta(hours=1)): (132069,),  # a form that may be sent ten times an hour
        not_before(timedelta(hours=3)): (132015,),  # a template's first pause
    }
)
_BY_NUMBER = by_number(_GROUPS)
# The number is unknown, or the token has no right to it; under any other code it says nothing.
_BY_PAIR: Mapping[tuple[int, int], Outcome] = MappingProxyType({(100, 33): RIGHTS})

# Documented with a server error and yet a plain no, for which nothing was sent.
DESPITE_SERVER_ERROR = frozenset({3, 131045, 131057})


def documented(code: int, subcode: int | None) -> Outcome | None:
    """What a documented error means for the message; None when it is not documented.

    A subcode counts for nothing beside its code, but for this one pair.
    """
    return _BY_PAIR.get((code, subcode or 0)) or _BY_NUMBER.get(code)


def refusal_of(code: str) -> Refusal:
    """What it means that a message failed with this code after it had been taken."""
    outcome = _BY_NUMBER.get(int(code)) if code.isascii() and code.isdigit() else None
    if outcome is None:
        return Refusal.UNDOCUMENTED
    return outcome.refusal or Refusal.NOT_DELIVERED
