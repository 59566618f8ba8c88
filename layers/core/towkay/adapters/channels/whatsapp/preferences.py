"""What does WhatsApp tell of a person's own wish about marketing messages?

Source: WhatsApp Cloud API, webhook field `user_preferences`. A preference belongs to the person's
id for this business; a phone number counts only where nothing tells the id.
"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.graph.times import GraphTime
from towkay.adapters.channels.incoming import Reading, cause_of, digest, kind_of
from towkay.adapters.channels.shapes import Shape, Words, milliseconds
from towkay.adapters.channels.whatsapp.people import (
    Name,
    Person,
    country_of,
    number_beside,
    user_among,
)
from towkay.domain.events import Happening
from towkay.domain.optins import PreferenceStated

_CHANNEL = "whatsapp"
_MARKETING = "marketing_messages"
_STATED = {"stop": False, "resume": True}


class UserPreference(Shape):
    """One element of `user_preferences`."""

    user_id: Name = ""
    wa_id: Name = ""
    category: Words = ""
    value: Words = ""
    timestamp: GraphTime


def read_preference(raw: Any, contacts: Sequence[Person] = ()) -> Reading:
    """One element's meaning. Raises `ValueError` when its time cannot be made out."""
    stated = UserPreference.model_validate(raw)
    wanted = _STATED.get(stated.value.lower())
    user = user_among(stated.user_id, stated.wa_id, contacts)
    if stated.category.lower() != _MARKETING or wanted is None or user is None:
        unknown = kind_of(_CHANNEL, "user_preferences")
        return Reading(None, digest(raw), stated.timestamp, unknown)
    happening: Happening = PreferenceStated(wanted)
    cause = cause_of("preference", user, stated.value.lower(), milliseconds(stated.timestamp))
    number = number_beside(user, stated.wa_id, contacts)
    return Reading(
        user, cause, stated.timestamp, happening, country=country_of(user), number=number
    )
