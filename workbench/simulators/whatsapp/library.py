"""Which media were uploaded or sent by people, and may they still be fetched?"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime

from workbench.simulators.identifiers import Identifiers
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter
from workbench.simulators.whatsapp.rules import WhatsAppRules

_MB = 1024 * 1024
# Cloud API, "Media": what may be uploaded, and how much of it.
_LARGEST = {
    "audio/aac": 16 * _MB,
    "audio/amr": 16 * _MB,
    "audio/mpeg": 16 * _MB,
    "audio/mp4": 16 * _MB,
    "audio/ogg": 16 * _MB,
    "video/mp4": 16 * _MB,
    "video/3gpp": 16 * _MB,
    "image/jpeg": 5 * _MB,
    "image/png": 5 * _MB,
    "image/webp": 500 * 1024,
    "text/plain": 100 * _MB,
    "application/pdf": 100 * _MB,
    "application/msword": 100 * _MB,
    "application/vnd.ms-excel": 100 * _MB,
    "application/vnd.ms-powerpoint": 100 * _MB,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 100 * _MB,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 100 * _MB,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": 100 * _MB,
}
# Which of them each kind of message takes.
_TAKES = {
    "image": ("image/jpeg", "image/png"),
    "video": ("video/",),
    "audio": ("audio/",),
    "sticker": ("image/webp",),
    "document": ("",),
}


@dataclass(frozen=True, slots=True)
class Medium:
    """One file, usable until `gone_at`."""

    id: str
    owner: str  # the phone number id
    mime: str
    content: bytes
    gone_at: datetime

    @property
    def sha256(self) -> str:
        return base64.b64encode(hashlib.sha256(self.content).digest()).decode()


class Library:
    """Files by their id. Not locked: the caller holds the world's lock."""

    def __init__(self, ids: Identifiers, rules: WhatsAppRules) -> None:
        self._ids = ids
        self._rules = rules
        self._media: dict[str, Medium] = {}
        self._urls: dict[str, tuple[str, datetime]] = {}

    def upload(self, owner: str, mime: str, content: bytes, now: datetime) -> Medium:
        """Raises `CloudRefusal` for a kind or size the platform does not take."""
        kind = mime.split(";")[0].strip().lower()
        if kind not in _LARGEST:
            allowed = ", ".join(_LARGEST)
            raise bad_parameter(
                f"Param file must be a file with one of the following types: {allowed}. "
                f"Received file of type '{kind}'."
            )
        if not content or len(content) > _LARGEST[kind]:
            raise CloudRefusal(131053, f"The file of {len(content)} bytes is out of bounds.")
        return self._keep(owner, kind, content, now, now + self._rules.upload_life)

    def sent_in(self, owner: str, mime: str, content: bytes, now: datetime) -> Medium:
        """A file that a person sent."""
        return self._keep(owner, mime, content, now, now + self._rules.inbound_life)

    def find(self, media_id: str, owner: str, now: datetime) -> Medium | None:
        found = self._media.get(media_id)
        return found if found and found.owner == owner and now < found.gone_at else None

    def lease(self, medium: Medium, now: datetime) -> str:
        """The secret part of an address that opens the file for a few minutes."""
        secret = self._ids.token(24)
        self._urls[secret] = (medium.id, now + self._rules.url_life)
        return secret

    def leased(self, secret: str, owner: str, now: datetime) -> Medium | None:
        media_id, until = self._urls.get(secret, ("", now))
        return self.find(media_id, owner, now) if now < until else None

    def delete(self, medium: Medium) -> None:
        del self._media[medium.id]

    def _keep(
        self, owner: str, mime: str, content: bytes, now: datetime, gone_at: datetime
    ) -> Medium:
        media_id = str(10**15 + int(self._ids.token(12), 16))
        self._media[media_id] = Medium(media_id, owner, mime, content, gone_at)
        return self._media[media_id]


def refuse_other_kind(kind: str, medium: Medium) -> None:
    """Raises `CloudRefusal` when a message of `kind` does not take this file."""
    if not medium.mime.startswith(_TAKES[kind]):
        raise CloudRefusal(131053, f"A {kind} message does not take {medium.mime}.")
