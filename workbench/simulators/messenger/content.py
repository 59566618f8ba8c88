"""Is a Messenger message well formed, and what does the shopper see of it?"""

import re
from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.messenger import refusals, templates

_MAX_TEXT = 2000
_MAX_METADATA = 1000
_MAX_QUICK_REPLIES = 13
_MAX_QUICK_REPLY_TITLE = 20  # a longer one is shown cut, not refused
_MAX_PAYLOAD = 1000
_CONTACT_DETAILS = {"user_phone_number": "+886912345678", "user_email": "shopper@example.com"}
_FETCHABLE = re.compile(r"https://[!-~]+\Z")
_MEDIA = ("image", "audio", "video", "file")


def template_type(params: dict[str, Any]) -> str | None:
    """The `template_type` of a call's message, if it has one."""
    message = params.get("message")
    attachment = message.get("attachment") if isinstance(message, dict) else None
    payload = attachment.get("payload") if isinstance(attachment, dict) else None
    kind = payload.get("template_type") if isinstance(payload, dict) else None
    return kind if isinstance(kind, str) else None


def refuse_if_wrong(message: Any) -> None:
    """Raises `GraphRefusal` for a message the Send API would not take."""
    if not isinstance(message, dict):
        raise refusals.bad_parameter("The parameter message is required")
    attachment = message.get("attachment")
    if "text" in message or attachment is None:
        _check_text(message)
    _check_metadata(message.get("metadata", ""))
    if "quick_replies" in message:
        _check_quick_replies(message)
    if attachment is not None:
        _check_attachment(attachment)


def kind_and_text(message: dict[str, Any]) -> tuple[str, str]:
    """What kind of message the shopper sees, and its words."""
    attachment = message.get("attachment")
    if attachment is None:
        return "text", message["text"]
    if attachment["type"] == "template":
        return templates.kind_and_text(attachment["payload"])
    return attachment["type"], message.get("text", "")


def image(message: dict[str, Any]) -> str:
    """The address of the image, if the message is one."""
    attachment = message.get("attachment")
    if attachment is None or attachment["type"] != "image":
        return ""
    address: str = attachment["payload"]["url"]
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


def quick_replies(message: dict[str, Any]) -> tuple[Button, ...]:
    """The quick replies under a message, as they look."""
    shown = []
    for reply in message.get("quick_replies", ()):
        kind = reply["content_type"]
        if kind == "text":
            label, value = reply["title"][:_MAX_QUICK_REPLY_TITLE], reply["payload"]
        else:
            label = value = _CONTACT_DETAILS[kind]
        shown.append(Button(label, "quick_reply", value))
    return tuple(shown)


def _check_text(message: dict[str, Any]) -> None:
    text = message.get("text")
    if not isinstance(text, str) or not text or not templates.is_unicode(text):
        raise refusals.bad_parameter("Param message[text] must be a UTF-8 encoded string")
    if len(text) > _MAX_TEXT:
        wrong = f"Length of param message[text] must be less than or equal to {_MAX_TEXT}"
        raise refusals.bad_parameter(wrong)


def _check_metadata(metadata: Any) -> None:
    if not isinstance(metadata, str) or len(metadata) > _MAX_METADATA:
        wrong = f"Length of param message[metadata] must be less than or equal to {_MAX_METADATA}"
        raise refusals.bad_parameter(wrong)


def _check_quick_replies(message: dict[str, Any]) -> None:
    replies = message["quick_replies"]
    if not isinstance(replies, list):
        raise refusals.bad_parameter("Param message[quick_replies] must be an array.")
    if len(replies) > _MAX_QUICK_REPLIES:
        raise refusals.too_many("message[quick_replies]")
    for number, reply in enumerate(replies):
        _check_quick_reply(f"message[quick_replies][{number}]", reply)


def _check_quick_reply(where: str, reply: Any) -> None:
    kind = reply.get("content_type") if isinstance(reply, dict) else None
    if kind in _CONTACT_DETAILS:
        return
    if kind != "text":
        allowed = "text, user_phone_number, user_email"
        raise refusals.bad_parameter(f"Param {where}[content_type] must be one of {{{allowed}}}")
    for member in ("title", "payload"):
        value = reply.get(member)
        if not isinstance(value, str) or not value.strip() or not templates.is_unicode(value):
            raise refusals.bad_parameter(f"Param {where}[{member}] must be a non-empty string")
    if len(reply["payload"]) > _MAX_PAYLOAD:
        wrong = f"Length of param {where}[payload] must be less than or equal to {_MAX_PAYLOAD}"
        raise refusals.bad_parameter(wrong)


def _check_attachment(attachment: Any) -> None:
    kind = attachment.get("type") if isinstance(attachment, dict) else None
    payload = attachment.get("payload") if isinstance(attachment, dict) else None
    if not isinstance(payload, dict) or kind not in (*_MEDIA, "template"):
        allowed = ", ".join((*_MEDIA, "template"))
        raise refusals.bad_parameter(
            f"Param message[attachment][type] must be one of {{{allowed}}}"
        )
    if kind == "template":
        templates.refuse_if_wrong(payload)
        return
    url = payload.get("url")
    if "attachment_id" in payload:  # nothing was ever uploaded here
        raise refusals.bad_parameter("Invalid attachment id", 2018074)
    if not isinstance(url, str) or not _FETCHABLE.match(url):
        raise refusals.bad_parameter("Failed to fetch the file from the url", 2018008)
