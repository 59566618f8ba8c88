"""How much of its limits has an account used, and how long does the Graph API ask it to wait?"""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

_BUSINESS = "x-business-use-case-usage"
_APP = "x-app-usage"
_ALL_USED = 100  # percent
# The app's usage is of a rolling hour and names no time: a minute is Meta's advice to begin with.
_FIRST_WAIT = timedelta(minutes=1)
_MOST_MINUTES = 24 * 60
_SHARES = ("call_count", "total_time", "total_cputime")  # each in percent of its own limit


def share_used(headers: Mapping[str, str]) -> float | None:
    """The percentage of the limit that is closest, as the headers tell it; None where none does."""
    app = _parsed(headers.get(_APP))
    told = [*([app] if isinstance(app, dict) else []), *_cases(_parsed(headers.get(_BUSINESS)))]
    shares = [_number(one[name]) for one in told for name in _SHARES if name in one]
    return max(shares, default=None)


def wait_asked_for(headers: Mapping[str, str]) -> timedelta | None:
    """Until access is regained, as far as a header tells; None when none does."""
    minutes = max(_minutes(_parsed(headers.get(_BUSINESS))), default=0)
    if minutes > 0:
        return timedelta(minutes=minutes)
    used = _parsed(headers.get(_APP))
    shares = used.values() if isinstance(used, dict) else ()
    return _FIRST_WAIT if any(_number(share) >= _ALL_USED for share in shares) else None


def _minutes(usage: Any) -> Iterator[float]:
    """Of every use case of every object in the header; those of other use cases say 0."""
    for case in _cases(usage):
        yield _number(case.get("estimated_time_to_regain_access"))


def _cases(usage: Any) -> Iterator[Mapping[str, Any]]:
    lists = usage.values() if isinstance(usage, dict) else ()
    for cases in lists:
        for case in cases if isinstance(cases, list) else ():
            if isinstance(case, dict):
                yield case


def _number(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return min(value, _MOST_MINUTES) if is_number and value == value else 0


def _parsed(header: str | None) -> Any:
    try:
        return json.loads(header or "null")
    except (ValueError, RecursionError):
        return None
