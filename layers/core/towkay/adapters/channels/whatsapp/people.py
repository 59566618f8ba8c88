"""Who is meant where WhatsApp names a person?

Source: WhatsApp Business Platform, "Business-scoped user IDs". Everybody has such an id, which is
the key; the phone number beside it may be missing, empty or the id once more. A number is a key
only where an older event knows nothing else, and then with a plus before it: `recipient` takes the
one and `to` the other, and digits taken out of an id would be somebody else's number.
"""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from towkay.adapters.channels.graph.times import number_text
from towkay.adapters.channels.shapes import Shape, clean, user_identifier

_SCOPED = re.compile(r"([A-Z]{2})\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
_NUMBER = re.compile(r"\+?([0-9]{5,20})")


def _name(value: object) -> str:
    return clean(number_text(value))


# An id or a number, which may be left out, empty, or of another type.
Name = Annotated[str, BeforeValidator(_name)]


class Person(Shape):
    """Somebody who is named beside an event: `contacts`, or the end of a thread."""

    user_id: Name = ""
    wa_id: Name = ""


class Sender(Shape):
    """The other end of a thread that was handed over."""

    user_id: Name = ""
    phone_number: Name = ""


class Writer(Shape):
    """The two names of whoever wrote a message."""

    from_user_id: Name = ""
    number: Name = Field("", alias="from")


def user_named(user_id: str, number: str) -> str | None:
    """The contact's id; None when neither names anybody."""
    for name in (user_id, number):
        if _SCOPED.fullmatch(name):
            return name
    digits = _NUMBER.fullmatch(number)
    # An id of next year's form is still the same for the same person.
    return safe_id(user_id) or (f"+{digits[1]}" if digits else None)


def one_of(contacts: Sequence[Person], number: str) -> Person:
    """The entry of `contacts` about this number; the only one where no number tells."""
    same = [one for one in contacts if number and one.wa_id == number]
    found = same or (list(contacts) if len(contacts) == 1 else [])
    return found[0] if found else Person()


def user_among(user_id: str, number: str, contacts: Sequence[Person]) -> str | None:
    """The contact's id, where it is not told with the event then by the people beside it."""
    beside = one_of(contacts, number) if not user_id else Person()
    return user_named(user_id or beside.user_id, number or beside.wa_id)


def number_beside(user: str | None, number: str, contacts: Sequence[Person]) -> str:
    """The number that is told beside an id, as it is named elsewhere; empty where either lacks."""
    if user is None or number_of(user):
        return ""
    told = (number, *(one.wa_id for one in contacts if one.user_id == user))
    found = (_NUMBER.fullmatch(one) for one in told if one != user)
    return next((f"+{digits[1]}" for digits in found if digits), "")


def country_of(user: str | None) -> str:
    """ISO 3166: an id begins with it; empty where the contact is known by a number."""
    scoped = _SCOPED.fullmatch(user or "")
    return scoped[1] if scoped else ""


def safe_id(value: object) -> str:
    """An id of a person or an account; empty for what cannot be one."""
    try:
        return user_identifier(value)
    except ValueError:
        return ""


def digits_of(number: str) -> str:
    """A displayed number without its signs; empty for what is no number."""
    digits = re.sub(r"[ ()+-]", "", number)
    return digits if _NUMBER.fullmatch(digits) else ""


def number_of(user: str) -> str:
    """The number to call a contact by; empty for everybody who has an id."""
    return user if user.startswith("+") else ""
