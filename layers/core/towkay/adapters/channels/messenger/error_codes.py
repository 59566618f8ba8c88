"""What do the Graph API's error codes say about a message that was to be sent?

Sources: Messenger Platform "Error codes" and "Marketing messages API reference"; Graph API "Handle
errors", "Rate limits"; validation errors as observed. Every documented code is here, those of calls
that are never made too: nobody can say which answer comes to which call. Only an error that stands
in none of these counts as undocumented and raises an alarm.

An account is stopped only for what concerns all it could send: its token, and a bar on the Page. A
missing permission may concern one kind of message, and a shop must not fall silent for that.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from towkay.domain.outcomes import Outcome, Refusal, Verdict

_TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
_CAPPED = Outcome(Verdict.CAPPED, Refusal.QUOTA)
_UNCLEAR = Outcome(Verdict.UNKNOWN)
_WINDOW = Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED)
_GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE)
_ENDED = Outcome(Verdict.REFUSED, Refusal.SUBSCRIPTION_ENDED)
_BARRED = Outcome(Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED)
_TOKEN = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS)
_RIGHTS = Outcome(Verdict.REFUSED, Refusal.NOT_PERMITTED)
_FAULTY = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)
_TAKEN = Outcome(Verdict.REFUSED, Refusal.THREAD_TAKEN)


def _not_before(minutes: int) -> Outcome:
    return Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET, retry_after=timedelta(minutes=minutes))


# A pair decides before the subcode alone, and that before the code alone.
_BY_PAIR: Mapping[tuple[int, int], Outcome] = MappingProxyType(
    {
        (2, 2018344): _RIGHTS,  # terms of custom labels
        (4, 2018354): _CAPPED,
        (10, 1404170): _RIGHTS,  # barred from asking for opt-ins, not from answering
        (10, 1893015): _ENDED,  # stopped one topic, not the conversation
        (10, 1893063): _BARRED,
        (10, 2018065): _WINDOW,
        (10, 2018108): _GONE,
        (10, 2018278): _WINDOW,
        (10, 2018336): _FAULTY,
        (100, 33): _FAULTY,
        (100, 2018001): _GONE,
        (200, 1545041): _GONE,
        (200, 2018028): _RIGHTS,  # the app is not live: only people with a role may be written to
        (551, 1545041): _GONE,
        (613, 1893016): _FAULTY,
        (613, 2018338): _RIGHTS,  # tags misused
        (1200, 2018024): _UNCLEAR,
    }
)

_GROUPS: Mapping[Outcome, Iterable[int]] = MappingProxyType(
    {
        # "Unknown error" and "service error": nobody says the message was not sent.
        _UNCLEAR: (1, 2),
        _TOO_FAST: (4, 17, 32, 341, 613, 80000, 80001, 80002, 80003, 80004, 80006),
        _TOKEN: (102, 104, 190),
        _BARRED: (368, 1893063),
        _RIGHTS: (3, 10, 200, 2022, 1404170, 1870090, 2018028, 2018164, 2018171, 2018338, 2018344),
        _GONE: (551, 1545041, 2018001, 2018108),
        _WINDOW: (2018065, 2018278),
        _TAKEN: (2018300,),
        _ENDED: (1893015,),
        _CAPPED: (9, 2018352, 2018354),
        # Messenger's own questions are being asked in the thread: a matter of minutes.
        _not_before(1): (2018321,),
        # What is said and how: content, media, templates, comments, profiles, uploads, batches.
        _FAULTY: (
            *(100, 105, 2650, 10303, 10900, 10902, 1870147, 1893016),
            *(2018008, 2018014, 2018047, 2018074, 2018109, 2018218, 2018247, 2018292, 2018294),
            *(2018320, 2018328, 2018336, 9000001),
        ),
    }
)

# Marketing messages. Two official pages number 2300053 to 2300080 differently, and what is listed
# there as faulty on one page is a budget on the other: no fault of the message, and not now.
_CONTESTED = range(2300053, 2300081)
_MARKETING: Mapping[Outcome, Iterable[int]] = MappingProxyType(
    {
        _CAPPED: (
            *(1893047, 2300015, 2300035, 2300036, *range(2300042, 2300045), 2300052),
            *_CONTESTED,
        ),
        _ENDED: (2300004, 2300005, 2300034, 2300037),
        _RIGHTS: (
            *(*range(2300000, 2300004), 2300009, 2300010, 2300011, 2300013, 2300014, 2300017),
            *(2300019, *range(2300030, 2300033), 2300039, 2300056, 2300058, 2300059, 2300065),
            *(2300066, 2300067, 2300069),
        ),
        _FAULTY: (
            *(2300007, 2300008, 2300016, 2300018, *range(2300020, 2300028), 2300038),
            *range(2300046, 2300049),
        ),
        _not_before(60): (2300012, 2300028, 2300033, 2300041),
        _not_before(30): (
            *(2300055, 2300057, *range(2300060, 2300064), 2300068, *range(2300078, 2300081)),
        ),
    }
)


def _by_number(*tables: Mapping[Outcome, Iterable[int]]) -> Mapping[int, Outcome]:
    """Later rows win: an exception follows its range."""
    rows = (row for table in tables for row in table.items())
    return MappingProxyType({number: outcome for outcome, numbers in rows for number in numbers})


_BY_NUMBER = _by_number(_GROUPS, _MARKETING)
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
