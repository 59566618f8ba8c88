"""What is known of one human under two ids, put together: the newest of each."""

from dataclasses import replace

from towkay.domain.contacts import Contact
from towkay.domain.profile import Asked, FieldValue, Tag

_MOST_ASKED = 20


def known_together(former: Contact, contact: Contact) -> Contact:
    """The contact that goes on, with what the other one showed, told and was asked."""
    ways = filter(None, (former.came, contact.came))
    return replace(
        contact,
        tags=_tags(former.tags, contact.tags),
        fields=_fields(former.fields, contact.fields),
        asked=_asks(former.asked, contact.asked),
        came=max(ways, key=lambda one: one.at, default=None),
    )


def _tags(former: tuple[Tag, ...], own: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Each tag once, as it was put on last."""
    newest = {one.name: one for one in sorted((*former, *own), key=lambda one: one.at)}
    return tuple(newest.values())


def _fields(former: tuple[FieldValue, ...], own: tuple[FieldValue, ...]) -> tuple[FieldValue, ...]:
    """Where both know a field, the id that goes on counts."""
    known = {one.name: one for one in (*former, *own)}
    return tuple(known.values())


def _asks(former: tuple[Asked, ...], own: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Every request that was shown, under whichever id."""
    shown = {(one.topic, one.at): one for one in (*former, *own)}
    return tuple(sorted(shown.values(), key=lambda one: one.at)[-_MOST_ASKED:])
