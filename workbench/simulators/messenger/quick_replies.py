"""Are the quick replies of a message within the Send API's limits, and how do they look?"""

from typing import Any

from workbench.simulators.conversation import Button
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.quick_replies import (
    CONTACT_DETAILS,
    MAX_TITLE,
    check_count,
    check_words,
)

_ABOVE = ("text", "attachment", "attachments")


def check_quick_replies(message: dict[str, Any]) -> None:
    """Raises `GraphRefusal`."""
    replies = message["quick_replies"]
    check_count(replies)
    if not any(name in message for name in _ABOVE):
        wrong = "Param message[quick_replies] needs text or an attachment above it"
        raise common.bad_parameter(wrong)
    for number, reply in enumerate(replies):
        _check_one(f"message[quick_replies][{number}]", reply)


def _check_one(where: str, reply: Any) -> None:
    kind = reply.get("content_type") if isinstance(reply, dict) else None
    if kind in CONTACT_DETAILS:
        return
    if kind != "text":
        allowed = "text, user_phone_number, user_email"
        raise common.bad_parameter(f"Param {where}[content_type] must be one of {{{allowed}}}")
    check_words(where, reply)


def quick_replies(message: dict[str, Any]) -> tuple[Button, ...]:
    """The quick replies under a message, as they look."""
    visible = []
    for reply in message.get("quick_replies", ()):
        kind = reply["content_type"]
        if kind == "text":
            label, value = reply["title"][:MAX_TITLE], reply["payload"]
        else:
            label = value = CONTACT_DETAILS[kind]
        visible.append(Button(label, "quick_reply", value))
    return tuple(visible)
