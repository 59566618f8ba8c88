"""What do all channels' parsers do with an event, whatever its shape?"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from towkay.adapters.channels.bounding import bounded
from towkay.adapters.channels.shapes import EPOCH
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Happening, Incoming, Unknown

_MAX_CAUSE = 200  # percent-encoded and with its time it must fit a sort key of 1,024 bytes
# Graph batches at most 1,000 updates, and the shortest real events fill 1 MB with fewer than this.
_MAX_EVENTS = 10_000
_MAX_TOKEN = 500  # LINE's are 32 characters; a longer one cannot be used
# A word of the platform, which goes into the log: no digit, so that no id, number or token does.
_KIND = re.compile(r"[A-Za-z][A-Za-z_.]{0,59}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a parser made of one event; `user` is None when no person stands behind it."""

    user: str | None
    cause: str
    occurred_at: datetime
    happening: Happening
    reply_token: str | None = None
    may_answer: bool = True
    redelivered: bool = False
    country: str = ""
    number: str = ""


def read_each(
    channel: str, account: str, elements: list[Any], read: Callable[[Any], Reading]
) -> list[Incoming]:
    """Read every event on its own: one that cannot be read never costs the others anything.

    Raises `MalformedBody` when there are more than any channel sends.
    """
    refuse_flood(len(elements))
    return [_read_one(channel, account, element, read) for element in elements]


def refuse_flood(events: int) -> None:
    """Raise `MalformedBody` for a body that is made of husks to use up memory."""
    if events > _MAX_EVENTS:
        raise MalformedBody("more events than any body holds")


def _read_one(
    channel: str, account: str, element: object, read: Callable[[Any], Reading]
) -> Incoming:
    try:
        reading = read(element)
    except ValueError:  # which pydantic's ValidationError is
        return unreadable(channel, account, element)
    happening, trimmed = bounded(reading.happening)
    return Incoming(
        account=account,
        user=reading.user,
        cause=reading.cause,
        occurred_at=reading.occurred_at,
        happening=happening,
        reply_token=_usable(reading.reply_token),
        may_answer=reading.may_answer,
        redelivered=reading.redelivered,
        trimmed=trimmed,
        country=reading.country,
        number=reading.number,
    )


def _usable(reply_token: str | None) -> str | None:
    return reply_token if reply_token and len(reply_token) <= _MAX_TOKEN else None


def unreadable(channel: str, account: str, element: object) -> Incoming:
    """The record of an event whose identity or time cannot be made out; it is only counted."""
    return Incoming(account, None, digest(element), EPOCH, Unknown(f"{channel}.malformed"))


def cause_of(*parts: object) -> str:
    """A deduplication key from its parts; one that no key could hold becomes its digest."""
    key = ":".join(str(part) for part in parts)
    fits = len(key) <= _MAX_CAUSE and key.isascii() and key.isprintable()
    return key if fits else _hash(key)


def digest(value: object) -> str:
    """A deduplication key for an event that carries none of its own: the hash of its content."""
    try:
        return _hash(json.dumps(value, sort_keys=True))
    except (RecursionError, TypeError, ValueError):
        # Deeper than JSON can be written: the names of its members tell it from most others.
        return _hash(" ".join(sorted(map(str, value))) if isinstance(value, dict) else "")


def kind_of(channel: str, *names: object) -> Unknown:
    """An event nothing here understands, named by the channel's own word for it."""
    word = ".".join(name if isinstance(name, str) else "other" for name in names)
    return Unknown(f"{channel}.{word if _KIND.fullmatch(word) else 'other'}")


def _hash(text: str) -> str:
    return "sha256-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
