"""How long may each part of an event be, so that every one fits a queue and a row?

One message of a queue holds 256 KB, and one event takes at most 200 KB of it: what is longer loses
the ends of its texts, never an event.
"""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from json import dumps
from typing import Any, TypeVar

_MOST_BYTES = 180_000  # the envelope needs some of the 200 KB
_MOST_ITEMS = 30  # Messenger: several images in one message, at most 30
_LIMITS = {
    "text": 8_000,  # no channel lets a shopper write more than 5,000 characters
    "answers": 8_000,
    "label": 200,  # a shared link's title stands for it in a transcript
    "sku": 200,
    "items": 100,  # lines of a cart
}
_MOST_WORD = 1_000  # a button's payload is at most 1,000 characters anywhere
_MOST_NUMBER = 1_000_000_000
# A token that was cut short opens nothing.
_TOKENS = frozenset({"token", "seen_token"})

T = TypeVar("T")


def bounded(happening: T) -> tuple[T, bool]:
    """The happening at a size that can be stored, and whether anything was cut."""
    if _is_plainly_short(happening):
        return happening, False
    share = 1
    kept: T = _cut(happening, "", share)
    while _bytes(kept) > _MOST_BYTES:
        share *= 2
        kept = _cut(happening, "", share)
    return (happening, False) if kept == happening else (kept, True)


def _is_plainly_short(happening: Any) -> bool:
    """Whether one look tells that nothing is too long: no lists, no parts, and short texts.

    So are nearly all events, and this is half of what reading one would cost otherwise.
    """
    for name, most in _limits_of(happening.__class__):
        value = getattr(happening, name)
        if type(value) is str:
            if len(value) > most:
                return False
        elif not (value is None or value == () or isinstance(value, bool | datetime | StrEnum)):
            return False
    return True


@cache
def _limits_of(kind: type) -> tuple[tuple[str, int], ...]:
    """What each member of a class of happenings may hold; all of them together are never much."""
    return tuple((one.name, _LIMITS.get(one.name, _MOST_WORD)) for one in fields(kind))


def _cut(value: Any, name: str, share: int) -> Any:
    """`value` with at most the `share`th part of what its name allows."""
    if isinstance(value, str) and type(value) is str:
        most = _LIMITS.get(name, _MOST_WORD) // share
        return value if len(value) <= most else "" if name in _TOKENS else value[:most]
    if isinstance(value, tuple):
        return tuple(_cut(one, "", share) for one in value[: _LIMITS.get(name, _MOST_ITEMS)])
    if isinstance(value, int) and not isinstance(value, bool):
        return min(value, _MOST_NUMBER)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    cut = {one.name: _cut(getattr(value, one.name), one.name, share) for one in fields(value)}
    return replace(value, **cut)


def _bytes(value: Any) -> int:
    """About how many bytes the value takes as JSON in ASCII."""
    if type(value) is str:
        return len(value) + 2 if value.isascii() else len(dumps(value))
    if isinstance(value, tuple):
        return sum(map(_bytes, value))
    if not is_dataclass(value) or isinstance(value, type):
        return 30
    return sum(len(one.name) + 4 + _bytes(getattr(value, one.name)) for one in fields(value))
