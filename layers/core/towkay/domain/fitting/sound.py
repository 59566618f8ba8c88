"""Is every text one that can be encoded? Half of a surrogate pair is a letter of no alphabet."""

from enum import Enum
from typing import Any, TypeVar, cast

from towkay.domain.copying import changed, field_names

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
    return _with_sound_parts(value)


def _with_sound_parts(value: Any) -> object:
    """The very same where every text in it is: nearly always."""
    mended = {}
    for name in field_names(value):
        part = getattr(value, name)
        mended_part = _sound(part)
        if mended_part != part:
            mended[name] = mended_part
    return changed(value, **mended) if mended else value
