"""How is one value of a foreign JSON read, so that only what is used can be wrong?

Identifiers and times are strict, because everything hangs on them. Whatever only colours an event
is lenient: a value of another type than documented counts as absent.
"""

import re
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# WhatsApp allows 135, all others use 33 at most; percent-encoded it must fit a table key.
_MAX_USER_BYTES = 140
_PIECES = re.compile(r"([0-9]{1,18})(?:\.0+)?")
_MOST_PIECES = 1_000_000
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


class Shape(BaseModel):
    """A foreign object: members that are not named here are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def clean(text: str) -> str:
    """The text as every store can keep it: no null bytes, no halves of characters."""
    return _LONE_SURROGATES.sub("\ufffd", text.replace("\0", ""))


def whole_number(value: object) -> int:
    """An integer that may come as a number or as its digits. Raises `ValueError`."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("not a number")
    try:
        return int(value)
    except OverflowError as error:
        raise ValueError("not a finite number") from error


def moment(milliseconds: int) -> datetime:
    """A moment given in milliseconds since 1970. Raises `ValueError` beyond any calendar."""
    try:
        return EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError as error:
        raise ValueError("no such moment") from error


def milliseconds(at: datetime) -> int:
    """Milliseconds since 1970, exactly."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def identifier(value: object) -> str:
    """An id that may come as a string or as a number. Raises `ValueError`."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    text = str(value) if is_number else value
    if not isinstance(text, str) or not text.strip() or not text.isprintable():
        raise ValueError("not an identifier")
    return text


def user_identifier(value: object) -> str:
    """The id of a person or an account, at most 140 bytes long. Raises `ValueError`."""
    text = identifier(value)
    if len(text.encode()) > _MAX_USER_BYTES:
        raise ValueError("longer than any identifier")
    return text


def decimal_text(value: object) -> str:
    """A price or an amount that may come as text or as a number; empty for anything else."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return ""
    return str(value)


def pieces(told: str) -> int:
    """How many of a thing are in a cart: at least one, for a line of a cart is of something.

    Some programs count in decimals: "2.0" are two.
    """
    counted = _PIECES.fullmatch(told)
    return min(max(int(counted[1]), 1), _MOST_PIECES) if counted else 1


def _words(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _optional_words(value: object) -> str | None:
    return clean(value) if isinstance(value, str) else None


def _objects(value: object) -> list[object]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


Identifier = Annotated[str, BeforeValidator(identifier)]
UserIdentifier = Annotated[str, BeforeValidator(user_identifier)]
Words = Annotated[str, BeforeValidator(_words)]
OptionalWords = Annotated[str | None, BeforeValidator(_optional_words)]
DecimalText = Annotated[str, BeforeValidator(decimal_text)]
Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
# For lists of models, and for models that only colour an event.
ONLY_OBJECTS = BeforeValidator(_objects)
OBJECT_OR_NONE = BeforeValidator(lambda value: value if isinstance(value, dict) else None)
