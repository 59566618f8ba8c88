"""Is every text one that can be encoded? Half of a surrogate pair is a letter of no alphabet."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

T = TypeVar("T")


def well_formed(text: str) -> str:
    """The text with lone surrogates replaced: no store, queue or channel takes them."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def sound(message: T) -> T:
    """The message with every text in it well formed."""
    return cast(T, _sound(message))


def _sound(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Enum):
        return well_formed(value)
    if isinstance(value, tuple):
        return tuple(map(_sound, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _sound(getattr(value, one.name)) for one in fields(value)}
        )
    return value
