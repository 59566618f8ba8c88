"""Are the quick replies of a message within the Send API's limits, and how do they look?"""

from typing import Any

from workbench.simulators.conversation import Button
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import is_unicode

_MOST = 13
_MAX_TITLE = 20  # a longer one is shown cut, not refused
_MAX_PAYLOAD = 1000
_CONTACT_DETAILS = {"user_phone_number": "+886912345678", "user_email": "shopper@example.com"}
_ABOVE = ("text", "attachment", "attachments")


def check_quick_replies(message: dict[str, Any]) -> None:
    """Raises `GraphRefusal`."""
    replies = message["quick_replies"]
    if not isinstance(replies, list):
        raise common.bad_parameter("Param message[quick_replies] must be an array.")
    if len(replies) > _MOST:
        raise common.too_many("message[quick_replies]")
    if not any(name in message for name in _ABOVE):
        wrong = "Param message[quick_replies] needs text or an attachment above it"
        raise common.bad_parameter(wrong)
    for number, reply in enumerate(replies):
        _check_one(f"message[quick_replies][{number}]", reply)


def _check_one(where: str, reply: Any) -> None:
    kind = reply.get("content_type") if isinstance(reply, dict) else None
    if kind in _CONTACT_DETAILS:
        return
    if kind != "text":
        allowed = "text, user_phone_number, user_email"
        raise common.bad_parameter(f"Param {where}[content_type] must be one of {{{allowed}}}")
    for member in ("title", "payload"):
        value = reply.get(member)
        if not isinstance(value, str) or not value.strip() or not is_unicode(value):
            raise common.bad_parameter(f"Param {where}[{member}] must be a non-empty string")
    if len(reply["payload"]) > _MAX_PAYLOAD:
        wrong = f"Length of param {where}[payload] must be less than or equal to {_MAX_PAYLOAD}"
        raise common.bad_parameter(wrong)


def quick_replies(message: dict[str, Any]) -> tuple[Button, ...]:
    """The quick replies under a message, as they look."""
    visible = []
    for reply in message.get("quick_replies", ()):
        kind = reply["content_type"]
        if kind == "text":
            label, value = reply["title"][:_MAX_TITLE], reply["payload"]
        else:
            label = value = _CONTACT_DETAILS[kind]
        visible.append(Button(label, "quick_reply", value))
    return tuple(visible)
