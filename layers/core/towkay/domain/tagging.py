"""What may be put on a contact, and what becomes of what was there?

Neither a tag nor a field is consent: they narrow whom a campaign is for, and never widen it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from towkay.domain.actions import TAG_LIMIT, Verb, parse_action
from towkay.domain.contacts import Contact
from towkay.domain.events import Event, MessageReceived, PostbackPressed
from towkay.domain.profile import FieldValue, Tag
from towkay.domain.subscriptions import ChannelToken

PRESS = "press"  # the source of a tag that a button put on
# A contact is read and written with every message: what stands in it stays small.
MOST_TAGS, MOST_FIELDS, MOST_TOKENS = 20, 12, 4
VALUE_LIMIT = 100  # characters
_SHOWN_FOR = timedelta(days=365)  # what somebody liked a year ago says little today
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Change:
    """What is put on a contact or taken off it; an empty value takes a field away."""

    tags: tuple[str, ...] = ()
    untags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[ChannelToken, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.tags or self.untags or self.fields or self.tokens)


def is_tag(written: str) -> bool:
    """Whether a button can carry it and a list can hold it."""
    plain = written.isprintable() and written == written.strip()
    return plain and 0 < len(written) <= TAG_LIMIT and not set(written) & set(":,;")


def is_field(name: str) -> bool:
    return bool(_FIELD.fullmatch(name))


def is_value(written: str) -> bool:
    return written.isprintable() and len(written) <= VALUE_LIMIT


def tagged(contact: Contact, tag: Tag) -> Contact:
    """With the tag as it was put on last; of too many the oldest goes."""
    known = next((one for one in contact.tags if one.name == tag.name), None)
    if known and known.at > tag.at:
        return contact
    others = [one for one in contact.tags if one.name != tag.name]
    kept = sorted([*others, tag], key=lambda one: one.at)[-MOST_TAGS:]
    return replace(contact, tags=tuple(kept))


def tagged_by_press(contact: Contact, event: Event) -> Contact:
    """With the tag of the button that was pressed, if it puts one on."""
    match event.happening:
        case PostbackPressed(payload=payload) | MessageReceived(payload=str(payload)):
            action = parse_action(payload)
        case _:
            return contact
    if action is None or action.verb is not Verb.TAG or not is_tag(action.target):
        return contact
    at = event.effective_at
    return tagged(contact, Tag(action.target, at, PRESS, at + _SHOWN_FOR))


def with_change(contact: Contact, change: Change, at: datetime, source: str) -> Contact:
    """The contact after somebody changed what is known of it."""
    for name in change.tags:
        contact = tagged(contact, Tag(name, at, source))
    kept = tuple(one for one in contact.tags if one.name not in change.untags)
    fields = {one.name: one.value for one in contact.fields} | dict(change.fields)
    known = tuple(FieldValue(name, value) for name, value in fields.items() if value)
    held = {one.token for one in contact.tokens}
    # The shopper's own stay: of too many, those of a list go first, now and with the next opt-in.
    tokens = (*(one for one in change.tokens if one.token not in held), *contact.tokens)
    return replace(
        contact,
        tags=kept,
        fields=known[-MOST_FIELDS:],
        tokens=tokens[-MOST_TOKENS:],
    )
