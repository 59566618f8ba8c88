"""What does WhatsApp tell of a person's own wish about marketing messages?

Source: WhatsApp Cloud API, webhook field `user_preferences`. A preference belongs to the person's
id for this business; the phone number beside it is no identity and goes no further.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from towkay.adapters.channels.incoming import Reading, cause_of, digest, kind_of
from towkay.adapters.channels.shapes import (
    Shape,
    UserIdentifier,
    Words,
    milliseconds,
    moment,
    whole_number,
)
from towkay.domain.events import Happening
from towkay.domain.optins import PreferenceStated

_CHANNEL = "whatsapp"
_MARKETING = "marketing_messages"
_STATED = {"stop": False, "resume": True}


def _seconds(value: object) -> datetime:
    return moment(whole_number(value) * 1000)


class UserPreference(Shape):
    """One element of `user_preferences`; people who hide their id cannot be told apart."""

    user_id: UserIdentifier | None = None
    category: Words = ""
    value: Words = ""
    timestamp: Annotated[datetime, BeforeValidator(_seconds)]


def read_preference(raw: Any) -> Reading:
    """One element's meaning. Raises `ValueError` when its time cannot be made out."""
    stated = UserPreference.model_validate(raw)
    wanted = _STATED.get(stated.value.lower())
    known = stated.category == _MARKETING and wanted is not None and stated.user_id is not None
    happening: Happening = kind_of(_CHANNEL, "user_preferences")
    cause = digest(raw)
    if known and wanted is not None:
        happening = PreferenceStated(wanted)
        at = milliseconds(stated.timestamp)
        cause = cause_of("preference", stated.user_id, stated.value.lower(), at)
    return Reading(stated.user_id if known else None, cause, stated.timestamp, happening)
