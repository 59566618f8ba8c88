"""For how long is a message hidden that could not be done yet?"""

import math
from datetime import datetime

# A reply is worth saying for 15 minutes. A message that waits for its moment is received ten times
# at most, and the waits after these receives alone cover the whole of a reply's life: whatever came
# before, its last receive finds it sent or too old, never in the dead letters.
_LEAST_WAITS_S = {6: 100, 7: 200, 8: 300, 9: 300}
_LONGEST_WAIT_S = 900
_FEW_SECONDS = (2, 4, 8)  # soon enough for a reply token, which lives a minute


def few_seconds(receives: int) -> int:
    """Seconds after a failure that may pass by itself: more for each receive."""
    return _FEW_SECONDS[min(max(receives, 1), len(_FEW_SECONDS)) - 1]


def seconds_until(until: datetime, now: datetime, receives: int) -> int:
    """Seconds until a moment that is known, never so short that the receives could run out."""
    wait = math.ceil((until - now).total_seconds())
    return min(max(1, wait, _LEAST_WAITS_S.get(receives, 1)), _LONGEST_WAIT_S)


def hidden_for(
    receives: int, quick_tries: int, now: datetime, until: datetime | None
) -> int | None:
    """Seconds to hide a message for; None for what the queue's own time-out says.

    That time-out counts after the quick tries: a short outage must not use up every receive.
    """
    if until is not None:
        return seconds_until(until, now, receives)
    return few_seconds(receives) if receives <= quick_tries else None
