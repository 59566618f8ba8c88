"""How is one value of a source's JSON read, so that only what is used can be wrong?

What names a parcel is strict, because everything hangs on it. All else is lenient: a value of
another type than documented counts as absent, so that a change of theirs loses no news.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator

from towkay.adapters.channels.shapes import EPOCH, Shape, UserIdentifier, clean
from towkay.domain.errors import MalformedBody
from towkay.domain.links import is_public_https
from towkay.usecases.decode import decode

MOST_BYTES = 1024 * 1024
_MOST_LETTERS = 100
_MOST_BYTES_OF_NAME = 140
# No parcel of before is on its way; a clock that never ran tells 1970.
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)


def members_of(raw: bytes) -> dict[str, Any]:
    """The members of a JSON object. Raises `MalformedBody`."""
    refuse_large(raw)
    body = decode(raw)
    if not isinstance(body, dict):
        raise MalformedBody("the body is no object")
    return body


def refuse_large(raw: bytes) -> None:
    """Raise `MalformedBody` for more than any source sends."""
    if len(raw) > MOST_BYTES:
        raise MalformedBody("larger than any body")


def fingerprint(*parts: str) -> str:
    """A key for news that come without one: the SHA-256 of what tells them from all others."""
    return hashlib.sha256("|".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def parcel_name(*parts: str) -> str:
    """One name of a parcel, of all that tells it from others, as short as a table's key may be."""
    name = ":".join(parts)
    return name if len(name.encode()) <= _MOST_BYTES_OF_NAME else fingerprint(*parts)


def moment(value: object) -> datetime | None:
    """A moment in UTC; None for what is none, or has no zone, or is of before any parcel."""
    try:
        at = _read(value)
        known = at is not None and at.tzinfo is not None and at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return known if known and known >= _FIRST else None


def _read(value: object) -> datetime | None:
    if isinstance(value, str):
        return datetime.fromisoformat(value.strip())
    if isinstance(value, int) and not isinstance(value, bool):
        return EPOCH + timedelta(seconds=value)
    return None


def words(value: object) -> str:
    """A short text on one line; empty for anything else, a number as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**18 else ""
    if not isinstance(value, str):
        return ""
    return " ".join(clean(value[: 4 * _MOST_LETTERS]).split())[:_MOST_LETTERS]


def _link(value: object) -> str:
    return value if isinstance(value, str) and is_public_https(value) else ""


def _word(value: object) -> str:
    return words(value) if isinstance(value, str) else ""


Key = UserIdentifier  # what names a parcel or an order: text or a number, never empty
Words = Annotated[str, BeforeValidator(words)]
Word = Annotated[str, BeforeValidator(_word)]  # of a source's own closed list
Link = Annotated[str, BeforeValidator(_link)]  # one that any shopper's phone may open, or empty
Moment = Annotated[datetime | None, BeforeValidator(moment)]


class AnyDelivery(Shape):
    """What the deliveries of most sources have, of whatever kind."""

    event: Word
