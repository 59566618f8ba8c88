"""Which words of a campaign does one contact get, with what is known of them filled in?

A personal field is written `{field|what stands there when nobody filled it in}`.
"""

import re
from dataclasses import is_dataclass
from functools import lru_cache
from typing import Any, TypeVar, cast

from towkay.domain.campaigns import Said, Variant
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed, field_names
from towkay.domain.fitting.sound import well_formed
from towkay.domain.membership import field_of
from towkay.domain.messages import Message

PERSONAL = re.compile(r"\{([^{}|\n]*)\|([^{}|\n]*)\}")
GAP_BEGINS = "{"
VALUE_LIMIT = 60  # characters of one value: a field may hold a whole letter
# What a person reads; addresses, payloads and the names of templates are nobody's own.
_READ = frozenset({"text", "title", "label", "alt", "code", "words"})
T = TypeVar("T")


def said_to(variant: Variant, contact: Contact) -> Said | None:
    """The words for the contact's channel and language, in the first language if not in theirs."""
    channel, language = str(contact.key.channel), contact.language or ""
    fitting = [one for one in variant.said if one.channel in ("", channel)]
    first = fitting[0].language if fitting else ""
    spoken = language if any(one.language == language for one in fitting) else first
    in_it = [one for one in fitting if one.language == spoken]
    return max(in_it, key=lambda one: one.channel == channel, default=None)


def filled(messages: tuple[Message, ...], contact: Contact) -> tuple[Message, ...]:
    """The messages as this contact reads them; the very same where nothing in them is personal."""
    if not is_personal(messages):
        return messages
    return tuple(_filled(one, contact) if is_personal((one,)) else one for one in messages)


@lru_cache(maxsize=256)
def is_personal(messages: tuple[Message, ...]) -> bool:
    """Whether two contacts may read two different things."""
    return any(fields_in(message) for message in messages)


def fields_in(value: object) -> list[str]:
    """The names of the personal fields in a message, or in any part of one."""
    if isinstance(value, str):
        return [found[1].strip() for found in PERSONAL.finditer(value)]
    if isinstance(value, tuple):
        return [name for one in value for name in fields_in(one)]
    return [name for _, part in _parts(value) for name in fields_in(part)]


def fill(text: str, contact: Contact) -> str:
    """The text with what is known of the contact, on one line each and never too long."""

    def value(found: re.Match[str]) -> str:
        known = " ".join(field_of(contact, found[1].strip()).split())
        return well_formed(known[:VALUE_LIMIT]) or found[2].strip()

    return PERSONAL.sub(value, text)


def _filled(value: T, contact: Contact) -> T:
    if isinstance(value, str):
        return cast(T, fill(value, contact))
    if isinstance(value, tuple):
        return cast(T, tuple(_filled(one, contact) for one in value))
    own = {}
    for name, part in _parts(value):
        filled_part = _filled(part, contact)
        if filled_part != part:
            own[name] = filled_part
    return cast(T, changed(cast(Any, value), **own)) if own else value


def _parts(value: object) -> list[tuple[str, object]]:
    """What of a message can be personal: its words, and the parts that have words."""
    named = ((name, getattr(value, name)) for name in field_names(value))
    return [(name, part) for name, part in named if _may_be_personal(name, part)]


def _may_be_personal(name: str, part: object) -> bool:
    if isinstance(part, str):
        return name in _READ
    return isinstance(part, tuple) or is_dataclass(part)
