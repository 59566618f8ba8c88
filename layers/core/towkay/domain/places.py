"""Where did a shopper subscribe: an ad, a comment, a link, a QR code, the checkout, a chat?

A place is a kind, or a kind and a name (`qr:counter-3`). It is kept with the consent, as part of
its evidence.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.contacts import Contact
from towkay.domain.doings import EntryPoint
from towkay.domain.profile import Came


class PlaceKind(StrEnum):
    """The first part of a place."""

    AD = "ad"
    COMMENT = "comment"
    LINK = "link"
    QR = "qr"
    CHECKOUT = "checkout"
    CHAT = "chat"


# What a link can say of itself: an ad and a comment are known by the platform's own word.
BY_LINK = frozenset({PlaceKind.LINK, PlaceKind.QR, PlaceKind.CHECKOUT})
_OWED_FOR = timedelta(hours=24)  # what is agreed to later is owed to the talk itself
# Letters and digits of any script: shops name their counters in Chinese.
_NAME = re.compile(r"[\w-]+")
_UNSAFE = re.compile(r"[^\w-]+")
# A link has room for 64 signs; a name of other letters is spelled in base64 there.
_MOST_SIGNS, _MOST_BYTES = 64, 48


def place(kind: PlaceKind, name: str = "") -> str:
    """The kind with a name; what a name may not hold is left out of it."""
    safe = _fitting(_UNSAFE.sub("-", name)).strip("-")
    return f"{kind.value}:{safe}" if safe else kind.value


def link_place(written: str) -> tuple[PlaceKind, str] | None:
    """Kind and name of a place as a link may say it; None for anything else."""
    kind, colon, name = written.partition(":")
    known = next((one for one in BY_LINK if one.value == kind), None)
    is_named = not colon or (bool(_NAME.fullmatch(name)) and _fitting(name) == name)
    return (known, name) if known and is_named else None


def _fitting(name: str) -> str:
    if name.isascii():
        return name[:_MOST_SIGNS]
    return name.encode(errors="replace")[:_MOST_BYTES].decode(errors="ignore")


def by_ad(entry: EntryPoint | None) -> str:
    """The place of whoever came by an ad; empty for every other way in."""
    return place(PlaceKind.AD, entry.ad) if entry and entry.is_ad else ""


def came_by(contact: Contact, written: str, at: datetime) -> Contact:
    """The contact after it came by a place; of two ways the newer counts."""
    if not written or (contact.came and at < contact.came.at):
        return contact
    return replace(contact, came=Came(written, at))


def place_at(contact: Contact, at: datetime) -> str:
    """What a subscription made at that moment is owed to."""
    came = contact.came
    if came and came.at <= at < came.at + _OWED_FOR:
        return came.place
    return PlaceKind.CHAT.value
