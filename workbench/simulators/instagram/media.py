"""May Instagram fetch and show this image, sound, film or file?"""

import re
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.instagram import refusals
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.meta import refusals as common

KINDS = ("image", "audio", "video", "file")
_MB = 1_000_000
_MOST_BYTES = {"image": 8 * _MB, "audio": 25 * _MB, "video": 25 * _MB, "file": 25 * _MB}
# By the ends of their names; an address without one is taken at its word.
_ENDS = {
    "image": frozenset({"png", "jpg", "jpeg"}),
    "audio": frozenset({"aac", "m4a", "wav", "mp4"}),
    "video": frozenset({"mp4", "ogg", "avi", "mov", "webm"}),
    "file": frozenset({"pdf"}),
}
_FETCHABLE = re.compile(r"https://[^\s?#]+(?:[?#]\S*)?\Z")
_NAME_END = re.compile(r"/[^/?#]*\.([A-Za-z0-9]{2,5})(?:[?#]|\Z)")


def refuse_if_wrong(desk: Desk, account: SimulatedAccount, kind: str, payload: Any) -> None:
    """Raises `GraphRefusal` for media that cannot be had, by address or by an earlier upload."""
    if not isinstance(payload, dict):
        raise common.bad_parameter("Param message[attachment][payload] must be an object")
    if "attachment_id" in payload:
        if desk.uploads.get(str(payload["attachment_id"])) != (account.account, kind):
            raise common.bad_parameter("Invalid attachment id", 2018074)
        return
    url = payload.get("url")
    if not isinstance(url, str) or not _FETCHABLE.match(url):
        raise common.bad_parameter("Failed to fetch the file from the url", 2018008)
    _check_name(kind, url)
    if desk.sizes.get(url, 0) > _MOST_BYTES[kind]:
        raise common.bad_parameter("Attachment size exceeds allowable limit", 2018109)


def _check_name(kind: str, url: str) -> None:
    if not url.isascii():
        raise common.bad_parameter("Failed to fetch the file from the url", 2018008)
    named = _NAME_END.search(url)
    if named is None or named[1].lower() in _ENDS[kind]:
        return
    if kind == "file":
        raise refusals.invalid_data()  # no file but a PDF
    raise common.bad_parameter("Upload attachment failure.", 2018047)
