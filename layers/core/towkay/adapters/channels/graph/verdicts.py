"""Which outcomes do the error codes of all of Meta's channels lead to?"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from towkay.domain.outcomes import Outcome, Refusal, Verdict

TOO_FAST = Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
CAPPED = Outcome(Verdict.CAPPED, Refusal.QUOTA)
UNCLEAR = Outcome(Verdict.UNKNOWN)
WINDOW = Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED)
GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE)
ENDED = Outcome(Verdict.REFUSED, Refusal.SUBSCRIPTION_ENDED)
# The two that concern all that an account could send, until somebody has mended it.
BARRED = Outcome(Verdict.REFUSED, Refusal.ACCOUNT_BLOCKED)
TOKEN = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS)
RIGHTS = Outcome(Verdict.REFUSED, Refusal.NOT_PERMITTED)
FAULTY = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)
TAKEN = Outcome(Verdict.REFUSED, Refusal.THREAD_TAKEN)

Groups = Mapping[Outcome, Iterable[int]]


def not_before(wait: timedelta) -> Outcome:
    """Not now, and worth another try after that long."""
    return Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET, retry_after=wait)


def by_number(*tables: Groups) -> Mapping[int, Outcome]:
    """The outcome of each number; later rows win: an exception follows its range."""
    rows = (row for table in tables for row in table.items())
    return MappingProxyType({number: outcome for outcome, numbers in rows for number in numbers})
