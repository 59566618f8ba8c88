"""Can the platform fetch or find what a message shows, and may the Page keep it there?

Source: Messenger Platform, "Saving assets", "Error codes". Nothing is really fetched: what a link
holds is told by its ending, or ordered for it (`media_faults` of the Page).
"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from workbench.simulators.messenger.state import Page
from workbench.simulators.meta import refusals as common

MEDIA = ("image", "audio", "video", "file")
_FETCHABLE = re.compile(r"https://[!-~]+\Z")
_ENDINGS = {
    "image": ("jpg", "jpeg", "png", "gif", "webp"),
    "audio": ("mp3", "mp4", "m4a", "wav", "ogg", "aac"),
    "video": ("mp4", "mov", "avi", "webm", "ogg"),
}
_KNOWN_ENDINGS = frozenset(ending for endings in _ENDINGS.values() for ending in endings) | {
    *("pdf", "zip", "txt", "csv", "docx", "xlsx"),
}
_FAULTS = {
    "unreachable": ("Failed to fetch the file from the url", 2018008),
    "other_type": ("Upload attachment failure.", 2018047),
    "too_large": ("Attachment size exceeds allowable limit", 2018109),
    "corrupt": ("Video upload timed out or video is corrupted", 2018294),
}
FAULTS = tuple(_FAULTS)


def check_media(kind: str, payload: dict[str, Any], page: Page | None, now: datetime) -> None:
    """Raises `GraphRefusal` for media that cannot be shown."""
    if "attachment_id" in payload:
        _check_upload(payload["attachment_id"], page, now)
        return
    url = payload.get("url")
    if not isinstance(url, str) or not _FETCHABLE.match(url):
        raise _refusal("unreachable")
    ordered = page.media_faults.get(url) if page else None
    fault = ordered or _fault_of(kind, url)
    if fault:
        raise _refusal(fault)


def _check_upload(name: Any, page: Page | None, now: datetime) -> None:
    upload = page.uploads.get(str(name)) if page else None
    if page is None or upload is None or now - upload.at >= page.rules.upload_life:
        raise common.bad_parameter("Invalid attachment id", 2018074)


def _fault_of(kind: str, url: str) -> str:
    parts = urlsplit(url)
    if (parts.hostname or "").endswith(".invalid"):
        return "unreachable"
    ending = parts.path.rpartition(".")[2].lower()
    is_other = ending in _KNOWN_ENDINGS and ending not in _ENDINGS.get(kind, (ending,))
    return "other_type" if is_other else ""


def _refusal(fault: str) -> common.GraphRefusal:
    text, subcode = _FAULTS[fault]
    return common.bad_parameter(text, subcode)
