"""Is a Messenger message well formed, and what does the shopper see of it?"""

from datetime import UTC, datetime
from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.messenger import templates
from workbench.simulators.messenger.media import MEDIA, check_media
from workbench.simulators.messenger.quick_replies import check_quick_replies
from workbench.simulators.messenger.state import Page
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import is_unicode

_MAX_TEXT = 2000
_MAX_METADATA = 1000
_MOST_IMAGES = 30
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def template_type(params: dict[str, Any]) -> str | None:
    """The `template_type` of a call's message, if it has one."""
    message = params.get("message")
    attachment = message.get("attachment") if isinstance(message, dict) else None
    payload = attachment.get("payload") if isinstance(attachment, dict) else None
    kind = payload.get("template_type") if isinstance(payload, dict) else None
    return kind if isinstance(kind, str) else None


def is_heavy(params: dict[str, Any]) -> bool:
    """Is it audio or video, of which a Page may send fewer in a second?"""
    message = params.get("message")
    attachment = message.get("attachment") if isinstance(message, dict) else None
    return isinstance(attachment, dict) and attachment.get("type") in ("audio", "video")


def refuse_if_wrong(message: Any, page: Page | None = None, now: datetime = _LONG_AGO) -> None:
    """Raises `GraphRefusal` for a message the Send API would not take.

    `page` is whose uploads may be shown; without one there are none.
    """
    if not isinstance(message, dict):
        raise common.bad_parameter("The parameter message is required")
    _check_metadata(message.get("metadata", ""))
    if "template" in message:
        return  # a utility message: judged with the templates of the Page
    if "text" in message or not {"attachment", "attachments", "sticker_id"} & message.keys():
        _check_text(message)
    if "quick_replies" in message:
        check_quick_replies(message)
    if "attachment" in message:
        _check_attachment(message["attachment"], page, now)
    if "attachments" in message:
        _check_images(message["attachments"], page, now)
    if "sticker_id" in message and not str(message["sticker_id"]).isdecimal():
        raise common.bad_parameter("Param message[sticker_id] must be a sticker's id")


def kind_and_text(message: dict[str, Any]) -> tuple[str, str]:
    """What kind of message the shopper sees, and its words."""
    if "sticker_id" in message:
        return "sticker", ""
    if "attachments" in message:
        return "image", message.get("text", "")
    attachment = message.get("attachment")
    if attachment is None:
        return "text", message["text"]
    if attachment["type"] == "template":
        return templates.kind_and_text(attachment["payload"])
    return attachment["type"], message.get("text", "")


def image(message: dict[str, Any]) -> str:
    """The address of the image, or of the first of several, if the message is one."""
    shown = message.get("attachment") or next(iter(message.get("attachments", ())), None)
    if shown is None or shown["type"] != "image":
        return ""
    address: str = shown["payload"].get("url", "")
    return address


def cards(message: dict[str, Any]) -> tuple[Face, ...]:
    """The cards of a template; a text with buttons is one."""
    attachment = message.get("attachment")
    if attachment is None or attachment["type"] != "template":
        return ()
    return templates.faces(attachment["payload"])


def buttons(message: dict[str, Any]) -> tuple[Button, ...]:
    """The lasting buttons of a message."""
    return tuple(button for card in cards(message) for button in card.buttons)


def _check_text(message: dict[str, Any]) -> None:
    text = message.get("text")
    if not isinstance(text, str) or not text or not is_unicode(text):
        raise common.bad_parameter("Param message[text] must be a UTF-8 encoded string")
    if len(text) > _MAX_TEXT:
        wrong = f"Length of param message[text] must be less than or equal to {_MAX_TEXT}"
        raise common.bad_parameter(wrong)


def _check_metadata(metadata: Any) -> None:
    if not isinstance(metadata, str) or len(metadata) > _MAX_METADATA:
        wrong = f"Length of param message[metadata] must be less than or equal to {_MAX_METADATA}"
        raise common.bad_parameter(wrong)


def _check_attachment(attachment: Any, page: Page | None, now: datetime) -> None:
    kind = attachment.get("type") if isinstance(attachment, dict) else None
    payload = attachment.get("payload") if isinstance(attachment, dict) else None
    if not isinstance(payload, dict) or kind not in (*MEDIA, "template"):
        allowed = ", ".join((*MEDIA, "template"))
        raise common.bad_parameter(f"Param message[attachment][type] must be one of {{{allowed}}}")
    if kind != "template":
        check_media(kind, payload, page, now)
        return
    templates.refuse_if_wrong(payload)
    if payload["template_type"] == "media" and "attachment_id" in payload["elements"][0]:
        check_media("image", payload["elements"][0], page, now)


def _check_images(images: Any, page: Page | None, now: datetime) -> None:
    """Several attachments of one message: images only."""
    if not isinstance(images, list) or not images:
        raise common.bad_parameter("Param message[attachments] must be a non-empty array.")
    if len(images) > _MOST_IMAGES:
        raise common.too_many("name_placeholder[attachments]")
    for one in images:
        if not isinstance(one, dict) or one.get("type") != "image":
            raise common.bad_parameter("Param message[attachments][type] must be image")
        _check_attachment(one, page, now)
