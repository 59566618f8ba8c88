"""What does an opt-in say: an offer accepted, or its messages stopped or resumed?

Source: Messenger Platform, "Webhooks: messaging_optins"; Instagram's come in the same form.
Plugins on websites carry neither token nor status: "Send to Messenger" is a way in, which opens
no window before the person writes.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

from towkay.adapters.channels.graph.times import number_text, time_or_none
from towkay.adapters.channels.incoming import cause_of, digest
from towkay.adapters.channels.shapes import Shape, Words, clean
from towkay.domain.doings import EntryPoint
from towkay.domain.events import Happening, Referred
from towkay.domain.optins import OptedIn, PreferenceStated, TokenKind

_PLUGIN = "send_to_messenger"
_MAX_TOKEN = 200  # Meta's are some twenty digits
_STATED = {"STOP NOTIFICATIONS": False, "RESUME NOTIFICATIONS": True}

# Digits, mostly: so it may come as a number, and a consent would be lost with it.
Token = Annotated[str, BeforeValidator(lambda value: clean(number_text(value)))]


class OptIn(Shape):
    """An offer accepted, or the switch of one turned; which, its members tell."""

    type: Words = ""
    ref: Words = ""
    payload: Words = ""
    title: Words = ""
    notification_messages_topic: Words = ""
    notification_messages_token: Token = ""
    notification_messages_timezone: Words = ""
    notification_messages_status: Words = ""
    one_time_notif_token: Token = ""
    token_expiry_timestamp: Annotated[datetime | None, BeforeValidator(time_or_none)] = None


def read_optin(optin: OptIn, user: str, at: int) -> tuple[str, Happening] | None:
    """Key and meaning; None when nothing here understands it."""
    token, once = optin.notification_messages_token, optin.one_time_notif_token
    if max(len(token), len(once)) > _MAX_TOKEN:
        return None
    if optin.notification_messages_status:
        wanted = _STATED.get(" ".join(optin.notification_messages_status.upper().split()))
        if wanted is None:
            return None
        said = "resume" if wanted else "stop"
        return cause_of("preference", user, digest(token), said, at), PreferenceStated(wanted)
    if not token and not once:
        return _from_plugin(optin, user, at)
    kind = TokenKind.NOTIFICATION if token else TokenKind.ONE_TIME
    # Whoever knows a token may write by it: a key must not tell it.
    return cause_of("optin", user, digest(token or once), at), _opted_in(optin, kind, token or once)


def _from_plugin(optin: OptIn, user: str, at: int) -> tuple[str, Happening] | None:
    if not optin.ref or optin.type:
        return None
    entry = EntryPoint(_PLUGIN, optin.ref)
    came = Referred(_PLUGIN, optin.ref, opens_window=False, entry=entry)
    return cause_of("optin", user, digest(optin.ref), at), came


def _opted_in(optin: OptIn, kind: TokenKind, token: str) -> OptedIn:
    return OptedIn(
        kind=kind,
        token=token,
        title=optin.title or optin.notification_messages_topic,
        payload=optin.payload,
        expires_at=optin.token_expiry_timestamp,
        zone=optin.notification_messages_timezone,
    )
