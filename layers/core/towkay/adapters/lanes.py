"""How is a long list queued in a short time, when some of it must stay in order?

Request after request, nine thousand events of one webhook would take longer than the webhook has.
"""

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

MOST_LANES = 8  # fewer than the connections that a client of AWS keeps, which are ten
_WORTH_A_LANE = 40  # entries, four requests: below that a thread costs more than it saves

E = TypeVar("E")
R = TypeVar("R")


def lanes(entries: Sequence[E], group_of: Callable[[E], Hashable]) -> list[list[E]]:
    """The entries in lanes of about one length, those of a group in one of them and in order."""
    number = min(MOST_LANES, len(entries) // _WORTH_A_LANE)
    if number < 2:
        return [list(entries)] if entries else []
    groups: dict[Hashable, list[E]] = {}
    for entry in entries:
        groups.setdefault(group_of(entry), []).append(entry)
    filled: list[list[E]] = [[] for _ in range(min(number, len(groups)))]
    for group in sorted(groups.values(), key=len, reverse=True):
        min(filled, key=len).extend(group)
    return filled


def side_by_side(work: Callable[[list[E]], R], some: Sequence[list[E]]) -> list[R]:
    """What `work` makes of each lane, all at the same time; one alone needs no thread."""
    if len(some) < 2:
        return [work(lane) for lane in some]
    with ThreadPoolExecutor(len(some)) as pool:
        return list(pool.map(work, some))
