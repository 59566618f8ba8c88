"""What does a LINE webhook say, and did LINE sign it?"""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from towkay.adapters.channels.incoming import Reading, cause_of, digest, kind_of, read_each
from towkay.adapters.channels.line.happenings import read_happening
from towkay.adapters.channels.line.news import read_news
from towkay.adapters.channels.line.shapes import LineEvent, Source
from towkay.adapters.channels.shapes import user_identifier
from towkay.adapters.channels.signatures import signed_by_any
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Happening, Incoming, Unknown

_CHANNEL = "line"
_SIGNATURE = re.compile(r"[A-Za-z0-9+/]{43}=")  # the base64 of 32 bytes


class LineInbound:
    """LINE's side of a webhook."""

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        """Whether a signature of LINE's form is there at all; names are lower-case."""
        return _SIGNATURE.fullmatch(headers.get("x-line-signature") or "") is not None

    def is_genuine(self, raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Whether one of `secrets` signed exactly these bytes; header names are lower-case."""
        presented = headers.get("x-line-signature") or ""
        return signed_by_any(
            raw, presented, secrets, lambda digest: base64.b64encode(digest).decode()
        )

    def asks_handshake(self, query: Mapping[str, str]) -> bool:
        """False: LINE tests an address with a signed POST of no events."""
        return False

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        """None, because LINE never asks."""
        return None

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        members: Mapping[str, Any] = body if isinstance(body, dict) else {}
        events = members.get("events")
        if not isinstance(events, list):
            raise MalformedBody("no list of events")
        try:
            account = user_identifier(members.get("destination"))
        except ValueError as error:
            raise MalformedBody("no destination") from error
        return read_each(_CHANNEL, account, events, _read)


def _read(raw: Any) -> Reading:
    event = LineEvent.model_validate(raw)
    source = event.source or Source()
    user, happening = _meant(event, source)
    context = event.delivery_context
    return Reading(
        user=user,
        cause=_cause(event, raw),
        occurred_at=event.timestamp,
        happening=happening,
        reply_token=event.reply_token or None,
        # While another module holds the chat, the bot "must not send anything".
        may_answer=event.mode == "active",
        redelivered=context is not None and context.is_redelivery,
    )


def _meant(event: LineEvent, source: Source) -> tuple[str | None, Happening]:
    """Whose event it is, and what it means."""
    user = source.user_id if source.type == "user" else None
    happening = read_happening(event) if user else None
    if happening is not None:
        return user, happening
    return read_news(event) or (user, _unknown(event, source))


def _cause(event: LineEvent, raw: dict[str, Any]) -> str:
    """The event's own id; events of before it existed are known by their content."""
    if event.webhook_event_id:
        return cause_of(event.webhook_event_id)
    # The only member in which a redelivery differs from the first delivery.
    return digest({name: value for name, value in raw.items() if name != "deliveryContext"})


def _unknown(event: LineEvent, source: Source) -> Unknown:
    """Named with the group or room it happened in: the shop talks one to one only."""
    if source.type in ("", "user"):
        return kind_of(_CHANNEL, event.type)
    return kind_of(_CHANNEL, source.type, event.type)


INBOUND = LineInbound()
