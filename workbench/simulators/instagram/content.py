"""Is an Instagram message well formed, and what does the shopper see of it?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.conversation import Button, Face
from workbench.simulators.instagram import media, refusals, templates
from workbench.simulators.instagram.desk import Desk, by_page
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import is_unicode
from workbench.simulators.meta.quick_replies import (
    CONTACT_DETAILS,
    MAX_TITLE,
    check_count,
    check_words,
)

_MAX_TEXT_BYTES = 1000
_MAX_METADATA = 1000
_MAX_IMAGES = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """Where and when a message is checked, and for which account."""

    desk: Desk
    account: SimulatedAccount
    now: datetime


def refuse_if_wrong(message: Any, at: Checked) -> None:
    """Raises `GraphRefusal` for a message that Instagram would not take."""
    if not isinstance(message, dict):
        raise common.bad_parameter("The parameter message is required")
    if "sticker_id" in message or "template" in message:
        raise refusals.invalid_data()
    attached = attachments(message)
    if "text" in message or not attached:
        _check_text(message.get("text"))
    _check_metadata(message.get("metadata", ""))
    _check_attachments(message, attached, at)
    if "quick_replies" in message:
        _check_quick_replies(message["quick_replies"], at)


def attachments(message: dict[str, Any]) -> list[Any]:
    """The one attachment, or the several; anything else that stands there counts as one."""
    if "attachments" in message:
        several = message["attachments"]
        return several if isinstance(several, list) else [several]
    return [message["attachment"]] if message.get("attachment") is not None else []


def is_heavy(message: Any) -> bool:
    """Whether it counts to the slower rate of sounds and films."""
    attached = attachments(message) if isinstance(message, dict) else []
    return any(isinstance(one, dict) and one.get("type") in ("audio", "video") for one in attached)


def kind_and_text(message: dict[str, Any]) -> tuple[str, str]:
    """What kind of message the shopper sees, and its words."""
    attached = attachments(message)
    if not attached:
        return "text", message["text"]
    if attached[0]["type"] == "template":
        return templates.kind_and_text(attached[0]["payload"])
    return attached[0]["type"].lower(), message.get("text", "")


def image(message: dict[str, Any]) -> str:
    """The address of the first image, if the message is one."""
    attached = attachments(message)
    if not attached or attached[0]["type"] != "image":
        return ""
    address: str = attached[0]["payload"].get("url", "")
    return address


def cards(message: dict[str, Any]) -> tuple[Face, ...]:
    """The cards of a template; a text with buttons is one."""
    attached = attachments(message)
    if not attached or attached[0]["type"] != "template":
        return ()
    return templates.faces(attached[0]["payload"])


def buttons(message: dict[str, Any]) -> tuple[Button, ...]:
    """The lasting buttons of a message."""
    return tuple(button for card in cards(message) for button in card.buttons)


def quick_replies(message: dict[str, Any]) -> tuple[Button, ...]:
    """The quick replies under a message, as they look."""
    return tuple(
        Button(reply["title"][:MAX_TITLE], "quick_reply", reply["payload"])
        for reply in message.get("quick_replies", ())
        if reply["content_type"] == "text"
    )


def _check_text(text: Any) -> None:
    if not isinstance(text, str) or not text or not is_unicode(text):
        raise common.bad_parameter("Param message[text] must be a UTF-8 encoded string")
    if len(text.encode()) > _MAX_TEXT_BYTES:
        most = _MAX_TEXT_BYTES
        wrong = f"Length of param message[text] must be less than or equal to {most}"
        raise common.bad_parameter(wrong)


def _check_metadata(metadata: Any) -> None:
    if not isinstance(metadata, str) or len(metadata) > _MAX_METADATA:
        wrong = f"Length of param message[metadata] must be less than or equal to {_MAX_METADATA}"
        raise common.bad_parameter(wrong)


def _check_attachments(message: dict[str, Any], attached: list[Any], at: Checked) -> None:
    for one in attached:
        _check_attachment(one, at)
    if "attachments" not in message:
        return
    if not attached or any(one["type"] != "image" for one in attached):
        raise refusals.invalid_data()
    if len(attached) > _MAX_IMAGES:
        raise common.too_many("message[attachments]")
    if len(attached) > 1 and not at.desk.world.rules.instagram.several_images:
        raise refusals.several_images_missing()


def _check_attachment(attachment: Any, at: Checked) -> None:
    kind = attachment.get("type") if isinstance(attachment, dict) else None
    payload = attachment.get("payload") if isinstance(attachment, dict) else None
    if kind == "template" and isinstance(payload, dict):
        templates.refuse_if_wrong(payload, by_page=by_page(at.account))
    elif kind in media.KINDS:
        media.refuse_if_wrong(at.desk, at.account, kind, payload)
    elif kind == "MEDIA_SHARE" and isinstance(payload, dict):
        if at.desk.posts.get(str(payload.get("id"))) != at.account.account:
            raise refusals.invalid_data()
    elif kind != "like_heart":
        raise refusals.invalid_data()


def _check_quick_replies(replies: Any, at: Checked) -> None:
    check_count(replies)
    for number, reply in enumerate(replies):
        _check_quick_reply(f"message[quick_replies][{number}]", reply, at)


def _check_quick_reply(where: str, reply: Any, at: Checked) -> None:
    kind = reply.get("content_type") if isinstance(reply, dict) else None
    if kind in CONTACT_DETAILS and at.now < at.desk.world.rules.instagram.contact_replies_end:
        return
    if kind != "text":
        raise refusals.invalid_data()
    check_words(where, reply)
