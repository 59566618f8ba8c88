"""How is somebody else's webhook read: parsed without trust, and its signature compared?"""

import hmac
import json
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.conversation import Author, Bubble, Contact, NotThere
from workbench.simulators.world import World

JsonObject = dict[str, Any]


def parsed(body: bytes) -> JsonObject:
    """The object in the body; an empty one when there is none."""
    try:
        return an_object(json.loads(body))
    except (ValueError, RecursionError):
        return {}


def an_object(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[JsonObject]:
    """Only the objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def same(given: str, wanted: str) -> bool:
    """Are two signatures alike?"""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def listed(world: World, channel: str, endpoint: str, account: Any) -> SimulatedAccount | None:
    """The account of this endpoint."""
    for known in world.accounts:
        if (known.channel, known.endpoint, known.account) == (channel, endpoint, account):
            return known
    return None


def note_words(world: World, contact: Contact, kind: Any, text: Any, mid: Any) -> None:
    """Put what a person is said to have written on their screen, once."""
    now = world.now()
    contact.wrote_at, contact.blocked = now, False
    try:
        contact.find(str(mid or ""))
    except NotThere:
        words = text if isinstance(text, str) else ""
        contact.bubbles.append(Bubble(now, Author.SHOPPER, str(kind), words, str(mid or "")))
