"""What does a kiosk tell, and did it sign it?"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

from towkay.adapters.channels.incoming import Reading, cause_of, kind_of, read_each
from towkay.adapters.channels.shapes import (
    Identifier,
    OptionalWords,
    Shape,
    UserIdentifier,
    moment,
    user_identifier,
    whole_number,
)
from towkay.adapters.channels.signatures import signed_by_any
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Happening, Incoming, MessageReceived, OptedOut, PostbackPressed

_CHANNEL = "kiosk"
_HEADER = "x-kiosk-signature"
_SIGNATURE = re.compile(r"[0-9a-f]{64}")


class KioskEvent(Shape):
    """One thing a visitor did; which, its members tell."""

    id: Identifier
    at: Annotated[datetime, BeforeValidator(lambda value: moment(whole_number(value)))]
    visitor: UserIdentifier
    said: OptionalWords = None
    pressed: OptionalWords = None
    left: bool = False


class KioskInbound:
    """The kiosk's side of a webhook."""

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        return _SIGNATURE.fullmatch(headers.get(_HEADER) or "") is not None

    def is_genuine(self, raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        return signed_by_any(raw, headers.get(_HEADER) or "", secrets, bytes.hex)

    def asks_handshake(self, query: Mapping[str, str]) -> bool:
        return False

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        return None

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        if not isinstance(body, dict) or not isinstance(body.get("events"), list):
            raise MalformedBody("no list of events")
        try:
            terminal = user_identifier(body.get("terminal"))
        except ValueError as error:
            raise MalformedBody("no terminal") from error
        return read_each(_CHANNEL, terminal, body["events"], _read)


def _read(raw: object) -> Reading:
    event = KioskEvent.model_validate(raw)
    return Reading(event.visitor, cause_of(event.id), event.at, _happening(event))


def _happening(event: KioskEvent) -> Happening:
    if event.said is not None:
        return MessageReceived(cause_of(event.id), event.said)
    if event.pressed is not None:
        return PostbackPressed(event.pressed)
    return OptedOut() if event.left else kind_of(_CHANNEL, "gesture")


INBOUND = KioskInbound()
