"""What do the Graph API's error codes say about a message of Messenger or Instagram to be sent?

Sources: Messenger Platform "Error codes" and "Marketing messages API reference"; Graph API "Handle
errors", "Rate limits"; validation errors as observed. Every documented code is here, those of calls
that are never made too: nobody can say which answer comes to which call. Only an error that stands
in none of these counts as undocumented and raises an alarm.

An account is stopped only for what concerns all it could send: its token, and a bar on the Page. A
missing permission may concern one kind of message, and a shop must not fall silent for that.
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
    TAKEN,
    TOKEN,
    TOO_FAST,
    UNCLEAR,
    WINDOW,
    Groups,
    by_number,
    not_before,
)
from towkay.domain.outcomes import Outcome

# A pair decides before the subcode alone, and that before the code alone.
_BY_PAIR: Mapping[tuple[int, int], Outcome] = MappingProxyType(
    {
        (2, 2018344): RIGHTS,  # terms of custom labels
        (4, 2018354): CAPPED,
        (10, 1404170): RIGHTS,  # barred from asking for opt-ins, not from answering
        (10, 1893015): ENDED,  # stopped one topic, not the conversation
        (10, 1893063): BARRED,
        (10, 2018065): WINDOW,
        (10, 2018108): GONE,
        (10, 2018278): WINDOW,
        (10, 2018336): FAULTY,
        (100, 33): FAULTY,
        (100, 2018001): GONE,
        (200, 1545041): GONE,
        (200, 2018028): RIGHTS,  # the app is not live: only people with a role may be written to
        (551, 1545041): GONE,
        (613, 1893016): FAULTY,
        (613, 2018338): RIGHTS,  # tags misused
        (1200, 2018024): UNCLEAR,
    }
)

_GROUPS: Groups = MappingProxyType(
    {
        # "Unknown error" and "service error": nobody says the message was not sent.
        UNCLEAR: (1, 2),
        TOO_FAST: (4, 17, 32, 341, 613, 80000, 80001, 80002, 80003, 80004, 80006),
        TOKEN: (102, 104, 190),
        BARRED: (368, 1893063),
        RIGHTS: (3, 10, 200, 2022, 1404170, 1870090, 2018028, 2018164, 2018171, 2018338, 2018344),
        GONE: (551, 1545041, 2018001, 2018108),
        WINDOW: (2018065, 2018278),
        TAKEN: (2018300,),
        ENDED: (1893015,),
        CAPPED: (9, 2018352, 2018354),
        # Messenger's own questions are being asked in the thread: a matter of minutes.
        not_before(timedelta(minutes=1)): (2018321,),
        # What is said and how: content, media, templates, comments, profiles, uploads, batches.
        FAULTY: (
            *(100, 105, 2650, 10303, 10900, 10902, 1870147, 1893016),
            *(2018008, 2018014, 2018047, 2018074, 2018109, 2018218, 2018247, 2018292, 2018294),
            *(2018320, 2018328, 2018336, 9000001),
        ),
    }
)

# Marketing messages. Two official pages number 2300053 to 2300080 differently, and what is listed
# there as faulty on one page is a budget on the other: no fault of the message, and not now.
_CONTESTED = range(2300053, 2300081)
_MARKETING: Groups = MappingProxyType(
    {
        CAPPED: (
            *(1893047, 2300015, 2300035, 2300036, *range(2300042, 2300045), 2300052),
            *_CONTESTED,
        ),
        ENDED: (2300004, 2300005, 2300034, 2300037),
        RIGHTS: (
            *(*range(2300000, 2300004), 2300009, 2300010, 2300011, 2300013, 2300014, 2300017),
            *(2300019, *range(2300030, 2300033), 2300039, 2300056, 2300058, 2300059, 2300065),
            *(2300066, 2300067, 2300069),
        ),
        FAULTY: (
            *(2300007, 2300008, 2300016, 2300018, *range(2300020, 2300028), 2300038),
            *range(2300046, 2300049),
        ),
        not_before(timedelta(hours=1)): (2300012, 2300028, 2300033, 2300041),
        not_before(timedelta(minutes=30)): (
            *(2300055, 2300057, *range(2300060, 2300064), 2300068, *range(2300078, 2300081)),
        ),
    }
)

_BY_NUMBER = by_number(_GROUPS, _MARKETING)
_LEAST_OWN_SUBCODE = 1000  # smaller ones mean something only together with their code


def documented(code: int, subcode: int | None) -> Outcome | None:
    """What a documented error means for the message; None when it is not documented.

    Live answers carry the large numbers in either place.
    """
    if subcode is not None:
        by_subcode = _BY_PAIR.get((code, subcode))
        if by_subcode is None and subcode >= _LEAST_OWN_SUBCODE:
            by_subcode = _BY_NUMBER.get(subcode)
        if by_subcode is not None:
            return by_subcode
    return _BY_NUMBER.get(code)
